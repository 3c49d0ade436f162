"""Cells given against cells planned: the limits of minor and major, and slips of the exponent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.domain.dose_deviation import deviation, off_plan, percent_off, slip_power
from safety.domain.protocol import Dosing
from safety.domain.reason import DoseOffPlan, ExponentSlip

PLANNED = Decimal("2.0e7")
DOSES = st.decimals("1e4", "1e10", places=0)
PERCENTS = st.decimals("1", "99", places=1)


def limits(above="20", below="20", minor="10"):
    return Dosing(
        per_kg=False, reference_weight_kg=Decimal(60), days=(1, 4, 7, 10), above_percent=Decimal(above),
        below_percent=Decimal(below), section="", minor_percent=Decimal(minor) if minor else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("2.0e7", "none"),
        ("2.2e7", "none"),  # exactly 10 % above
        ("22000001", "minor"),
        ("2.4e7", "minor"),  # exactly 20 % above
        ("24000001", "major"),
        ("1.8e7", "none"),  # exactly 10 % below
        ("17999999", "minor"),
        ("1.6e7", "minor"),  # exactly 20 % below
        ("15999999", "major"),
        ("1", "major"),
        ("4.0e7", "major"),
        ("2.0e8", "major"),
        ("2.0e6", "major"),
    ],
)
def test_minor_above_ten_major_above_twenty_percent_in_both_directions(cells, found):
    assert deviation(Decimal(cells), PLANNED, limits()) == found


@pytest.mark.parametrize(
    ("cells", "found"), [("2.2e7", "none"), ("22000001", "major"), ("1.5e7", "none"), ("14999999", "major")]
)
def test_the_limits_are_the_protocol_s_and_without_minor_there_is_no_such_class(cells, found):
    """10 % above and 25 % below, as tests/protocols/boin.toml has them."""
    assert deviation(Decimal(cells), PLANNED, limits("10", "25", "")) == found


@pytest.mark.parametrize("power", [-12, -7, -3, -2, -1, 1, 2, 3, 7, 12])
@pytest.mark.parametrize(
    ("digits", "agree"),
    [("1", True), ("1.099", True), ("1.1", False), ("1.2", False), ("0.901", True), ("0.9", False)],
)
def test_digits_that_agree_under_another_power_of_ten_are_a_slip(power, digits, agree):
    cells = PLANNED * Decimal(digits) * Decimal(10) ** power

    assert slip_power(cells, PLANNED) == (power if agree else 0)
    assert deviation(cells, PLANNED, limits()) == "major"


@pytest.mark.parametrize(
    ("cells", "power"),
    [
        ("2.02e8", 1),  # written for 2.02e7
        ("2.0", -7),  # the power left out
        ("2.0e7", 0),
        ("2.4e7", 0),
        ("6.0e7", 0),  # the dose of the next level is no slip
        ("1.8e8", 0),  # nor is that of level 3, 9 times the plan (domain: the ladder 2.0e7, 6.0e7, 1.8e8)
        ("5.4e8", 0),  # nor that of level 4
        ("6.67e6", 0),  # nor that of a level -1
    ],
)
def test_what_is_a_slip_and_what_is_another_dose(cells, power):
    assert slip_power(Decimal(cells), PLANNED) == power


def test_a_slip_is_major_even_where_a_protocol_allows_ten_times_the_dose():
    assert deviation(Decimal("2.0e8"), PLANNED, limits("5000", "20", "10")) == "major"
    assert deviation(Decimal("1.0e8"), PLANNED, limits("5000", "20", "")) == "none"


@pytest.mark.parametrize(
    ("cells", "percent"),
    [("2.02e7", "1.0"), ("1.94e7", "3.0"), ("2.0e7", "0.0"), ("24000001", "20.1"), ("15999999", "20.1"),
     ("22000001", "10.1"), ("2.2e7", "10.0"), ("2.02e8", "910.0")],
)  # fmt: skip
def test_what_lies_beyond_a_limit_never_reads_as_at_it(cells, percent):
    assert percent_off(Decimal(cells), PLANNED) == Decimal(percent)


def test_the_reason_says_how_far_off_and_in_which_direction():
    more, less = Decimal("2.3e7"), Decimal("1.5e7")

    assert off_plan("INF-1", more, PLANNED, limits()) == DoseOffPlan(
        "INF-1", more, PLANNED, Decimal("15.0"), True
    )
    assert off_plan("INF-1", less, PLANNED, limits()) == DoseOffPlan(
        "INF-1", less, PLANNED, Decimal("25.0"), False
    )
    assert off_plan("INF-1", Decimal("2.1e7"), PLANNED, limits()) is None
    slip = off_plan("INF-1", Decimal("2.02e8"), PLANNED, limits())
    assert slip == ExponentSlip("INF-1", Decimal("2.02e8"), PLANNED, 1)


@given(cells=DOSES, planned=DOSES, minor=PERCENTS, major=PERCENTS)
def test_a_slip_is_never_called_minor(cells, planned, minor, major):
    if slip_power(cells, planned):
        assert deviation(cells, planned, limits(str(major), str(major), str(minor))) == "major"


@given(cells=DOSES, planned=DOSES, factor=st.integers(-9, 9))
def test_only_the_ratio_counts(cells, planned, factor):
    shifted = Decimal(10) ** factor

    assert slip_power(cells * shifted, planned * shifted) == slip_power(cells, planned)
    assert deviation(cells * shifted, planned * shifted, limits()) == deviation(cells, planned, limits())


@given(cells=DOSES, planned=DOSES)
def test_farther_off_is_never_milder(cells, planned):
    order = ["none", "minor", "major"]
    farther = cells * Decimal("1.01") if cells > planned else cells * Decimal("0.99")

    assert order.index(deviation(farther, planned, limits())) >= order.index(
        deviation(cells, planned, limits())
    )


@given(cells=DOSES, planned=DOSES)
def test_a_reason_is_given_for_exactly_what_is_a_deviation(cells, planned):
    reason = off_plan("INF-1", cells, planned, limits())

    assert (reason is None) == (deviation(cells, planned, limits()) == "none")
