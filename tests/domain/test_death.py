"""Deaths: a grade 5 row and an exit for death are one death, placed by the day on which it happened."""

import pytest

from tests.clinic import one

LATE = "day 70"


@pytest.mark.parametrize(
    ("row", "in_window", "verdict"),
    [
        ("day 20 to day 20", "yes", "dlt"),
        ("day 1 to day 31", "yes", "dlt"),
        ("day 20 to day 32", "no", "not_dlt"),
        ("day -20 to day 20", "yes", "dlt"),
        ("day 20", "yes", "dlt"),
        ("day 32", "no", "not_dlt"),
        ("day 20 to 2026-04", "possible", "unknown"),
        ("? to day 20", "yes", "dlt"),
        ("2026-03", "possible", "unknown"),
        ("?", "possible", "unknown"),
        ("day -20", "possible", "unknown"),
        ("day -20 to day 5", "possible", "unknown"),
        ("day -20 to day 9", "possible", "unknown"),
        ("day -20 to day 10", "yes", "dlt"),
        ("day -20 to day -10", "possible", "unknown"),
        ("day 5 to day 5", "yes", "dlt"),
    ],
)
def test_a_death_is_placed_by_the_end_of_its_row_or_its_start_or_any_day_since_the_last_infusion(
    row, in_window, verdict
):
    event = one(f"AE-1 Pneumonitis 5, {row}, possible", LATE).event()

    assert (event.in_window, event.verdict) == (in_window, verdict)


@pytest.mark.parametrize(
    ("row", "left", "in_window"),
    [
        ("day 20", "day 25", "yes"),
        ("day 20", "day 40", "no"),
        ("day 20 to day 40", "day 25", "yes"),
        ("day 20 to day 25", "day 40", "yes"),
        ("day 20 to day 40", "day 41", "no"),
        ("day -20", "day 25", "yes"),
        ("day -20", "day 40", "no"),
        ("day -20", "day 5", "possible"),
        ("?", "day 25", "yes"),
        ("?", "day 40", "no"),
        ("day 33", "?", "no"),
    ],
)
def test_where_row_and_exit_differ_one_day_in_the_window_is_enough(row, left, in_window):
    seen = one(f"AE-1 Pneumonitis 5, {row}, possible\nleft {left} death", LATE)

    assert seen.event().in_window == in_window


@pytest.mark.parametrize("causality", ["unrelated", "unlikely", "possible", ""])
@pytest.mark.parametrize(
    "row", ["Pneumonitis 5, day 20", "Headache 5, day 20", "Sudden loss of everything 5, day 20"]
)
def test_r1_counts_a_death_under_any_term_and_any_causality(row, causality):
    assert one(f"AE-1 {row}, {causality}".rstrip(", ")).verdict() == "dlt"


def test_r1_counts_a_death_under_any_version_and_asks_nothing_that_blocks():
    seen = one("AE-1 Hiccough 5, day 20, unrelated, ctcae_version=4.03")

    assert seen.said() == ("dlt", "R1")
    assert seen.event().grade == 5
    assert {"version_conflict", "unknown_term"} <= seen.queries()


def test_a_death_takes_its_patient_out_of_the_window_as_a_dlt():
    assert one("AE-1 Pneumonitis 5, day 12 to day 20, possible", "day 21").state() == "dlt"


@pytest.mark.parametrize(
    ("cut_off", "verdict", "in_window", "grade"),
    [("day 19", "unknown", "yes", None), ("day 20", "dlt", "yes", 5), ("day 40", "dlt", "yes", 5)],
)
def test_a_death_after_the_cut_off_has_not_happened_and_the_row_runs_on_without_a_grade(
    cut_off, verdict, in_window, grade
):
    event = one("AE-1 Pneumonitis 5, day 12 to day 20, possible", cut_off).event()

    assert (event.verdict, event.in_window, event.grade) == (verdict, in_window, grade)


def test_a_death_not_yet_in_its_row_has_happened_where_the_exit_says_so():
    seen = one("AE-1 Pneumonitis 5, day 12 to day 60, possible\nleft day 20 death", "day 32")

    assert (seen.decision(), "stopping_rule" in seen.blockers()) == ("hold", True)
    assert seen.state() != "not_evaluable"


@pytest.mark.parametrize(
    ("left", "decision", "state"),
    [("day 20", "hold", "awaiting"), ("day 31", "hold", "awaiting"), ("day 32", "hold", "clear"),
     ("?", "hold", "awaiting")],
)  # fmt: skip
def test_an_exit_for_death_without_a_row_is_a_death(left, decision, state):
    seen = one(f"left {left} death", LATE)

    assert (seen.decision(), seen.state()) == (decision, state)


def test_a_reason_death_alone_is_a_death_possibly_in_the_window():
    seen = one("left ? death", LATE)

    assert {question.record_id for question in seen.level().blockers} == {"exit:S-001"}
    assert {"stopping_rule", "adverse_event_exit"} <= seen.blockers()


def test_row_and_exit_are_one_death_ruled_on_together_by_the_row():
    noted = "AE-1 Pneumonitis 5, day 20, unrelated\nleft day 20 death\nruled AE-1 not_dlt on day 33"
    seen = one(noted, LATE)

    assert (seen.state(), seen.decision(), seen.blockers()) == ("not_evaluable", "enrol", set())


def test_a_death_ends_the_follow_up_on_its_day():
    noted = "AE-1 Pneumonitis 5, day 20, unrelated\nruled AE-1 not_dlt on day 22\nreviewed through day {}"

    assert one(noted.format(20), "day 25").state() == "not_evaluable"
    assert "ae_review_incomplete" in one(noted.format(19), "day 25").blockers()


def test_a_death_that_may_lie_in_the_window_leaves_no_whole_window():
    noted = "AE-1 Pneumonitis 5, 2026-04, unrelated\nruled AE-1 not_dlt on 2026-05-02"

    assert one(noted, LATE).state() == "not_evaluable"


def test_a_kind_ruling_before_the_earliest_possible_day_of_the_death_cannot_stand():
    noted = "AE-1 Pneumonitis 5, day 12 to day 20, unrelated\nruled AE-1 not_dlt on day {}"

    assert one(noted.format(19), LATE).verdict() == "dlt"
    assert one(noted.format(20), LATE).verdict() == "not_dlt"
