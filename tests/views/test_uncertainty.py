"""The exact upper bound of a rate, against published figures and the equation that defines it."""

from math import comb, isclose

import pytest

from safety.review.uncertainty import highest_rate


@pytest.mark.parametrize(
    "dlt, evaluable, one_sided, two_sided", [(0, 3, 63, 71), (1, 6, 58, 64), (0, 6, 39, 46), (2, 6, 73, 78)]
)
def test_the_figures_printed_beside_a_3_plus_3(dlt, evaluable, one_sided, two_sided):
    assert round(100 * highest_rate(dlt, evaluable)) == one_sided
    assert round(100 * highest_rate(dlt, evaluable, confidence=0.975)) == two_sided


@pytest.mark.parametrize("evaluable", [1, 2, 3, 6, 30])
def test_without_a_dlt_the_bound_has_a_closed_form(evaluable):
    assert isclose(highest_rate(0, evaluable), 1 - 0.05 ** (1 / evaluable), abs_tol=1e-12)


def test_so_few_dlts_have_a_probability_of_5_percent_at_the_bound():
    rate = highest_rate(3, 17)
    assert isclose(sum(comb(17, k) * rate**k * (1 - rate) ** (17 - k) for k in range(4)), 0.05, abs_tol=1e-9)


def test_all_dlt_rules_nothing_out_and_nobody_says_nothing():
    assert highest_rate(3, 3) == 1
    assert highest_rate(0, 0) is None
