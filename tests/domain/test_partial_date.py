"""A date as far as it is known: the whole interval, never a guess."""

from datetime import date, datetime, time

import pytest

from safety.domain.partial_date import PartialDate

MARCH = PartialDate(date(2026, 3, 1), date(2026, 3, 31))


def on(day: int, clock: str = "") -> PartialDate:
    return PartialDate.on(date(2026, 3, day), time.fromisoformat(clock) if clock else None)


def test_a_complete_date_is_one_day():
    assert on(5).complete
    assert not MARCH.complete


@pytest.mark.parametrize(
    ("moment", "begins", "ends"),
    [
        (on(5), datetime(2026, 3, 5), datetime(2026, 3, 6)),
        (on(5, "10:15"), datetime(2026, 3, 5, 10, 15), datetime(2026, 3, 5, 10, 15)),
        (MARCH, datetime(2026, 3, 1), datetime(2026, 4, 1)),
    ],
)
def test_it_begins_at_its_earliest_and_ends_at_its_latest_moment(moment, begins, ends):
    assert (moment.begins, moment.ends) == (begins, ends)


@pytest.mark.parametrize(
    ("one", "other", "surely"),
    [
        (on(4), on(5), True),
        (on(5), on(5), False),
        (on(6), on(5), False),
        (on(5, "09:59"), on(5, "10:00"), True),
        (on(5, "10:00"), on(5, "10:00"), False),
        (on(5, "09:59"), on(5), False),
        (on(5), on(5, "10:00"), False),
        (MARCH, on(31), False),
        (MARCH, PartialDate.on(date(2026, 4, 1)), True),
        (on(1), MARCH, False),
        (PartialDate.on(date(2026, 2, 28)), MARCH, True),
    ],
)
def test_before_is_sure_only_where_no_reading_denies_it(one, other, surely):
    assert one.surely_before(other) is surely


@pytest.mark.parametrize(
    ("moment", "day", "left"),
    [
        (MARCH, date(2026, 4, 2), MARCH),
        (MARCH, date(2026, 3, 31), MARCH),
        (MARCH, date(2026, 3, 10), PartialDate(date(2026, 3, 1), date(2026, 3, 10))),
        (MARCH, date(2026, 2, 10), PartialDate(date(2026, 3, 1), date(2026, 3, 1))),
    ],
)
def test_days_after_the_cut_off_are_ruled_out(moment, day, left):
    assert moment.no_later_than(day) == left
