"""NCI's CTCAE workbook, or a CSV of it, as a table of text; whatever is neither is refused.

A workbook is a zip of XML that somebody else packed: how much it unpacks to is asked before anything is
unpacked, and whatever its reader stumbles over is a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from safety.records.allowed import key, listing
from safety.records.csv_table import table_of_text
from safety.records.raw_table import RawRow, RawTable
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import decoded, read_bytes

SHEET = "CTCAE v5.0 Clean Copy"
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
ZIP_MARK = b"PK\x03\x04"
LARGEST_UNPACKED_MB = 40  # NCI's unpacks to 3.5
MOST_PARTS = 500  # NCI's has 12
MOST_ROWS, MOST_COLUMNS = 2000, 40  # NCI's has 838 and 11


def read_nci_workbook(path: Path) -> RawTable:
    """The sheet of the published text, or the whole CSV, under the columns' own names. Raises FileRefused."""
    content = read_bytes(path, missing="nci_file")
    if path.suffix.lower() in WORKBOOK_ENDINGS or content.startswith(ZIP_MARK):
        _check_size(path.name, content)
        return _table(f"{path.name}, sheet {SHEET}", _rows_of_sheet(path.name, content))
    return table_of_text(path.name, decoded(path.name, content))


def _check_size(file: str, content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileRefused([Finger(file, None, "", _beginning(content), "workbook")]) from None
    megabytes = sum(part.file_size for part in parts) / 1e6
    if megabytes > LARGEST_UNPACKED_MB or len(parts) > MOST_PARTS:
        found = f"{len(parts)} parts, {megabytes:.0f} MB unpacked"
        raise FileRefused([Finger(file, None, "", found, key("workbook_size", LARGEST_UNPACKED_MB))])


def _rows_of_sheet(file: str, content: bytes) -> list[RawRow]:
    """Every row of the sheet with its cells by column letter's place, blank rows left out."""
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        named = {" ".join(sheet.title.split()).casefold(): sheet for sheet in book.worksheets}
        sheet = named.get(SHEET.casefold())
        if sheet is not None:
            sheet.reset_dimensions()  # what it says of its own size may be wrong
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            return [*_raw_rows(rows)]
    except Exception:  # a damaged workbook makes its reader raise whatever it stumbles over
        raise FileRefused([Finger(file, None, "", _beginning(content), "workbook")]) from None
    sheets = ", ".join(book.sheetnames)
    raise FileRefused([Finger(file, None, "sheet", sheets, listing("sheet_needed", [SHEET]))])


def _raw_rows(rows: Iterator[tuple[object, ...]]) -> Iterator[RawRow]:
    for number, cells in enumerate(rows, 1):
        texts = [_written(cell) for cell in cells]
        if any(texts):
            yield RawRow(number, {str(place): text for place, text in enumerate(texts)})


def _written(cell: object) -> str:
    """A cell as it is read on the screen: a code kept as a number has no decimal places."""
    if cell is None:
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _beginning(content: bytes) -> str:
    return content[:16].decode("latin-1") if content else ""


def _table(file: str, rows: list[RawRow]) -> RawTable:
    """The rows under the names in the first of them."""
    if not rows:
        raise FileRefused([Finger(file, None, "", "", "file_not_empty")])
    if rows[-1].row > MOST_ROWS:
        raise FileRefused([Finger(file, rows[-1].row, "", "", key("most_rows", MOST_ROWS))])
    header, *records = rows
    names = {place: name for place, name in header.cells.items() if name}
    twice = [name for name in names.values() if [*names.values()].count(name) > 1]
    if twice:
        raise FileRefused([Finger(file, header.row, twice[0], twice[0], key("column_once", len(twice)))])
    return RawTable(
        table=file,
        file=file,
        columns=tuple(names.values()),
        rows=tuple(RawRow(r.row, {name: r.cells[at] for at, name in names.items()}) for r in records),
    )
