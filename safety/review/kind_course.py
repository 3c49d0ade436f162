"""A pending patient comes through: the facts as they would read if all that is open turned out well.

The window is over as if the patient had been treated some days earlier, with nothing new since; the pages are
reviewed, infusions due were given as planned, and whatever people can rule on is ruled not a DLT. A row that
cannot be read, or stands twice, is taken back, an infusion put right. Whom that does not settle stays pending.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TypeVar

from safety.domain.case_report import Infusion, Record, Source, Subject
from safety.domain.partial_date import ONE_DAY, PartialDate
from safety.domain.patient import Patient
from safety.domain.reason import SeenTwice
from safety.domain.record_table import starts_on, subject_of
from safety.review.flip import Otherwise
from safety.review.kind_infusions import kind_infusions
from safety.review.open_rulings import ruled, rulings_owed
from safety.review.study_review import StudyReview

R = TypeVar("R", bound=Record)


def kind_course(patient: Patient, review: StudyReview) -> Otherwise:
    """The rows that read otherwise should the patient come through."""
    back = _days_back(patient, review)
    there = {row.source: row for row in _rows_of(patient, review)}
    unwanted = {source for source in _taken_back(patient) if source in there}
    rows: dict[Source, Record] = {}
    for source, row in there.items():
        if source not in unwanted:
            moved = earlier(row, back, review.cut.cut_off)
            rows[source] = _followed_up(moved, review.cut.cut_off) if isinstance(moved, Subject) else moved
    for infusion in kind_infusions(
        [r for r in rows.values() if isinstance(r, Infusion)], patient, back, review
    ):
        rows[infusion.source] = infusion
    unwanted |= {source for source, row in rows.items() if not row.readable and not isinstance(row, Subject)}
    rulings = ruled([(record_id, "not_dlt") for record_id in rulings_owed(patient, review)], review)
    changed = [row for source, row in rows.items() if source not in unwanted and row != there.get(source)]
    return Otherwise((*changed, *rulings), tuple(sorted(unwanted)))


def _days_back(patient: Patient, review: StudyReview) -> timedelta:
    """By how many days the window must have been over earlier, for the cut-off and for the export."""
    if patient.window is None:
        return timedelta()
    days = [review.cut.cut_off - ONE_DAY, review.cut.reports.extracted_on or date.max]
    return max(patient.window.last_day - min(days), timedelta())


def _rows_of(patient: Patient, review: StudyReview) -> Iterator[Record]:
    """Every row of the patient that exists, readable or not, but for rulings."""
    for kind in ("subjects", "infusions", "adverse_events", "measurements", "screening"):
        for row in review.cut.existing(kind):
            if subject_of(row) == patient.subject_id:
                yield row


def _taken_back(patient: Patient) -> Iterator[Source]:
    """The later ones of rows that stand twice; two rows of subjects.csv nobody can choose between."""
    for question in patient.questions:
        reason, source = question.reason, question.source
        if isinstance(reason, SeenTwice) and source and source.row > min(reason.rows):
            yield source


def earlier(row: R, by: timedelta, cut_off: date) -> R:
    """The row with every day of it so much earlier; what lies after the cut-off has not happened and stays.

    A partial date is taken at its last day: which day it was is open, and no folder can say "a month, less a day".
    """
    if not by or (starts_on(row) or date.min) > cut_off:
        return row
    moved: dict[str, object] = {}
    for field in fields(row):
        told = getattr(row, field.name)
        if isinstance(told, PartialDate):
            moved[field.name] = _earlier(told, by, cut_off)
        elif isinstance(told, date) and told <= cut_off:
            moved[field.name] = told - by
    start, end = moved.get("started_at"), moved.get("ended_at")
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.surely_before(start):
        moved["started_at"] = end
    return replace(row, **moved)  # type: ignore[arg-type]


def _earlier(when: PartialDate, by: timedelta, cut_off: date) -> PartialDate:
    if when.first > cut_off or (not when.complete and when.last > cut_off):
        return when
    return PartialDate.on(when.last - by, when.at)


def _followed_up(row: Subject, cut_off: date) -> Subject:
    """Reviewed through the cut-off, without what could not be read; an exit that nobody dated came today."""
    left = row.off_study_on or (cut_off if row.off_study_reason else None)
    known = row.subject_id is not None and row.dose_level is not None
    return replace(
        row, ae_reviewed_through=cut_off, off_study_on=left, problems=() if known else row.problems
    )
