"""The window: study days 1 to 31, both included; who starts in it, who may have, and who did not."""

from datetime import date, timedelta

import pytest

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.partial_date import PartialDate
from tests.clinic import demo_protocol, one, review

DAY1 = date(2026, 3, 2)
WINDOW = AssessmentWindow.after(PartialDate.on(DAY1), 30)


@pytest.mark.parametrize(("offset", "study_day"), [(-2, -2), (-1, -1), (0, 1), (1, 2), (30, 31), (31, 32)])
def test_the_first_infusion_is_day_1_and_there_is_no_day_0(offset, study_day):
    """CDISC SDTM, --DY: the reference start is day 1, the day before it day -1."""
    assert WINDOW.study_day(DAY1 + timedelta(days=offset)) == study_day


def test_the_window_runs_through_30_days_after_the_first_infusion():
    assert WINDOW.first_day == DAY1
    assert WINDOW.last_day == date(2026, 4, 1)
    assert WINDOW.over_on == date(2026, 4, 2)
    assert WINDOW.is_open_on(date(2026, 4, 1))
    assert not WINDOW.is_open_on(date(2026, 4, 2))


@pytest.mark.parametrize(
    ("cut_off", "state"), [("day 1", "in_window"), ("day 30", "in_window"), ("day 31", "in_window"),
                           ("day 32", "clear"), ("day 33", "clear")],
)  # fmt: skip
def test_nobody_is_clear_before_the_day_after_the_window(cut_off, state):
    assert one("", cut_off).state() == state


def test_an_open_window_says_on_which_day_it_clears():
    (question,) = one("", "day 31").level().blockers

    assert question.code == "window_open"
    assert question.clears_on == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("start", "in_window", "verdict"),
    [
        ("day -1", "no", "not_dlt"),
        ("day 1", "yes", "dlt"),
        ("day 1 09:59", "no", "not_dlt"),
        ("day 1 10:00", "yes", "dlt"),
        ("day 2", "yes", "dlt"),
        ("day 31", "yes", "dlt"),
        ("day 31 23:59", "yes", "dlt"),
        ("day 32", "no", "not_dlt"),
        ("2026-02", "no", "not_dlt"),
        ("2026-03", "possible", "unknown"),
        ("2026-04", "possible", "unknown"),
        ("2026-05", "no", "not_dlt"),
        ("2026", "possible", "unknown"),
        ("2025", "no", "not_dlt"),
        ("?", "possible", "unknown"),
        ("? to day -1", "no", "not_dlt"),
        ("? to day 1", "possible", "unknown"),
        ("2026-03 to day 5", "possible", "unknown"),
    ],
)
def test_an_event_is_placed_by_its_start(start, in_window, verdict):
    event = one(f"AE-1 Headache 3, {start}, possible", "day 70").event()

    assert (event.in_window, event.verdict) == (in_window, verdict)


def test_a_start_on_day_1_counts_as_after_the_infusion_where_its_clock_is_not_known():
    noted = "infusion 1 on day 1\nAE-1 Headache 3, day 1 09:00, possible"

    assert one(noted).event().in_window == "yes"


@pytest.mark.parametrize(
    ("noted", "cut_off", "in_window"),
    [
        ("2026-03", "2026-03-31", "possible"),
        ("2026-04", "2026-04-01", "yes"),
        ("2026-04 to 2026-04-01", "2026-05-01", "yes"),
        ("2026-04 to 2026-04-02", "2026-05-01", "possible"),
    ],
)
def test_a_partial_date_is_cut_at_the_cut_off_and_at_the_end(noted, cut_off, in_window):
    assert one(f"AE-1 Headache 3, {noted}, possible", cut_off).event().in_window == in_window


def test_a_month_wholly_inside_the_window_is_in_it():
    noted = "S-001 level 1 from 2026-01-31\nAE-1 Headache 3, 2026-02, possible"

    assert review(noted).event().in_window == "yes"


def test_a_protocol_may_have_another_window():
    shorter = demo_protocol(("days = 30 ", "days = 27 "))

    assert one("", "day 28", shorter).state() == "in_window"
    assert one("", "day 29", shorter).state() == "clear"
    assert one("AE-1 Headache 3, day 29", "day 40", shorter).event().in_window == "no"


@pytest.mark.parametrize(
    ("start", "end", "reaches"),
    [
        (None, None, True),
        (date(2026, 4, 1), None, True),
        (date(2026, 4, 2), None, False),
        (None, date(2026, 3, 1), False),
        (None, date(2026, 3, 2), True),
        (date(2026, 1, 1), date(2026, 3, 2), True),
        (date(2026, 1, 1), date(2026, 3, 1), False),
    ],
)
def test_a_period_reaches_the_window_unless_it_lies_certainly_outside(start, end, reaches):
    found = WINDOW.reaches(*(day and PartialDate.on(day) for day in (start, end)))

    assert found is reaches


def test_its_words_are_those_of_the_contract():
    assert [member.value for member in InWindow] == ["yes", "possible", "no"]
