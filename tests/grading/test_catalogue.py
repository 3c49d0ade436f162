"""The catalogue of the 837 terms of CTCAE v5.0, and the file of limits in itself."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from safety.grading import Limit, UnreadableLimitsError, read_limits
from safety.grading.limits import LIMITS
from tests.grading.ncis_cells import NCI
from tests.make_ctcae_terms import TERMS, terms_in


@cache
def catalogue() -> list[dict[str, str]]:
    with TERMS.open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines)]


@pytest.mark.skipif(not NCI.exists(), reason="NCI's table of CTCAE v5.0 is not beside the project")
def test_the_catalogue_is_ncis() -> None:
    assert catalogue() == terms_in(NCI)


def test_the_catalogue_is_whole() -> None:
    assert len(catalogue()) == 837
    assert len({row["code"] for row in catalogue()}) == len({row["term"] for row in catalogue()}) == 837
    assert len({row["soc"] for row in catalogue()}) == 26


@pytest.mark.parametrize("row", read_limits().rows, ids=lambda row: row.criterion)
def test_a_limit_cites_a_term_and_grade_that_exist(row: Limit) -> None:
    grades = {term["term"]: term["grades"].split() for term in catalogue()}

    assert str(row.grade) in grades[row.term]
    assert row.facts_up_to == 0 or str(row.facts_up_to) in grades[row.term]


@pytest.mark.parametrize(
    ("column", "wrong", "finger"),
    [
        ("limit", "1.5x", "'limit': '1.5x' is not a positive number"),
        ("limit", "-8", "'limit': '-8' is not a positive number"),
        ("limit", "nan", "'limit': 'nan' is not a positive number"),
        ("crosses", "under", "'crosses': 'under'. Allowed are below, above"),
        ("closed", "yes", "'closed': 'yes'. Allowed are Y"),
        ("whole", "1", "'whole': '1'. Allowed are Y"),
        ("times", "uln", "'times': 'uln'. Allowed are low, high, baseline, high_or_baseline"),
        ("plus", "median", "'plus': 'median'. Allowed are low, high, baseline"),
        ("if_baseline", "high", "'if_baseline': 'high'. Allowed are normal, abnormal, low"),
        ("if_symptomatic", "yes", "'if_symptomatic': 'yes'. Allowed are Y, N"),
        ("normal_below", "ULN", "'normal_below': 'ULN' is not a number"),
        ("units", "10^9", "'units': 10^9. Allowed are"),
        ("units", "", "'units': ''. A fixed limit has one unit"),
        ("units", "g/dL g/L", "'units': 'g/dL g/L'. A fixed limit has one unit"),
        ("tests", " ", "'tests': empty"),
        ("grade", "5", "row 3: column 'grade': '5'"),
        ("criterion", "Anemia 3 g/dL", "'Anemia 3 g/dL' does not begin with its term and grade"),
        ("criterion", "Anemia 2 g/L", "'Anemia 2 g/L' stands twice"),
    ],
)
def test_a_wrong_file_of_limits_is_refused(column: str, wrong: str, finger: str, tmp_path: Path) -> None:
    with LIMITS.open(encoding="utf-8", newline="") as lines:
        rows = [*csv.DictReader(lines)]
    rows[1][column] = wrong  # Anemia 2 g/dL
    copy = tmp_path / "limits.csv"
    with copy.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, [*rows[0]])
        table.writeheader()
        table.writerows(rows)

    with pytest.raises(UnreadableLimitsError, match=re.escape(finger)):
        read_limits(copy)


def test_a_file_of_limits_without_a_column_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "limits.csv"
    copy.write_text(LIMITS.read_text(encoding="utf-8").replace("term,", "name,", 1), encoding="utf-8")

    with pytest.raises(UnreadableLimitsError, match="no column term"):
        read_limits(copy)
