"""Two reviews at one cut-off: which decisions, patients and events do not come out the same?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import HARSHEST_FIRST
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.open_question import OpenQuestion
from safety.review.study_review import StudyReview

V = TypeVar("V")
NOT_DLT = Verdict.NOT_DLT

# From what keeps a level from going on to what lets it. Somebody who is not counted holds nobody back.
RANK = {
    State.DLT: 0,
    State.IN_WINDOW: 1,
    State.AWAITING: 1,
    State.ALLOCATED: 2,
    State.NOT_EVALUABLE: 2,
    State.CLEAR: 3,
}

# Of a level, from what lets nobody in to what opens the next one; a level that is gone holds nobody back either.
LETS_ON = {
    Decision.HOLD: 0,
    Decision.EXCEEDED: 0,
    Decision.NOT_OPEN: 1,
    Decision.WAIT: 1,
    Decision.EXPAND: 2,
    Decision.ENROL: 2,
    Decision.MTD: 2,
    Decision.TOP_OF_LADDER: 3,
    Decision.ESCALATE: 4,
    None: 4,
}


@dataclass(frozen=True)
class Move(Generic[V]):
    """One verdict that differs: on a level, a patient or an event. None: there was, or is, no such thing."""

    about: str
    subject_id: str
    before: V | None
    after: V | None


@dataclass(frozen=True)
class Moves:
    """Everything in which a later review of a cut-off differs from an earlier one."""

    earlier: StudyReview
    later: StudyReview

    @cached_property
    def levels(self) -> tuple[Move[Decision], ...]:
        """The rule's decisions that differ, lowest level first."""
        then = {str(level.dose.level): level.decision for level in self.earlier.levels}
        now = {str(level.dose.level): level.decision for level in self.later.levels}
        return tuple(Move(n, "", was, now.get(n)) for n, was in then.items() if was is not now.get(n))

    @cached_property
    def patients(self) -> tuple[Move[State], ...]:
        """The patients whose state differs."""
        then, now = _states(self.earlier), _states(self.later)
        return tuple(
            Move(sid, sid, then.get(sid), now.get(sid))
            for sid in sorted({*then, *now})
            if then.get(sid, State.ALLOCATED) is not now.get(sid, State.ALLOCATED)
        )

    @cached_property
    def events(self) -> tuple[Move[Verdict], ...]:
        """The events whose verdict differs; of rows with one id, the harshest. One that is not there is no DLT."""
        then, now = _verdicts(self.earlier), _verdicts(self.later)
        return tuple(
            Move(event_id, sid, then.get((sid, event_id)), now.get((sid, event_id)))
            for sid, event_id in sorted({*then, *now})
            if then.get((sid, event_id), NOT_DLT) is not now.get((sid, event_id), NOT_DLT)
        )

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Everybody whose state, or one of whose events, comes out otherwise."""
        patients = {move.subject_id for move in self.patients}
        return frozenset(patients | {move.subject_id for move in self.events})

    @cached_property
    def kinder(self) -> frozenset[str]:
        """Everybody in whom harm, or a question about harm, is less than it was; who held every level and does not."""
        patients = {m.subject_id for m in self.kinder_patients}
        events = {m.subject_id for m in self.kinder_events}
        then, now = (_holding_all(review.every_level) for review in (self.earlier, self.later))
        return frozenset(patients | events | {sid for _, sid, _ in then - now}) | self.holds_lifted

    @property
    def kinder_patients(self) -> tuple[Move[State], ...]:
        """The patients in whom harm, or a question about it, is less than it was."""
        return tuple(m for m in self.patients if m.before and _kinder(m.before, m.after))

    @property
    def kinder_events(self) -> tuple[Move[Verdict], ...]:
        """The events that are less than they were."""
        return tuple(m for m in self.events if m.before and _milder(m.before, m.after))

    @cached_property
    def kinder_levels(self) -> tuple[Move[Decision], ...]:
        """The levels whose decision lets more happen than it did."""
        return tuple(m for m in self.levels if m.before and LETS_ON[m.after] > LETS_ON[m.before])

    @cached_property
    def harm_taken_back(self) -> frozenset[str]:
        """Everybody with a DLT, of the patient or of one event, or a death that held all levels, and now without."""
        patients = {m.subject_id for m in self.patients if m.before is State.DLT}
        events = {m.subject_id for m in self.events if m.before is Verdict.DLT}
        return frozenset(patients | events) | self.holds_lifted

    @cached_property
    def holds_lifted(self) -> frozenset[str]:
        """Everybody whose death held every level and does not any more."""
        then, now = (_holding_all(review.holds) for review in (self.earlier, self.later))
        return frozenset(sid for _, sid, _ in then - now)


def _holding_all(questions: Iterable[OpenQuestion]) -> frozenset[tuple[str, str, str]]:
    return frozenset((q.code.value, q.subject_id, q.record_id) for q in questions)


def _states(review: StudyReview) -> Mapping[str, State]:
    return {sid: patient.state for sid, patient in review.patients.items()}


def _verdicts(review: StudyReview) -> Mapping[tuple[str, str], Verdict]:
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for event in review.events:
        found[event.subject_id, event.record_id].append(event.verdict)
    return {key: min(verdicts, key=HARSHEST_FIRST.index) for key, verdicts in found.items()}


def _kinder(before: State, after: State | None) -> bool:
    return RANK[after or State.ALLOCATED] > RANK[before]


def _milder(before: Verdict, after: Verdict | None) -> bool:
    """An event that is gone was not a DLT either, as far as anybody can still tell."""
    return HARSHEST_FIRST.index(after or NOT_DLT) > HARSHEST_FIRST.index(before)
