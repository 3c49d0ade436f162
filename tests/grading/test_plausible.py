"""Which numbers can be what their unit says: a number under the wrong unit is doubted where numbers can tell."""

import pytest

from safety.grading import read_limits
from safety.grading.plausible import bounds, plausible
from safety.grading.units import COUNT, Unit, as_many_of, understood
from tests.grading.clinic_lines import grade_of

# What laboratories report, written under another unit of the same test.
UNDER_THE_WRONG_UNIT = """
    NEUT 4.2 /uL, NEUT 4200 10^9/L, NEUT 420 K/uL, LYM 1.5 /uL, LYM 1500 10^9/L, WBC 6.5 /mm3, WBC 6500 10^9/L,
    PLAT 250 /uL, PLAT 250000 10^9/L, EOS 300 10^9/L, CD4 500 10^9/L, HGB 135 g/dL, HGB 80 g/dL, HGB 13.5 g/L,
    HGB 8 g/L, HGB 135 mmol/L, HGB 8 mg/dL, ALB 40 g/dL, ALB 4.0 g/L, APTT 1.1 s, FIBRINO 3 mg/dL,
    FIBRINO 300 g/L, CHOL 5.2 mg/dL, CHOL 200 mmol/L, TRIG 1.5 mg/dL, TRIG 150 mmol/L, CACR 2.3 mg/dL,
    CACR 9.5 mmol/L, GLUC 5.5 mg/dL, GLUC 100 mmol/L, MG 20 mmol/L, PH 40 1, TEMP 98.6 Cel, TEMP 37 degF,
    LVEF 0.55 %, OXYSAT 0.97 %, OXYSAT 970 %, FEV1PP 0.8 %, FEV1PP 2.4 %, QTCF 0.42 ms, QTCF 420 s,
    WEIGHT 60 g, WEIGHT 60000 kg, PROTEXR 150 g/d, PROTEXR 3.6 mg/d, CAION 4.6 mmol/L,
    SODIUM 14 mmol/L, K 40 mmol/L, DLCO 250 mL/min/mmHg, CREAT 0.9 umol/L, CREAT 88 mg/dL
"""
# Seen in patients, and believed.
SEEN = """
    NEUT 0 10^9/L, NEUT 20 /uL, NEUT 75 10^9/L, PLAT 2 10^9/L, PLAT 1500 10^9/L, WBC 400 10^9/L, HGB 3.0 g/dL,
    HGB 22 g/dL, HGB 30 g/L, HGB 220 g/L, INR 15 1, ALB 12 g/L, ALB 1.2 g/dL, K 1.6 mmol/L, K 10 mmol/L,
    SODIUM 100 mmol/L, SODIUM 190 mmol/L, GLUC 1.0 mmol/L, GLUC 55 mmol/L, GLUC 15 mg/dL, GLUC 1200 mg/dL,
    CACR 1.1 mmol/L, CACR 5.0 mmol/L, CAION 0.5 mmol/L, CAION 2.6 mmol/L, MG 0.2 mmol/L, MG 6 mmol/L, PH 6.8 1,
    PH 7.8 1, TRIG 60 mmol/L, TEMP 27 Cel, TEMP 42.5 Cel, SYSBP 50 mmHg, SYSBP 280 mmHg, OXYSAT 45 %, PO2 25 mmHg,
    PO2 500 mmHg, QTCF 700 ms, LVEF 10 %, FEV1PP 15 %, WEIGHT 35 kg, WEIGHT 200 kg, PROTEXR 25 g/d,
    PROTEXR 0 g/d, PROTEXR 40 mg/24h,
    FIBRINO 0.3 g/L, FIBRINO 20 mg/dL, APTT 240 s, GFRE 4 mL/min/1.73m2, DLCO 4 mL/min/mmHg, BMI 12 kg/m2,
    CREAT 18 umol/L, CREAT 2400 umol/L, CREAT 0.2 mg/dL, CREAT 35 mg/dL
"""


def numbers(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split(",")]


def doubted(number: str) -> bool:
    """Is the number without a grade, for its unit, in every term?"""
    test, value, unit = number.split()
    answers = [
        grade_of(f"{test} {value} {unit} - - albumin=40 fever=Y", term=term)
        for term in read_limits().ladders[test]
    ]
    return all(answer.startswith("?") and "unit" in answer.split() for answer in answers)


@pytest.mark.parametrize("number", numbers(UNDER_THE_WRONG_UNIT))
def test_a_number_under_the_wrong_unit_is_doubted(number: str) -> None:
    assert doubted(number)


@pytest.mark.parametrize("number", numbers(SEEN))
def test_a_number_seen_in_patients_is_believed(number: str) -> None:
    assert not doubted(number)


@pytest.mark.parametrize("row", [row for row in read_limits().rows if not row.times and not row.plus],
                         ids=lambda row: row.criterion)  # fmt: skip
def test_ncis_limits_lie_well_inside_the_bounds(row: object) -> None:
    for test in row.tests:  # type: ignore[attr-defined]
        for unit in row.units:  # type: ignore[attr-defined]
            values = plausible(test, Unit(unit, 1.0))
            assert values.least < row.limit < values.most  # type: ignore[attr-defined]


@pytest.mark.parametrize("test", bounds())
def test_bounds_hold_in_units_that_the_test_is_graded_in(test: str) -> None:
    graded = {unit for ladder in read_limits().of(test) for row in ladder.rows for unit in row.units}

    assert bounds()[test].keys() <= graded


def test_a_test_with_a_fixed_limit_has_bounds_in_every_unit() -> None:
    for row in read_limits().rows:
        for test in row.tests if not row.times else ():
            alike = {
                name
                for name in bounds().get(test, {})
                if as_many_of(name, Unit(row.units[0], 1.0)) is not None
            }
            assert alike, f"{row.criterion}: {test}"


def test_bounds_are_told_in_the_unit_written() -> None:
    assert plausible("NEUT", Unit(COUNT, 0.001))[:2] == pytest.approx((20, 100_000))
    assert plausible("NEUT", Unit(COUNT, 1.0))[:2] == (0, 100)
    assert plausible("ALT", Unit("U/L", 1.0))[:2] == (0, float("inf"))
    assert plausible("WEIGHT", Unit("g", 1.0))[:2] == pytest.approx((1000, 500_000))
    assert understood("mg/24h") is not None
    assert plausible("PROTEXR", Unit("g/d", 0.001)).most == pytest.approx(80_000)
