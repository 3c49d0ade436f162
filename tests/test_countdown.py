"""Events that become a DLT by lasting: the day is counted, and the review of that day is held against it."""

from datetime import date, timedelta

import pytest

from safety.domain.dlt_definition import Verdict
from safety.review.countdown import countdowns, nothing_new
from safety.review.reviewed_again import reviewed_again
from tests.clinic import one
from tests.random_studies import invent, invent_with
from tests.studies import opened

KNOWN = "on_optimal_therapy=Y, hospitalized=N"
DAY_1 = date(2026, 3, 2)


def day(n):
    return DAY_1 + timedelta(days=n - 1)


def counted(event, cut_off):
    return [(c.rule, c.on, c.becomes and c.becomes.value) for c in countdowns(one(event, cut_off).of)]


@pytest.mark.parametrize(
    ("event", "cut_off", "told"),
    [
        # R6: longer than 7 days, the first day whole: the 8th day
        ("AE-1 Neutrophil count decreased 4, day 5, possible", "day 6", ("R6", day(12), "dlt")),
        ("AE-1 Neutrophil count decreased 4, day 5, possible", "day 11", ("R6", day(12), "dlt")),
        ("AE-1 Neutrophil count decreased 4, day 5 08:00, possible", "day 6", ("R6", day(12), "dlt")),
        ("AE-1 Neutrophil count decreased 4, day 30, possible", "day 33", ("R6", day(37), "dlt")),
        # X1: longer than 72 h; X2: 7 days; X3: 24 h
        (f"AE-1 Nausea 3, day 5, possible, {KNOWN}", "day 5", ("X1", day(8), "dlt")),
        ("AE-1 Nausea 3, day 5, possible", "day 5", ("X1", day(8), "dlt")),
        ("AE-1 Fatigue 3, day 5, possible", "day 5", ("X2", day(12), "dlt")),
        ("AE-1 Fever 3, day 5, possible", "day 5", ("X3", day(6), "dlt")),
        ("AE-1 Fever 3, day 5 to day 30, possible", "day 5", ("X3", day(6), "dlt")),
        # not related: people must rule; the start not known to lie in the window: still not known
        ("AE-1 Fever 3, day 5, unlikely", "day 5", ("X3", day(6), "review")),
        ("AE-1 Fever 3, 2026-03, possible", "2026-03-01", None),
        ("AE-1 Fever 3, ?, possible", "day 5", ("X3", None, None)),
        # settled already, or over
        ("AE-1 Neutrophil count decreased 4, day 5, possible", "day 12", None),
        ("AE-1 Neutrophil count decreased 4, day 5 to day 9, possible", "day 10", None),
        ("AE-1 Neutrophil count decreased 3, day 5, possible", "day 6", None),
        ("AE-1 Fever 3, day 5, possible\nruled AE-1 not_dlt on day 5", "day 5", None),
        ("AE-1 Nausea 3, day 5, possible, hospitalized=Y", "day 5", None),
    ],
)
def test_the_day_on_which_it_has_lasted_too_long(event, cut_off, told):
    assert counted(event, cut_off) == ([told] if told else [])


def test_rows_that_touch_are_one_period():
    rows = "AE-1 Fatigue 3, day 5 to day 7, possible\nAE-2 Fatigue 3, day 8, possible"
    assert {(c.event_id, c.on) for c in countdowns(one(rows, "day 9").of)} == {
        ("AE-1", day(12)),
        ("AE-2", day(12)),
    }


LASTING = ["neutrophils_very_low", "vomiting", "fatigue_or_fever"]


@pytest.mark.parametrize("fives", range(12))
def test_until_that_day_it_is_not_known_and_from_then_on_it_is(fives):
    """On the days on which the events of invented studies had just begun."""
    counted = 0
    for seed in range(5 * fives, 5 * fives + 5):
        files, _ = invent_with(seed, LASTING)
        study = opened(files)
        began = {e.started_at.first for e in study.reports.adverse_events if e.started_at}
        for cut_off in sorted(began)[-4:]:
            review = study.review(cut_off)
            for c in countdowns(review):
                if c.on is not None:
                    assert c.on > cut_off, seed
                    assert verdict(review, c, c.on - timedelta(days=1)) is Verdict.UNKNOWN, seed
                    assert verdict(review, c, c.on) is c.becomes is not Verdict.NOT_DLT, seed
                    counted += 1
    assert counted


def verdict(review, countdown, on):
    again = reviewed_again(review, nothing_new(review), on)
    return next(
        e.verdict
        for e in again.events
        if (e.subject_id, e.record_id) == (countdown.subject_id, countdown.event_id)
    )


@pytest.mark.parametrize("tens", range(10))
def test_nothing_new_changes_nothing_at_the_cut_off_itself(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        review = opened(files).review(cut_off)
        again = reviewed_again(review, nothing_new(review))
        assert [(level.decision, level.tally) for level in again.levels] == [
            (level.decision, level.tally) for level in review.levels
        ]
        assert [(e.record_id, e.verdict) for e in again.events] == [
            (e.record_id, e.verdict) for e in review.events
        ]
