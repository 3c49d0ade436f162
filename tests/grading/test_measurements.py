"""The grade of one measurement after another, as a clinic would write them down.

Each line is: test, value, unit, limits of normal, baseline -> grade, `+` for at least, what is missing.
`-` is an empty cell, `?` a grade that cannot be told. Limits: NCI, CTCAE v5.0, 27 November 2017.
"""

import pandas as pd
import pytest

from safety.grading import grade, read_limits

LOW_COUNTS = """
    NEUT 1.8    10^9/L 1.8-7.5 - -> 0
    NEUT 1.79   10^9/L 1.8-7.5 - -> 1
    NEUT 1.5    10^9/L 1.8-7.5 - -> 1
    NEUT 1.49   10^9/L 1.8-7.5 - -> 2
    NEUT 1.0    10^9/L 1.8-7.5 - -> 2
    NEUT 0.99   10^9/L 1.8-7.5 - -> 3
    NEUT 0.5    10^9/L 1.8-7.5 - -> 3
    NEUT 0.49   10^9/L 1.8-7.5 - -> 4
    NEUT 0      10^9/L 1.8-7.5 - -> 4
    PLAT 150    10^9/L 150-400 - -> 0
    PLAT 149.9  10^9/L 150-400 - -> 1
    PLAT 75     10^9/L 150-400 - -> 1
    PLAT 74.9   10^9/L 150-400 - -> 2
    PLAT 50     10^9/L 150-400 - -> 2
    PLAT 49.9   10^9/L 150-400 - -> 3
    PLAT 25     10^9/L 150-400 - -> 3
    PLAT 24.9   10^9/L 150-400 - -> 4
    WBC  4.0    10^9/L 4.0-11  - -> 0
    WBC  3.99   10^9/L 4.0-11  - -> 1
    WBC  3.0    10^9/L 4.0-11  - -> 1
    WBC  2.99   10^9/L 4.0-11  - -> 2
    WBC  2.0    10^9/L 4.0-11  - -> 2
    WBC  1.99   10^9/L 4.0-11  - -> 3
    WBC  1.0    10^9/L 4.0-11  - -> 3
    WBC  0.99   10^9/L 4.0-11  - -> 4
    LYM  1.0    10^9/L 1.0-4.0 - -> 0
    LYM  0.99   10^9/L 1.0-4.0 - -> 1
    LYM  0.8    10^9/L 1.0-4.0 - -> 1
    LYM  0.79   10^9/L 1.0-4.0 - -> 2
    LYM  0.5    10^9/L 1.0-4.0 - -> 2
    LYM  0.49   10^9/L 1.0-4.0 - -> 3
    LYM  0.2    10^9/L 1.0-4.0 - -> 3
    LYM  0.19   10^9/L 1.0-4.0 - -> 4
"""

# A transfusion or a threat to life could raise each of these, whatever the number.
ANEMIA_IN_THE_UNIT_REPORTED = """
    HGB 12.0 g/dL   12-16   - -> 0 +
    HGB 11.9 g/dL   12-16   - -> 1 +
    HGB 10.0 g/dL   12-16   - -> 1 +
    HGB 9.9  g/dL   12-16   - -> 2 +
    HGB 8.0  g/dL   12-16   - -> 2 +
    HGB 7.9  g/dL   12-16   - -> 3 +
    HGB 119  g/L    120-160 - -> 1 +
    HGB 100  g/L    120-160 - -> 1 +
    HGB 99   g/L    120-160 - -> 2 +
    HGB 80   g/L    120-160 - -> 2 +
    HGB 79   g/L    120-160 - -> 3 +
    HGB 6.2  mmol/L 7.4-9.9 - -> 1 +
    HGB 6.19 mmol/L 7.4-9.9 - -> 2 +
    HGB 4.9  mmol/L 7.4-9.9 - -> 2 +
    HGB 4.89 mmol/L 7.4-9.9 - -> 3 +
"""

