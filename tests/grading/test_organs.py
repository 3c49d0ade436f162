"""Temperature, circulation, heart, lung and weight, as a clinic would write them down (`clinic_lines`).

Limits: NCI, CTCAE v5.0, 27 November 2017. Holes between NCI's whole numbers belong to the worse side, or the
value is rounded first (QTc, ejection fraction; a half to the worse side).
"""

import pytest

from tests.grading.clinic_lines import by_term, grade_of

VITAL_SIGNS = {
    "Fever": """
        TEMP 37.9  Cel - - -> 0
        TEMP 38.0  Cel - - -> 1
        TEMP 39.0  Cel - - -> 1
        TEMP 39.1  C   - - -> 2
        TEMP 40.0  °C  - - -> 2
        TEMP 40.1  Cel - - -> 3 +
        TEMP 40.1  Cel - - over_24_hours=N -> 3
        TEMP 40.1  Cel - - over_24_hours=Y -> 4
        TEMP 40.0  Cel - - over_24_hours=Y -> 2
        TEMP 40.1  Cel - - over_24_hours=? -> ? over_24_hours
        TEMP 100.3 F   - - -> 0
        TEMP 100.4 F   - - -> 1
        TEMP 102.2 F   - - -> 1
        TEMP 102.25 F  - - -> 2
        TEMP 104.1 F   - - over_24_hours=Y -> 4
        TEMP 101   Cel - - -> ? unit
        TEMP 38.5  F   - - -> ? unit
    """,
    "Hypothermia": """
        TEMP 35.1 Cel - - -> 0 +
        TEMP 35.0 Cel - - -> 2 +
        TEMP 32.1 Cel - - -> 2 +
        TEMP 32.0 Cel - - -> 3 +
        TEMP 28.1 Cel - - -> 3 +
        TEMP 28.0 Cel - - -> 4
        TEMP 95.0 F   - - -> 2 +
        TEMP 89.6 F   - - -> 3 +
        TEMP 82.4 F   - - -> 4
    """,
    "Hypertension": """
        SYSBP 119 mmHg - 110 -> 0 +
        SYSBP 120 mmHg - 110 -> 1 +
        SYSBP 139 mmHg - 110 -> 1 +
        SYSBP 140 mmHg - 139 -> 2 +
        SYSBP 159 mmHg - 139 -> 2 +
        SYSBP 159 mmHg - 140 -> 1 +
        SYSBP 159 mmHg - -   -> 1 + baseline
        SYSBP 160 mmHg - 140 -> 3 +
        SYSBP 160 mmHg - -   -> 3 +
        SYSBP 130 mmHg - -   -> 1 +
        SYSBP 150 mmHg - 150 baseline_abnormal=N -> 2 +
        DIABP 79  mmHg - 70  -> 0 +
        DIABP 80  mmHg - 70  -> 1 +
        DIABP 90  mmHg - 89  -> 2 +
        DIABP 99  mmHg - 90  -> 1 +
        DIABP 100 mmHg - 90  -> 3 +
        DIABP 22  kPa  - -   -> 3 +
    """,
}

