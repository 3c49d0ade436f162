"""Exposure as plain values: one line an infusion, totals a patient; as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from safety.domain.dose_deviation import PERCENT
from safety.domain.exposure_course import ExposureCourse
from safety.domain.planned_and_given import PlannedAndGiven
from safety.reports.spreadsheet import csv_text
from safety.review.exposure_courses import exposure_courses
from safety.review.study_review import StudyReview
from safety.wording import Speech, speech
from safety.wording.dose_words import sentences


@dataclass(frozen=True)
class ExposureLine:
    """One planned infusion. None: not known. `slip_power` is 0 where the exponent did not slip.

    `recorded_plan` is what the site noted as planned; the class rests on `planned_cells`, the protocol's.
    """

    subject_id: str
    level: int | None
    number: int | None
    infusion_id: str
    planned_on: str | None
    started_on: str | None
    days_since_last: int | None
    days_planned: int | None
    planned_cells: float | None
    recorded_plan: float | None
    cells: float | None
    percent_of_plan: float | None
    cells_per_kg: float | None
    cells_so_far: float
    planned_so_far: float | None
    settled: bool
    lot: str | None
    dose_class: str
    slip_power: int
    reasons: tuple[str, ...]


COLUMNS = tuple(field.name for field in fields(ExposureLine))


def lines_of(course: ExposureCourse, said: Speech) -> Iterator[ExposureLine]:
    """The infusions of one patient."""
    for n, line in enumerate(course.infusions, start=1):
        infusion, interval = line.infusion, line.interval
        start = infusion.started_at.first if infusion and infusion.started_at else None
        yield ExposureLine(
            subject_id=course.subject_id,
            level=course.level.level if course.level else None,
            number=line.number,
            infusion_id=line.infusion_id,
            planned_on=_day(line.planned_on),
            started_on=_day(start) if line.given else None,
            days_since_last=interval.days if interval else None,
            days_planned=interval.planned if interval else None,
            planned_cells=_number(course.planned),
            recorded_plan=_number(infusion.planned_cells) if infusion else None,
            cells=_number(line.cells),
            percent_of_plan=_percent(line.cells, course.planned),
            cells_per_kg=_number(course.per_kg(line.cells)),
            cells_so_far=float(course.cells_through(n)),
            planned_so_far=_planned_so_far(course, line),
            settled=line.settled,
            lot=infusion.lot if infusion else None,
            dose_class=line.found.value,
            slip_power=line.slip,
            reasons=tuple(sentences(line, said)),
        )


def _planned_so_far(course: ExposureCourse, line: PlannedAndGiven) -> float | None:
    """The cells the plan has by then; a row without a number stands nowhere in the plan."""
    if course.planned is None or line.number is None:
        return None
    return float(course.planned * line.number)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _percent(cells: Decimal | None, planned: Decimal | None) -> float | None:
    return None if cells is None or planned is None else float(cells / planned * PERCENT)


def exposure_json(review: StudyReview) -> str:
    """The exposure of a study as one line of JSON, never translated: totals a patient, and their infusions."""
    protocol = review.protocol
    told = {
        "study": review.cut.reports.study_id,
        "cut_off": review.cut.cut_off.isoformat(),
        "protocol": {"id": protocol.id, "version": protocol.version, "sha256": protocol.sha256},
        "patients": [_patient(course) for course in exposure_courses(review)],
    }
    return json.dumps(told, ensure_ascii=False)


def _patient(course: ExposureCourse) -> dict[str, Any]:
    exposure = course.patient.exposure
    return {
        "subject_id": course.subject_id,
        "level": course.level.level if course.level else None,
        "state": course.patient.state.value,
        "weight_kg": _number(course.weight_kg),
        "planned_cells": _number(course.planned),
        "planned_cells_per_kg": _number(course.planned_per_kg),
        "infusions_planned": len(course.dosing.numbers),
        "infusions_given": len(course.numbers_given),
        "infusions_completed": len(exposure.numbers_completed()) if exposure else None,
        "total_cells": float(course.cells),
        "total_settled": course.settled,
        "total_planned_cells": _number(course.planned_in_all),
        "total_planned_cells_per_kg": _number(course.planned_per_kg_in_all),
        "total_cells_per_kg": _number(course.per_kg(course.cells)),
        "lots": list(course.lots),
        "infusions": [_line(line) for line in lines_of(course, speech())],
    }


def _line(line: ExposureLine) -> dict[str, Any]:
    """A line under its patient, the class under the name by which the page calls it."""
    told = asdict(line)
    return {
        "class" if key == "dose_class" else key: value for key, value in told.items() if key != "subject_id"
    }


def exposure_csv(courses: Iterable[ExposureCourse], said: Speech) -> str:
    """The infusions as CSV text, one a row; the totals are its last `cells_so_far`."""
    lines = (line for course in courses for line in lines_of(course, said))
    return csv_text(COLUMNS, ([_cell(value) for value in asdict(line).values()] for line in lines))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case float():
            return f"{value:.10g}"
        case tuple():
            return " ".join(map(str, value))
        case _:
            return str(value)
