"""Measurements that two published graders of CTCAE v5.0 grade otherwise than NCI's text, and our answer.

The graders: pharmaverse/admiral (SI and US criteria) and PharmaForest/ctcae5_grader (SAS macros). Beside each
line: what they say, as read in their sources. Where the text asks for a fact, ours is told as *at least*.
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of

ADMIRAL = {
    "INR increased": """
        INR 1.0 1 0.8-1.2 0.9 -> 0 +
        INR 1.4 1 0.8-1.2 0.9 -> 1 +
    """,  # takes everyone as anticoagulated: 1 and 2
    "Hypokalemia": """
        K 3.2 mmol/L 3.5-5.3 - symptomatic=N -> 1 +
        K 3.2 mmol/L 3.5-5.3 - -> 1 +
    """,  # takes everyone as symptomatic: 2
    "Hyponatremia": """
        SODIUM 127   mmol/L 137-147 - symptomatic=N -> 2 +
        SODIUM 129.5 mmol/L 137-147 - -> 2 +
    """,  # takes everyone as symptomatic: 3; the hole goes down: 1
    "Hyperuricemia": "URATE 500 umol/L 208-420 - -> 1 +",  # always 3
    "Lipase increased": """
        LIPASE 130 U/L 10-60 - symptomatic=N -> 2
        LIPASE 310 U/L 10-60 - symptomatic=N -> 3
    """,  # takes everyone as symptomatic: 3 and 4
    "Serum amylase increased": "AMYLASE 250 U/L 30-100 - symptomatic=N -> 2",  # 3
    "GGT increased": "GGT 200 U/L 10-60 100 -> 1",  # open at twice the baseline: 0
    "Hypertriglyceridemia": """
        TRIG 150  mg/dL  - - -> 1 +
        TRIG 1.71 mmol/L - - -> 1 +
    """,  # open at 150: 0
    "Fibrinogen decreased": """
        FIBRINO 190 mg/dL 200-400 400 -> 1
        FIBRINO 49  mg/dL -       -   -> 4
    """,  # falls counted from a normal baseline too: 3
    "Alanine aminotransferase increased": "ALT 330 U/L 7-40 - -> ? baseline",  # a silent normal baseline: 3
}

PHARMAFOREST = {
    "Carbon monoxide diffusing capacity decreased": """
        DLCO 18 mL/min/mmHg 20-35 20 -> 0 +
        DLCO 16 mL/min/mmHg 20-35 20 -> 1 +
        DLCO 13 mL/min/mmHg 20-35 20 symptomatic=N -> 2 +
        DLCO 10 mL/min/mmHg 20-35 20 -> 3
    """,  # one grade more throughout: 1, 2, 3, 4
    "Electrocardiogram QT corrected interval prolonged": """
        QTCF 440 ms - 400 -> 0 +
        QTCF 445 ms - 384 -> 3 +
    """,  # a change of 30 and of 60 ms: 1 and 2
    "Creatinine increased": """
        CREAT 0.7 mg/dL 0.5-1.2 0.4 -> 2
        CREAT 160 umol/L 50-110 50  -> 3
    """,  # by the upper limit of normal alone: 0 and 1
    "Alkaline phosphatase increased": "ALP 400 U/L 40-120 200 -> 1",  # open at twice the baseline: 0
    "Aspartate aminotransferase increased": "AST 150 U/L 8-40 100 -> 1",  # open at 1.5 times: 0
    "Ejection fraction decreased": "LVEF 50 % - 55 -> 2",  # 50 left out: 0
    "Hyponatremia": """
        SODIUM 129.5 mmol/L 137-147 - -> 2 +
        SODIUM 124.5 mmol/L 137-147 - -> 3 +
        SODIUM 127   mmol/L 137-147 - symptomatic=Y -> 3 +
    """,  # the holes have no grade: 0 and 0; symptoms not asked: 2
    "Hypokalemia": "K 3.2 mmol/L 3.5-5.3 - symptomatic=N -> 1 +",  # always 2
    "Hypocalcemia": "CA 7.9 mg/dL 8.5-10.5 - albumin=2.8 -> 0 +",  # not corrected: 2
    "Forced expiratory volume decreased": "FEV1PP 49.5 % - - -> 4",  # 3
}

# Of version 4.03, which graders of version 5.0 keep.
VERSION_4 = {
    "Creatinine increased": "CREAT 70 umol/L 50-100 50 -> 0",  # >1 - 1.5 x baseline: 1
    "INR increased": "INR 1.2 1 0.8-1.0 1.0 -> 0 +",  # x ULN: 1
    "Ejection fraction decreased": "LVEF 51 % - 71 -> 3",  # a drop of more than 20: 2
}


@pytest.mark.parametrize(
    ("term", "line", "answer"),
    [line for tables in (ADMIRAL, PHARMAFOREST, VERSION_4) for line in by_term(tables)],
)
def test_ncis_text_is_kept(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer


@pytest.mark.parametrize(("test", "unit"), [("GLUC", "mmol/L"), ("PHOS", "mmol/L")])
def test_what_lost_its_numbers_with_version_5_has_no_grade(test: str, unit: str) -> None:
    """High glucose and low phosphate: 4.03 graded them by numbers, 5.0 by what was done about them."""
    assert grade_of(f"{test} 30 {unit} 3.9-6.1 - term=Hyperglycemia") == "? no_term"
