"""Laboratory values that no event reports, or that have no grade, taken as the events that they could be."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.case_report import AdverseEvent, Measurement
from safety.domain.dlt_definition import DltDefinition
from safety.domain.laboratory_course import LaboratoryCourse
from safety.domain.open_question import Code
from safety.domain.patient import Patient
from safety.domain.reason import UnreportedLab
from safety.review.flip import Otherwise, Supposed, ValueIs, after
from safety.review.open_rulings import ruled
from safety.review.study_review import StudyReview

FILE = "adverse_events.csv"


def laboratory_flips(patient: Patient, review: StudyReview) -> Iterator[Supposed]:
    """Each open value as an event of its day: of the grade it derives to, or of each that a rule could call.

    Nobody knows when such an event ended, nor what caused it. The value's own question is answered with it.
    """
    if patient.laboratory is None:
        return
    open_ = {q.source: q for q in patient.questions if q.code is Code.UNGRADABLE_LAB}
    for measurement in patient.laboratory.measurements:
        could: dict[tuple[str, int], None] = {}
        for question in patient.questions:
            reason = question.reason
            if isinstance(reason, UnreportedLab) and question.source == measurement.source:
                could[reason.term, reason.grade] = None
        if measurement.source in open_ and patient.laboratory.since_first_infusion(measurement):
            could |= dict.fromkeys(_could_be(measurement, patient.laboratory, review.protocol.dlt))
        for term, grade in could:
            yield _as_event(measurement, term, grade, review)


def _could_be(
    measurement: Measurement, course: LaboratoryCourse, definition: DltDefinition
) -> Iterator[tuple[str, int]]:
    for found in course.grades:
        if found.measurement is measurement and found.missing:
            called = {g for rule in definition.events if rule.covers(found.term) for g in rule.grades}
            yield from ((found.term, g) for g in sorted(called) if (found.grade or 0) < g <= found.up_to)


def _as_event(measurement: Measurement, term: str, grade: int, review: StudyReview) -> Supposed:
    sid, id_ = measurement.subject_id or "", measurement.measurement_id or ""
    event = AdverseEvent(
        source=after(review.cut.reports, FILE), event_id=f"WHAT-IF-{id_}", subject_id=sid, term=term,
        started_at=measurement.collected_at, grade=grade,
    )  # fmt: skip
    answered = ruled([(f"lab:{id_}", "not_dlt")], review)
    return Supposed(ValueIs(sid, id_, measurement.source.row, term, grade), Otherwise((event, *answered)))
