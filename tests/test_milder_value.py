"""May a corrected measurement be the milder one? The limits of CTCAE v5.0 say which direction is harm."""

import pytest

from safety.review.milder_value import MilderValue
from safety.review.reference import reference
from tests.clinic import one
from tests.exports import ONE, between


def milder(before: str, after: str) -> bool:
    seen = [one(f"{noted} on day 9") for noted in (before, after)]
    readings = [each.of.cut.reports.measurements[0] for each in seen]
    return MilderValue(reference(), seen[0].of.protocol)(*readings)


@pytest.mark.parametrize(
    ("before", "after", "may_be"),
    [
        # a count falls
        ("NEUT 0.3 10^9/L 1.8-7.5", "NEUT 0.6 10^9/L 1.8-7.5", True),
        ("NEUT 0.6 10^9/L 1.8-7.5", "NEUT 0.3 10^9/L 1.8-7.5", False),
        ("NEUT 0.6 10^9/L 1.8-7.5", "NEUT 0.6 10^9/L 1.5-7.5", True),
        ("NEUT 0.6 10^9/L 1.8-7.5", "NEUT 0.6 10^9/L 1.8-9.5", False),
        # an enzyme rises
        ("ALT 310 U/L 7-40", "ALT 210 U/L 7-40", True),
        ("ALT 210 U/L 7-40", "ALT 310 U/L 7-40", False),
        ("ALT 310 U/L 7-40", "ALT 310 U/L 7-60", True),
        ("ALT 310 U/L 7-40", "ALT 310 U/L 9-40", False),
        ("ALT 310 U/L 7-40", "ALT 310 U/L", True),
        # potassium does both; the milder value is the one nearer to normal
        ("K 6.9 mmol/L 3.5-5.0", "K 5.1 mmol/L 3.5-5.0", True),
        ("K 2.4 mmol/L 3.5-5.0", "K 3.4 mmol/L 3.5-5.0", True),
        ("K 4.9 mmol/L 3.5-5.0", "K 4.1 mmol/L 3.5-5.0", False),
        ("K 6.9 mmol/L", "K 7.9 mmol/L", True),
        # alkaline phosphatase excuses Hy's law from twice its limit on
        ("ALP 80 U/L 40-120", "ALP 260 U/L 40-120", True),
        ("ALP 80 U/L 40-120", "ALP 80 U/L 40-120", False),
        # one quantity in another unit is the same
        ("BILI 34.2 umol/L 3-20.52", "BILI 2.0 mg/dL 0.1755-1.2", False),
        ("NEUT 300 /uL 1800-7500", "NEUT 0.3 10^9/L 1.8-7.5", False),
        ("ALT 310 U/L 7-40", "ALT 310 g/L 7-40", True),
        # an answer, or nothing that any grade rests on
        ("ALT 310 7-40", "ALT 310 U/L 7-40", False),
        ("ALT haemolysed U/L 7-40", "ALT 310 U/L 7-40", False),
        ("MCV 80 fL 80-100", "MCV 90 fL 80-100", False),
        # what cannot be compared
        ("ALT 310 U/L 7-40", "AST 310 U/L 7-40", True),
        ("NEUT <0.1 10^9/L 1.8-7.5", "NEUT 0.1 10^9/L 1.8-7.5", True),
        ("ALT 310 U/L 7-40", "ALT haemolysed U/L 7-40", True),
    ],
)
def test_a_corrected_value(before, after, may_be):
    assert milder(before, after) is may_be


def test_a_value_lowered_in_the_window_blocks_and_one_raised_does_not():
    low, high = (f"{ONE}ALT {value} U/L 7-40 on day 9" for value in (30, 210))

    assert between(high, low).open() == {"M-1"}
    assert between(low, high).open() == set()


@pytest.mark.parametrize("day", ["day 9", "day 40"])
def test_a_value_raised_since_the_first_infusion_asks_nothing(day):
    low, high = (f"{ONE}ALT {value} U/L 7-40 on {day}" for value in (30, 210))

    assert between(low, high, "day 50").open() == set()


def test_a_baseline_that_was_raised_excuses_what_comes_after():
    """Grades of an abnormal baseline are multiples of it (CTCAE v5.0); either direction may be the kinder one."""
    for before, after in ((30, 60), (60, 30)):
        noted = (f"{ONE}ALT {value} U/L 7-40 on day -3" for value in (before, after))
        assert between(*noted).open() == {"M-1"}
