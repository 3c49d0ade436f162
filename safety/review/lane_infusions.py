"""Every planned infusion on the board: given, given late, interrupted, not given, or without a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety.domain.dose_class import DoseClass
from safety.domain.patient import Patient
from safety.domain.planned_and_given import PlannedAndGiven, recorded, without_row

INTERRUPTED = "interrupted"


class Became(StrEnum):
    """What became of a planned infusion. Late: on a later day than planned, whether or not in the window."""

    GIVEN = "given"
    LATE = "late"
    INTERRUPTED = "interrupted"
    NOT_GIVEN = "not_given"
    NO_RECORD = "no_record"


@dataclass(frozen=True)
class Given:
    """A planned infusion on its day: that of its row, or its planned day where it has none."""

    day: int
    became: Became
    number: int | None = None
    days_late: int = 0

    @property
    def given(self) -> bool:
        """Did the patient get cells?"""
        return self.became not in (Became.NOT_GIVEN, Became.NO_RECORD)


def infusions_of(patient: Patient, cut_off: date) -> list[Given]:
    """Every infusion that has a day up to the cut-off, in order; what is not due yet is none."""
    exposure, window = patient.exposure, patient.window
    assert exposure is not None
    assert window is not None
    lines = (
        *recorded(patient, exposure.planned, exposure.dosing),
        *without_row(patient, exposure.dosing, cut_off),
    )
    return sorted(_placed(lines, window.first_day), key=lambda i: (i.day, i.number or 0, i.became))


def _placed(lines: tuple[PlannedAndGiven, ...], first_day: date) -> Iterator[Given]:
    for line in lines:
        start = line.infusion.started_at if line.infusion else None
        day = start.first if start else None if line.infusion else line.planned_on
        if day is None or line.found is DoseClass.NOT_DUE:
            continue
        late = (day - line.planned_on).days if line.given and line.planned_on else 0
        yield Given((day - first_day).days, _became(line, late), line.number, max(late, 0))


def _became(line: PlannedAndGiven, days_late: int) -> Became:
    if not line.given:
        return Became.NO_RECORD if line.found is DoseClass.NOT_RECORDED else Became.NOT_GIVEN
    if line.infusion is not None and line.infusion.status == INTERRUPTED:
        return Became.INTERRUPTED
    return Became.LATE if days_late > 0 else Became.GIVEN
