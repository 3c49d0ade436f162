"""NCI's table of CTCAE v5.0, held against our catalogue term by term before any of its words is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from safety.records.allowed import key
from safety.records.ctcae_terms import CtcaeTerm, CtcaeTerms
from safety.records.nci_workbook import read_nci_workbook
from safety.records.official_text import OfficialText, TermText
from safety.records.raw_table import RawRow, RawTable
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_bytes

GRADES = range(1, 6)
CODE, SOC, TERM, DEFINITION, NOTE = (
    "MedDRA Code",
    "MedDRA SOC",
    "CTCAE Term",
    "Definition",
    "Navigational Note",
)
COLUMNS = (CODE, SOC, TERM, *(f"Grade {grade}" for grade in GRADES), DEFINITION, NOTE)
ALSO_WRITTEN = {"soc": SOC, "term": TERM}
DASHES = {"-", "–", "—"}
LONGEST_TEXT = 5000  # NCI's longest cell has 549
MOST_FINGERS = 20


def read_nci_table(path: Path, terms: CtcaeTerms) -> OfficialText:
    """The words of NCI's workbook, or of a CSV of it. Raises FileRefused where it is not that table."""
    table = _under_our_names(read_nci_workbook(path))
    wrong = [*_differences(table, {entry.code: entry for entry in terms.values()})]
    if len(wrong) > MOST_FINGERS:
        more = f"{len(wrong) - MOST_FINGERS} more differences"
        wrong = [*wrong[:MOST_FINGERS], Finger(table.file, None, "", more, "nci_table")]
    if wrong:
        raise FileRefused(wrong)
    return OfficialText(
        source=path.name,
        sha256=sha256(read_bytes(path)).hexdigest(),
        terms={_line(row.cells[TERM]): _text(row) for row in table.rows},
    )


def _under_our_names(table: RawTable) -> RawTable:
    """The table with NCI's names of the columns, in whatever way the file writes them."""
    ours = {name.casefold(): name for name in COLUMNS} | ALSO_WRITTEN
    found = {ours.get(_line(name.replace("_", " ")).casefold(), name): name for name in table.columns}
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        raise FileRefused(Finger(table.file, 1, name, "", "column_needed") for name in missing)
    rows = tuple(
        row if row.torn else RawRow(row.row, {name: _dashed(row.cells[found[name]]) for name in COLUMNS})
        for row in table.rows
    )
    return RawTable(table.table, table.file, COLUMNS, rows)


def _differences(table: RawTable, catalogue: Mapping[str, CtcaeTerm]) -> Iterator[Finger]:
    """Everything in which the table is not the one of the catalogue."""
    seen: set[str] = set()
    for row in table.rows:
        if row.torn:
            yield Finger(table.file, row.row, "", row.torn, key("cells", len(table.columns)))
            continue
        code = row.cells[CODE]
        entry = catalogue.get(code)
        if entry is None or code in seen:
            yield Finger(table.file, row.row, CODE, code, "nci_code_once" if entry else "nci_code")
            continue
        seen.add(code)
        yield from _of_row(table.file, row, entry)
    for code, entry in catalogue.items():
        if code not in seen:
            yield Finger(table.file, None, "", "", key("nci_row", entry.term, code))


def _of_row(file: str, row: RawRow, entry: CtcaeTerm) -> Iterator[Finger]:
    for column, expected in ((TERM, entry.term), (SOC, entry.soc)):
        if _line(row.cells[column]) != expected:
            yield Finger(file, row.row, column, row.cells[column], key("nci_same", expected))
    for grade in GRADES:
        column = f"Grade {grade}"
        if bool(row.cells[column]) != (grade in entry.grades):
            allowed = key("nci_no_grade" if row.cells[column] else "nci_grade", entry.term)
            yield Finger(file, row.row, column, row.cells[column], allowed)
    for column, text in row.cells.items():
        if len(text) > LONGEST_TEXT:
            yield Finger(file, row.row, column, text, key("nci_length", LONGEST_TEXT))


def _text(row: RawRow) -> TermText:
    grades = {grade: row.cells[f"Grade {grade}"] for grade in GRADES}
    return TermText(
        definition=row.cells[DEFINITION],
        note=row.cells[NOTE],
        grades={grade: text for grade, text in grades.items() if text},
    )


def _dashed(cell: str) -> str:
    """A cell's text, one line a paragraph; NCI's dash means that there is none."""
    text = "\n".join(filter(None, map(_line, cell.splitlines())))
    return "" if text in DASHES else text


def _line(text: str) -> str:
    """A text on one line, its blanks single ones."""
    return " ".join(text.split())
