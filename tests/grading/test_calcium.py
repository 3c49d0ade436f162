"""Calcium: corrected for albumin here, corrected already (CACR), or ionized (CAION), each by its own limits.

Payne (BMJ 1973;4:643): 0.8 mg/dL for each g/dL of albumin below 4.0; 0.02 mmol/L for each g/L below 40.
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of

CALCIUM = {
    "Hypocalcemia": """
        CACR  2.11 mmol/L 2.11-2.52 - -> 0 +
        CACR  2.10 mmol/L 2.11-2.52 - -> 1 +
        CACR  2.10 mmol/L 2.11-2.52 - symptomatic=Y -> 2 +
        CACR  2.0  mmol/L 2.11-2.52 - -> 1 +
        CACR  1.99 mmol/L 2.11-2.52 - -> 2 +
        CACR  1.75 mmol/L 2.11-2.52 - -> 2 +
        CACR  1.74 mmol/L 2.11-2.52 - -> 3 +
        CACR  1.49 mmol/L -         - -> 4
        CACR  7.9  mg/dL  8.5-10.5  - -> 2 +
        CACR  6.9  mg/dL  8.5-10.5  - -> 3 +
        CACR  5.9  mg/dL  -         - -> 4
        CA    1.90 mmol/L 2.11-2.52 - -> ? albumin
        CA    1.90 mmol/L 2.11-2.52 - albumin=? -> ? albumin
        CA    1.90 mmol/L 2.11-2.52 - albumin=40 -> 2 +
        CA    1.90 mmol/L 2.11-2.52 - albumin=35 -> 1 +
        CA    1.90 mmol/L 2.11-2.52 - albumin=29 -> 0 +
        CA    1.90 mmol/L 2.11-2.52 - albumin=2.9 -> 0 +
        CA    2.05 mmol/L 2.11-2.52 - albumin=45 -> 2 +
        CA    7.2  mg/dL  8.5-10.5  - albumin=3.0 -> 1 +
        CA    7.1  mg/dL  8.5-10.5  - albumin=3.0 -> 2 +
        CA    7.2  mg/dL  8.5-10.5  - albumin=30 -> 1 +
        CA    7.2  mg/dL  8.5-10.5  - albumin=8  -> ? albumin
        CAION 1.15 mmol/L 1.15-1.33 - -> 0 +
        CAION 1.14 mmol/L 1.15-1.33 - -> 1 +
        CAION 1.14 mmol/L 1.15-1.33 - symptomatic=Y -> 2 +
        CAION 0.99 mmol/L 1.15-1.33 - -> 2 +
        CAION 0.89 mmol/L 1.15-1.33 - -> 3 +
        CAION 0.79 mmol/L -         - -> 4
        CAION 4.2  mg/dL  4.6-5.3   - -> ? unit
    """,
    "Hypercalcemia": """
        CACR  2.52 mmol/L 2.11-2.52 - -> 0 +
        CACR  2.53 mmol/L 2.11-2.52 - -> 1 +
        CACR  2.53 mmol/L 2.11-2.52 - symptomatic=Y -> 2 +
        CACR  2.91 mmol/L 2.11-2.52 - -> 2 +
        CACR  3.11 mmol/L 2.11-2.52 - -> 3 +
        CACR  3.41 mmol/L -         - -> 4
        CACR  11.5 mg/dL  8.5-10.5  - -> 1 +
        CACR  11.6 mg/dL  8.5-10.5  - -> 2 +
        CACR  12.6 mg/dL  8.5-10.5  - -> 3 +
        CACR  13.6 mg/dL  -         - -> 4
        CA    2.50 mmol/L 2.11-2.52 - albumin=25 -> 1 +
        CA    12.0 mg/dL  8.5-10.5  - albumin=2.0 -> 4
        CA    12.0 mg/dL  8.5-10.5  - -> ? albumin
        CAION 1.34 mmol/L 1.15-1.33 - -> 1 +
        CAION 1.51 mmol/L 1.15-1.33 - -> 2 +
        CAION 1.61 mmol/L 1.15-1.33 - -> 3 +
        CAION 1.81 mmol/L 1.15-1.33 - -> 4
        CAION 1.34 mmol/L -         - -> ? high
    """,
}


@pytest.mark.parametrize(("term", "line", "answer"), by_term(CALCIUM))
def test_calcium(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer
