"""Liver, bone, muscle, heart and pancreas, graded as a clinic would write the results down (`clinic_lines`).

Limits: NCI, CTCAE v5.0, 27 November 2017.
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of, lines_of

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


ENZYMES = {
    "GGT increased": """
        GGT 60    U/L    10-60 30  -> 0
        GGT 60.1  U/L    10-60 30  -> 1
        GGT 150   U/L    10-60 60  -> 1
        GGT 150.1 U/L    10-60 60  -> 2
        GGT 300.1 U/L    10-60 30  -> 3
        GGT 1200  U/L    10-60 30  -> 3
        GGT 1201  U/L    10-60 30  -> 4
        GGT 199   U/L    10-60 100 -> 0
        GGT 200   U/L    10-60 100 -> 1
        GGT 250   U/L    10-60 100 -> 1
        GGT 251   U/L    10-60 100 -> 2
        GGT 501   U/L    10-60 100 -> 3
        GGT 2001  U/L    10-60 100 -> 4
        GGT 200   U/L    10-60 -   -> ? baseline
        GGT 200   U/L    -     30  -> ? high
        GGT 2.6   ukat/L 0.2-1 0.5 -> 2
    """,
    "Blood bilirubin increased": """
        BILI 1.8  mg/dL  0.2-1.2 0.8 -> 1
        BILI 1.81 mg/dL  0.2-1.2 0.8 -> 2
        BILI 3.61 mg/dL  0.2-1.2 0.8 -> 3
        BILI 12.1 mg/dL  0.2-1.2 0.8 -> 4
        BILI 0.064 mmol/L 0.003-0.021 0.01 -> 3
        BILI 20   umol/L 21-3    10  -> ? high
    """,
    "Blood lactate dehydrogenase increased": """
        LDH 250   U/L 120-250 - -> 0
        LDH 251   U/L 120-250 - -> 1
        LDH 9000  U/L 120-250 - -> 1
        LDH 300   U/L -       - -> ? high
        LDH 300   IU/L 250-120 - -> ? high
    """,
    "CPK increased": """
        CK 200   U/L 40-200 - -> 0
        CK 201   U/L 40-200 - -> 1
        CK 500   U/L 40-200 - -> 1
        CK 501   U/L 40-200 - -> 2
        CK 1000  U/L 40-200 - -> 2
        CK 1001  U/L 40-200 - -> 3
        CK 2000  U/L 40-200 - -> 3
        CK 2001  U/L 40-200 - -> 4
        CK 2001  U/L -      - -> ? high
    """,
    "Lipase increased": """
        LIPASE 60    U/L 10-60 - -> 0
        LIPASE 60.1  U/L 10-60 - -> 1
        LIPASE 90    U/L 10-60 - -> 1
        LIPASE 90.1  U/L 10-60 - -> 2
        LIPASE 120   U/L 10-60 - symptomatic=Y -> 2
        LIPASE 120.1 U/L 10-60 - symptomatic=N -> 2
        LIPASE 120.1 U/L 10-60 - symptomatic=Y -> 3
        LIPASE 120.1 U/L 10-60 - -> 2 +
        LIPASE 120.1 U/L 10-60 - symptomatic=? -> ? symptomatic
        LIPASE 300   U/L 10-60 - symptomatic=Y -> 3
        LIPASE 300.1 U/L 10-60 - symptomatic=N -> 3
        LIPASE 300.1 U/L 10-60 - symptomatic=Y -> 4
        LIPASET 300.1 U/L 10-60 - -> 3 +
        LIPASE 300.1 U/L -     - -> ? high
    """,
    "Serum amylase increased": """
        AMYLASE 100   U/L 30-100 - -> 0
        AMYLASE 150   U/L 30-100 - -> 1
        AMYLASE 151   U/L 30-100 - -> 2
        AMYLASE 201   U/L 30-100 - -> 2 +
        AMYLASE 201   U/L 30-100 - symptomatic=Y -> 3
        AMYLASE 501   U/L 30-100 - symptomatic=N -> 3
        AMYLASE 501   U/L 30-100 - symptomatic=Y -> 4
    """,
    "Pancreatic enzymes decreased": """
        LIPASE  10  U/L 10-60  - -> 0 +
        LIPASE  9.9 U/L 10-60  - -> 1 +
        AMYLASE 29  U/L 30-100 - -> 1 +
        AMYLASE 29  U/L -      - -> ? low
    """,
    "Cardiac troponin I increased": """
        TROPONI 26   ng/L  0-26   - -> 0 +
        TROPONI 26.1 pg/mL 0-26   - -> 1 +
        TROPONI 5000 ng/L  0-26   - -> 1 +
        TROPONI 0.05 ng/mL 0-0.04 - -> 1 +
        TROPONI 0.05 ug/L  -      - -> ? high
    """,
    "Cardiac troponin T increased": """
        TROPONT 14   ng/L 0-14 - -> 0 +
        TROPONT 14.1 ng/L 0-14 - -> 1 +
        TROPONT <3   ng/L 0-14 - -> 0 +
    """,
}


@pytest.mark.parametrize(("term", "line", "answer"), by_term(ENZYMES))
def test_an_enzyme(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer


@pytest.mark.parametrize(("line", "answer"), lines_of(LIVER_AND_BONE))
def test_liver_and_bone(line: str, answer: str) -> None:
    assert grade_of(line) == answer
