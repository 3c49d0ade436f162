"""The baseline: what the patient brought along is spared at its grade, and not once it grew worse."""

import pytest

from tests.clinic import one


@pytest.mark.parametrize(
    ("on_arrival", "later", "verdict", "rule"),
    [
        (2, 2, "not_dlt", ""),
        (2, 3, "dlt", "R3"),
        (2, 4, "dlt", "R2"),
        (3, 3, "not_dlt", "baseline"),
        (3, 4, "dlt", "R2"),
        (4, 4, "not_dlt", "baseline"),
        (4, 3, "not_dlt", "baseline"),
    ],
)
def test_a_term_counts_only_above_the_grade_it_stood_at(on_arrival, later, verdict, rule):
    noted = f"AE-0 Pneumonitis {on_arrival}, day -40 to day 11\nAE-1 Pneumonitis {later}, day 12, possible"

    assert one(noted).said() == (verdict, rule)


def test_another_term_has_a_baseline_of_its_own():
    noted = "AE-0 Pneumonitis 3, day -40\nAE-1 Dyspnea 3, day 12, possible"

    assert one(noted).said() == ("dlt", "R3")


def test_what_began_before_the_first_infusion_is_not_in_the_window_and_is_said_to_be_baseline():
    event = one("AE-1 Pneumonitis 3, day -40, possible").event()

    assert (event.in_window, event.verdict, event.rule) == ("no", "not_dlt", "baseline")


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ("day -40", "not_dlt"),
        ("day -40 to day 1", "review"),
        ("day -40 to day 5", "not_dlt"),
        ("2026-01 to day 5", "not_dlt"),
        ("day -40 to 2026-03", "review"),
        ("day -40 to day -1", "dlt"),
        ("day 1 09:00 to day 5", "not_dlt"),
        ("day 1 to day 5", "dlt"),
        ("2026-03 to day 5", "dlt"),
        ("? to day 5", "dlt"),
    ],
)
def test_a_baseline_provably_started_before_the_infusion_and_may_not_have_ended_before_it(before, verdict):
    assert (
        one(f"AE-0 Pneumonitis 3, {before}, possible\nAE-1 Pneumonitis 3, day 6, possible").verdict()
        == verdict
    )


@pytest.mark.parametrize(
    ("first_ends", "then", "verdict"),
    [
        ("day 11", "day 12", "not_dlt"),
        ("day 12", "day 12", "not_dlt"),
        ("day 15", "day 12", "not_dlt"),
        ("day 10", "day 12", "review"),
        ("day 11", "2026-03", "review"),
    ],
)
def test_a_period_without_a_gap_goes_on_at_baseline_and_one_after_a_gap_is_for_people(
    first_ends, then, verdict
):
    noted = f"AE-0 Pneumonitis 3, day -40 to {first_ends}\nAE-1 Pneumonitis 3, {then} to day 20, possible"

    assert one(noted).verdict() == verdict


def test_a_chain_of_periods_reaches_back_to_the_baseline():
    noted = """AE-0 Pneumonitis 3, day -40 to day 4
               AE-2 Pneumonitis 3, day 5 to day 9
               AE-1 Pneumonitis 3, day 10, possible"""

    assert one(noted).said() == ("not_dlt", "baseline")


def test_a_chain_with_an_open_link_reaches_back_too():
    noted = "AE-0 Pneumonitis 3, day -40\nAE-2 Pneumonitis 3, day 5\nAE-1 Pneumonitis 3, day 10, possible"

    assert one(noted).said() == ("not_dlt", "baseline")


def test_a_chain_through_a_partial_date_shows_nothing():
    noted = """AE-0 Pneumonitis 3, day -40 to day 4
               AE-2 Pneumonitis 3, day 5 to 2026-03
               AE-1 Pneumonitis 3, day 10, possible"""

    assert one(noted).verdict() == "review"


