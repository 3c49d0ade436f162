"""The CTCAE terms that exist, how they are spelled, and which grades each of them has."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TERMS_FILE = Path(__file__).parents[2] / "data" / "ctcae" / "terms.csv"


class CtcaeTerm(NamedTuple):
    """A term as the catalogue writes it: its code, its system organ class, and the grades it can have."""

    term: str
    grades: frozenset[int]
    code: str
    soc: str


CtcaeTerms = Mapping[str, CtcaeTerm]


def folded(term: str) -> str:
    """A term as it is looked up: surrounding and repeated blanks and the case of letters do not matter."""
    return " ".join(term.split()).casefold()


def read_terms(path: Path = TERMS_FILE) -> CtcaeTerms:
    """The catalogue of CTCAE v5.0 by folded term (NCI, 27 November 2017)."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {folded(row["term"]): _entry(row) for row in csv.DictReader(lines)}


def _entry(row: Mapping[str, str]) -> CtcaeTerm:
    grades = frozenset(int(grade) for grade in row["grades"].split())
    return CtcaeTerm(row["term"], grades, row["code"], row["soc"])
