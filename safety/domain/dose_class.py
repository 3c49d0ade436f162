"""What became of one planned infusion: given as planned, off the plan, not given, or no answer, and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from safety.domain.case_report import Infusion
from safety.domain.dose_deviation import Deviation, deviation, off_plan
from safety.domain.exposure import given
from safety.domain.protocol import Dosing
from safety.domain.reason import (
    CellsUnknown,
    InfusionInterrupted,
    InfusionNotGiven,
    NotGivenWithCells,
    PlanUnknown,
    Reason,
    Unreadable,
    WithoutCells,
)


class DoseClass(StrEnum):
    """What became of a planned infusion. Only the first three hold its cells against the plan."""

    AS_PLANNED = "as_planned"
    MINOR = "minor"
    MAJOR = "major"
    INTERRUPTED = "interrupted"
    NOT_GIVEN = "not_given"
    CELLS_UNKNOWN = "cells_unknown"
    NO_PLAN = "no_plan"
    UNREADABLE = "unreadable"
    NOT_RECORDED = "not_recorded"
    NOT_DUE = "not_due"


OFF_PLAN = {
    Deviation.NONE: DoseClass.AS_PLANNED,
    Deviation.MINOR: DoseClass.MINOR,
    Deviation.MAJOR: DoseClass.MAJOR,
}


def dose_class(infusion: Infusion, planned: Decimal | None, dosing: Dosing) -> DoseClass:
    """The first that holds. An interrupted infusion is a deviation all the same where it held far too many cells."""
    if not infusion.readable:
        return DoseClass.UNREADABLE
    if not given(infusion):
        return DoseClass.NOT_GIVEN
    if infusion.cells is None:
        return DoseClass.CELLS_UNKNOWN
    if planned is None:
        return DoseClass.NO_PLAN
    found = OFF_PLAN[deviation(infusion.cells, planned, dosing)]
    far_too_many = found is DoseClass.MAJOR and infusion.cells > planned
    return DoseClass.INTERRUPTED if infusion.status == "interrupted" and not far_too_many else found


def dose_reasons(infusion: Infusion, planned: Decimal | None, dosing: Dosing) -> Iterator[Reason]:
    """Everything that keeps an infusion from being given as planned, whatever its class."""
    id_, cells = infusion.infusion_id or "", infusion.cells
    if not infusion.readable:
        yield Unreadable(infusion.problems)
    if infusion.status == "not_given":
        yield NotGivenWithCells(id_, cells) if cells else InfusionNotGiven(id_, infusion.reason)
    elif infusion.status is not None and cells == 0:
        yield WithoutCells(id_, infusion.status)
    elif infusion.status == "interrupted":
        yield InfusionInterrupted(id_, infusion.reason)
    if not given(infusion):
        return
    if cells is None:
        yield CellsUnknown(id_)
    elif planned is None:
        yield PlanUnknown(id_)
    elif off := off_plan(id_, cells, planned, dosing):
        yield off
