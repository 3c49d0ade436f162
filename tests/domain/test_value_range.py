"""A value as far as it is known: numbers, bounds and ranges against limits that are allowed themselves."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.domain.value_range import ValueRange

NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)


@pytest.mark.parametrize(
    ("text", "at_least", "at_most", "surely", "maybe"),
    [
        ("50", 50, None, True, True),
        ("49.9", 50, None, False, False),
        ("50-55", 50, None, True, True),
        ("50\u201355", 50, None, True, True),
        ("48~52", 50, None, False, True),
        ("45-49", 50, None, False, False),
        (">50", 50, None, True, True),
        (">45", 50, None, False, True),
        ("<50", 50, None, False, False),
        ("<51", 50, None, False, True),
        ("1.5", None, 1.5, True, True),
        ("1.51", None, 1.5, False, False),
        ("<1.5", None, 1.5, True, True),
        (">1.5", None, 1.5, False, False),
        (">1.4", None, 1.5, False, True),
        ("2", 2, 3, True, True),
        ("4", 2, 3, False, False),
        ("1-4", 2, 3, False, True),
        ("3", None, None, True, True),
        ("2e1", 20, 20, True, True),
    ],
)
def test_within(text, at_least, at_most, surely, maybe):
    value = ValueRange.written(f" {text} ")
    limits = [None if limit is None else Decimal(str(limit)) for limit in (at_least, at_most)]

    assert value is not None
    assert (value.surely_within(*limits), value.may_be_within(*limits)) == (surely, maybe)


@pytest.mark.parametrize(
    "text", ["", "normal", "5 5", "55-50", "-3", "1,5", "3+", "<", "≥50", "1e999", "nan"]
)
def test_what_is_no_value_is_not_guessed(text):
    assert ValueRange.written(text) is None


def test_an_end_that_cannot_be_converted_loses_the_value():
    assert ValueRange.of(Decimal(5)).each(lambda end: None) is None
    assert ValueRange.of(Decimal(5), ">").each(lambda end: end * 2) == ValueRange(
        Decimal(10), None, strict=True
    )
    assert ValueRange.of(Decimal(5), "<").each(lambda end: end * 2) == ValueRange(
        Decimal(0), Decimal(10), strict=True
    )


@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_is_surely_within_may_be_within(one, other, limit):
    value = ValueRange(min(one, other), max(one, other))

    assert not value.surely_within(limit, None) or value.may_be_within(limit, None)
    assert not value.surely_within(None, limit) or value.may_be_within(None, limit)
    assert value.ends == (min(one, other), max(one, other))
