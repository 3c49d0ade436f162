"""The blood and its clotting, graded as a clinic would write the results down (`clinic_lines`).

Limits: NCI, CTCAE v5.0, 27 November 2017.
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of, lines_of

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

INR_BY_FIXED_LIMITS = """
    INR 1.2  - 0.9-1.1 1.0 -> 0 +
    INR 1.21 - 0.9-1.1 1.0 -> 1 +
    INR 1.5  1 0.9-1.1 1.0 -> 1 +
    INR 1.51 1 0.9-1.1 -   -> 2 +
    INR 2.5  1 -       -   -> 2 +
    INR 2.51 1 -       -   -> 3
"""


BLOOD = {
    "Hemoglobin increased": """
        HGB 16.0 g/dL   12-16   - -> 0
        HGB 16.1 g/dL   12-16   - -> 1
        HGB 18.0 g/dL   12-16   - -> 1
        HGB 18.1 g/dL   12-16   - -> 2
        HGB 20.0 g/dL   12-16   - -> 2
        HGB 20.1 g/dL   12-16   - -> 3
        HGB 175  g/L    130-175 - -> 0
        HGB 195  g/L    130-175 - -> 1
        HGB 196  g/L    130-175 - -> 2
        HGB 216  g/L    130-175 - -> 3
        HGB 11.2 mmol/L 7.4-9.9 - -> 2
        HGB 17   g/dL   -       - -> ? high
        HGB 17   g/dL   16-12   - -> ? high
        HGB 18.5 g/dL   12-16  18 -> 2
    """,
    "Leukocytosis": """
        WBC 30    10^9/L   4-10     - -> 0 +
        WBC 100   10^9/L   -        - -> 0 +
        WBC 100.1 10^9/L   4-10     - -> 3 +
        WBC 100.1 K/uL     4.5-11   - -> 3 +
        WBC 99000 cells/uL 4500-11000 - -> 0 +
    """,
    "White blood cell decreased": """
        WBC 2.9   K/uL  4.5-11    - -> 2
        WBC 1900  /uL   4500-11000 - -> 3
        WBC 0.9   G/L   4-10      - -> 4
        WBC 900   /mm3  -         - -> 4
    """,
    "Neutrophil count decreased": """
        NEUT 1.4  K/uL  1.8-7.7   - -> 2
        NEUT 990  /mm3  1800-7700 - -> 3
        NEUT 499  /uL   -         - -> 4
    """,
    "Febrile neutropenia": """
        NEUT 1.0  10^9/L 1.8-7.5 - fever=Y -> 0 +
        NEUT 0.99 10^9/L 1.8-7.5 - fever=Y -> 3 +
        NEUT 0.1  10^9/L -       - fever=Y -> 3 +
        NEUT 0.1  10^9/L 1.8-7.5 - fever=N -> 0 +
        NEUT 0.1  10^9/L 1.8-7.5 - fever=? -> ? fever
        NEUT 1.2  10^9/L 1.8-7.5 - fever=? -> 0 +
        NEUT <1.0 10^9/L 1.8-7.5 - fever=Y -> 3 +
        NEUT <1.5 10^9/L 1.8-7.5 - fever=Y -> ? value
        NEUT 990  /uL    1800-7500 - fever=Y -> 3 +
    """,
    "Lymphocyte count decreased": """
        LYM 0.79  K/uL  1.0-4.8   - -> 2
        LYM 199   /uL   1000-4800 - -> 4
    """,
    "Lymphocyte count increased": """
        LYM 4.0   10^9/L 1.0-4.8 - -> 0
        LYM 4.1   10^9/L 1.0-4.8 - -> 2
        LYM 20.0  10^9/L 1.0-4.0 - -> 2
        LYM 20.1  10^9/L -       - -> 3
        LYM 4100  /uL    1000-4800 - -> 2
    """,
    "CD4 lymphocytes decreased": """
        CD4 0.6   10^9/L 0.55-1.4 - -> 0
        CD4 0.54  10^9/L 0.55-1.4 - -> 1
        CD4 0.50  10^9/L 0.55-1.4 - -> 1
        CD4 0.49  10^9/L 0.55-1.4 - -> 2
        CD4 0.20  10^9/L 0.55-1.4 - -> 2
        CD4 0.199 10^9/L 0.55-1.4 - -> 3
        CD4 0.05  10^9/L 0.55-1.4 - -> 3
        CD4 0.049 10^9/L 0.55-1.4 - -> 4
        CD4 350   /uL    550-1400 - -> 2
        CD4 49    /mm3   550-1400 - -> 4
    """,
    "Platelet count decreased": """
        PLAT 74   K/uL  150-450   - -> 2
        PLAT 49   G/L   100-300   - -> 3
        PLAT 24000 /uL  150000-450000 - -> 4
        PLAT 96   10^9/L 85-303   - -> 0
        PLAT 84   10^9/L 85-303   - -> 1
    """,
    "Eosinophilia": """
        EOS 0.5  10^9/L 0.02-0.5 0.1 -> 0 +
        EOS 0.6  10^9/L 0.02-0.5 0.1 -> 1 +
        EOS 20   10^9/L 0.02-0.5 0.1 -> 1 +
        EOS 0.6  10^9/L 0.02-0.5 0.6 -> 0 +
        EOS 0.7  10^9/L 0.02-0.5 0.6 -> 1 +
        EOS 0.6  10^9/L 0.02-0.5 -   -> ? baseline
        EOS 0.6  10^9/L -        0.3 -> ? high
        EOS 0.6  10^9/L 0.5-0.02 0.3 -> ? high
    """,
    "Methemoglobinemia": """
        METHGB 1.5 % 0-1.5 - -> 0 +
        METHGB 1.6 % 0-1.5 - -> 2 +
        METHGB 1.6 % -     - -> ? high
    """,
    "Activated partial thromboplastin time prolonged": """
        APTT 36   s   24-36 - -> 0 +
        APTT 36.1 sec 24-36 - -> 1 +
        APTT 54   s   24-36 - -> 1 +
        APTT 54.1 s   24-36 - -> 2 +
        APTT 90   s   24-36 - -> 2 +
        APTT 90.1 s   24-36 - -> 3
        APTT >150 s   24-36 - -> 3
        APTT 90.1 s   -     - -> ? high
        APTT 90.1 s   36-24 - -> ? high
    """,
    "Fibrinogen decreased": """
        FIBRINO 200   mg/dL 200-400 250 -> 0
        FIBRINO 199   mg/dL 200-400 250 -> 1
        FIBRINO 150   mg/dL 200-400 250 -> 1
        FIBRINO 149   mg/dL 200-400 250 -> 2
        FIBRINO 100   mg/dL 200-400 250 -> 2
        FIBRINO 99    mg/dL 200-400 250 -> 3
        FIBRINO 50    mg/dL 200-400 250 -> 3
        FIBRINO 49.9  mg/dL 200-400 250 -> 4
        FIBRINO 49.9  mg/dL -       -   -> 4
        FIBRINO 0.49  g/L   -       -   -> 4
        FIBRINO 0.49  g/L   1.2-4   2.0 -> 4
        FIBRINO 1.9   g/L   2-4     2.5 -> 1
        FIBRINO 1.9   g/L   2-4     -   -> 1
        FIBRINO 2.5   g/L   2-4     -   -> 0
        FIBRINO 1.9   g/L   -       2.5 -> ? low
        FIBRINO 1.9   g/L   4-2     2.5 -> ? low
        FIBRINO 1.4   umol/L 4.4-11.8 9 -> ? unit
    """,
    "Haptoglobin decreased": """
        HAPTOG 0.30 g/L   0.3-2.0 - -> 0
        HAPTOG 0.29 g/L   0.3-2.0 - -> 1
        HAPTOG 7    mg/dL 30-200  - -> 1
        HAPTOG <0.1 g/L   0.3-2.0 - -> 1
        HAPTOG 0.1  g/L   -       - -> ? low
    """,
}

# The baseline stood below its lower limit of normal already: the fall from it counts too, and the worse wins.
FIBRINOGEN_FALLING_FROM_AN_ABNORMAL_BASELINE = """
    FIBRINO 1.6  g/L 2-4 1.6 -> 1
    FIBRINO 1.59 g/L 2-4 1.6 -> 1
    FIBRINO 1.2  g/L 2-4 1.6 -> 2
    FIBRINO 1.01 g/L 2-4 1.6 -> 2
    FIBRINO 0.80 g/L 2-4 1.6 -> 3
    FIBRINO 0.41 g/L 1-4 0.9 -> 4
    FIBRINO 0.60 g/L 0.8-4 0.7 -> 1
    FIBRINO 0.52 g/L 0.8-4 0.7 -> 2
