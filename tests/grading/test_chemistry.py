"""Kidney, electrolytes, metabolism and hormones, as a clinic would write the results down (`clinic_lines`).

Limits: NCI, CTCAE v5.0, 27 November 2017. A value is graded in the unit reported: NCI rounds each unit's
limits on its own, so one sample may have two grades (magnesium 0.38 mmol/L is 0.924 mg/dL).
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of, lines_of

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


KIDNEY = {
    "Chronic kidney disease": """
        GFRE 90   mL/min/1.73m2 90-120 - -> 0 +
        GFRE 89   mL/min/1.73m2 90-120 - -> 1 +
        GFRE 60   mL/min/1.73m2 90-120 - -> 1 +
        EGFR 59.5 mL/min/1.73m2 90-120 - -> 2 +
        GFRE 30   mL/min/1.73m2 90-120 - -> 2 +
        GFRE 29.5 mL/min/1.73m2 -      - -> 3 +
        GFRE 15   mL/min/1.73m2 -      - -> 3 +
        CREATCLR 14.9 mL/min    -      - -> 4
        GFRE >60  mL/min/1.73m2 60-120 - -> 0 +
        GFRE >60  mL/min/1.73m2 90-120 - -> ? value
        GFRE 75   mL/min/1.73m2 -      - -> ? low
    """,
    "Proteinuria": """
        PROTEXR 0.14 g/d    0-0.15 - -> 0
        PROTEXR 0.15 g/d    0-0.15 - -> 1
        PROTEXR 0.99 g/24h  0-0.15 - -> 1
        PROTEXR 1.0  g/d    0-0.15 - -> 2
        PROTEXR 3.49 g/d    0-0.15 - -> 2
        PROTEXR 3.5  g/d    0-0.15 - -> 3
        PROTEXR 3500 mg/24h 0-150  - -> 3
        PROTEXR 999  mg/d   0-150  - -> 1
        PROTEXR 0.5  g/d    -      - -> ? high
    """,
}

ELECTROLYTES = {
    "Hyperkalemia": """
        K 5.3 mmol/L 3.5-5.3 - -> 0 +
        K 5.4 mmol/L 3.5-5.3 - -> 1 +
        K 5.5 mmol/L 3.5-5.3 - -> 1 +
        K 5.6 mEq/L  3.5-5.0 - -> 2 +
        K 6.0 mmol/L 3.5-5.3 - -> 2 +
        K 6.1 mmol/L 3.5-5.3 - -> 3 +
        K 7.0 mmol/L 3.5-5.3 - -> 3 +
        K 7.1 mmol/L -       - -> 4
        K 5.6 mmol/L 3.5-5.8 - -> 2 +
        K 5.2 mmol/L -       - -> ? high
    """,
    "Hypokalemia": """
        K 3.5 mmol/L 3.5-5.3 - -> 0 +
        K 3.4 mmol/L 3.5-5.3 - -> 1 +
        K 3.4 mmol/L 3.5-5.3 - symptomatic=N -> 1 +
        K 3.4 mmol/L 3.5-5.3 - symptomatic=Y -> 2 +
        K 3.0 mmol/L 3.5-5.3 - symptomatic=Y -> 2 +
        K 2.9 mEq/L  3.5-5.3 - -> 3 +
        K 2.5 mmol/L 3.5-5.3 - -> 3 +
        K 2.4 mmol/L -       - -> 4
        K 3.4 mmol/L 5.3-3.5 - -> ? low
    """,
    "Hypernatremia": """
        SODIUM 145 mmol/L 135-145 - -> 0 +
        SODIUM 146 mmol/L 135-145 - -> 1 +
        SODIUM 150 mmol/L 135-145 - -> 1 +
        SODIUM 151 mmol/L 135-145 - -> 2 +
        SODIUM 156 mEq/L  135-145 - -> 3 +
        SODIUM 160 mmol/L 135-145 - -> 3 +
        SODIUM 161 mmol/L -       - -> 4
    """,
    "Hyponatremia": """
        SODIUM 137   mmol/L 137-147 - -> 0 +
        SODIUM 136   mmol/L 137-147 - -> 1 +
        SODIUM 130   mmol/L 137-147 - -> 1 +
        SODIUM 129.5 mmol/L 137-147 - symptomatic=N -> 2 +
        SODIUM 129   mmol/L 137-147 - -> 2 +
        SODIUM 129   mmol/L 137-147 - symptomatic=Y -> 3 +
        SODIUM 125   mmol/L 137-147 - symptomatic=N -> 2 +
        SODIUM 124.5 mmol/L 137-147 - symptomatic=N -> 3 +
        SODIUM 120   mEq/L  -       - -> 3 +
        SODIUM 119   mmol/L -       - -> 4
        SODIUM 133   mmol/L -       - -> ? low
    """,
    "Hypermagnesemia": """
        MG 2.4  mg/dL  1.7-2.4 - -> 0 +
        MG 2.5  mg/dL  1.7-2.4 - -> 1 +
        MG 3.0  mg/dL  1.7-2.4 - -> 1 +
        MG 3.1  mg/dL  1.7-2.4 - -> 3 +
        MG 8.0  mg/dL  1.7-2.4 - -> 3 +
        MG 8.1  mg/dL  1.7-2.4 - -> 4
        MG 1.23 mmol/L 0.7-1.1 - -> 1 +
        MG 1.24 mmol/L 0.7-1.1 - -> 3 +
        MG 3.31 mmol/L -       - -> 4
    """,
    "Hypomagnesemia": """
        MG 0.70  mmol/L 0.7-1.1 - -> 0 +
        MG 0.69  mmol/L 0.7-1.1 - -> 1 +
        MG 0.50  mmol/L 0.7-1.1 - -> 1 +
        MG 0.49  mmol/L 0.7-1.1 - -> 2 +
        MG 0.40  mmol/L 0.7-1.1 - -> 2 +
        MG 0.38  mmol/L 0.7-1.1 - -> 3 +
        MG 0.30  mmol/L 0.7-1.1 - -> 3 +
        MG 0.29  mmol/L -       - -> 4
        MG 1.2   mg/dL  1.7-2.4 - -> 1 +
        MG 0.924 mg/dL  1.7-2.4 - -> 2 +
        MG 0.89  mg/dL  1.7-2.4 - -> 3 +
        MG 0.69  mg/dL  1.7-2.4 - -> 4
    """,
    "Blood bicarbonate decreased": """
        BICARB 22 mmol/L 22-29 - -> 0
        BICARB 21 mEq/L  22-29 - -> 1
        BICARB 5  mmol/L 22-29 - -> 1
        BICARB 21 mmol/L -     - -> ? low
    """,
    "Acidosis": """
        PH 7.35 -    7.35-7.45 - -> 0 +
        PH 7.34 -    7.35-7.45 - -> 1 +
        PH 7.30 -    7.35-7.45 - -> 1 +
        PH 7.29 [pH] -         - -> 3 +
    """,
    "Alkalosis": """
        PH 7.45 - 7.35-7.45 - -> 0 +
        PH 7.46 - 7.35-7.45 - -> 1 +
        PH 7.50 - 7.35-7.45 - -> 1 +
        PH 7.51 - -         - -> 3 +
    """,
}

METABOLISM = {
    "Cholesterol high": """
        CHOL 200 mg/dL 100-200 - -> 0
        CHOL 300 mg/dL 100-200 - -> 1
        CHOL 301 mg/dL 100-200 - -> 2
        CHOL 401 mg/dL 100-200 - -> 3
        CHOL 501 mg/dL -       - -> 4
        CHOL 7.75  mmol/L 2.8-5.7 - -> 1
        CHOL 7.76  mmol/L 2.8-5.7 - -> 2
        CHOL 10.35 mmol/L 2.8-5.7 - -> 3
        CHOL 12.93 mmol/L 2.8-5.7 - -> 4
    """,
    "Hypertriglyceridemia": """
        TRIG 149  mg/dL 50-200 - -> 0 +
        TRIG 150  mg/dL 50-200 - -> 1 +
        TRIG 300  mg/dL -      - -> 1 +
        TRIG 301  mg/dL -      - -> 2 +
        TRIG 501  mg/dL -      - -> 3 +
        TRIG 1001 mg/dL -      - -> 4
        TRIG 1.70 mmol/L 0.3-1.7 - -> 0 +
        TRIG 1.71 mmol/L 0.3-1.7 - -> 1 +
        TRIG 3.43 mmol/L -     - -> 2 +
        TRIG 5.71 mmol/L -     - -> 3 +
        TRIG 11.41 mmol/L -    - -> 4
    """,
    "Hypoglycemia": """
        GLUC 70   mg/dL  70-110 - -> 0 +
        GLUC 69   mg/dL  70-110 - -> 1 +
        GLUC 54   mg/dL  70-110 - -> 2 +
        GLUC 39   mg/dL  -      - -> 3 +
        GLUC 29   mg/dL  -      - -> 4
        GLUC 3.0  mmol/L 3.9-6.1 - -> 1 +
        GLUC 2.99 mmol/L 3.9-6.1 - -> 2 +
        GLUC 2.19 mmol/L 3.9-6.1 - -> 3 +
        GLUC 1.69 mmol/L -      - -> 4
        GLUC 25   mmol/L 3.9-6.1 - -> 0 +
    """,
    "Hyperuricemia": """
        URATE 420  umol/L 208-420 - -> 0 +
        URATE 421  umol/L 208-420 - -> 1 +
        URATE 30   mg/dL  3.4-7   - -> 1 +
        URATE 0.43 mmol/L 0.2-0.42 - -> 1 +
        URATE 421  umol/L -       - -> ? high
    """,
    "Hypoalbuminemia": """
        ALB 40   g/L  40-55   - -> 0 +
        ALB 39.9 g/L  40-55   - -> 1 +
        ALB 30   g/L  40-55   - -> 1 +
        ALB 29.9 g/L  40-55   - -> 2 +
        ALB 20   g/L  40-55   - -> 2 +
        ALB 19.9 g/L  40-55   - -> 3 +
        ALB 2.9  g/dL 3.5-5   - -> 2 +
        ALB 1.9  g/dL -       - -> 3 +
    """,
    "Thyroid stimulating hormone increased": """
        TSH 4.2 mU/L   0.27-4.2 - -> 0
        TSH 4.3 mIU/L  0.27-4.2 - -> 1
        TSH 90  uIU/mL 0.27-4.2 - -> 1
        TSH 4.3 mU/L   -        - -> ? high
    """,
}


@pytest.mark.parametrize(("term", "line", "answer"), by_term(KIDNEY | ELECTROLYTES | METABOLISM))
def test_a_term_of_the_chemistry(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer


@pytest.mark.parametrize(("line", "answer"), lines_of(CREATININE_BY_BOTH_TESTS))
def test_creatinine(line: str, answer: str) -> None:
    assert grade_of(line) == answer
