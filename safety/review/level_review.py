"""One dose level at the cut-off: what the rule says, who stands where, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from safety.domain.cohort import Tally
from safety.domain.escalation import Decision, Ladder
from safety.domain.evaluability import State
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.patient import Patient
from safety.domain.protocol import DoseLevel
from safety.domain.reason import LowerLevelChanged, ProtocolIsDraft


@dataclass(frozen=True)
class LevelReview:
    """What the decision table says of a level, with everything it rests on.

    `possible`: every decision that can come out of the pending patients. `next_dose`: only where the rule for
    escalation is met. `superseded`: the next level has been opened. `earliest_decision_on`: the day after the
    last open window, None where none is open. `expand_to`: how many evaluable patients the rule asks for once
    there is a DLT.
    """

    dose: DoseLevel
    tally: Tally
    decision: Decision
    possible: tuple[Decision, ...]
    next_dose: DoseLevel | None
    superseded: bool
    earliest_decision_on: date | None
    expand_to: int | None
    blockers: tuple[OpenQuestion, ...]
    patients: tuple[Patient, ...]

    @property
    def may_escalate(self) -> bool:
        """Is the rule for escalation met? People decide whether it happens."""
        return self.decision is Decision.ESCALATE


Place = tuple[str, str, str, str, int]


def place(question: OpenQuestion) -> Place:
    """Where a question stands among others: by subject, kind, record, place."""
    source = question.source
    return (
        question.subject_id, question.code, question.record_id,
        source.file if source else "", source.row if source else 0,
    )  # fmt: skip


def in_order(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Questions in an order that depends on what they ask: by place; those of one place by their reason."""
    by_place: dict[Place, list[OpenQuestion]] = {}
    for question in questions:
        by_place.setdefault(place(question), []).append(question)
    return [q for at in sorted(by_place) for q in _by_reason(by_place[at])]


def _by_reason(questions: list[OpenQuestion]) -> list[OpenQuestion]:
    return sorted(questions, key=lambda q: repr(q.reason)) if len(questions) > 1 else questions


def review_level(
    ladder: Ladder, rung: DoseLevel, patients: Sequence[Patient], every_level: Iterable[OpenQuestion]
) -> LevelReview:
    """The review of one rung; `every_level` are the questions and deaths that hold all of them."""
    above = ladder.protocol.next_level(rung.level)
    decision = ladder.decide(rung.level)
    pending = [p.favourable for p in patients if p.state.pending]
    closing = [p.window.over_on for p in patients if p.state is State.IN_WINDOW and p.window]
    return LevelReview(
        dose=rung,
        tally=ladder.tallies[rung.level],
        decision=decision,
        possible=tuple(ladder.possible(rung.level, pending)),
        next_dose=above if decision is Decision.ESCALATE else None,
        superseded=above is not None and ladder.tallies[above.level].dosed > 0,
        earliest_decision_on=max(closing, default=None),
        expand_to=ladder.expand_to(rung.level),
        blockers=tuple(in_order(_blockers(ladder, rung.level, patients, every_level))),
        patients=tuple(patients),
    )


def _blockers(
    ladder: Ladder, level: int, patients: Sequence[Patient], every_level: Iterable[OpenQuestion]
) -> set[OpenQuestion]:
    found = set(every_level)
    found |= {q for p in patients if p.state.pending for q in p.questions if q.reach is Reach.SUBJECT}
    changed = ladder.lower_level_changed(level)
    if changed is not None and ladder.tallies[level].dosed:
        found.add(OpenQuestion(Code.LOWER_LEVEL_CHANGED, LowerLevelChanged(changed), reach=Reach.EVERY_LEVEL))
    if ladder.draft:
        found.add(OpenQuestion(Code.PROTOCOL_DRAFT, ProtocolIsDraft(), reach=Reach.EVERY_LEVEL))
    return found
