"""The state of one patient, the first that holds, and what it would be with every open fact favourable."""

from datetime import date

import pytest

from safety.domain.evaluability import State
from safety.domain.reason import AeReviewIncomplete
from tests.clinic import one

OPEN = "AE-1 Dyspnea ?, day 5, possible"


@pytest.mark.parametrize(
    ("noted", "cut_off", "state"),
    [
        ("AE-1 Dyspnea 3, day 5, possible", "day 6", "dlt"),
        ("AE-1 Dyspnea 3, day 5, possible\nleft day 7 withdrew_consent", "day 8", "dlt"),
        (OPEN, "day 31", "in_window"),
        (OPEN, "day 32", "awaiting"),
        ("AE-1 Dyspnea 3, day 5, unrelated", "day 32", "awaiting"),
        (f"{OPEN}\nleft day 7 withdrew_consent", "day 8", "awaiting"),
        ("left day 7 withdrew_consent", "day 8", "not_evaluable"),
        ("infusion 4 not_given other", "day 31", "in_window"),
        ("infusion 4 not_given other", "day 32", "not_evaluable"),
        ("", "day 32", "clear"),
        ("AE-1 Dyspnea 2, day 5, definite", "day 32", "clear"),
    ],
)
def test_the_first_that_holds(noted, cut_off, state):
    assert one(noted, cut_off).state() == state


@pytest.mark.parametrize(
    ("through", "cut_off", "state"),
    [
        ("day 31", "day 32", "clear"),
        ("day 30", "day 32", "awaiting"),
        ("day 60", "day 32", "clear"),
        ("?", "day 32", "awaiting"),
    ],
)
def test_pages_are_reviewed_through_the_whole_window(through, cut_off, state):
    assert one(f"reviewed through {through}", cut_off).state() == state


def test_pages_reviewed_in_advance_close_no_window():
    assert one("reviewed through day 60", "day 31").blockers() == {"window_open"}


def test_the_question_says_how_far_pages_are_reviewed_and_how_far_they_must_be():
    (question,) = one("reviewed through day 20", "day 32").level().blockers

    assert question.reason == AeReviewIncomplete(date(2026, 3, 21), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("exported", "state"),
    [("2026-04-01", "clear"), ("2026-03-31", "awaiting"), ("2026-06-01", "clear")],
)
def test_data_exported_before_the_window_was_over_make_nobody_clear(exported, state):
    """Day 31 is 2026-04-01."""
    seen = one(f"exported on {exported}", "2026-05-01")

    assert seen.state() == state
    assert seen.blockers() == ({"data_older_than_cut_off"} if state == "awaiting" else set())


@pytest.mark.parametrize(
    ("noted", "cut_off", "favourable"),
    [
        ("", "day 20", "clear"),
        (OPEN, "day 32", "clear"),
        ("infusion 4 not_given other", "day 20", "not_evaluable"),
        ("infusion 4 not_given", "day 20", "not_evaluable"),
        ("infusion 4 interrupted adverse_event", "day 20", "not_evaluable"),
        ("infusion 4 missing", "day 20", "clear"),
        ("infusion 4 cells=", "day 20", "clear"),
        ("infusion 4 cells=unclear", "day 20", "clear"),
        ("infusion 4 cells=1.0e7", "day 20", "not_evaluable"),
        ("infusion 4 on day 32", "day 32", "not_evaluable"),
        ("left day 16 adverse_event", "day 20", "not_evaluable"),
        ("left day 31 adverse_event", "day 32", "not_evaluable"),
        ("left ? adverse_event", "day 20", "clear"),
        ("left day 16 death", "day 20", "not_evaluable"),
        ("left ? death", "day 20", "not_evaluable"),
        ("left ? death", "day 32", "clear"),
        ("infusion 4 on day 31", "day 20", "clear"),
    ],
)
def test_what_it_would_be_with_every_open_fact_favourable(noted, cut_off, favourable):
    assert one(noted, cut_off).patient().favourable == favourable


def test_a_patient_who_was_ruled_not_evaluable_cannot_become_clear():
    noted = "infusion 2 cells=2.0e8\nruled dose:INF-S-001-2 not_evaluable on day 12"

    assert one(noted, "day 20").patient().favourable == "not_evaluable"


def test_pending_is_dosed_and_not_settled():
    assert [state.value for state in State if state.pending] == ["in_window", "awaiting"]
