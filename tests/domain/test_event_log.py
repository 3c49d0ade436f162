"""The log with what the laboratory knows of each event: derived grades, and periods it begins."""

import pytest

from tests.clinic import one

OLD = "AE-1 Neutrophil count decreased 1, day -10"


@pytest.mark.parametrize(
    ("measured", "derived"),
    [
        ("NEUT 0.8 10^9/L 1.8-7.5 on day 6", 3),
        ("NEUT 0.8 10^9/L 1.8-7.5 on day 6\nNEUT 0.3 10^9/L 1.8-7.5 on day 7", 4),
        ("NEUT 3.0 10^9/L 1.8-7.5 on day 6", 0),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 4", None),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 11", None),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 5", 4),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 10", 4),
        ("PLAT 20 10^9/L 150-400 on day 6", None),
    ],
)
def test_the_derived_grade_is_the_worst_of_the_term_inside_the_period(measured, derived):
    seen = one(f"AE-1 Neutrophil count decreased 2, day 5 to day 10, possible\n{measured}")

    assert seen.event().derived == derived


def test_a_value_above_baseline_inside_an_old_row_is_a_new_period_from_its_day():
    seen = one(f"{OLD}, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9", "day 40")
    new = seen.event("AE-1:M-1")

    assert (new.in_window, new.reported, new.derived, new.grade) == ("yes", None, 4, 4)
    assert (new.verdict, new.rule) == ("dlt", "R6")


def test_the_old_row_leaves_it_out():
    old = one(f"{OLD}, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9", "day 40").event()

    assert (old.in_window, old.reported, old.derived, old.verdict) == ("no", 1, None, "not_dlt")


@pytest.mark.parametrize(
    ("old", "said"),
    [
        (f"{OLD} to day 15, possible", ("not_dlt", "R6")),
        (f"{OLD} to day 16, possible", ("dlt", "R6")),
        (f"{OLD}, unrelated", ("review", "R6")),
        (OLD, ("dlt", "R6")),
    ],
)
def test_the_new_period_has_the_old_rows_causality_and_end(old, said):
    assert one(f"{old}\nNEUT 0.3 10^9/L 1.8-7.5 on day 9", "day 40").said("AE-1:M-1") == said


@pytest.mark.parametrize(
    "measured",
    [
        "NEUT 1.7 10^9/L 1.8-7.5 on day 9",
        "NEUT 0.3 10^9/L 1.8-7.5 on day -2",
        "NEUT 0.3 10^9/L 1.8-7.5 on day 40",
    ],
)
def test_nothing_begins_at_baseline_or_outside_the_window(measured):
    assert one(f"{OLD}, possible\n{measured}", "day 50").events() == {"AE-1"}


def test_nothing_begins_inside_a_row_of_the_window():
    noted = "AE-1 Neutrophil count decreased 1, day 3, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9"

    assert one(noted, "day 40").events() == {"AE-1"}


def test_nothing_begins_after_the_old_row_has_ended():
    assert one(f"{OLD} to day 8, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9").events() == {"AE-1"}


def test_a_new_period_is_ruled_on_by_its_own_id():
    noted = f"{OLD}, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9\nruled AE-1:M-1 not_dlt on day 40"
    seen = one(noted, "day 41")

    assert seen.said("AE-1:M-1") == ("not_dlt", "ruling")
    assert seen.queries() == set()


def test_a_new_period_is_reported_and_needs_no_event_of_its_own():
    assert (
        "unreported_lab" not in one(f"{OLD}, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9", "day 40").queries()
    )


def test_two_values_above_baseline_are_two_periods_that_are_one_in_length():
    noted = f"{OLD}, possible\nNEUT 0.3 10^9/L 1.8-7.5 on day 9\nNEUT 0.4 10^9/L 1.8-7.5 on day 12"
    seen = one(noted, "day 16")

    assert seen.events() == {"AE-1", "AE-1:M-1", "AE-1:M-2"}
    assert seen.verdict("AE-1:M-2") == "dlt"
