"""What is missing, wrong or censored beside a measurement: the grade is told, or what is lacking is named."""

import pandas as pd
import pytest

from safety.grading import grade, read_limits
from tests.grading.clinic_lines import grade_of, lines_of, measurement

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


@pytest.mark.parametrize(
    ("line", "answer"),
    lines_of(
        LIMITS_OF_NORMAL_MISSING_OR_WRONG, NO_BASELINE, CENSORED, UNREADABLE, EXACT_AT_THE_BOUNDARY,
    ),
)  # fmt: skip
def test_a_measurement_has_its_grade_or_names_what_is_missing(line: str, answer: str) -> None:
    assert grade_of(line) == answer


@pytest.mark.parametrize("without_baseline", ["missing", "uln"])
def test_columns_in_which_each_word_is_kept_once_have_the_same_grades(without_baseline: str) -> None:
    tables = (
        LIMITS_OF_NORMAL_MISSING_OR_WRONG, NO_BASELINE, CENSORED, UNREADABLE, EXACT_AT_THE_BOUNDARY,
    )  # fmt: skip
    written = pd.DataFrame([measurement(line) for line, _ in lines_of(*tables)], dtype="str")
    kept_once = written.replace({"value": {"": None}}).astype("category")

    answers = [grade(each, read_limits(), without_baseline=without_baseline).astype("str")  # type: ignore[arg-type]
               for each in (written, kept_once)]  # fmt: skip

    pd.testing.assert_frame_equal(*answers)


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
