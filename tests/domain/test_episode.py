"""What goes on after the window: one episode may hold several periods, and grow outside it."""

import pytest

from tests.clinic import one


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("Pneumonitis 2, day 20", "Pneumonitis 3, day 33", ("review", "R3")),
        ("Pneumonitis 2, day 20 to day 32", "Pneumonitis 3, day 33", ("review", "R3")),
        ("Pneumonitis 2, day 20 to day 31", "Pneumonitis 3, day 33", ("not_dlt", "")),
        ("Dyspnea 2, day 20", "Pneumonitis 3, day 33", ("not_dlt", "")),
        ("Pneumonitis 2, day 20", "Pneumonitis 2, day 33", ("not_dlt", "")),
        ("Pneumonitis 2, day -20", "Pneumonitis 3, day 33", ("review", "R3")),
        ("Pneumonitis 2, day -20 to day -3", "Pneumonitis 3, day 33", ("not_dlt", "")),
        ("Pneumonitis 3, day -20", "Pneumonitis 3, day 33", ("not_dlt", "")),
        ("Pneumonitis 2, ? to day 32", "Pneumonitis 3, day 33", ("review", "R3")),
        ("Pneumonitis 2, day 32 to day 32", "Pneumonitis 3, day 33", ("not_dlt", "")),
    ],
)
def test_the_same_term_without_a_gap_is_one_episode(earlier, later, said):
    assert one(f"AE-0 {earlier}, possible\nAE-1 {later}, possible", "day 60").said() == said


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (
            "Dyspnea 2, day 5 to day 6, episode_id=E1",
            "Pneumonitis 3, day 50, episode_id=E1",
            ("review", "R3"),
        ),
        ("Dyspnea 2, day 5 to day 6, episode_id=E1", "Pneumonitis 3, day 50, episode_id=E2", ("not_dlt", "")),
        ("Pneumonitis 2, day 5, episode_id=E2", "Pneumonitis 3, day 50, episode_id=E1", ("not_dlt", "")),
        ("Pneumonitis 2, day 5, episode_id=E1", "Pneumonitis 3, day 50, possible", ("review", "R3")),
        (
            "Dyspnea 2, day 40 to day 41, episode_id=E1",
            "Pneumonitis 3, day 50, episode_id=E1",
            ("not_dlt", ""),
        ),
    ],
)
def test_an_episode_id_ties_the_rows_of_one_event(earlier, later, said):
    assert one(f"AE-0 {earlier}\nAE-1 {later}", "day 60").said() == said


def test_a_chain_of_periods_reaches_from_the_window_to_the_late_one():
    noted = """AE-0 Pneumonitis 1, day 20 to day 33
               AE-2 Pneumonitis 2, day 34 to day 40
               AE-1 Pneumonitis 3, day 41, possible"""

    assert one(noted, "day 60").said() == ("review", "R3")
    assert one(noted, "day 60").said("AE-2") == ("not_dlt", "")


def test_a_missing_fact_that_could_make_it_a_dlt_leaves_it_unknown():
    noted = "AE-0 Nausea 2, day 20\nAE-1 Nausea 3, day 40 to day 41, possible"
    seen = one(noted, "day 60")

    assert seen.said() == ("unknown", "X1")
    assert seen.blockers() == {"fact_missing"}


def test_a_late_period_of_the_episode_without_a_grade_is_not_known():
    seen = one("AE-0 Pneumonitis 2, day 20\nAE-1 Pneumonitis ?, day 40", "day 60")

    assert seen.verdict() == "unknown"
    assert "grade_unknown" in seen.blockers()


def test_what_people_would_have_to_rule_in_the_window_is_not_asked_again_after_it():
    noted = "AE-0 Pneumonitis 2, day 20\nAE-1 Pneumonitis 3, day 40, unrelated"

    assert one(noted, "day 60").said() == ("not_dlt", "")


def test_a_late_event_without_any_tie_is_shown_and_counts_for_nothing():
    seen = one("AE-1 Dyspnea 4, day 32, definite", "day 60")

    assert (seen.event().in_window, seen.said(), seen.state()) == ("no", ("not_dlt", ""), "clear")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("day 25 to day 40, unrelated", "review"),
        ("day 25 to day 40, unlikely", "review"),
        ("day 25 to day 40, possible", "not_dlt"),
        ("day -25 to day 40, unrelated", "not_dlt"),
        ("day 33 to day 40, unrelated", "not_dlt"),
        ("2026-04 to day 40, unrelated", "review"),
    ],
)
def test_a_death_after_the_window_judged_not_related_is_for_people_where_its_row_began_in_it(row, verdict):
    """A related one holds every level by the stopping rule instead."""
    assert one(f"AE-1 Pneumonitis 5, {row}", "day 60").verdict() == verdict


def test_a_late_death_after_an_episode_of_the_window_is_for_people():
    noted = "AE-0 Pneumonitis 2, day 20 to day 39, possible\nAE-1 Pneumonitis 5, day 40 to day 40, unrelated"

    assert one(noted, "day 60").said() == ("review", "R1")


def test_an_episode_is_ruled_on_like_any_event():
    noted = "AE-0 Pneumonitis 2, day 20\nAE-1 Pneumonitis 3, day 33, possible\nruled AE-1 {} on day 40"

    assert one(noted.format("dlt"), "day 60").state() == "dlt"
    assert one(noted.format("not_dlt"), "day 60").state() == "clear"
