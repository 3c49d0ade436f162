"""Events whose grade lies next to a rule's edge, whose causality is disputed, or whose grade is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from safety.domain.case_report import AdverseEvent
from safety.domain.dlt_definition import DltDefinition
from safety.domain.grade_doubt import grade_doubts
from safety.domain.open_question import Code
from safety.domain.patient import Patient
from safety.review.flip import CausalityIs, GradeIs, Otherwise, Supposed
from safety.review.study_review import StudyReview

CAUSALITIES = ("unrelated", "unlikely", "possible", "probable", "definite")


def grade_flips(patient: Patient, review: StudyReview) -> Iterator[Supposed]:
    """Each row of the log one grade up and one down, where a rule tells the two apart.

    A grade that is missing, or not to be believed, is taken as each grade that CTCAE has for the term; one that
    the findings contradict, as the grade that they support.
    """
    definition = review.protocol.dlt
    for row in patient.records.adverse_events:
        grades = sorted(review.reference.catalogue.get(row.term or "", ()))
        for grade in _in_doubt(row, patient, grades, review):
            yield _graded(row, grade)
        if row.grade in grades and not _doubted(row, patient, review):
            for grade in (row.grade + 1, row.grade - 1):
                term = row.term or ""
                apart = rules_calling(definition, term, grade) != rules_calling(definition, term, row.grade)
                if grade in grades and apart:
                    yield _graded(row, grade)


def rules_calling(definition: DltDefinition, term: str, grade: int) -> frozenset[str]:
    """Everything in the protocol that names this term at this grade."""
    events = (f"rule {n}" for n, r in enumerate(definition.events) if r.covers(term) and grade in r.grades)
    reactions = (
        f"reaction {n} {grade in r.dlt_grades}"
        for n, r in enumerate(definition.infusion_reactions)
        if term in r.terms and grade in r.dlt_grades | r.review_grades_if_not_completed
    )
    spared = (x.id for x in definition.exclusions.values() if term in x.terms and grade in x.grades)
    return frozenset((*events, *reactions, *spared, *(("death",) if grade == 5 else ())))


def _graded(row: AdverseEvent, grade: int) -> Supposed:
    flip = GradeIs(row.subject_id or "", row.event_id or "", row.term or "", row.source.row, row.grade, grade)
    return Supposed(flip, Otherwise((replace(row, grade=grade, ctcae_version=None),)))


def _doubted(row: AdverseEvent, patient: Patient, review: StudyReview) -> bool:
    periods = (e.period for e in patient.events if e.period and e.period.event is row)
    version = review.protocol.ctcae_version
    return any(d.unknown for p in periods for d in grade_doubts(p, review.reference.catalogue, version))


def _in_doubt(row: AdverseEvent, patient: Patient, grades: list[int], review: StudyReview) -> Iterator[int]:
    if _doubted(row, patient, review):
        yield from grades
        return
    of_row = [e for e in patient.events if e.period and e.period.event is row]
    codes = {q.code for e in of_row for q in e.questions}
    if Code.FINDINGS_ABOVE_GRADE in codes:
        yield from {e.supported.grade for e in of_row if e.supported}


def causality_flips(patient: Patient, review: StudyReview) -> Iterator[Supposed]:
    """Each row whose causality a rule asks for, judged on the other side where that is disputed.

    Not related becomes related; the weakest related answer becomes the strongest that is not; an empty one
    becomes what it is not taken as. Probable and definite are not in dispute.
    """
    for row in patient.records.adverse_events:
        if _asked_for(row, patient, review.protocol.dlt):
            other = _other_side(row.causality, review.protocol.dlt)
            if other is not None:
                flip = CausalityIs(
                    row.subject_id or "",
                    row.event_id or "",
                    row.term or "",
                    row.source.row,
                    row.causality,
                    other,
                )
                yield Supposed(flip, Otherwise((replace(row, causality=other),)))


def _asked_for(row: AdverseEvent, patient: Patient, definition: DltDefinition) -> bool:
    periods = [e.period for e in patient.events if e.period and e.period.event is row]
    grades = {p.grade for p in periods} | {row.grade}
    asked = (r for r in definition.events if r.related and r.covers(row.term or ""))
    return bool(grades & {None, 5}) or any(grades & r.grades for r in asked)


def _other_side(causality: str | None, definition: DltDefinition) -> str | None:
    related = [c for c in CAUSALITIES if c in definition.related]
    others = [c for c in CAUSALITIES if c not in definition.related]
    if not related or not others:
        return None
    if not definition.is_related(causality):
        return related[0]
    return others[-1] if causality in (None, related[0]) else None
