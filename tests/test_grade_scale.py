"""Where grades lie on a scale: as NCI prints them, and everywhere as the one grading function answers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.grading import read_limits
from safety.review.grade_scale import Band, grade_scale, number
from safety.review.graded_value import Circumstances, graded
from safety.review.limit_rows import limit_rows
from safety.review.measured_term import measured_by, soft_facts

LIMITS = read_limits()
NEUTROPHILS = ("Neutrophil count decreased", "NEUT", "10^9/L")
ALT = ("Alanine aminotransferase increased", "ALT", "U/L")
QTC = ("Electrocardiogram QT corrected interval prolonged", "QTCF", "ms")
MEASURED = [
    (term, test.code, unit)
    for term in LIMITS.terms
    for test in measured_by(term, LIMITS)
    for unit in test.units
]


def bands(term: str, test: str, unit: str, facts: str = "", **numbers: str) -> tuple[Band, ...]:
    """`facts` as "symptomatic=Y"."""
    stated = tuple(tuple(fact.split("=")) for fact in facts.split())
    return grade_scale(Circumstances(term, test, unit, **numbers, facts=stated), LIMITS)


def drawn(*measured: str, facts: str = "", **numbers: str) -> str:
    """The scale as a line: `4 [0.5 3` where 0.5 is already grade 3, `0 40] 1` where 40 is still 0.

    A grade that a fact could raise is 1/2, a floor 1+, what is not told ?; what no number of the unit can be is
    left out.
    """
    line = []
    for band in bands(*measured, facts=facts, **numbers):
        if "unit" in band.told.missing:
            continue
        if band.lower and line:
            line.append(f"[{band.lower.at}" if band.lower.in_upper else f"{band.lower.at}]")
        grade = "?" if band.told.grade is None else str(band.told.grade)
        raised = "".join(f"/{each.grade}" for each in band.told.raises)
        line.append(grade + raised + ("+" if band.told.missing and grade != "?" else ""))
    return " ".join(line)


def missing(*measured: str, facts: str = "", **numbers: str) -> set[str]:
    return {name for band in bands(*measured, facts=facts, **numbers) for name in band.told.missing} - {
        "unit"
    }


def test_neutrophils_have_a_band_for_every_grade():
    assert drawn(*NEUTROPHILS, low="1.8") == "4 [0.5 3 [1 2 [1.5 1 [1.8 0"


def test_a_limit_of_normal_below_a_fixed_limit_leaves_no_grade_1():
    assert drawn(*NEUTROPHILS, low="1.4") == "4 [0.5 3 [1 2 [1.5 0"


def test_without_the_lower_limit_of_normal_the_lower_grades_are_still_told():
    assert drawn(*NEUTROPHILS) == "4 [0.5 3 [1 2 [1.5 ?"
    assert missing(*NEUTROPHILS) == {"low"}


def test_alt_of_a_normal_baseline_climbs_multiples_of_the_upper_limit_of_normal():
    assert drawn(*ALT, high="40", facts="baseline_abnormal=N") == "0 40] 1 120] 2 200] 3 800] 4"
    assert drawn(*ALT, high="40", baseline="30") == "0 40] 1 120] 2 200] 3 800] 4"


def test_alt_of_an_abnormal_baseline_climbs_multiples_of_the_baseline():
    assert drawn(*ALT, high="40", baseline="80") == "0 [120 1 240] 2 400] 3 1600] 4"
    assert drawn(*ALT, baseline="80", facts="baseline_abnormal=Y") == "0 [120 1 240] 2 400] 3 1600] 4"


def test_alt_without_its_baseline_is_not_told_at_all():
    assert drawn(*ALT, high="40") == "?"
    assert missing(*ALT, high="40") == {"baseline"}
    assert missing(*ALT) == {"baseline", "high"}


def test_potassium_is_two_terms_one_for_each_direction():
    assert drawn("Hypokalemia", "K", "mmol/L", low="3.5") == "4 [2.5 3 [3 1/2 [3.5 0"
    assert drawn("Hyperkalemia", "K", "mmol/L", high="5.1") == "0 5.1] 1 5.5] 2 6] 3 7] 4"
    also = {test.code: test.also_grades for test in measured_by("Hypokalemia", LIMITS)}
    assert also == {"K": ("Hyperkalemia",)}


@pytest.mark.parametrize(("answer", "grade"), [("Y", 2), ("N", 1)])
def test_a_fact_that_is_stated_decides_between_two_grades(answer, grade):
    told = drawn("Hypokalemia", "K", "mmol/L", low="3.5", facts=f"symptomatic={answer}")

    assert told == f"4 [2.5 3 [3 {grade} [3.5 0"


def test_hypermagnesemia_has_no_grade_2():
    assert drawn("Hypermagnesemia", "MG", "mmol/L", high="1.05") == "0 1.05] 1 1.23] 3 3.3] 4"
    assert drawn("Hypermagnesemia", "MG", "mg/dL", high="2.6") == "0 2.6] 1 3] 3 8] 4"


def test_qtc_is_read_in_whole_milliseconds():
    assert drawn(*QTC, baseline="445") == "0 [449.5 1 [480.5 2 [500.5 3"
    inner = [band.lower.whole for band in bands(*QTC, baseline="445") if band.lower]
    whole = [tuple(map(int, pair)) for pair in inner if pair]
    assert whole == [(449, 450), (480, 481), (500, 501)]


def test_qtc_far_above_a_low_baseline_is_grade_3_earlier():
    assert drawn(*QTC, baseline="400") == "0 [449.5 1 460] 3"  # a change is not rounded


def test_qtc_without_its_baseline_is_a_floor():
    assert drawn(*QTC) == "? [449.5 1+ [480.5 2+ [500.5 3"


def test_creatinine_without_its_baseline_is_a_floor_up_to_grade_3():
    assert drawn("Creatinine increased", "CREAT", "umol/L", high="100") == "? 100] 1+ 150] 2+ 300] 3 600] 4"


def test_a_band_narrower_than_anything_else_on_the_scale_is_found():
    creatinine = ("Creatinine increased", "CREAT", "umol/L")
    assert drawn(*creatinine, high="100", baseline="66.8") == "0 100] 1 100.2] 2 200.4] 3 600] 4"


def test_febrile_neutropenia_asks_for_the_fever():
    febrile = ("Febrile neutropenia", "NEUT", "10^9/L")
    assert missing(*febrile) == {"fever"}
    assert drawn(*febrile, facts="fever=Y") == "3 [1 0"


def test_calcium_asks_for_the_albumin_and_its_scale_moves_with_it():
    calcium = ("Hypocalcemia", "CA", "mmol/L")
    assert missing(*calcium, low="2.15") == {"albumin"}
    assert drawn(*calcium, low="2.15", albumin="40") == "4 [1.5 3 [1.75 2 [2 1/2 [2.15 0"
    assert drawn(*calcium, low="2.15", albumin="30") == "4 [1.3 3 [1.55 2 [1.8 1/2 [1.95 0"


def test_limits_of_normal_in_the_wrong_order_are_not_known():
    assert missing(*NEUTROPHILS, low="6.3", high="1.8") == {"low"}


def test_a_number_that_no_value_of_the_unit_can_be_is_a_band_of_its_own():
    last = bands(*NEUTROPHILS, low="1.8")[-1]

    assert (last.told.missing, last.lower.at, last.upper) == (("unit",), Decimal(100), None)


@pytest.mark.parametrize("measured", MEASURED, ids=" ".join)
def test_every_measurable_term_has_a_scale_whose_bands_follow_each_other(measured):
    scale = bands(*measured, low="10", high="20", baseline="25", albumin="40", facts="fever=Y")

    assert scale[0].lower is None
    assert scale[-1].upper is None
    for one, two in pairwise(scale):
        assert one.upper == two.lower
        assert one.told != two.told
    assert [band.lower.at for band in scale[1:]] == sorted(band.lower.at for band in scale[1:])


numbers = st.decimals(min_value="0.01", max_value="500", places=2).map(str)
facts = st.sampled_from(["", "Y", "N"])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MEASURED), st.data())
def test_every_value_is_graded_as_the_band_in_which_it_lies(measured, data):
    """The picture and the answer come from one function: whatever is known, and wherever the value lies."""
    known = {
        name: data.draw(st.one_of(st.just(""), numbers), name)
        for name in ("low", "high", "baseline", "albumin")
    }
    stated = [f"{fact}={answer}" for fact in ("baseline_abnormal", "fever", *soft_facts(*measured[:2], LIMITS))
              if (answer := data.draw(facts, fact))]  # fmt: skip
    scale = bands(*measured, facts=" ".join(stated), **known)
    values = [data.draw(numbers, "value") for _ in range(8)]
    values += [str(band.lower.at) for band in scale[1:]]
    under = Circumstances(*measured, **known, facts=tuple(tuple(fact.split("=")) for fact in stated))

    answers = graded(values, under, LIMITS)

    assert [answer.told for answer in answers] == [band_of(scale, Decimal(value)).told for value in values]


def band_of(scale: tuple[Band, ...], value: Decimal) -> Band:
    for band in scale:
        edge = band.upper
        if edge is None or value < edge.at or (value == edge.at and not edge.in_upper):
            return band
    raise AssertionError(value)


@pytest.mark.parametrize(("typed", "read"), [("1.8", "1.8"), (" 40 ", "40"), ("4e1", "4E+1")])
def test_a_number_above_zero_is_read(typed, read):
    assert number(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["", "0", "-1", "1,8", "nan", "inf", "<1", "forty", "1" * 5000 + "x"])
def test_what_is_no_number_above_zero_is_not_known(typed):
    assert number(typed) is None


def test_what_is_asked_of_a_test_stands_in_its_limits():
    asks = {test.code: test.asks for test in measured_by("INR increased", LIMITS)}
    assert asks == {"INR": {"baseline", "on_anticoagulation"}}
    (alt,) = measured_by("Alanine aminotransferase increased", LIMITS)
    assert alt.asks == {"high", "baseline", "baseline_abnormal"}
    assert [test.code for test in measured_by("Hypertension", LIMITS)] == ["SYSBP", "DIABP"]
    assert measured_by("Pneumonitis", LIMITS) == ()


def test_an_answer_names_the_limit_that_gave_it():
    (answer,) = graded(["0.9"], Circumstances(*NEUTROPHILS, low="1.8"), LIMITS)
    rows = {row.criterion: row for row in limit_rows(*NEUTROPHILS, LIMITS)}

    assert (answer.told.grade, rows[answer.criterion].limit, rows[answer.criterion].crosses) == (
        3,
        1.0,
        "below",
    )
    assert graded([], Circumstances(*NEUTROPHILS), LIMITS) == []
