"""A period of constant grade as it stands at the cut-off, and which periods hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from safety.domain.case_report import AdverseEvent, Measurement
from safety.domain.partial_date import ONE_DAY, PartialDate


@dataclass(frozen=True)
class EventPeriod:
    """One row of the adverse-event log at the cut-off, or the part of an old row that a measurement opened.

    `end` None, or `runs_on`: it has not ended for certain. `reported` is the site's grade, `derived` the worst
    one that measurements inside the period give. `opened_by` is the measurement that began this period.
    """

    id: str
    event: AdverseEvent
    start: PartialDate | None
    end: PartialDate | None
    runs_on: bool
    reported: int | None
    derived: int | None = None
    opened_by: Measurement | None = None

    @classmethod
    def at(cls, cut_off: date, event: AdverseEvent) -> EventPeriod:
        """What was known of the row on the cut-off: a later end is none, and nothing started after its end."""
        end = event.ended_at
        runs_on = end is None or end.last > cut_off
        if end is not None:
            end = None if end.first > cut_off else end.no_later_than(cut_off)
        start = event.started_at
        if start is not None:
            start = start.no_later_than(min(cut_off, end.last) if end else cut_off)
        not_yet_dead = event.grade == 5 and event.ended_at is not None and end is None
        return cls(event.event_id or "", event, start, end, runs_on, None if not_yet_dead else event.grade)

    @property
    def term(self) -> str:
        """The CTCAE term, or what the site wrote where there is none."""
        return self.event.term or ""

    @property
    def grade(self) -> int | None:
        """The worst of the reported and the derived grade, believed whichever it is."""
        return _worse(self.reported, self.derived)

    @property
    def highest_grade(self) -> int | None:
        """The highest grade on record, believed or not: what a ruling must have been made on."""
        return _worse(None if self.opened_by else self.event.grade, self.derived)

    def started(self, cut_off: date) -> PartialDate:
        """The interval in which it started; without a start, any day up to its end."""
        return self.start or PartialDate(date.min, self.end.last if self.end else cut_off)

    def may_hold(self, moment: PartialDate) -> bool:
        """May the moment lie inside the period, read at its widest?"""
        early = self.start is not None and moment.surely_before(self.start)
        late = self.end is not None and self.end.surely_before(moment)
        return not early and not late


def _worse(one: int | None, other: int | None) -> int | None:
    """The worse of two grades, either of which may not be known."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def may_touch(one: EventPeriod, other: EventPeriod) -> bool:
    """May they overlap, or follow each other by the next day at the latest?"""

    def reaches(a: EventPeriod, b: EventPeriod) -> bool:
        return a.end is None or b.start is None or b.start.first <= a.end.last + ONE_DAY

    return reaches(one, other) and reaches(other, one)


Touch = Callable[[EventPeriod, EventPeriod], bool]


def chained(period: EventPeriod, others: Iterable[EventPeriod], touch: Touch) -> list[EventPeriod]:
    """The period with every other one that hangs together with it, link by link."""
    chain, left, grown = [period], [p for p in others if p != period], True
    while grown:
        found: list[EventPeriod] = []
        apart: list[EventPeriod] = []
        for p in left:
            (found if any(touch(p, link) for link in chain) else apart).append(p)
        chain += found
        left, grown = apart, bool(found)
    return chain
