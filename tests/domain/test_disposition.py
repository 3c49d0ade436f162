"""How a patient left: date and reason belong together, and only an exit in the window counts."""

import pytest

from tests.clinic import one

WITHDREW = ("completed", "withdrew_consent", "lost_to_follow_up", "progression", "other")


@pytest.mark.parametrize("reason", WITHDREW)
def test_leaving_before_the_window_is_over_is_no_evidence(reason):
    seen = one(f"left day 16 {reason}")

    assert (seen.state(), seen.queries()) == ("not_evaluable", set())


@pytest.mark.parametrize(
    ("left", "state"),
    [
        ("day 30 progression", "not_evaluable"),
        ("day 31 progression", "not_evaluable"),
        ("day 32 progression", "clear"),
        ("day 31 completed", "not_evaluable"),
        ("day 30 adverse_event", "awaiting"),
        ("day 31 adverse_event", "awaiting"),
        ("day 32 adverse_event", "clear"),
        ("day 31", "awaiting"),
        ("day 32", "clear"),
        ("? progression", "awaiting"),
        ("? completed", "awaiting"),
        ("? adverse_event", "awaiting"),
    ],
)
def test_only_an_exit_on_or_before_the_last_day_counts(left, state):
    assert one(f"left {left}", "day 40").state() == state


@pytest.mark.parametrize(
    ("left", "column"),
    [
        ("day 16", "off_study_reason"),
        ("? progression", "off_study_on"),
        ("day 16 adverse_event", "off_study_reason"),
    ],
)
def test_one_without_the_other_and_an_exit_for_an_event_are_asked_about(left, column):
    (question,) = one(f"left {left}").level().blockers

    assert (question.code, question.record_id, question.column) == (
        "adverse_event_exit",
        "exit:S-001",
        column,
    )


@pytest.mark.parametrize(
    ("cut_off", "left", "state"),
    [
        ("day 16", "day 16 progression", "not_evaluable"),
        ("day 15", "day 16 progression", "in_window"),
        ("day 31", "day 30 progression", "not_evaluable"),
        ("day 31", "day 31 progression", "in_window"),
        ("day 31", "? progression", "in_window"),
        ("day 16", "day 16", "awaiting"),
    ],
)
def test_who_left_before_the_last_day_is_no_longer_in_the_window(cut_off, left, state):
    assert one(f"left {left}", cut_off).state() == state


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        ("not_dlt on day 16", "not_evaluable"),
        ("not_evaluable on day 20", "not_evaluable"),
        ("dlt on day 20", "dlt"),
        ("dlt on day 10", "dlt"),
        ("not_dlt on day 15", "awaiting"),
        ("not_evaluable on day 15", "awaiting"),
        ("not_dlt on day 33", "awaiting"),
    ],
)
def test_an_exit_for_an_event_makes_nobody_replaceable_until_it_is_ruled_on(ruling, state):
    assert one(f"left day 16 adverse_event\nruled exit:S-001 {ruling}").state() == state


def test_an_exit_without_a_date_is_ruled_on_from_the_first_infusion_on():
    noted = "left ? adverse_event\nruled exit:S-001 not_dlt on day {}"

    assert one(noted.format(1)).state() == "clear"
    assert one(noted.format(-1)).state() == "awaiting"


def test_leaving_does_not_excuse_an_event_of_the_window():
    assert one("AE-1 Dyspnea 3, day 15, possible\nleft day 16 withdrew_consent").state() == "dlt"


@pytest.mark.parametrize(("through", "state"), [(16, "not_evaluable"), (15, "awaiting")])
def test_after_an_exit_pages_need_only_reach_the_exit(through, state):
    assert one(f"left day 16 progression\nreviewed through day {through}").state() == state


@pytest.mark.parametrize(("through", "state"), [(31, "clear"), (30, "awaiting")])
def test_an_exit_after_the_window_does_not_move_what_is_needed(through, state):
    assert one(f"left day 40 progression\nreviewed through day {through}", "day 41").state() == state


def test_an_infusion_due_after_the_exit_is_not_missed():
    noted = "infusion 4 missing\ninfusion 3 missing\nleft day 6 withdrew_consent"

    assert one(noted).state() == "not_evaluable"
    assert one(noted.replace("day 6", "day 7")).blockers() == {"infusions_incomplete"}


def test_a_row_of_death_beside_an_exit_for_another_event_leaves_the_exit_open():
    noted = "AE-1 Pneumonitis 5, day 20, unrelated\nruled AE-1 not_dlt on day 21\nleft day 19 adverse_event"

    assert one(noted).blockers() == {"adverse_event_exit"}


def test_contradicting_rows_of_a_patient_count_at_their_worst():
    noted = "left day 16 progression\nS-001 level 1 from 2026-03-02"
    seen = one(noted)

    assert (seen.state(), "duplicate_id" in seen.blockers()) == ("awaiting", True)