LIVER_AND_BONE = """
    ALT  40    U/L    7-40 20  -> 0
    ALT  40.1  U/L    7-40 20  -> 1
    ALT  120   U/L    7-40 40  -> 1
    ALT  120.1 U/L    7-40 40  -> 2
    ALT  200   U/L    7-40 40  -> 2
    ALT  200.1 U/L    7-40 40  -> 3
    ALT  800   U/L    7-40 40  -> 3
    ALT  800.1 U/L    7-40 40  -> 4
    ALT  149.9 U/L    7-40 100 -> 0
    ALT  150   U/L    7-40 100 -> 1
    ALT  300   U/L    7-40 100 -> 1
    ALT  300.1 U/L    7-40 100 -> 2
    ALT  500.1 U/L    7-40 100 -> 3
    ALT  2000  U/L    7-40 100 -> 3
    ALT  2001  U/L    7-40 100 -> 4
    AST  135.1 U/L    8-45 30  -> 2
    AST  90    U/L    8-45 60  -> 1
    ALP  300   U/L    40-120 90  -> 1
    ALP  300.1 U/L    40-120 90  -> 2
    ALP  600.1 U/L    40-120 90  -> 3
    ALP  2401  U/L    40-120 90  -> 4
    ALP  399   U/L    40-120 200 -> 0
    ALP  400   U/L    40-120 200 -> 1
    ALP  500.1 U/L    40-120 200 -> 2
    BILI 21    umol/L 3-21 10  -> 0
    BILI 31.5  umol/L 3-21 10  -> 1
    BILI 31.6  umol/L 3-21 10  -> 2
    BILI 63.1  umol/L 3-21 10  -> 3
    BILI 211   umol/L 3-21 10  -> 4
    BILI 40    umol/L 3-21 40  -> 0
    BILI 40.1  umol/L 3-21 40  -> 1
    BILI 60.1  umol/L 3-21 40  -> 2
    BILI 120.1 umol/L 3-21 40  -> 3
    BILI 400.1 umol/L 3-21 40  -> 4
"""

CREATININE_BY_BOTH_TESTS = """
    CREAT 100 umol/L 50-100 100 -> 0
    CREAT 101 umol/L 50-100 100 -> 1
    CREAT 150 umol/L 50-100 100 -> 1
    CREAT 151 umol/L 50-100 101 -> 2
    CREAT 300 umol/L 50-100 100 -> 2
    CREAT 301 umol/L 50-100 200 -> 3
    CREAT 600 umol/L 50-100 200 -> 3
    CREAT 601 umol/L 50-100 600 -> 4
    CREAT 0.7 mg/dL  0.5-1.2 0.4 -> 2
    CREAT 0.6 mg/dL  0.5-1.2 0.4 -> 0
    CREAT 1.3 mg/dL  0.5-1.2 0.4 -> 3
    CREAT 200 umol/L 50-100 200 -> 2
    CREAT 590 umol/L 50-100 50  -> 3
"""

INR_BY_FIXED_LIMITS = """
    INR 1.2  - 0.9-1.1 1.0 -> 0 +
    INR 1.21 - 0.9-1.1 1.0 -> 1 +
    INR 1.5  1 0.9-1.1 1.0 -> 1 +
    INR 1.51 1 0.9-1.1 -   -> 2 +
    INR 2.5  1 -       -   -> 2 +
    INR 2.51 1 -       -   -> 3
"""

LIMITS_OF_NORMAL_MISSING_OR_WRONG = """
    NEUT 0.3  10^9/L -       - -> 4
    NEUT 1.2  10^9/L -       - -> 2
    NEUT 5.0  10^9/L -       - -> ? low
    NEUT 1.6  10^9/L 7.5-1.8 - -> ? low
    NEUT 1.2  10^9/L 7.5-1.8 - -> 2
    NEUT 1.3  10^9/L 1.2-7.5 - -> 2
    PLAT 72   10^9/L 70-400  - -> 2
    PLAT 80   10^9/L 70-400  - -> 0
    HGB  9.6  g/dL   9.5-16  - -> 2 +
    HGB  14   g/dL   -       - -> ? low
    ALT  330  U/L    -       90 -> ? high
    ALT  330  U/L    -       -  -> ? high baseline
    CREAT 601 umol/L 50-100  -  -> 4
    CREAT 601 umol/L 100-50  100 -> ? high
    INR  1.3  1      1.2-0.9 -  -> 1 +
"""

