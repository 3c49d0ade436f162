"""What people are asked to rule on, and the rulings that they may make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from safety.domain.case_report import Adjudication
from safety.domain.data_cut import RULED_NOT_EVALUABLE
from safety.domain.open_question import Code, Reach
from safety.domain.patient import Patient
from safety.review.flip import HasDlt, Otherwise, RuledAs, Supposed, after
from safety.review.study_review import StudyReview

FILE = "adjudications.csv"
# They ask for a row to be put right, whatever its id: no ruling can stand in for that.
ABOUT_ROWS = (Code.UNREADABLE_ROW, Code.DUPLICATE_ID, Code.ORPHAN_RECORD)


def rulings_owed(patient: Patient, review: StudyReview) -> list[str]:
    """The ids on which a ruling would settle something open, in order."""
    events = {event.record_id for event in patient.events}
    asked = (q for q in (*patient.questions, *patient.holds) if q.reach is not Reach.NOBODY)
    ids = [
        q.record_id
        for q in asked
        if q.code not in ABOUT_ROWS and (q.record_id in events or _kind(q.record_id) in RULED_NOT_EVALUABLE)
    ]
    return [id_ for id_ in dict.fromkeys(ids) if review.cut.subjects_of_record(id_)]


def _kind(record_id: str) -> str:
    kind, colon, _ = record_id.partition(":")
    return kind if colon else ""


def ruled(verdicts: Iterable[tuple[str, str]], review: StudyReview) -> Iterator[Adjudication]:
    """Rulings of the day of the cut-off, each with an id that no other has."""
    taken = {a.adjudication_id for a in review.cut.reports.adjudications}
    free = (f"WHAT-IF-{n}" for n in count(1) if f"WHAT-IF-{n}" not in taken)
    for nth, (record_id, verdict) in enumerate(verdicts):
        yield Adjudication(
            source=after(review.cut.reports, FILE, nth), adjudication_id=next(free), event_id=record_id,
            verdict=verdict, decided_on=review.cut.cut_off, decided_by="committee", reason="what if",
        )  # fmt: skip


def has_dlt(patient: Patient, review: StudyReview) -> Supposed:
    """A DLT of whatever kind: as a ruling on the patient's exit, which every protocol knows."""
    verdict = [(f"exit:{patient.subject_id}", "dlt")]
    return Supposed(HasDlt(patient.subject_id), Otherwise(tuple(ruled(verdict, review))))


def ruling_flips(patient: Patient, review: StudyReview) -> Iterator[Supposed]:
    """Every ruling that is owed, made each way that is open to the committee."""
    for record_id in rulings_owed(patient, review):
        third = ("not_evaluable",) if _kind(record_id) in RULED_NOT_EVALUABLE else ()
        for verdict in ("dlt", "not_dlt", *third):
            flip = RuledAs(patient.subject_id, record_id, verdict)
            yield Supposed(flip, Otherwise(tuple(ruled([(record_id, verdict)], review))))
