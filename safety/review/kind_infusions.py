"""A pending patient's infusions as they would read if all that is open about them turned out well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from safety.domain.case_report import Infusion
from safety.domain.partial_date import PartialDate
from safety.domain.patient import Patient
from safety.domain.reason import CellsUnknown, NotGivenWithCells
from safety.review.flip import after
from safety.review.study_review import StudyReview

FILE = "infusions.csv"


def kind_infusions(
    recorded: Sequence[Infusion], patient: Patient, back: timedelta, review: StudyReview
) -> Iterator[Infusion]:
    """Those that must read otherwise, and those without a row; `back`: by how much all days were moved.

    Unknown cells are the planned ones, a missing reason is no adverse event, a row that cannot be read is an
    infusion that is missing otherwise, given as planned. One that is surplus is left as it cannot be read.
    """
    exposure, window = patient.exposure, patient.window
    if exposure is None or window is None:
        return
    missing = [n for n in exposure.dosing.numbers if n not in {i.number for i in recorded}]
    for infusion in recorded:
        if infusion.readable:
            yield _put_right(infusion, patient)
        elif infusion.number or missing:
            yield _as_planned(infusion, infusion.number or missing.pop(0), patient, back)
    if patient.disposition and patient.disposition.left_in_window():
        return
    file = next((i.source.file for i in recorded), FILE)
    for nth, number in enumerate(missing):
        row = Infusion(
            source=after(review.cut.reports, file, nth), infusion_id=None, subject_id=patient.subject_id,
            number=number, started_at=None,
        )  # fmt: skip
        yield _as_planned(row, number, patient, back)


def _put_right(infusion: Infusion, patient: Patient) -> Infusion:
    doubts = [q.reason for q in patient.questions if q.source == infusion.source]
    if any(isinstance(doubt, CellsUnknown) for doubt in doubts) and patient.exposure:
        return replace(infusion, cells=patient.exposure.planned)
    if any(isinstance(doubt, NotGivenWithCells) for doubt in doubts):
        return replace(infusion, cells=Decimal(0), reason=infusion.reason or "other")
    not_completed = infusion.status in ("interrupted", "not_given") or infusion.cells == 0
    return replace(infusion, reason="other") if not_completed and infusion.reason is None else infusion


def _as_planned(infusion: Infusion, number: int, patient: Patient, back: timedelta) -> Infusion:
    assert patient.exposure is not None and patient.window is not None
    day = patient.exposure.dosing.planned_day(number, patient.window.first_day - back)
    start, end = infusion.started_at or PartialDate.on(day), infusion.ended_at
    return replace(
        infusion,
        infusion_id=infusion.infusion_id or f"WHAT-IF-{patient.subject_id}-{number}",
        number=number,
        started_at=start,
        ended_at=None if end and end.surely_before(start) else end,
        cells=patient.exposure.planned,
        status="completed",
        reason=None,
        problems=(),
    )