NO_BASELINE = """
    ALT   330 U/L    7-40   - -> ? baseline
    ALT   20  U/L    7-40   - -> ? baseline
    ALT   330 U/L    7-40   0 -> ? baseline
    ALT   330 U/L    7-40  ND -> ? baseline
    ALP   330 U/L    40-120 - -> ? baseline
    BILI  330 umol/L 3-21   - -> ? baseline
    CREAT 80  umol/L 50-100 - -> ? baseline
    CREAT 120 umol/L 50-100 - -> 1 + baseline
    CREAT 301 umol/L 50-100 - -> 3
"""

NO_BASELINE_IN_THE_REVIEW = """
    ALT   330 U/L    7-40   -  -> 3
    ALT   20  U/L    7-40   -  -> 0
    ALT   330 U/L    7-40   90 -> 2
    ALT   330 U/L    7-40  ND  -> ? baseline
    ALT   330 U/L    -      -  -> ? high
    BILI  64  umol/L 3-21   -  -> 3
    CREAT 80  umol/L 50-100 -  -> 0
    CREAT 120 umol/L 50-100 -  -> 1
"""

CENSORED = """
    NEUT <0.5   10^9/L 1.8-7.5 - -> 4
    NEUT <=0.5  10^9/L 1.8-7.5 - -> ? value
    NEUT <0.8   10^9/L 1.8-7.5 - -> ? value
    NEUT >1.8   10^9/L 1.8-7.5 - -> 0
    NEUT >1.7   10^9/L 1.8-7.5 - -> ? value
    NEUT ≥1.8   10^9/L 1.8-7.5 - -> 0
    PLAT <10    10^9/L -       - -> 4
    ALT  >1000  U/L    7-40   30 -> 4
    ALT  >800   U/L    7-40   30 -> 4
    ALT  >=800  U/L    7-40   30 -> ? value
    ALT  <5     U/L    7-40   30 -> 0
    INR  >10    1      -       - -> 3
    ALT  >100   U/L    -       - -> ? high baseline
"""

UNREADABLE = """
    NEUT -0.3   10^9/L 1.8-7.5 -  -> ? value
    NEUT <0     10^9/L 1.8-7.5 -  -> ? value
    NEUT clump  10^9/L 1.8-7.5 -  -> ? value
    NEUT 1,5    10^9/L 1.8-7.5 -  -> ? value
    NEUT inf    10^9/L 1.8-7.5 -  -> ? value
    NEUT -      10^9/L 1.8-7.5 -  -> ? value
    ALT  330    -      7-40    30 -> ? unit
    ALT  330    U      7-40    30 -> ? unit
    HGB  7.9    mg/dL  12-16   -  -> ? unit
    NEUT 4.2    /uL    1800-7500 -  -> ? unit
    NEUT 300    /uL    1800-7500 -  -> 4
    NEUT 0      /uL    1800-7500 -  -> 4
    NEUT 450    10^9/L 1.8-7.5   -  -> ? unit
    PLAT 250    /uL    150-400   -  -> ? unit
    HGB  80     g/dL   120-160   -  -> ? unit
    HGB  8      g/L    12-16     -  -> ? unit
    INR  1.3    s      0.9-1.1   -  -> ? unit
"""

EXACT_AT_THE_BOUNDARY = """
    ALT  3.6    ukat/L 0.1-1.2 1.0  -> 1
    ALT  3.61   ukat/L 0.1-1.2 1.0  -> 2
    ALT  120.3  U/L    7-40.1  30   -> 1
    ALT  61.65  U/L    7-40    41.1 -> 1
    BILI 3.3    mg/dL  0.2-1.1 1.0  -> 2
    NEUT 1500   /uL    1800-7500 -  -> 1
    NEUT 1499   /uL    1800-7500 -  -> 2
"""


