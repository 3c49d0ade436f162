"""Creatinine clearance against worked examples that others have printed, and at the edges of age and weight.

The formula is that of Cockcroft & Gault, Nephron 1976;16:31-41: (140 - age) x weight / (72 x creatinine in mg/dL),
x 0.85 for women; 88.4 umol/L are 1 mg/dL.
"""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from safety.domain.creatinine_clearance import Body, clearance_range, cockcroft_gault
from safety.domain.value_range import ValueRange
from safety.grading import LABORATORY_UNITS
from tests.clinic import one

NKF = (  # the National Kidney Foundation's calculator, kidney.org/professionals/kdoqi/gfr_calculator, as quoted by
    # the tests of pharmaverse/admiral (tests/testthat/test-compute_kidney.R, 01.03 and 01.04)
    ("M", 55, 90, "1.09", "mg/dL", "97"),
    ("F", 65, 60, "85", "umol/L", "55"),
)
MANUALS = (
    # JMLuther/tabletools, calculate_creatclearance_cg, examples of its manual (rdrr.io)
    ("M", 70, 70, "1.0", "mg/dL", "68.05556"),
    ("M", 50, 70, "1.0", "mg/dL", "87.5"),
    ("F", 50, 70, "1.0", "mg/dL", "74.375"),
    # rstrotmann/nif, add_bl_crcl, example of its manual: creatinine in umol/L
    ("M", 81, "93.9", "86.46559", "umol/L", "78.66727"),
)
PAGES = (
    # theprimecalculator.com/health/creatinine-clearance/formula
    ("M", 50, 80, "1.0", "mg/dL", "100"),
    # superglobalcalculator.com/formulas/health/creatinine-clearance, examples 1 and 2
    ("M", 60, 80, "1.2", "mg/dL", "74.1"),
    ("F", 45, 65, "0.9", "mg/dL", "81.0"),  # printed 80.9, cut; 80.999
    # superglobalcalculator.com/formulas/pharmacology/creatinine-clearance, examples 1 and 2
    ("M", 65, 70, "1.4", "mg/dL", "52.1"),
    ("F", 45, 60, "0.9", "mg/dL", "74.8"),
    # droracle.ai/articles/797449, a man of 70 years
    ("M", 70, 75, "1.0", "mg/dL", "72.9"),
)
EDGES = (  # by hand: the same patient in both units, the trial's oldest and youngest, the lightest and the heaviest
    ("M", 30, 100, "1.6", "mg/dL", "95.5"),
    ("M", 30, 100, "141.44", "umol/L", "95.5"),
    ("F", 75, 50, "0.9", "mg/dL", "42.6"),
    ("F", 75, 50, "79.56", "umol/L", "42.6"),
    ("F", 18, 35, "0.6", "mg/dL", "84.0"),
    ("M", 18, 160, "0.7", "mg/dL", "387.3"),
    ("M", 139, 60, "1.0", "mg/dL", "0.8"),
)


def body(sex="M", age=68, weight=60):
    return Body(sex, *(None if n is None else Decimal(str(n)) for n in (age, weight)))


def in_mg_dl(creatinine, unit):
    found = LABORATORY_UNITS.into("CREAT", Decimal(creatinine), unit, "mg/dL")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sex", "age", "weight", "creatinine", "unit", "printed"), [*NKF, *MANUALS, *PAGES, *EDGES]
)
def test_the_clearance_is_the_one_that_was_printed(sex, age, weight, creatinine, unit, printed):
    clearance = cockcroft_gault(body(sex, age, weight), in_mg_dl(creatinine, unit))

    assert clearance.quantize(Decimal(printed), ROUND_HALF_UP) == Decimal(printed)


@pytest.mark.parametrize(("sex", "age", "weight", "creatinine", "unit", "printed"), [*NKF, *PAGES, *EDGES])
def test_the_review_says_the_same_of_the_patient(sex, age, weight, creatinine, unit, printed):
    patient = f"reviewed through 2027-12-31 sex={sex} age_years={age} weight_kg={weight}"

    seen = one(f"{patient}\nCREAT {creatinine} {unit} 0.1-999 on day -3\nscreened I01 met")

    assert seen.criterion("I05c") == ("pass" if Decimal(printed) >= 60 else "fail")


@pytest.mark.parametrize(
    ("sex", "age", "weight", "creatinine", "answer"),
    [
        ("M", 68, 60, "1.0", "pass"),  # 60 mL/min to the digit
        ("M", 68, 60, "1.0001", "fail"),
        ("M", 68, "59.99", "1.0", "fail"),
        ("M", 69, 60, "1.0", "fail"),
        ("M", "68.01", 60, "1.0", "fail"),
        ("F", 68, 60, "0.85", "pass"),
        ("F", 68, 60, "0.8501", "fail"),
        ("F", 68, 60, "1.0", "fail"),
        ("M", 40, 108, "2.5", "pass"),
        ("M", 139, 160, "0.12", "fail"),
    ],
)
@pytest.mark.parametrize("unit", ["mg/dL", "umol/L", "µmol/L"])
def test_at_its_limit_it_is_enough_and_a_hair_below_it_is_not(sex, age, weight, creatinine, answer, unit):
    value = Decimal(creatinine) * (1 if unit == "mg/dL" else Decimal("88.4"))
    patient = f"reviewed through 2027-12-31 sex={sex} age_years={age} weight_kg={weight}"

    seen = one(f"{patient}\nCREAT {value} {unit} 0.1-999 on day -3\nscreened I01 met")

    assert seen.criterion("I05c") == answer


@pytest.mark.parametrize("missing", ["sex=", "age_years=", "weight_kg="])
def test_without_one_of_its_facts_it_is_not_known(missing):
    known = dict(sex="M", age_years="50", weight_kg="80")
    facts = " ".join(f"{k}={'' if missing.startswith(k) else v}" for k, v in known.items())

    seen = one(f"reviewed through 2027-12-31 {facts}\nCREAT 1.0 mg/dL 0.5-1.1 on day -3\nscreened I01 met")

    assert seen.criterion("I05c") == "unknown"


def test_a_measured_weight_stands_in_for_the_one_nobody_wrote_down():
    seen = one(
        "reviewed through 2027-12-31 sex=M age_years=68 weight_kg=\nCREAT 1.0 mg/dL 0.5-1.1 on day -3\n"
        "WEIGHT 59 kg on day -8\nWEIGHT 60 kg on day -2\nscreened I01 met"
    )

    assert seen.criterion("I05c") == "pass"


@pytest.mark.parametrize(
    ("creatinine", "cleared"),
    [("1.0-1.2", (50, 60, False)), ("<1.0", (60, None, True)), (">1.2", (0, 50, True))],
)
def test_a_creatinine_that_is_only_bounded_bounds_the_clearance(creatinine, cleared):
    found = clearance_range(body(), ValueRange.written(creatinine))

    assert found is not None
    assert (found.least, found.most, found.strict) == cleared


@pytest.mark.parametrize(
    ("patient", "creatinine"),
    [
        (body(age=140), "1"),
        (body(sex=None), "1"),
        (body(age=None), "1"),
        (body(weight=None), "1"),
        (body(), "0"),
    ],
)
def test_where_the_formula_has_no_answer_there_is_none(patient, creatinine):
    assert clearance_range(patient, ValueRange.of(Decimal(creatinine))) is None
