"""How long it lasted: dates alone count whole days, what runs on may grow, rows that touch are one."""

from datetime import date, timedelta

import pytest

from safety.domain.duration import longer_from
from tests.clinic import one

KNOWN = "on_optimal_therapy=Y, hospitalized=N"


@pytest.mark.parametrize(
    ("span", "verdict"),
    [
        ("day 5 to day 5", "not_dlt"),
        ("day 5 to day 7", "not_dlt"),
        ("day 5 to day 8", "dlt"),
        ("day 5 08:00 to day 8 08:00", "not_dlt"),
        ("day 5 08:00 to day 8 08:01", "dlt"),
        ("day 5 08:00 to day 7", "not_dlt"),
        ("day 5 23:00 to day 8", "dlt"),
        ("day 5 to day 8 00:00", "not_dlt"),
        ("day 5 to day 8 00:01", "dlt"),
    ],
)
def test_from_dates_alone_both_days_count_whole(span, verdict):
    """The 5th to the 7th is 72 h, the limit of X1."""
    assert one(f"AE-1 Nausea 3, {span}, possible, {KNOWN}").verdict() == verdict


@pytest.mark.parametrize(
    ("span", "cut_off", "verdict"),
    [
        ("day 30", "day 30", "unknown"),
        ("day 30", "day 32", "unknown"),
        ("day 30", "day 33", "dlt"),
        ("day 30 to day 33", "day 32", "unknown"),
        ("day 30 to day 33", "day 33", "dlt"),
        ("day 30 to day 32", "day 31", "unknown"),
        ("day 30 to day 32", "day 32", "not_dlt"),
        ("day 30 to 2026-04", "day 32", "unknown"),
        ("day 30 to 2026-04", "2026-05-30", "dlt"),
        ("day 10 to 2026-04", "2026-05-30", "dlt"),
        ("2026-03 to 2026-03-31", "2026-05-30", "unknown"),
        ("day 28 to 2026-03", "day 60", "not_dlt"),
        ("day 27 to 2026-03", "day 60", "dlt"),
        ("? to day 5", "day 60", "unknown"),
        ("?", "day 60", "unknown"),
    ],
)
def test_what_runs_on_is_as_long_as_the_cut_off_makes_it_and_may_yet_grow(span, cut_off, verdict):
    assert one(f"AE-1 Nausea 3, {span}, possible, {KNOWN}", cut_off).verdict() == verdict


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ("AE-2 Nausea 3, day 8 to day 8", "dlt"),
        ("AE-2 Nausea 4, day 8 to day 8", "dlt"),
        ("AE-2 Nausea 3, day 6 to day 9", "dlt"),
        ("AE-2 Nausea 3, day 9 to day 9", "not_dlt"),
        ("AE-2 Nausea 2, day 8 to day 8", "not_dlt"),
        ("AE-2 Vomiting 3, day 8 to day 8", "not_dlt"),
        ("AE-2 Nausea 3, day 4 to day 4", "dlt"),
        ("AE-2 Nausea 3, day 3 to day 3", "not_dlt"),
        ("AE-2 Nausea 3, 2026-03 to day 8", "dlt"),
        ("AE-2 Nausea 3, ? to day 4", "dlt"),
        ("AE-2 Nausea 3, day 8 to 2026-03", "dlt"),
        ("AE-2 Nausea 3, ? to day 5", "unknown"),
        ("AE-2 Nausea 3, ?", "unknown"),
        ("AE-2 Nausea 3, ? to day 3", "not_dlt"),
    ],
)
def test_rows_of_one_term_at_the_same_or_a_higher_grade_that_touch_are_one_period(other, verdict):
    noted = f"AE-1 Nausea 3, day 5 to day 7, possible, {KNOWN}\n{other}, possible, {KNOWN}"

    assert one(noted, "day 60").verdict() == verdict


def test_a_chain_of_rows_is_one_period():
    noted = "\n".join(f"AE-{n} Nausea 3, day {4 + n} to day {4 + n}, possible, {KNOWN}" for n in (1, 2, 3, 4))

    assert one(noted).verdict() == "dlt"
    assert one(noted.rsplit("\n", 1)[0]).verdict() == "not_dlt"


def test_rows_whose_partial_dates_may_touch_are_read_at_their_longest():
    noted = f"""AE-1 Nausea 3, day 5 to day 7, possible, {KNOWN}
                AE-2 Nausea 3, 2026-03 to 2026-03, possible, {KNOWN}"""

    assert one(noted, "day 60").verdict() == "dlt"


@pytest.mark.parametrize(
    ("span", "cut_off", "verdict"),
    [
        ("day 5 to day 11", "day 32", "not_dlt"),
        ("day 5 to day 12", "day 32", "dlt"),
        ("day 28", "day 33", "unknown"),
        ("day 28", "day 34", "unknown"),
        ("day 28", "day 35", "dlt"),
        ("day 31 to day 37", "day 40", "not_dlt"),
        ("day 31 to day 38", "day 40", "dlt"),
    ],
)
def test_seven_days_are_seven_calendar_days_and_may_ripen_after_the_window(span, cut_off, verdict):
    assert one(f"AE-1 Neutrophil count decreased 4, {span}, possible", cut_off).verdict() == verdict


def periods(*events, cut_off):
    return [e.period for e in one("\n".join(events), cut_off).of.events]


@pytest.mark.parametrize(
    ("event", "cut_off", "days", "on"),
    [
        ("AE-1 Fever 3, day 5, possible", "day 5", 7, date(2026, 3, 13)),
        ("AE-1 Fever 3, day 5 23:00, possible", "day 5", 7, date(2026, 3, 13)),
        ("AE-1 Fever 3, day 5 to day 6, possible", "day 9", 7, None),
        ("AE-1 Fever 3, day 5 to 2026-03, possible", "day 9", 7, date(2026, 3, 13)),
        ("AE-1 Fever 3, ?, possible", "day 9", 7, None),
    ],
)
def test_what_runs_on_has_lasted_too_long_from_a_day_that_can_be_counted(event, cut_off, days, on):
    (period,) = periods(event, cut_off=cut_off)
    today = date(2026, 3, 1) + timedelta(days=int(cut_off.split()[1]))
    assert longer_from(period, timedelta(days=days), [period], today) == on


def test_a_row_before_it_is_part_of_what_is_counted():
    rows = periods("AE-1 Fever 3, day 3 to day 4, possible", "AE-2 Fever 3, day 5, possible", cut_off="day 5")
    assert longer_from(rows[1], timedelta(days=7), rows, date(2026, 3, 6)) == date(2026, 3, 11)
