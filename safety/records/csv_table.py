"""Reads one CSV file into a table of text, every record accounted for; what is no such file is refused.

Rows are numbered as a spreadsheet shows them: the header is row 1, a cell with line breaks is one row, and a
blank line is counted but is no record. A record whose cells do not fit the header is torn: it is kept, with
all its text, and nothing in it is trusted.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from safety.records.allowed import key
from safety.records.columns import Table
from safety.records.raw_table import RawRows, RawTable
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_text

OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class NumberedRow(NamedTuple):
    """The cells of a record with the row a spreadsheet shows for it."""

    row: int
    cells: list[str]


def read_csv_table(path: Path, schema: Table | None = None) -> RawTable:
    """The rows of a file by column: under our names where `schema` knows them, else under the file's own.

    Raises FileRefused with every reason: no CSV, not UTF-8, empty, a needed column missing, a column twice.
    """
    return table_of_text(path.name, read_text(path), schema)


def table_of_text(file: str, text: str, schema: Table | None = None) -> RawTable:
    """The rows of a CSV text, as `read_csv_table` reads a file."""
    records = _records(file, text)
    if not records:
        raise FileRefused([Finger(file, None, "", "", "file_not_empty")])
    header, *rows = records
    written = [cell.strip() or f"column {place}" for place, cell in enumerate(header.cells, 1)]
    names = _our_names(written, schema)
    wrong = list(_header_problems(file, header, names, schema))
    if wrong:
        raise FileRefused(wrong)
    return RawTable(
        table=schema.file if schema else file,
        file=file,
        columns=tuple(names),
        rows=_raw_rows(rows, tuple(names)),
        written_as=dict(zip(names, written, strict=True)),
    )


def _records(file: str, text: str) -> list[NumberedRow]:
    """Every record that is not a blank line."""
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    numbered: list[NumberedRow] = []
    row, first_line = 0, 0
    try:
        for row, cells in enumerate(reader, 1):
            first_line = reader.line_num
            if len(cells) > 1 or "".join(cells).strip():
                numbered.append(NumberedRow(row, cells))
    except csv.Error as error:
        raise FileRefused([Finger(file, row + 1, "", lines[first_line], key("csv", error))]) from None
    return numbered


def _our_names(written: Sequence[str], schema: Table | None) -> list[str]:
    """Our names of the columns. Their case does not matter, save beside a column written exactly as ours."""
    ours = {name.lower(): name for name in schema.names} if schema else {}
    taken = set(written) & set(ours.values())
    found = (ours.get(name.lower(), name) for name in written)
    return [name if mine in taken else mine for name, mine in zip(written, found, strict=True)]


def _header_problems(
    file: str, header: NumberedRow, names: Sequence[str], schema: Table | None
) -> Iterator[Finger]:
    for separator, words in OTHER_SEPARATORS.items():
        if len(header.cells) == 1 and separator in header.cells[0]:
            yield Finger(file, header.row, "", header.cells[0], key("comma", words))
            return
    for column in schema.columns if schema else ():
        if column.must and column.name not in names:
            yield Finger(file, header.row, column.name, "", "column_needed")
    for name, times in Counter(names).items():
        if times > 1:
            yield Finger(file, header.row, name, name, key("column_once", times))


def _raw_rows(records: Sequence[NumberedRow], names: tuple[str, ...]) -> RawRows:
    cells = [cells if len(cells) == len(names) else ",".join(cells) for _, cells in records]
    return RawRows.of_cells(names, [row for row, _ in records], cells)
