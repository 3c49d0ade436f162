"""Rows of a file as a table: none is left out, each with its place and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from safety.domain.case_report import Record
from safety.reports.workbook import Cell
from safety.review.study_review import StudyReview

R = TypeVar("R", bound=Record)
Row = Sequence[Cell]
Table = tuple[tuple[str, ...], list[Row]]

PLACE = ("file", "row", "standing")
NOT_COLUMNS = {"source", "problems"}  # the place has columns of its own; a query says what is wrong


def records_table(
    review: StudyReview,
    records: Sequence[R],
    more: tuple[str, ...] = (),
    told: Callable[[R], Iterable[Row]] = lambda _: [()],
) -> Table:
    """Every row of a file with its place and what became of it; `told` gives what is said of it, line by line."""
    names = [f.name for f in fields(records[0]) if f.name not in NOT_COLUMNS] if records else []
    own = sorted(names, key="unknown_columns".__eq__)
    rows: list[Row] = []
    for record in sorted(records, key=lambda r: r.source):
        place = (record.source.file, record.source.row, review.cut.standing_of(record).value)
        written = (*place, *(_written(getattr(record, name)) for name in own))
        rows += [(*written, *line) for line in told(record)]
    return (*PLACE, *own, *more), rows


def _written(cell: Any) -> Cell:
    """A cell as it was understood; the findings, and the columns that nobody knows, as name=value."""
    if isinstance(cell, Mapping):
        return "; ".join(f"{name}={value}" for name, value in cell.items() if value)
    known: Cell = cell
    return known


def blank_but(columns: Sequence[str], told: Mapping[str, Cell]) -> Row:
    """A row of which nothing stands in the file."""
    return [told.get(name) for name in columns]
