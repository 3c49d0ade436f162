"""Where do measurements and adverse-event records disagree, and what does each side say?

The worse of the two grades counts already; here the site is asked, or told, which record should change. Nothing
that the site reported is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety.domain.case_report import AdverseEvent, Source
from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import LabGrade, LaboratoryCourse, taken
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.patient import Patient
from safety.domain.reason import UngradableLab, UnreportedLab
from safety.review.criterion import Criterion, criterion_of
from safety.review.study_review import StudyReview
from safety.review.unreported_grades import Aside, unreported_grades


class Kind(StrEnum):
    """What kind of disagreement it is, the gravest first."""

    UNREPORTED = "unreported_lab"
    ABOVE = "derived_above_grade"
    UNGRADABLE = "ungradable_lab"
    IN_DOUBT = "grade_in_doubt"
    UNREPORTED_ASIDE = "unreported_lab_aside"
    BELOW = "derived_below_grade"
    MILD = "unreported_mild_lab"


class Priority(StrEnum):
    """How much hangs on the answer: a decision, the record alone, or nothing but completeness."""

    BLOCKS = "blocks"
    ASK = "ask"
    INFORMATION = "information"


FOR_INFORMATION = (Kind.BELOW, Kind.MILD)
ASKED_OF_A_VALUE = {Code.UNREPORTED_LAB: Kind.UNREPORTED, Code.UNGRADABLE_LAB: Kind.UNGRADABLE}
ASKED_OF_A_GRADE = (
    Code.GRADE_UNKNOWN,
    Code.IMPOSSIBLE_GRADE,
    Code.VERSION_CONFLICT,
    Code.UNKNOWN_TERM,
    Code.FATAL_OUTCOME,
    Code.FINDINGS_ABOVE_GRADE,
)


@dataclass(frozen=True)
class Discrepancy:
    """One disagreement: the record on one side, the measurement on the other.

    `record_id` is what a ruling on it would name. `event` is the event it is about; `beside` are the events of
    the term that do not report the value. `graded` is the value that proves it and `criterion` the limit it
    crossed; `more` are values of the same kind for which the line stands too. `question` is the open question it
    belongs to, if there is one; `aside` says why a grade that no event reports is not asked about.
    """

    kind: Kind
    priority: Priority
    subject_id: str
    record_id: str
    source: Source | None
    column: str
    term: str = ""
    event: EventAssessment | None = None
    beside: tuple[EventAssessment, ...] = ()
    graded: LabGrade | None = None
    criterion: Criterion | None = None
    more: tuple[LabGrade, ...] = ()
    question: OpenQuestion | None = None
    aside: Aside | None = None


@dataclass(frozen=True)
class Compared:
    """What was held against each other: values read, values with a grade, events with values inside."""

    values: int
    graded: int
    events: int


def compared(review: StudyReview) -> Compared:
    """How much there was to compare."""
    courses = [p.laboratory for p in review.patients.values() if p.laboratory]
    graded = {g.measurement.source for course in courses for g in course.grades if g.grade is not None}
    inside = [e for e in review.events if e.derived is not None]
    return Compared(len(review.cut.measurements), len(graded), len(inside))


def reconciliation(review: StudyReview) -> tuple[Discrepancy, ...]:
    """Every disagreement, what blocks a decision first."""
    blocking = frozenset(q for level in review.levels for q in level.blockers)
    found = [d for p in review.patients.values() for d in _Patient(p, review, blocking).discrepancies()]
    return tuple(sorted(found, key=_in_order))


def _in_order(found: Discrepancy) -> tuple[int, int, str, str, str]:
    kind, priority = list(Kind).index(found.kind), list(Priority).index(found.priority)
    return priority, kind, found.subject_id, found.record_id, found.term


@dataclass(frozen=True)
class _Patient:
    """One patient's two records, held against each other."""

    patient: Patient
    review: StudyReview
    blocking: frozenset[OpenQuestion]

    def discrepancies(self) -> Iterator[Discrepancy]:
        asked = [q for q in self.patient.questions if q.code in (*ASKED_OF_A_VALUE, *ASKED_OF_A_GRADE)]
        yield from (self._asked(q) for q in asked)
        course = self.patient.laboratory
        if course is None:
            return
        yield from self._graded_apart(course)
        for found in unreported_grades(self.patient, course, self.review.protocol.dlt):
            kind = Kind.MILD if found.mild else Kind.UNREPORTED_ASIDE
            yield self._of_value(kind, found.worst, found.more, aside=found.aside)

    def _asked(self, question: OpenQuestion) -> Discrepancy:
        """A question that is open anyway: about a value, or about the grade of an event."""
        if question.code in ASKED_OF_A_VALUE:
            return self._of_value(ASKED_OF_A_VALUE[question.code], self._value(question), question=question)
        event = next(
            e for e in self.patient.events if (e.record_id, e.source) == (question.record_id, question.source)
        )
        proof = self._proof(event) if event.derived is not None else None
        return self._of_event(Kind.IN_DOUBT, event, proof, question=question)

    def _value(self, question: OpenQuestion) -> LabGrade:
        """The value asked about, with the grade that no event reports, or with all that is missing for one."""
        course, because = self.patient.laboratory, question.reason
        assert course is not None  # a question about a value is made from the patient's course
        if isinstance(because, UnreportedLab):
            of_term = course.of_term(because.term)
            return next(g for g in of_term if g.measurement.source == question.source)
        measurement = next(m for m in course.measurements if m.source == question.source)
        missing = because.missing if isinstance(because, UngradableLab) else ()
        return LabGrade(measurement, "", None, missing)

    def _graded_apart(self, course: LaboratoryCourse) -> Iterator[Discrepancy]:
        """Events whose measurements grade them higher, or lower, than the site did. Death has no measure."""
        for row, parts in _by_row(self.patient.events):
            worst = min(parts, key=_worst_first)
            if row.grade is None or worst.derived is None or row.grade == worst.derived:
                continue
            kind = Kind.ABOVE if worst.derived > row.grade else Kind.BELOW
            if kind is Kind.ABOVE or row.grade < 5:
                above = [e for e in parts if (e.derived or 0) > row.grade and e is not worst]
                more = tuple(g for g in map(self._proof, above) if g)
                yield self._of_event(kind, worst, self._proof(worst), more)

    def _proof(self, event: EventAssessment) -> LabGrade | None:
        """The first value inside the event that gives it its derived grade."""
        period, course = event.period, self.patient.laboratory
        if period is None or course is None:
            return None
        others = [e.period.opened_by for e in self.patient.events if e.period and e is not event]
        inside = [
            g for g in course.of_term(event.term)
            if g.grade == event.derived and period.may_hold(taken(g.measurement))
            and period.opened_by in (None, g.measurement) and g.measurement not in others
        ]  # fmt: skip
        return min(inside, key=lambda g: (taken(g.measurement).first, g.measurement.source), default=None)

    def _priority(self, kind: Kind, question: OpenQuestion | None) -> Priority:
        if question is not None and question in self.blocking:
            return Priority.BLOCKS
        return Priority.INFORMATION if kind in FOR_INFORMATION else Priority.ASK

    def _of_value(
        self, kind: Kind, graded: LabGrade, more: tuple[LabGrade, ...] = (),
        question: OpenQuestion | None = None, aside: Aside | None = None,
    ) -> Discrepancy:  # fmt: skip
        m, term = graded.measurement, graded.term
        beside = tuple(e for e in self.patient.events if e.period and term and e.term == term)
        return Discrepancy(
            kind, self._priority(kind, question), self.patient.subject_id, f"lab:{m.measurement_id}", m.source,
            question.column if question else "value", term, None, beside, graded,
            criterion_of(graded, self.review.reference.limits), more, question, aside,
        )  # fmt: skip

    def _of_event(
        self, kind: Kind, event: EventAssessment, graded: LabGrade | None, more: tuple[LabGrade, ...] = (),
        question: OpenQuestion | None = None,
    ) -> Discrepancy:  # fmt: skip
        return Discrepancy(
            kind, self._priority(kind, question), self.patient.subject_id, event.record_id, event.source,
            question.column if question else "grade", event.term, event, (), graded,
            criterion_of(graded, self.review.reference.limits), more, question,
        )  # fmt: skip


def _worst_first(event: EventAssessment) -> tuple[int, date]:
    opened_by = event.period.opened_by if event.period else None
    return -(event.derived or 0), taken(opened_by).first if opened_by else date.min


def _by_row(events: Iterable[EventAssessment]) -> Iterator[tuple[AdverseEvent, list[EventAssessment]]]:
    """The events with a derived grade, those that a measurement opened together with the row they lie in."""
    by_row: dict[Source, list[EventAssessment]] = {}
    for event in events:
        if event.period is not None and event.derived is not None:
            by_row.setdefault(event.period.event.source, []).append(event)
    for parts in by_row.values():
        assert parts[0].period is not None
        yield parts[0].period.event, parts
