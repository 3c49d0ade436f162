"""What the protocol's decision table says of a dose level. It says whether a rule is met; people decide.

3+3 after Storer 1989 (Biometrics 45:925) is two boundary rows; BOIN (Liu & Yuan 2015, JRSS C 64:507) and any
other table of counts are more rows of the same kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from safety.domain.cohort import Tally
from safety.domain.evaluability import State
from safety.domain.protocol import Boundary, Protocol, ProtocolStatus


class Decision(StrEnum):
    """What is met for a dose level at the cut-off."""

    NOT_OPEN = "not_open"
    HOLD = "hold"
    EXCEEDED = "exceeded"
    WAIT = "wait"
    EXPAND = "expand"
    ENROL = "enrol"
    ESCALATE = "escalate"
    TOP_OF_LADDER = "top_of_ladder"
    MTD = "mtd"


# The order in which several possible decisions are told: the kindest first.
KINDEST_FIRST = (
    Decision.ESCALATE, Decision.TOP_OF_LADDER, Decision.MTD, Decision.ENROL, Decision.EXPAND,
    Decision.EXCEEDED, Decision.HOLD, Decision.WAIT, Decision.NOT_OPEN,
)  # fmt: skip


def row_for(protocol: Protocol, evaluable: int) -> Boundary | None:
    """The boundary row in use: the largest whose number of evaluable patients is not above this one."""
    reached = [row for row in protocol.boundaries if row.evaluable <= evaluable]
    return max(reached, key=lambda row: row.evaluable, default=None)


def exceeded(protocol: Protocol, tally: Tally) -> bool:
    """Are there too many DLTs, whatever is pending? Below the first row its own bound is used."""
    first = min(protocol.boundaries, key=lambda row: row.evaluable)
    row = row_for(protocol, tally.evaluable) or first
    return tally.dlt >= row.exceeded_at_least


def permits(protocol: Protocol, tally: Tally) -> bool:
    """Do clear and DLT, pending ones set aside, permit the step up? Below the first row nothing does."""
    row = row_for(protocol, tally.evaluable)
    return row is not None and tally.dlt <= row.escalate_at_most


@dataclass(frozen=True)
class Ladder:
    """All levels at the cut-off: their tallies, and what holds every one of them."""

    protocol: Protocol
    tallies: Mapping[int, Tally]
    stopped: bool
    blocked: bool

    def lower_level_changed(self, level: int) -> int | None:
        """The lowest level below that no longer permits the step up, None where all do."""
        below = sorted(rung.level for rung in self.protocol.levels if rung.level < level)
        return next((n for n in below if not permits(self.protocol, self.tallies[n])), None)

    @property
    def draft(self) -> bool:
        """Has nobody answered for the protocol yet?"""
        return self.protocol.status is ProtocolStatus.DRAFT

    def decide(self, level: int) -> Decision:
        """The first that holds; every kinder answer waits until nobody is pending."""
        tally = self.tallies[level]
        if tally.dosed == 0:
            return Decision.NOT_OPEN
        if self.stopped:
            return Decision.HOLD
        if exceeded(self.protocol, tally):
            return Decision.EXCEEDED
        if self.lower_level_changed(level) is not None:
            return Decision.HOLD
        if tally.pending or self.blocked or self.draft:
            return Decision.WAIT
        return self._settled(level, tally)

    def _settled(self, level: int, tally: Tally) -> Decision:
        above = self.protocol.next_level(level)
        if above is not None and exceeded(self.protocol, self.tallies[above.level]):
            mtd = self.protocol.mtd
            confirmed = tally.evaluable >= mtd.evaluable and tally.dlt <= mtd.dlt_at_most
            return Decision.MTD if confirmed else Decision.EXPAND
        if permits(self.protocol, tally):
            return Decision.ESCALATE if above is not None else Decision.TOP_OF_LADDER
        return Decision.EXPAND if tally.dlt else Decision.ENROL

    def expand_to(self, level: int) -> int | None:
        """With how many evaluable patients a level with a DLT can next be decided; None where no row says.

        Below an exceeded level, as many as confirm an MTD; else the next row that still escalates.
        """
        tally, above = self.tallies[level], self.protocol.next_level(level)
        if above is not None and exceeded(self.protocol, self.tallies[above.level]):
            enough = self.protocol.mtd.evaluable
            return enough if enough > tally.evaluable else None
        dlt = max(1, tally.dlt)
        rows = [r.evaluable for r in self.protocol.boundaries if r.escalate_at_most >= dlt]
        return min((n for n in rows if n > tally.evaluable), default=None)

    def possible(self, level: int, favourable: list[State]) -> list[Decision]:
        """Every decision that comes out when each pending patient is resolved both ways.

        `favourable`: what each pending patient would be with every open fact favourable. Where nobody is
        pending, or something else keeps the level from a decision, the decision alone.
        """
        decision = self.decide(level)
        if decision is not Decision.WAIT or not favourable or self.blocked or self.draft:
            return [decision]
        clear = favourable.count(State.CLEAR)
        others = len(favourable) - clear
        outcomes = [
            self._with(level, Tally(clear - harmed, harmed + spent, 0, others - spent))
            for harmed in range(clear + 1)
            for spent in range(others + 1)
        ]
        found = {ladder.decide(level) for ladder in outcomes}
        return [d for d in KINDEST_FIRST if d in found]

    def _with(self, level: int, outcome: Tally) -> Ladder:
        now = self.tallies[level]
        settled = Tally(
            now.clear + outcome.clear, now.dlt + outcome.dlt, 0, now.not_evaluable + outcome.not_evaluable
        )
        return replace(self, tallies={**self.tallies, level: settled})
