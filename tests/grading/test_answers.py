"""The answer as a table: its rows, their order, and the criterion that each grade cites."""

import pandas as pd
import pytest

from safety.grading import grade, read_limits

COLUMNS = ["measurement_id", "test", "value", "unit", "low", "high", "baseline"]


def table(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def answer(*rows: tuple[object, ...]) -> pd.DataFrame:
    return grade(table(*rows), read_limits(), without_baseline="missing")


NEUTROPENIA = ("M-9", "NEUT", "0.3", "10^9/L", "1.8", "7.5", "")
HEPATITIS = ("M-1", "ALT", "330", "U/L", "7", "40", "90")
PROTEIN = ("M-5", "CRP", "200", "mg/L", "0", "5", "")


def test_rows_keep_the_order_of_the_measurements() -> None:
    graded = answer(NEUTROPENIA, HEPATITIS, PROTEIN, NEUTROPENIA)

    assert graded["measurement_id"].tolist() == ["M-9", "M-1", "M-5", "M-9"]
    assert graded["term"].tolist() == [
        "Neutrophil count decreased", "Alanine aminotransferase increased", "", "Neutrophil count decreased",
    ]  # fmt: skip


def test_a_grade_cites_its_criterion() -> None:
    assert answer(NEUTROPENIA, HEPATITIS)["criterion"].tolist() == [
        "Neutrophil count decreased 4",
        "Alanine aminotransferase increased 2 x baseline",
    ]


@pytest.mark.parametrize("test", ["CRP", "LYMPH", "", None, "ANC"])
def test_a_test_that_no_term_grades_says_so(test: str | None) -> None:
    (row,) = answer(("M-1", test, "1", "10^9/L", "", "", "")).to_dict("records")

    assert (row["term"], row["missing"]) == ("", "no_term")
    assert pd.isna(row["grade"])


def test_grade_zero_crosses_no_criterion() -> None:
    (row,) = answer(("M-1", "NEUT", "4", "10^9/L", "1.8", "7.5", "")).to_dict("records")

    assert (row["grade"], row["criterion"], row["missing"]) == (0, "", "")


def test_numbers_may_be_numbers() -> None:
    numbers = table(("M-1", " neut ", 0.3, "10^9/L", None, 7.5, None), ("M-2", "ALT", 330, "U/L", 7, 40, 90))

    graded = grade(numbers, read_limits(), without_baseline="missing")

    assert graded["grade"].tolist() == [4, 2]


def test_a_written_answer_leaves_unknown_cells_empty() -> None:
    written = answer(NEUTROPENIA, PROTEIN).to_csv(index=False).splitlines()

    assert written[1:] == [
        "M-9,Neutrophil count decreased,4,,Neutrophil count decreased 4,",
        "M-5,,,,,no_term",
    ]


def test_no_measurements_have_no_answers() -> None:
    graded = answer()

    assert graded.empty
    assert list(graded) == ["measurement_id", "term", "grade", "at_least", "criterion", "missing"]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="low"):
        grade(table(NEUTROPENIA).drop(columns="low"), read_limits(), without_baseline="missing")