HEART_AND_LUNG = {
    "Electrocardiogram QT corrected interval prolonged": """
        QTCF 449   ms - 420 -> 0 +
        QTCF 449.4 ms - 420 -> 0 +
        QTCF 449.5 ms - 420 -> 1 +
        QTCF 450   ms - 420 -> 1 +
        QTCB 480   ms - 430 -> 1 +
        QTCF 480.4 ms - 430 -> 1 +
        QTCF 480.5 ms - 430 -> 2 +
        QTC  500.4 ms - 460 -> 2 +
        QTCF 501   ms - 460 -> 3 +
        QTCF 501   ms - -   -> 3 +
        QTCF 470   ms - 410 -> 1 +
        QTCF 471   ms - 410 -> 3 +
        QTCF 480.4 ms - 420 -> 3 +
        QTCF 440   ms - 379 -> 3 +
        QTCF 470   ms - -   -> 1 + baseline
        QTCF 430   ms - -   -> ? baseline
        QTCF 0.471 s  - 0.41 -> 3 +
    """,
    "Ejection fraction decreased": """
        LVEF 51   % - 55 -> 0
        LVEF 50.6 % - 55 -> 0
        LVEF 50   % - 55 -> 2
        LVEF 40   % - 45 -> 2
        LVEF 39.6 % - 45 -> 2
        LVEF 39   % - 45 -> 3
        LVEF 20   % - 35 -> 3
        LVEF 19   % - 35 -> 4
        LVEF 60   % - 69 -> 0
        LVEF 60   % - 70 -> 2
        LVEF 51   % - 71 -> 3
        LVEF 60   % - -  -> ? baseline
        LVEF 45   % - -  -> 2 + baseline
        LVEF 19   % - -  -> 4
    """,
    "Hypoxia": """
        OXYSAT 88   % - - -> 0 +
        OXYSAT 87   % - - -> 2 +
        OXYSAT 87   % - - with_exercise=Y -> 2 +
        OXYSAT 87   % - - with_exercise=N -> 3 +
        OXYSAT 87   % - - with_exercise=? -> ? with_exercise
        PO2    55.1 mmHg - - -> 0 +
        PO2    55   mmHg - - -> 3 +
        PO2    7.3  kPa  - - -> 3 +
        PO2    7.4  kPa  - - -> 0 +
    """,
    "Forced expiratory volume decreased": """
        FEV1PP 100  % - - -> 0
        FEV1PP 99.5 % - - -> 1
        FEV1PP 70   % - - -> 1
        FEV1PP 69.5 % - - -> 2
        FEV1PP 60   % - - -> 2
        FEV1PP 59.5 % - - -> 3
        FEV1PP 50   % - - -> 3
        FEV1PP 49.5 % - - -> 4
    """,
    "Vital capacity abnormal": """
        VCPP  90.1 % - - -> 0 +
        FVCPP 90   % - - -> 1 +
        SVCPP 75   % - - -> 1 +
        VCPP  74.9 % - - -> 2 +
        VCPP  50   % - - -> 2 +
        VCPP  49.9 % - - -> 3
    """,
    "Carbon monoxide diffusing capacity decreased": """
        DLCO 17.1 mL/min/mmHg 20-35 19 -> 0 +
        DLCO 17.0 mL/min/mmHg 20-35 19 -> 1 +
        DLCO 15.0 mL/min/mmHg 20-35 18 -> 1 +
        DLCO 14.5 mL/min/mmHg 20-35 15 symptomatic=N -> 2 +
        DLCO 14.5 mL/min/mmHg 20-35 15 symptomatic=Y -> 3
        DLCO 12.0 mL/min/mmHg 20-35 15 -> 2 +
        DLCO 11.9 mL/min/mmHg 20-35 15 -> 3
        DLCO 22.0 mL/min/mmHg 20-35 25 -> 1 +
        DLCO 19.9 mL/min/mmHg 20-35 25 -> 2 +
        DLCO 21.9 mL/min/mmHg 20-35 30 -> 3
        DLCO 17.0 mL/min/mmHg 20-35 -  -> 1 + baseline
        DLCO 25   mL/min/mmHg -     26 -> ? low
        DLCO 60   %           -     80 -> ? unit
    """,
}

WEIGHT = {
    "Weight loss": """
        WEIGHT 57.1 kg - 60  -> 0 +
        WEIGHT 57   kg - 60  -> 1 +
        WEIGHT 54   kg - 60  -> 2 +
        WEIGHT 48.1 kg - 60  -> 2 +
        WEIGHT 48   kg - 60  -> 3
        WEIGHT 142  lb - 150 -> 1 +
        WEIGHT 48   kg - -   -> ? baseline
    """,
    "Weight gain": """
        WEIGHT 62.9 kg - 60 -> 0
        WEIGHT 63   kg - 60 -> 1
        WEIGHT 66   kg - 60 -> 2
        WEIGHT 72   kg - 60 -> 3
        WEIGHT 72   kg - -  -> ? baseline
    """,
    "Obesity": """
        BMI 24.9 kg/m2 - - -> 0
        BMI 25   kg/m2 - - -> 2
        BMI 29.95 kg/m2 - - -> 2
        BMI 30   kg/m2 - - -> 3
        BMI 40   kg/m2 - - -> 4
    """,
}


@pytest.mark.parametrize(("term", "line", "answer"), by_term(VITAL_SIGNS | HEART_AND_LUNG | WEIGHT))
def test_a_measured_organ(term: str, line: str, answer: str) -> None:
    assert grade_of(line, term=term) == answer