# Where a test can be too low and too high, the tables ask for one of the two.
TERM_OF = {
    "HGB": "Anemia",
    "WBC": "White blood cell decreased",
    "LYM": "Lymphocyte count decreased",
}


def cell(text: str) -> str:
    return "" if text == "-" else text


def measurement(line: str) -> dict[str, str]:
    test, value, unit, normal, baseline = line.split()
    low, _, high = cell(normal).partition("-")
    return {"measurement_id": "M-1", "term": TERM_OF.get(test, ""), "test": test, "value": cell(value),
            "unit": cell(unit), "low": low, "high": high, "baseline": cell(baseline)}  # fmt: skip


def said(answer: pd.DataFrame) -> str:
    """The only row of an answer, in the words of the tables above."""
    (row,) = answer.to_dict("records")
    told = "?" if pd.isna(row["grade"]) else str(row["grade"])
    return " ".join(filter(None, (told, row["at_least"].replace("Y", "+"), row["missing"])))


def grade_of(line: str, without_baseline: str = "missing", **facts: str) -> str:
    table = pd.DataFrame([measurement(line) | facts], dtype="str")
    return said(grade(table, read_limits(), without_baseline=without_baseline))  # type: ignore[arg-type]


def lines_of(*tables: str) -> list[tuple[str, str]]:
    rows = [line.split("->") for table in tables for line in table.strip().splitlines()]
    return [(" ".join(line.split()), answer.strip()) for line, answer in rows]


@pytest.mark.parametrize(
    ("line", "answer"),
    lines_of(
        LOW_COUNTS, ANEMIA_IN_THE_UNIT_REPORTED, LIVER_AND_BONE, CREATININE_BY_BOTH_TESTS,
        INR_BY_FIXED_LIMITS, LIMITS_OF_NORMAL_MISSING_OR_WRONG, NO_BASELINE, CENSORED, UNREADABLE,
        EXACT_AT_THE_BOUNDARY,
    ),
)  # fmt: skip
def test_a_measurement_has_its_grade_or_names_what_is_missing(line: str, answer: str) -> None:
    assert grade_of(line) == answer


@pytest.mark.parametrize(("line", "answer"), lines_of(NO_BASELINE_IN_THE_REVIEW))
def test_the_review_reads_a_missing_baseline_as_multiples_of_the_upper_limit(line: str, answer: str) -> None:
    assert grade_of(line, without_baseline="uln") == answer


@pytest.mark.parametrize(
    ("line", "stated", "answer"),
    [
        ("ALT 330 U/L - 90", "Y", "2"),
        ("ALT 330 U/L 7-40 -", "N", "3"),
        ("ALT 330 U/L 7-40 -", "Y", "? baseline"),
        ("ALT 330 U/L - 90", "N", "? high"),
        ("ALT 110 U/L 7-100 60", "Y", "1"),  # 60 was above the limit of the laboratory that measured it
        ("ALT 330 U/L 7-40 90", " y ", "2"),
        ("ALT 330 U/L 7-40 90", "maybe", "? baseline_abnormal"),
    ],
)
def test_whether_the_baseline_was_abnormal_may_be_stated(line: str, stated: str, answer: str) -> None:
    assert grade_of(line, baseline_abnormal=stated) == answer


@pytest.mark.parametrize(
    ("line", "stated", "answer"),
    [
        ("INR 2.6 1 - 2.0", "Y", "1 +"),
        ("INR 2.6 1 - 2.6", "Y", "0 +"),
        ("INR 2.6 1 - 1.7", "Y", "2 +"),
        ("INR 2.6 1 - 1.0", "Y", "3"),
        ("INR 2.6 1 - -", "Y", "? baseline"),
        ("INR 2.6 1 - 2.0", "N", "3"),
        ("INR 2.6 1 - 2.0", "perhaps", "? on_anticoagulation"),
    ],
)
def test_on_anticoagulation_inr_is_graded_by_its_baseline(line: str, stated: str, answer: str) -> None:
    assert grade_of(line, on_anticoagulation=stated) == answer
