"""A period of constant grade as it stood at the cut-off, and which periods hang together."""

from dataclasses import replace
from datetime import date, time

import pytest

from safety.domain.case_report import AdverseEvent, Source
from safety.domain.event_period import EventPeriod, chained, may_touch
from safety.domain.partial_date import PartialDate
from tests.clinic import one

CUT_OFF = date(2026, 3, 31)


def dated(first: int | None, last: int | None = None) -> PartialDate | None:
    return PartialDate(date(2026, 3, first), date(2026, 3, last or first)) if first else None


def period(start: PartialDate | None, end: PartialDate | None, grade: int | None = 3) -> EventPeriod:
    row = AdverseEvent(source=Source("", 2), event_id=str(start), subject_id="S-001", term="Nausea")
    return EventPeriod.at(CUT_OFF, replace(row, grade=grade, started_at=start, ended_at=end))


@pytest.mark.parametrize(
    ("end", "stands", "runs_on"),
    [
        (None, None, True),
        (dated(20), dated(20), False),
        (dated(31), dated(31), False),
        (PartialDate.on(date(2026, 4, 1)), None, True),
        (PartialDate(date(2026, 3, 1), date(2026, 4, 30)), dated(1, 31), True),
    ],
)
def test_an_end_after_the_cut_off_has_not_come(end, stands, runs_on):
    found = period(dated(5), end)

    assert (found.end, found.runs_on) == (stands, runs_on)


def test_nothing_started_after_its_end():
    assert period(dated(1, 31), dated(10)).start == dated(1, 10)


@pytest.mark.parametrize(
    ("reported", "derived", "grade"), [(2, 3, 3), (3, 2, 3), (None, 3, 3), (2, None, 2), (None, None, None)]
)
def test_the_worst_of_the_reported_and_the_derived_grade_is_believed(reported, derived, grade):
    found = EventPeriod("AE-1", period(None, None).event, None, None, True, reported, derived)

    assert found.grade == grade


def test_without_a_start_it_started_on_any_day_up_to_its_end():
    assert period(None, dated(10)).started(CUT_OFF) == PartialDate(date.min, date(2026, 3, 10))
    assert period(None, None).started(CUT_OFF) == PartialDate(date.min, CUT_OFF)
    assert period(dated(5), None).started(CUT_OFF) == dated(5)


@pytest.mark.parametrize(
    ("start", "end", "moment", "may"),
    [
        (dated(5), dated(9), dated(5), True),
        (dated(5), dated(9), dated(9), True),
        (dated(5), dated(9), dated(4), False),
        (dated(5), dated(9), dated(10), False),
        (None, None, dated(10), True),
        (dated(1, 31), dated(1, 31), dated(10), True),
        (PartialDate.on(date(2026, 3, 5), time(9)), None, PartialDate.on(date(2026, 3, 5), time(8)), False),
    ],
)
def test_a_moment_may_lie_inside_a_period_read_at_its_widest(start, end, moment, may):
    assert period(start, end).may_hold(moment) is may


@pytest.mark.parametrize(
    ("other", "may"),
    [
        ((dated(8), dated(9)), True),
        ((dated(9), dated(9)), False),
        ((dated(4), dated(4)), True),
        ((dated(3), dated(3)), False),
        ((dated(6), None), True),
        ((None, dated(4)), True),
        ((None, dated(3)), False),
        ((None, None), True),
        ((dated(1, 31), dated(1, 31)), True),
        ((dated(8, 31), dated(31)), True),
        ((dated(9, 31), dated(31)), False),
    ],
)
def test_periods_touch_where_one_may_follow_the_other_by_the_next_day_at_the_latest(other, may):
    one_period = period(dated(5), dated(7))

    assert may_touch(one_period, period(*other)) is may
    assert may_touch(period(*other), one_period) is may


def test_a_chain_holds_together_link_by_link():
    first, second, third, apart = (period(dated(d), dated(d)) for d in (5, 6, 7, 9))

    assert set(chained(first, [third, apart, second], may_touch)) == {first, second, third}


def test_a_derived_grade_worse_than_the_reported_one_decides():
    seen = one("AE-1 Platelet count decreased 2, day 5, possible\nPLAT 20 10^9/L 150-400 on day 6")
    event = seen.event()

    assert (event.reported, event.derived, event.grade) == (2, 4, 4)
    assert seen.said() == ("dlt", "R7")
