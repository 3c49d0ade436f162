"""Our facts against NCI's own table of CTCAE v5.0, cell by cell, and the file of limits in itself."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from safety.grading import Limit, UnreadableLimitsError, read_limits
from safety.grading.limits import LIMITS
from tests.make_ctcae_terms import TERMS, terms_in

ROOT = Path(__file__).parents[2]
NCI = ROOT.parent / "shared" / "ctcae" / "ctcae_v5.csv"
with_nci = pytest.mark.skipif(not NCI.exists(), reason="NCI's table of CTCAE v5.0 is not beside the project")
EVERY_LIMIT = [pytest.param(row, id=row.criterion) for row in read_limits().rows]


@cache
def nci() -> dict[str, dict[str, str]]:
    with NCI.open(encoding="utf-8", newline="") as lines:
        return {row["term"]: row for row in csv.DictReader(lines)}


@cache
def catalogue() -> list[dict[str, str]]:
    with TERMS.open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines)]


def clauses(term: str, grade: int) -> list[str]:
    """What stands between semicolons: each is one way to have the grade."""
    return nci()[term][f"grade_{grade}"].split(";")


def number_of(row: Limit) -> str:
    """The limit as NCI prints it: `>3.0`, `<8.0`, a bare ULN for one times it, no sign where it is closed."""
    if row.limit == 1 and row.times in ("low", "high"):
        return r"[<>]\s*[UL]LN"
    sign = "" if row.closed else {"below": "<", "above": ">"}[row.crosses]
    return rf"(?<![\d.>]){sign}\s*{row.limit:g}(?:\.0+)?(?![\d.]*\d)"


def reference_of(row: Limit) -> str:
    return {"low": "LLN", "high": "ULN", "baseline": "baseline"}.get(row.times) or {
        "10^9/L": "10e9", "g/dL": "g/dL", "g/L": "g/L", "mmol/L": "mmol/L", "1": "",
    }[row.units[0]]  # fmt: skip


def condition_of(row: Limit) -> str:
    anticoagulated = "if on anticoagulation" if row.if_anticoagulated == "Y" else ""
    return f"if baseline was {row.if_baseline}" if row.if_baseline else anticoagulated


@with_nci
def test_the_catalogue_is_ncis() -> None:
    assert catalogue() == terms_in(NCI)


def test_the_catalogue_is_whole() -> None:
    assert len(catalogue()) == 837
    assert len({row["code"] for row in catalogue()}) == len({row["term"] for row in catalogue()}) == 837
    assert len({row["soc"] for row in catalogue()}) == 26


@pytest.mark.parametrize("row", EVERY_LIMIT)
def test_a_limit_cites_a_term_and_grade_that_exist(row: Limit) -> None:
    grades = {term["term"]: term["grades"].split() for term in catalogue()}

    assert str(row.grade) in grades[row.term]
    assert row.facts_up_to == 0 or str(row.facts_up_to) in grades[row.term]


@with_nci
@pytest.mark.parametrize("row", EVERY_LIMIT)
def test_a_limit_stands_in_the_text_of_its_grade(row: Limit) -> None:
    assert any(
        re.search(number_of(row), clause) and reference_of(row) in clause and condition_of(row) in clause
        for clause in clauses(row.term, row.grade)
    )


@with_nci
@pytest.mark.parametrize("term", read_limits().terms)
def test_each_grade_with_a_number_has_its_limits(term: str) -> None:
    numbered = {grade for grade in (1, 2, 3, 4) if re.search(r"\d|LN", "".join(clauses(term, grade)))}

    assert {row.grade for row in read_limits().rows if row.term == term} == numbered


@with_nci
@pytest.mark.parametrize("term", read_limits().terms)
def test_each_way_to_have_a_grade_is_a_row_or_a_clinical_fact(term: str) -> None:
    rows = [row for row in read_limits().rows if row.term == term]
    counted_twice = "mm3"  # NCI prints counts in two spellings of one unit
    ways = [(grade, clause) for grade in (1, 2, 3, 4) for clause in clauses(term, grade) if clause.strip()]
    numbers = [way for way in ways if re.search(r"\d|LN", way[1]) and counted_twice not in way[1]]
    facts = [grade for grade, clause in ways if not re.search(r"\d|LN", clause)]

    shared = sum(len(row.units) - 1 for row in rows if row.times == "low")  # one row, NCI's clause a unit
    assert len(rows) + shared == len(numbers)
    assert {row.facts_up_to for row in rows} == {max(facts, default=0)}


@pytest.mark.parametrize(
    ("wrong", "finger"),
    [
        (("1.5,", "1.5x,"), "'limit': '1.5x' is not a positive number"),
        (("below", "under"), "'crosses': 'under'. Allowed are below, above"),
        (("10^9/L", "10^9"), "'units': 10^9. Allowed are"),
        (("Anemia,1,", "Anemia,5,"), "row 2: column 'grade': '5'"),
        (("Anemia 2 g/L", "Anemia 2 g/dL"), "'Anemia 2 g/dL' stands twice"),
        (("term,", "name,"), "no column term"),
    ],
)
def test_a_wrong_file_of_limits_is_refused(wrong: tuple[str, str], finger: str, tmp_path: Path) -> None:
    copy = tmp_path / "limits.csv"
    copy.write_text(LIMITS.read_text(encoding="utf-8").replace(*wrong), encoding="utf-8")

    with pytest.raises(UnreadableLimitsError, match=re.escape(finger)):
        read_limits(copy)
