"""How long an event lasted: from dates alone at its longest, and open as long as it may still grow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import Enum

from safety.domain.event_period import EventPeriod, Touch, chained, may_touch, surely_touch
from safety.domain.partial_date import ONE_DAY


class Lasted(Enum):
    """Did it last longer than a limit? What runs on, and what has no start, may be open."""

    LONGER = "longer"
    WITHIN = "within"
    OPEN = "open"


def lasted(period: EventPeriod, limit: timedelta, others: Iterable[EventPeriod], cut_off: date) -> Lasted:
    """How the period's length stands to a limit: dates alone count whole days, both ends included."""
    others = list(others)
    if period.start is None:
        return Lasted.OPEN
    sure = _one_period(period, others, surely_touch)
    begun = min(_latest_begin(p) for p in sure if p.start)
    ended = max(_earliest_end(p, cut_off) for p in sure)
    if ended - begun > limit:
        return Lasted.LONGER
    possible = _one_period(period, others, may_touch)
    if any(p.start is None or p.runs_on for p in possible):
        return Lasted.OPEN
    longest = max(p.end.ends for p in possible if p.end) - min(p.start.begins for p in possible if p.start)
    return Lasted.WITHIN if longest <= limit else Lasted.OPEN


def _one_period(period: EventPeriod, others: Iterable[EventPeriod], touch: Touch) -> list[EventPeriod]:
    """Rows of one term at the same or a higher grade that touch are one period."""
    floor = period.grade or 0
    return chained(period, [p for p in others if p.term == period.term and (p.grade or 0) >= floor], touch)


def _latest_begin(period: EventPeriod) -> datetime:
    assert period.start is not None
    at = period.start.at or time.min
    return datetime.combine(period.start.last, at)


def _earliest_end(period: EventPeriod, cut_off: date) -> datetime:
    if period.end is None:
        return datetime.combine(cut_off, time.min) + ONE_DAY
    if period.end.at is not None:
        return period.end.ends
    return datetime.combine(period.end.first, time.min) + ONE_DAY
