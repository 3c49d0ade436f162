"""The cells of a row by column, as they were understood, and what became of each between two exports.

A cell that could not be read keeps the text that stood there: it is not known, and it is not empty either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from safety.domain.case_report import AdverseEvent, Measurement, Record
from safety.domain.partial_date import PartialDate


@dataclass(frozen=True)
class Unread:
    """What stood in a cell that could not be read."""

    found: str


Cell = str | int | bool | Decimal | date | PartialDate | Unread | None
WRITTEN_OUT = 15  # digits before an exponent reads better
ASIDE = ("source", "problems", "unknown_columns", "findings", "censored", "value_text")


class Downgrade(StrEnum):
    """Why a changed cell is dangerous: what it may have taken back."""

    LOWERED = "lowered"
    LEFT_WINDOW = "left_window"
    SHORTENED = "shortened"
    RECODED = "recoded"
    MOVED = "moved"
    WINDOW_MOVED = "window_moved"
    TOLERANCE = "tolerance"
    REWRITTEN = "rewritten"
    KINDER = "kinder"
    MORE_GIVEN = "more_given"


@dataclass(frozen=True)
class CellChange:
    """One cell before and after; `downgrade` where that may make a verdict kinder."""

    column: str
    before: Cell
    after: Cell
    downgrade: Downgrade | None = None

    @property
    def answers(self) -> bool:
        """Was nothing known before, and is something now? That is what a query asks a site to do."""
        return not known(self.before)


def known(cell: Cell) -> bool:
    """Does anybody know what the cell says?"""
    return cell is not None and not isinstance(cell, Unread)


def cells_of(record: Record) -> Mapping[str, Cell]:
    """What stands in a row by column, in the order of the dictionary; where it stands in its file is no part of it.

    Numbers are numbers (3.0 is 3); of a laboratory value the text is told only where it is no number.
    """
    found: dict[str, Cell] = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in ASIDE}
    if isinstance(record, Measurement):
        found["value"] = _measured(record)
    if isinstance(record, AdverseEvent):
        found |= record.findings
    for problem in record.problems:
        found[problem.column] = Unread(problem.found)
    return {column: cell for column, cell in found.items() if cell is not None}


def _measured(measurement: Measurement) -> Cell:
    if measurement.value is None:
        return measurement.value_text or None
    if measurement.censored:
        return measurement.censored + _plain(measurement.value)
    return measurement.value


def cell_changes(before: Record, after: Record) -> tuple[CellChange, ...]:
    """Every cell that differs. A column that only one of the exports has is no change of its rows."""
    then, now = cells_of(before), cells_of(after)
    own = [
        CellChange(column, then.get(column), now.get(column))
        for column in dict.fromkeys((*then, *now))
        if then.get(column) != now.get(column)
    ]
    shared = [column for column in before.unknown_columns if column in after.unknown_columns]
    return (
        *own,
        *(
            CellChange(column, before.unknown_columns[column] or None, after.unknown_columns[column] or None)
            for column in shared
            if before.unknown_columns[column] != after.unknown_columns[column]
        ),
    )


def as_written(cell: Cell) -> str:
    """The cell as a file would write it: one spelling for one meaning, whatever the export looked like."""
    match cell:
        case None:
            return ""
        case Unread(found=found):
            return found
        case bool():
            return "Y" if cell else "N"
        case Decimal():
            return _plain(cell)
        case PartialDate(at=at):
            day = cell.first.isoformat() if cell.complete else f"{cell.first}/{cell.last}"
            return day if at is None else f"{day}T{at.isoformat('minutes')}"
        case _:
            return str(cell)


def _plain(number: Decimal) -> str:
    """The number without zeros that say nothing; a huge or a tiny one keeps its exponent."""
    sign, digits, exponent = number.as_tuple()
    told = "".join(map(str, digits)).rstrip("0")
    exact = (
        Decimal((sign, tuple(map(int, told)), int(exponent) + len(digits) - len(told)))
        if told
        else Decimal(0)
    )
    return f"{exact:f}" if abs(exact.adjusted()) < WRITTEN_OUT else str(exact)
