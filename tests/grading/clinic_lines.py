"""Measurements as a clinic would write them down, one a line.

    test value unit low-high baseline [fact=answer ...] -> grade, `+` for at least, what is missing

`-` is an empty cell, `?` a grade that cannot be told. Tables by term ask that term alone.
"""

import pandas as pd

from safety.grading import grade, read_limits

# Where a test can be too low and too high, a line without a term asks for one of the two.
TERM_OF = {
    "HGB": "Anemia",
    "WBC": "White blood cell decreased",
    "LYM": "Lymphocyte count decreased",
}


def cell(text: str) -> str:
    return "" if text == "-" else text


def measurement(line: str) -> dict[str, str]:
    test, value, unit, normal, baseline, *facts = line.split()
    low, _, high = cell(normal).partition("-")
    return {
        "measurement_id": "M-1", "term": TERM_OF.get(test, ""), "test": test, "value": cell(value),
        "unit": cell(unit), "low": low, "high": high, "baseline": cell(baseline),
        **dict(fact.split("=") for fact in facts),
    }  # fmt: skip


def said(answer: pd.DataFrame) -> str:
    """The only row of an answer, in the words of the tables."""
    (row,) = answer.to_dict("records")
    told = "?" if pd.isna(row["grade"]) else str(row["grade"])
    return " ".join(filter(None, (told, row["at_least"].replace("Y", "+"), row["missing"])))


def grade_of(line: str, without_baseline: str = "missing", **more: str) -> str:
    table = pd.DataFrame([measurement(line) | more], dtype="str")
    return said(grade(table, read_limits(), without_baseline=without_baseline))  # type: ignore[arg-type]


def lines_of(*tables: str) -> list[tuple[str, str]]:
    rows = [line.split("->") for table in tables for line in table.strip().splitlines()]
    return [(" ".join(line.split()), answer.strip()) for line, answer in rows]


def by_term(tables: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(term, line, answer) for term, table in tables.items() for line, answer in lines_of(table)]