def test_having_stood_lower_in_between_it_comes_back_as_a_question():
    noted = """AE-0 Pneumonitis 3, day -40 to day 4
               AE-2 Pneumonitis 2, day 5 to day 9
               AE-1 Pneumonitis 3, day 10, possible"""

    assert one(noted).said() == ("review", "baseline")


def test_a_lower_row_beside_the_old_one_interrupts_it_too():
    noted = """AE-0 Pneumonitis 3, day -40
               AE-2 Pneumonitis 1, day 5 to day 6
               AE-1 Pneumonitis 3, day 10, possible"""

    assert one(noted).verdict() == "review"


def test_a_row_without_a_start_may_have_stood_lower_in_between():
    noted = """AE-0 Pneumonitis 3, day -40 to day 4
               AE-2 Pneumonitis 2, ? to day 9
               AE-1 Pneumonitis 3, day 5, possible"""

    assert one(noted).verdict() == "review"


def test_a_lower_grade_before_the_first_infusion_does_not_interrupt_what_stood_at_it():
    noted = """AE-0 Pneumonitis 3, day -20 to day 4
               AE-2 Pneumonitis 1, day -60 to day -21
               AE-1 Pneumonitis 3, day 5, possible"""

    assert one(noted).said() == ("not_dlt", "baseline")


def test_following_only_a_lower_grade_of_arrival_is_not_standing_at_baseline():
    noted = """AE-0 Pneumonitis 3, day -40 to day 2
               AE-2 Pneumonitis 2, day -20 to day 9
               AE-1 Pneumonitis 3, day 10, possible"""

    assert one(noted).verdict() == "review"


def test_after_having_grown_above_baseline_the_old_grade_is_no_longer_the_same_harm():
    noted = """AE-0 Pneumonitis 3, day -40 to day 4
               AE-2 Pneumonitis 4, day 5 to day 9, possible
               AE-1 Pneumonitis 3, day 10, possible"""
    seen = one(noted)

    assert (seen.said("AE-2"), seen.verdict()) == (("dlt", "R2"), "review")


def test_what_may_lie_outside_the_window_at_baseline_grade_is_no_dlt_either_way():
    noted = "AE-0 Pneumonitis 3, day -40 to day 2\nAE-1 Pneumonitis 3, ?, unrelated"

    assert one(noted).verdict() == "review"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("AE-0 Pneumonitis 5, day -40 to 2026-09-01", "dlt"),
        ("AE-0 Pneumonitis 5, day -40 to day 20", "dlt"),
        ("AE-0 Pneumonitis ?, day -40", "dlt"),
        ("AE-0 Pneumonitis 3, day -40, ctcae_version=4.03", "dlt"),
        ("AE-0 Pneumonitis 3, day -40, ctcae_version=v5.0", "not_dlt"),
    ],
)
def test_only_a_grade_that_can_be_believed_and_is_no_death_is_a_baseline(row, verdict):
    assert one(f"{row}\nAE-1 Pneumonitis 3, day 12, possible").verdict() == verdict


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        ("PLAT 20 10^9/L 150-400 on day -2", ("review", "baseline")),
        ("PLAT 20 10^9/L 150-400 on day -9\nPLAT 60 10^9/L 150-400 on day -2", ("dlt", "R7")),
        ("PLAT 60 10^9/L 150-400 on day -9\nPLAT 20 10^9/L 150-400 on day -2", ("review", "baseline")),
        ("PLAT 20 10^9/L 150-400 on day 2", ("dlt", "R7")),
    ],
)
def test_the_last_measurement_before_the_first_infusion_is_a_baseline_too(measured, said):
    assert one(f"{measured}\nAE-1 Platelet count decreased 4, day 5, possible").said() == said


@pytest.mark.parametrize("term", ["Stroke", "Thromboembolic event", "Infusion related reaction"])
def test_reactions_and_clots_know_no_baseline(term):
    noted = f"AE-0 {term} 3, day -40 to day 3, possible\nAE-1 {term} 3, day 4, possible"

    assert one(noted).verdict() == "dlt"
