"""What the board draws of a patient: bars of periods that touch, infusions, exits and deaths, days and dates."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.domain.dlt_definition import Verdict
from safety.review.event_strips import rows_of
from safety.review.patient_lanes import Bar, lane_of, on_calendar
from tests.clinic import one, review


def lane(notes, cut_off="day 60"):
    seen = one(notes, cut_off)
    return lane_of(seen.patient(), seen.of.cut.cut_off)


def rows(notes, cut_off="day 60"):
    """The bars by row: grade, first and end of each segment, + where it goes on from the one before."""
    found = rows_of(lane(notes, cut_off).bars)
    return [
        [f"{'+' if s.joined else ''}{s.bar.grade or '?'} {s.first:g}-{s.end:g}" for s in row] for row in found
    ]


@pytest.mark.parametrize(
    ("notes", "drawn"),
    [
        ("AE-1 Cough 1, day 5 to day 8", [["1 4-8"]]),
        ("AE-1 Cough 1, day 5 to day 8\nAE-2 Cough 2, day 9 to day 10", [["1 4-8", "+2 8-10"]]),
        ("AE-1 Cough 1, day 5 to day 8\nAE-2 Cough 2, day 8 to day 10", [["1 4-7.5", "+2 7.5-10"]]),
        ("AE-1 Cough 1, day 5 to day 8\nAE-2 Cough 2, day 10 to day 11", [["1 4-8", "2 9-11"]]),
        ("AE-1 Cough 1, day 5 to day 8\nAE-2 Cough 2, day 7 to day 11", [["1 4-8"], ["2 6-11"]]),
        ("AE-1 Cough 2, day 5 to day 5\nAE-2 Cough 1, day 5 to day 5", [["2 4-4.5", "+1 4.5-5"]]),
        ("AE-1 Cough 2, day 5 to day 9\nAE-2 Cough 1, day 9 to day 9", [["2 4-8.5", "+1 8.5-9"]]),
        ("AE-1 Cough ?, day 5\nAE-2 Cough 1, day 9 to day 9", [["? 4-60"], ["1 8-9"]]),
    ],
)
def test_periods_that_touch_are_one_bar(notes, drawn):
    assert rows(notes) == drawn


PERIOD = st.tuples(st.integers(-5, 20), st.integers(1, 9))


@given(st.lists(PERIOD, max_size=9))
@settings(max_examples=200, deadline=None)
def test_every_period_is_drawn_once_and_none_covers_another(periods):
    bars = [
        Bar(f"AE-{n}", "Cough", 1, first, first + days, Verdict.NOT_DLT, False, True, first, first + days)
        for n, (first, days) in enumerate(periods)
    ]
    found = rows_of(bars)
    assert sorted(s.bar.record_id for row in found for s in row) == sorted(b.record_id for b in bars)
    for row in found:
        assert all(s.end - s.first >= 0.5 for s in row)
        assert all(one.end <= other.first for one, other in pairwise(row))
        assert all(s.first - s.bar.first in (0, 0.5) and s.bar.end - s.end in (0, 0.5) for s in row)


def test_the_days_that_are_only_possible_are_known():
    (bar,) = lane("AE-1 Cough 1, 2026-03 to 2026-04").bars
    assert (bar.first, bar.end, bar.sure, bar.exact) == (-1, 60, (29, 31), False)
    (bar,) = lane("AE-1 Cough 1, ? to day 9").bars
    assert bar.sure == (8, 9)
    (bar,) = lane("AE-1 Cough 1, day 5 to day 9").bars
    assert bar.sure == (bar.first, bar.end)


@pytest.mark.parametrize(
    ("notes", "cut_off", "became"),
    [
        ("", "day 32", "given given given given"),
        ("", "day 5", "given given"),
        ("infusion 3 on day 8 10:00 to day 8 11:00", "day 32", "given given late given"),
        ("infusion 3 on day 6 10:00 to day 6 11:00", "day 32", "given given given given"),
        ("infusion 4 on day 40 10:00 to day 40 11:00", "day 60", "given given given late"),
        ("infusion 3 not_given other", "day 32", "given given not_given given"),
        ("infusion 3 missing", "day 32", "given given no_record given"),
        ("infusion 3 missing", "day 5", "given given"),
        (
            "infusion 3 on day 7 10:00 to day 7 10:20 interrupted other",
            "day 32",
            "given given interrupted given",
        ),
        (
            "infusion 3 missing\ninfusion 4 missing\nleft day 5 other",
            "day 32",
            "given given not_given not_given",
        ),
    ],
)
def test_what_became_of_each_infusion(notes, cut_off, became):
    assert " ".join(i.became.value for i in lane(notes, cut_off).infusions) == became


def test_an_exit_for_a_death_is_that_death_and_an_unknown_day_is_told_as_such():
    gone = lane("AE-1 Sepsis 5, day 12 to day 16, possible\nleft day 16 death").gone
    assert [(g.day, g.exact, g.died) for g in gone] == [(15, True, True)]
    gone = lane("AE-1 Sepsis 5, day 12 to day 16, possible\nleft day 18 death").gone
    assert [(g.day, g.last, g.died) for g in gone] == [(15, 17, True)]
    gone = lane("left day 16 withdrew_consent").gone
    assert [(g.day, g.reason) for g in gone] == [(15, "withdrew_consent")]


def test_on_a_calendar_everything_of_a_lane_moves_together():
    notes = """
        S-001 level 1 from 2026-03-02
        S-002 level 1 from 2026-03-16
          AE-1 Cough 1, day 3 to day 4
          left day 9 other
        """
    seen = review(notes, "2026-04-20")
    lanes = [lane_of(seen.patient(sid), seen.of.cut.cut_off) for sid in ("S-001", "S-002")]
    (_, later), day_0 = on_calendar(lanes)
    assert day_0 == seen.patient("S-001").window.first_day
    assert (later.window_start, later.window_end, later.today, later.left) == (14, 45, 49, 22)
    assert (later.infusions[0].day, later.bars[0].first, later.bars[0].sure) == (14, 16, (16, 18))
    assert later.study_day(later.left) == 9
    assert on_calendar([]) == ([], None)