"""

INR_ON_ANTICOAGULATION = """
    INR 2.0  1 - 2.0 on_anticoagulation=Y -> 0 +
    INR 2.01 1 - 2.0 on_anticoagulation=Y -> 1 +
    INR 3.0  1 - 2.0 on_anticoagulation=Y -> 1 +
    INR 3.01 1 - 2.0 on_anticoagulation=Y -> 2 +
    INR 5.0  1 - 2.0 on_anticoagulation=Y -> 2 +
    INR 5.01 1 - 2.0 on_anticoagulation=Y -> 3
    INR 5.01 1 - -   on_anticoagulation=Y -> ? baseline
    INR 2.51 1 - 2.0 on_anticoagulation=N -> 3
"""


@pytest.mark.parametrize(("term", "line", "answer"), by_term(BLOOD))
def test_a_term_of_the_blood(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer


@pytest.mark.parametrize(
    ("line", "answer"),
    lines_of(
        LOW_COUNTS, ANEMIA_IN_THE_UNIT_REPORTED, INR_BY_FIXED_LIMITS, INR_ON_ANTICOAGULATION,
        FIBRINOGEN_FALLING_FROM_AN_ABNORMAL_BASELINE,
    ),
)  # fmt: skip
def test_blood_and_clotting(line: str, answer: str) -> None:
    assert grade_of(line) == answer


@pytest.mark.parametrize(
    ("line", "answer"), lines_of("EOS 0.3 10^9/L 0.02-0.5 - -> 0 +\nEOS 0.3 10^9/L - 0.3 -> 0 +")
)
def test_eosinophils_not_above_one_of_the_two_are_not_above_both(line: str, answer: str) -> None:
    assert grade_of(line) == answer
