"""Reads the files for the minutes as a person would: the words of a page, the cells of a sheet."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from safety.reports.minutes.page import minutes_pdf
from safety.reports.study_tables import tables_xlsx
from safety.review.provenance import study_with_provenance
from safety.wording import speech


def printed(folder: Path, cut_off: str, protocol: Path | None = None) -> bytes:
    """The page for the minutes of a folder."""
    study, provenance = study_with_provenance(folder, protocol)
    return minutes_pdf(study.review(date.fromisoformat(cut_off)), provenance, speech())


def tables(folder: Path, cut_off: str, protocol: Path | None = None) -> bytes:
    """The workbook of a folder."""
    study, provenance = study_with_provenance(folder, protocol)
    return tables_xlsx(study.review(date.fromisoformat(cut_off)), provenance, speech())


def pages(pdf: bytes) -> list[str]:
    """The words of each page without the blanks between them: lines break where the paper ends."""
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u200b]", "", words)


def says(pdf: bytes, words: str) -> bool:
    """Does the page say this, wherever its lines break? A page's foot and head may stand in between."""
    return squeezed(words) in "".join(pages(pdf))


def sheets(xlsx: bytes) -> dict[str, list[dict[str, object]]]:
    """Every sheet by name, its rows as column -> cell."""
    found = {}
    for sheet in load_workbook(BytesIO(xlsx)):
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found
