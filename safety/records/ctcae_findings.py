"""The clauses by which findings support a grade of a CTCAE term, read from data/ctcae/findings.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from safety.domain.clinical_findings import Clause, Clauses
from safety.records.allowed import key, listing
from safety.records.cells import Y_N, Kind, NotAllowed, Reading
from safety.records.columns import ADVERSE_EVENTS
from safety.records.csv_table import read_csv_table
from safety.records.ctcae_terms import CtcaeTerms, folded
from safety.records.raw_table import RawRow, RawTable
from safety.records.refusal import FileRefused, Finger
from safety.records.term_search import term_search

FINDINGS_FILE = Path(__file__).parents[2] / "data" / "ctcae" / "findings.csv"
FINDINGS: Mapping[str, Kind] = {
    **{column.name: column.holds for column in ADVERSE_EVENTS.columns if column.finding},
    "hospitalized": Y_N,
    "symptomatic": Y_N,
}
HIGHEST = 4  # grade 5 is a death, which no finding tells


def read_clauses(terms: CtcaeTerms, path: Path = FINDINGS_FILE) -> Clauses:
    """The clauses by term. Raises FileRefused with a finger on every row and column that is wrong."""
    raw = read_csv_table(path)
    wrong = [*_header_problems(raw)] or [
        finger for row in raw.rows for finger in _row_problems(raw, row, terms)
    ]
    if wrong:
        raise FileRefused(wrong)
    found: dict[str, list[Clause]] = {}
    for row in raw.rows:
        clause = Clause(row.cells["term"], int(row.cells["grade"]), _findings(row, terms))
        found.setdefault(clause.term, []).append(clause)
    return found


def _header_problems(raw: RawTable) -> Iterator[Finger]:
    """A misspelt column would drop its condition from every clause: it is refused."""
    known = ("term", "grade", *FINDINGS)
    yield from (Finger(raw.file, 1, name, "", "column_needed") for name in known if name not in raw.columns)
    yield from (
        Finger(raw.file, 1, name, name, listing("column_known", known))
        for name in raw.columns
        if name not in known
    )


def _row_problems(raw: RawTable, row: RawRow, terms: CtcaeTerms) -> Iterator[Finger]:
    if row.torn:
        yield Finger(raw.file, row.row, "", row.torn, key("cells", len(raw.columns)))
        return

    def finger(column: str, allowed: str) -> Finger:
        return Finger(raw.file, row.row, column, row.cells.get(column, ""), allowed)

    term = row.cells["term"]
    entry = terms.get(folded(term))
    grades = [str(grade) for grade in sorted(entry.grades) if grade <= HIGHEST] if entry else []
    if entry is None or entry.term != term:
        yield finger("term", listing("term_named", term_search().offer(term).terms))
    elif row.cells["grade"] not in grades:
        yield finger("grade", listing("term_grade", grades))
    if not any(row.cells[column].strip() for column in FINDINGS):
        yield finger("", "finding_needed")
    for column in FINDINGS:
        try:
            _values(row, column, terms)
        except NotAllowed as refused:
            yield finger(column, refused.allowed)


def _findings(row: RawRow, terms: CtcaeTerms) -> dict[str, frozenset[str]]:
    values = {column: _values(row, column, terms) for column in FINDINGS}
    return {column: listed for column, listed in values.items() if listed}


def _values(row: RawRow, column: str, terms: CtcaeTerms) -> frozenset[str]:
    """The values that satisfy the clause; raises NotAllowed where one could never be noted in the column."""
    reading = Reading(range(0), frozenset(), terms)
    return frozenset(str(FINDINGS[column].read(word, reading)) for word in row.cells[column].split())
