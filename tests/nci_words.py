"""A table shaped like NCI's CTCAE v5.0, whose words are made up here: none of NCI's own enters the project."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from safety.records.ctcae_terms import CtcaeTerm, read_terms
from safety.records.nci_table import COLUMNS
from safety.records.nci_workbook import SHEET

TERMS = read_terms()
NCI_FOLDER = Path(__file__).parents[2] / "shared" / "ctcae"
NCI_WORKBOOK, NCI_CSV = NCI_FOLDER / "CTCAE_v5.0.xlsx", NCI_FOLDER / "ctcae_v5.csv"
with_nci = pytest.mark.skipif(
    not (NCI_WORKBOOK.is_file() and NCI_CSV.is_file()), reason="NCI's workbook is not beside the project"
)
HEADER = tuple(f"{name} \xa0" if name.startswith("Grade") else name for name in COLUMNS)

Rows = list[list[object]]


def made_up_words(term: str, grade: int) -> str:
    return f"made-up words for {term} at {grade}"


def row_of(entry: CtcaeTerm) -> list[object]:
    grades = [made_up_words(entry.term, n) if n in entry.grades else " -" for n in range(1, 6)]
    note = "Adult: one thing\n\nPediatric:\xa0 another" if entry.term == "Pneumonitis" else None
    return [int(entry.code), entry.soc, entry.term, *grades, f"what {entry.term} is", note]


def made_up_table() -> Rows:
    return [list(HEADER), *(row_of(entry) for entry in TERMS.values())]


def as_workbook(path: Path, rows: Rows, sheet: str = SHEET) -> Path:
    book = Workbook(write_only=True)
    for title, content in (("Something else", [["no", "table"]]), (sheet, rows)):
        page = book.create_sheet(title)
        for cells in content:
            page.append(cells)
    book.save(path)
    return path


def as_csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
    return path
