"""Dates that cannot both be meant are shown, and hold nobody back."""

import pytest

from tests.clinic import one, review


@pytest.mark.parametrize(
    ("consent", "asked"), [("2026-03-01", False), ("2026-03-02", False), ("2026-03-03", True)]
)
def test_consent_comes_before_the_first_infusion(consent, asked):
    seen = review(f"S-001 level 1 from 2026-03-02 consented_on={consent}")

    assert (seen.queries() == {"consent_after_infusion"}) is asked
    assert (seen.state(), seen.blockers()) == ("clear", set())


@pytest.mark.parametrize(
    ("infusion", "asked"),
    [
        ("infusion 2 on day 1 10:00", True),
        ("infusion 2 on day 1 10:01", False),
        ("infusion 2 on day 1", False),
        ("infusion 1 on day 4\ninfusion 2 on day 4", True),
        ("infusion 2 on day 1 10:00 not_given other", False),
    ],
)
def test_two_infusions_do_not_begin_at_one_time(infusion, asked):
    seen = one(infusion, "day 40")

    assert ("infusions_at_one_time" in seen.queries()) is asked
    assert "infusions_at_one_time" not in seen.blockers()


def test_the_same_infusion_given_twice_is_another_question():
    assert "infusions_at_one_time" not in one("another infusion 1 on day 1 10:00", "day 40").queries()
