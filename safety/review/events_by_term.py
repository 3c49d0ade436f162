"""Who had what? Every patient by every term: the worst grade in the window, and apart from it what came before.

Patients and events are counted, never rows: rows of one term that hang together are one event. Everybody is in it,
those without any event too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.baseline import stands_since_baseline
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import HARSHEST_FIRST
from safety.domain.event_assessment import EventAssessment
from safety.domain.event_period import EventPeriod, chained, may_touch
from safety.domain.patient import Patient
from safety.review.gravity import GRAVEST_FIRST, Gravity, gravest_first, gravity, is_serious
from safety.review.patient_lanes import PENDING_FIRST
from safety.review.study_review import StudyReview

LAST, DEATH, RAISED = len(GRAVEST_FIRST), 5, "raised:"


class Part(StrEnum):
    """When, seen from the DLT window. What may have started in the window is in it."""

    BEFORE = "before"
    WINDOW = "window"
    AFTER = "after"


@dataclass(frozen=True)
class Had:
    """What one patient had of one term in one part. `grade` is the worst one known, None where none is."""

    events: tuple[EventAssessment, ...]

    @property
    def grade(self) -> int | None:
        """The worst grade that is known."""
        return max((e.grade for e in self.events if e.grade is not None), default=None)

    @property
    def ungraded(self) -> bool:
        """Is there one whose grade nobody knows? What the monitor raised itself has none, and asks for none."""
        return any(e.grade is None and e.period is not None for e in self.events)

    @property
    def serious(self) -> bool:
        """Is one of them serious?"""
        return any(is_serious(e) for e in self.events)

    @property
    def verdict(self) -> Verdict:
        """The harshest verdict on any of them."""
        return min((e.verdict for e in self.events), key=HARSHEST_FIRST.index)

    @property
    def uncertain(self) -> bool:
        """May all of it lie outside the part, for want of an exact date?"""
        return all(e.in_window is InWindow.POSSIBLE for e in self.events)

    @cached_property
    def count(self) -> int:
        """How many events: rows that hang together are one."""
        periods = [e.period for e in self.events if e.period]
        return len(_chains(periods)) + len(self.events) - len(periods)


@dataclass(frozen=True)
class TermColumn:
    """One term: who had it, in which part. `raised`: not reported, but raised by the monitor under that rule."""

    term: str
    raised: bool
    had: Mapping[tuple[str, Part], Had]

    @property
    def key(self) -> str:
        """A name of the column for a link: a term that is none may be spelled like a rule."""
        return f"{RAISED}{self.term}" if self.raised else self.term

    def patients(self, part: Part) -> int:
        """How many patients had it in that part."""
        return sum(1 for _, of_part in self.had if of_part is part)

    def events(self, part: Part) -> int:
        """How many events there were in that part."""
        return sum(had.count for (_, of_part), had in self.had.items() if of_part is part)

    @cached_property
    def _order(self) -> tuple[int, int, int, str]:
        """By the gravest that counts; what the patient only brought along counts where it may be a DLT."""
        told = [(part, e) for (_, part), had in self.had.items() for e in had.events]
        since = [e for part, e in told if part is not Part.BEFORE or e.verdict is not Verdict.NOT_DLT]
        rank = min((GRAVEST_FIRST.index(gravity(e)) for e in since), default=LAST)
        worst = max((e.grade or 0 for e in since or [e for _, e in told]), default=0)
        return rank, -worst, -self.patients(Part.WINDOW), self.term


@dataclass(frozen=True)
class EventsByTerm:
    """Everybody, highest level first and pending first, by every term, the gravest first."""

    patients: tuple[tuple[int | None, Patient], ...]
    terms: tuple[TermColumn, ...]

    def events_of(self, subject_id: str, part: Part) -> int:
        """How many events a patient had in that part, of whatever term."""
        return sum(had.count for c in self.terms if (had := c.had.get((subject_id, part))))


def events_by_term(review: StudyReview) -> EventsByTerm:
    """Every event of the review exactly once: by its patient, its term and its part."""
    found: dict[tuple[bool, str], dict[tuple[str, Part], list[EventAssessment]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for event in gravest_first(review.events):
        raised = event.period is None
        term = _rule_of(event) if raised else event.term
        part = part_of(event, review.patients[event.subject_id])
        found[raised, term][event.subject_id, part].append(event)
    columns = [
        TermColumn(term, raised, {place: Had(tuple(events)) for place, events in by_place.items()})
        for (raised, term), by_place in found.items()
    ]
    return EventsByTerm(tuple(_everybody(review)), tuple(sorted(columns, key=lambda c: c._order)))


def _rule_of(event: EventAssessment) -> str:
    """What the monitor raised is named by its rule: R9 of R9:S-003."""
    return event.record_id.removesuffix(f":{event.subject_id}")


def part_of(event: EventAssessment, patient: Patient) -> Part:
    """Where an event belongs. What goes on from before the first infusion, no worse and without a gap, came before.

    Nothing that is or may be a DLT is taken for brought along because of its grade.
    """
    if event.period is None or patient.window is None:
        return Part.WINDOW if event.in_window is not InWindow.NO else Part.BEFORE
    if event.verdict is Verdict.NOT_DLT and _brought_along(event.period, event.grade, patient):
        return Part.BEFORE
    if event.in_window is not InWindow.NO:
        return Part.WINDOW
    return Part.BEFORE if began_before(event.period, patient.window) else Part.AFTER


def began_before(period: EventPeriod, window: AssessmentWindow) -> bool:
    """Did it start before the first infusion? A death is placed by its day, which is the end of its row."""
    ended = period.end is not None and period.end.surely_before(window.opens)
    began = period.start is not None and period.start.surely_before(window.opens)
    return ended or (began and period.reported != DEATH)


def _brought_along(period: EventPeriod, grade: int | None, patient: Patient) -> bool:
    assert patient.window is not None
    baseline = patient.baselines.get(period.term, 0)
    periods = [e.period for e in patient.events if e.period]
    at_most = grade is not None and grade <= baseline
    return at_most and stands_since_baseline(period, periods, baseline, patient.window)


def _chains(periods: Sequence[EventPeriod]) -> list[list[EventPeriod]]:
    """The periods in events: what hangs together is one."""
    left, found = list(periods), []
    while left:
        chain = chained(left[0], left[1:], _one_event)
        left = [p for p in left[1:] if not any(p is link for link in chain)]
        found.append(chain)
    return found


def _one_event(one: EventPeriod, other: EventPeriod) -> bool:
    """Do two periods of a term belong to one event? The site's own tie decides where both have one."""
    ties = one.event.episode_id, other.event.episode_id
    return ties[0] == ties[1] if all(ties) else may_touch(one, other)


def _everybody(review: StudyReview) -> list[tuple[int | None, Patient]]:
    """Each patient once, as on the board, under the highest level that the records name; those of no level last."""
    placed: dict[str, int] = {}
    for level in sorted(review.protocol.levels, key=lambda rung: -rung.level):
        for patient in review.at_level(level.level):
            placed.setdefault(patient.subject_id, level.level)
    everybody = [(placed.get(sid), patient) for sid, patient in review.patients.items()]
    return sorted(everybody, key=_in_order)


def _in_order(placed: tuple[int | None, Patient]) -> tuple[int, int, int, str]:
    level, patient = placed
    first = patient.window.first_day.toordinal() if patient.window else 0
    return -(level or 0), PENDING_FIRST.index(patient.state), first, patient.subject_id


def is_grave(column: TermColumn) -> bool:
    """Does the term hold anything that may be a DLT, was ruled on, is serious or severe since the first infusion?"""
    return column._order[0] < GRAVEST_FIRST.index(Gravity.OTHER)
