"""Tables as an Excel workbook: the same bytes for the same tables, and nothing in it that a spreadsheet runs.

Text is written as text, numbers as numbers, days as ISO text (a partial date is no day of a calendar). What a
spreadsheet would take for a formula is defused as in the CSV files, for a sheet may be saved as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from safety.domain.partial_date import PartialDate
from safety.reports.spreadsheet import harmless

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | Decimal | date | PartialDate | None

MOST_ROWS, MOST_LETTERS = 1_000_000, 32_767  # Excel has 1,048,576 rows, and so many letters in a cell
NARROWEST, WIDEST, MOST_DIGITS = 8, 60, 15
TEXT_FORMAT = "@"


@dataclass(frozen=True)
class Sheet:
    """A table by name, its columns, and its rows from top to bottom."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """The sheets as a workbook, dated by the day given and by no clock."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who asks for a workbook waits for it

    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})
        for sheet in sheets:
            for name, rows in _parts(sheet):
                _write(book, name, sheet.columns, rows)
    return made.getvalue()


def _parts(sheet: Sheet) -> Iterator[tuple[str, Sequence[Sequence[Cell]]]]:
    """The rows of a sheet, on further sheets where they are more than one holds."""
    for n, first in enumerate(range(0, max(1, len(sheet.rows)), MOST_ROWS), start=1):
        yield (sheet.name if n == 1 else f"{sheet.name} {n}"), sheet.rows[first : first + MOST_ROWS]


def _write(book: Workbook, name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": TEXT_FORMAT, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "num_format": TEXT_FORMAT})
    for n, column in enumerate(columns):
        sheet.write_string(0, n, column, head)
    told = [[_told(cell) for cell in row] for row in rows]
    for at, row in enumerate(told, start=1):
        for n, cell in enumerate(row):
            _put(sheet, at, n, cell, text)
    for n, column in enumerate(columns):
        longest = max((len(str(row[n])) for row in told), default=0)
        sheet.set_column(n, n, min(max(NARROWEST, len(column) + 3, longest + 2), WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(told), len(columns) - 1)


def _put(sheet: Worksheet, row: int, column: int, cell: str | float, text: object) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell, text)
    else:
        sheet.write_number(row, column, cell)


def _told(cell: Cell) -> str | float:
    """Text or a number; yes and no as in the study's files; what is not known is empty."""
    match cell:
        case None:
            return ""
        case bool():
            return "Y" if cell else "N"
        case Decimal():
            return float(cell) if len(cell.as_tuple().digits) <= MOST_DIGITS else _cut(f"{cell:f}")
        case int() | float():
            return cell
        case PartialDate():
            return _moment(cell)
        case date():
            return cell.isoformat()
        case str():
            return _cut(harmless(cell))


def _cut(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"


def _moment(when: PartialDate) -> str:
    """A day with its clock time, or the interval in which a partial date lies, as ISO 8601 writes them."""
    if not when.complete:
        return f"{when.first.isoformat()}/{when.last.isoformat()}"
    return f"{when.first.isoformat()}T{when.at:%H:%M}" if when.at else when.first.isoformat()
