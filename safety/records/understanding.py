"""Tables of text become records of the case report: cell by cell, no row dropped, nothing guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from safety.domain.case_report import CaseReports, CellProblem, Record, Source, SupportingRow
from safety.records.allowed import key
from safety.records.cells import Measured, NotAllowed, Reading
from safety.records.coded_column import CodedColumn
from safety.records.columns import ADVERSE_EVENTS, MEASUREMENTS, TABLES, Column, Table
from safety.records.header import header_of
from safety.records.measurement_table import MeasurementTable
from safety.records.raw_table import RawRow, RawTable

FIELD_OF_FILE = {table.file: table.file.removesuffix(".csv") for table in TABLES}


class RowAsRead(NamedTuple):
    """The values of a row by column, None where nothing is known, and the cells that could not be read."""

    values: dict[str, Any]
    problems: list[CellProblem]


def understand(
    tables: Sequence[RawTable],
    *,
    study_id: str,
    reading: Reading,
    extracted_on: date | None = None,
    supporting: Sequence[SupportingRow] = (),
) -> CaseReports:
    """Every row of every table as a record, readable or not, in the order in which it stands.

    Several tables may hold rows of one kind (SDTM LB and VS are both measurements).
    """
    records: dict[str, Sequence[Record]] = {}
    ordered = [(table, raw) for table in TABLES for raw in tables if raw.table == table.file]
    for table, raw in ordered:
        field = FIELD_OF_FILE[table.file]
        found = _measurements(raw, reading) if table is MEASUREMENTS else tuple(_records(table, raw, reading))
        records[field] = (*records[field], *found) if field in records else found
    return CaseReports(
        study_id=study_id,
        files=tuple(raw.file for _, raw in ordered),
        headers=tuple(header_of(table, raw) for table, raw in ordered),
        extracted_on=extracted_on,
        supporting=tuple(supporting),
        **records,  # type: ignore[arg-type]
    )


def unreadable_rows(tables: Sequence[RawTable], reading: Reading) -> dict[str, int]:
    """By file, how many of its rows cannot be read, without a record of any."""
    return {raw.file: len(_unreadable(raw, reading)) for raw in tables}


def _unreadable(raw: RawTable, reading: Reading) -> Collection[int]:
    if raw.table == MEASUREMENTS.file:
        return _measurements(raw, reading).unreadable
    (table,) = (table for table in TABLES if table.file == raw.table)
    return [row for row, read in zip(raw.numbers, _rows(table, raw, reading), strict=True) if read.problems]


def _records(table: Table, raw: RawTable, reading: Reading) -> Iterator[Record]:
    """The rows of one file as records; fingers point at the columns as that file writes them."""
    unknown = _unknown_columns(raw, table)
    findings = [name for name in table.findings if name in raw.filled]
    rows = zip(raw.numbers, _rows(table, raw, reading), strict=True)
    for place, (number, (values, problems)) in enumerate(rows):
        if table is ADVERSE_EVENTS:
            noted = {name: values.pop(name) for name in findings}
            values["findings"] = {name: told for name, told in noted.items() if told is not None}
        yield table.record(
            source=Source(raw.file, number),
            problems=_as_written(problems, raw) if problems else (),
            unknown_columns=_told_at(place, unknown) if unknown else {},
            **values,
        )


def _measurements(raw: RawTable, reading: Reading) -> MeasurementTable:
    """The measurements of one file. Each thing that stands in a column is read once, and a row is looked at by
    itself only where something in it may not be readable.
    """
    by_id, *others = MEASUREMENTS.columns
    ids = list(map(str.strip, raw.texts(by_id.name)))
    without_id = [place for place, id_ in enumerate(ids) if not id_] if "" in ids else []
    read = {
        column.name: raw.coded(column.name).meaning(partial(_meaning, column, reading=reading))
        for column in others
    }

    def problems_at(place: int) -> list[CellProblem]:
        row = raw.rows[place]
        told = {name: column.told[column.codes[place]] for name, column in read.items()}
        values = {by_id.name: _meaning(by_id, ids[place], reading), **told}
        return _torn(raw, row) if row.torn else _read(row, values, tuple(values), reading).problems

    suspected = {*_suspected(read, reading), *without_id}
    problems = {place: _as_written(found, raw) for place in suspected if (found := problems_at(place))}
    return MeasurementTable(
        raw.file,
        raw.numbers,
        [id_ or None for id_ in ids] if without_id else ids,
        {name: column.meaning(_known) for name, column in read.items()},
        problems,
        _unknown_columns(raw, MEASUREMENTS),
    )


def _suspected(read: Mapping[str, CodedColumn], reading: Reading) -> list[int]:
    """The rows with a cell that is not allowed, or with no number where a test is graded."""
    doubtful = read["value"].where(lambda told: getattr(told, "value", None) is None)
    doubtful &= read["test"].where(lambda told: told in reading.graded_tests)
    for column in read.values():
        doubtful |= column.where(lambda told: isinstance(told, NotAllowed))
    return np.flatnonzero(doubtful).tolist()


def _unknown_columns(raw: RawTable, table: Table) -> dict[str, list[str | None]]:
    """What stands in the columns that the dictionary lacks; nothing in a torn row."""
    found: dict[str, list[str | None]] = {}
    for name in (name for name in raw.columns if name not in table.names):
        found[name] = [*raw.texts(name)]
        for place in raw.torn:
            found[name][place] = None
    return found


def _told_at(place: int, columns: Mapping[str, Sequence[str | None]]) -> dict[str, str]:
    return {name: told for name, of in columns.items() if (told := of[place]) is not None}


def _known(told: object) -> object:
    return None if isinstance(told, NotAllowed) else told


def _rows(table: Table, raw: RawTable, reading: Reading) -> Iterator[RowAsRead]:
    """Every row in its order, torn or whole, with its values and what could not be read."""
    there = [column for column in table.columns if column.must or column.name in raw.filled]
    columns = {
        column.name: raw.coded(column.name).meaning(partial(_meaning, column, reading=reading))
        for column in there
    }
    doubtful = tuple(name for name, column in columns.items() if NotAllowed in set(map(type, column.told)))
    for place, of_row in enumerate(zip(*(column.each() for column in columns.values()), strict=True)):
        values = dict(zip(columns, of_row, strict=True))
        if place in raw.torn:
            yield RowAsRead(dict.fromkeys(values), _torn(raw, raw.rows[place]))
        elif doubtful or values.get("ended_at"):
            yield _read(raw.rows[place], values, doubtful, reading)
        else:
            yield RowAsRead(values, [])


def _read(row: RawRow, values: dict[str, Any], doubtful: Sequence[str], reading: Reading) -> RowAsRead:
    """The row; `doubtful` are the columns in which something may not be allowed."""
    problems = [*_refused(row, values, doubtful), *_between_cells(row, values, reading)]
    return RowAsRead(values, problems)


def _torn(raw: RawTable, row: RawRow) -> list[CellProblem]:
    """Nobody knows which cell belongs to which column: nothing of the row is known."""
    return [CellProblem("", row.torn, key("cells", len(raw.columns)))]


def _meaning(column: Column, text: str, reading: Reading) -> object:
    """What a text means in a column; where it is not allowed, the refusal stands in its place."""
    text = text.strip()
    if not text:
        return NotAllowed("must") if column.must else None
    try:
        return column.holds.read(text, reading)
    except NotAllowed as refused:
        return refused


def _refused(row: RawRow, values: dict[str, Any], doubtful: Sequence[str]) -> Iterator[CellProblem]:
    """The cells of a row that could not be read; nothing is known of them."""
    for name in doubtful:
        why = values[name]
        if isinstance(why, NotAllowed):
            values[name] = None
            yield CellProblem(name, row.cells.get(name, "").strip(), why.allowed)


def _between_cells(row: RawRow, values: dict[str, Any], reading: Reading) -> Iterator[CellProblem]:
    """What two cells say together; a value that cannot be meant is taken back."""
    start, end = values.get("started_at"), values.get("ended_at")
    if start and end and end.surely_before(start):
        values["ended_at"] = None
        yield CellProblem(
            "ended_at", row.cells["ended_at"].strip(), key("end_from", row.cells["started_at"].strip())
        )
    result = values.get("value")
    if isinstance(result, Measured) and result.value is None and values.get("test") in reading.graded_tests:
        yield CellProblem("value", result.text, "measured")


def _as_written(problems: Iterable[CellProblem], raw: RawTable) -> tuple[CellProblem, ...]:
    return tuple(replace(p, column=raw.written_as.get(p.column, p.column)) for p in problems)
