"""How long an event lasted: from dates alone at its longest, and open as long as it may still grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from safety.domain.event_period import EventPeriod, chained, may_touch
from safety.domain.partial_date import ONE_DAY, PartialDate


class Lasted(Enum):
    """Did it last longer than a limit? What runs on, and what has no start, may be open."""

    LONGER = "longer"
    WITHIN = "within"
    OPEN = "open"


def lasted(period: EventPeriod, limit: timedelta, others: Iterable[EventPeriod], cut_off: date) -> Lasted:
    """How the length of a period stands to a limit.

    Dates alone, partial ones too, are read at their longest, both days whole (5th to 7th = 72 h); what runs on
    is as long as the cut-off makes it. Rows of the term at the same or a higher grade that touch are one period.
    """
    if period.start is None:
        return Lasted.OPEN
    floor = period.grade or 0
    rows = [p for p in others if p.term == period.term and (p.grade or 0) >= floor]
    chain = chained(period, [_at_its_shortest(p) for p in rows if p.start or p.end], may_touch)
    if _longest(chain, cut_off) > limit:
        return Lasted.LONGER
    older = any(p.start is None and any(may_touch(p, link) for link in chain) for p in rows)
    return Lasted.OPEN if older or any(p.runs_on for p in chain) else Lasted.WITHIN


def _at_its_shortest(period: EventPeriod) -> EventPeriod:
    """Without a start it stood on the day of its end, and nobody knows for how long before."""
    if period.start is not None or period.end is None:
        return period
    return replace(period, start=PartialDate.on(period.end.first))


def _longest(chain: Iterable[EventPeriod], cut_off: date) -> timedelta:
    at_cut_off = datetime.combine(cut_off, time.min) + ONE_DAY
    spans = [(p.start.begins, p.end.ends if p.end else at_cut_off) for p in chain if p.start]
    return max(ended for _, ended in spans) - min(began for began, _ in spans)


def longer_from(
    period: EventPeriod, limit: timedelta, others: Iterable[EventPeriod], cut_off: date
) -> date | None:
    """The first day on which a period will have lasted longer than a limit, should what runs on go on.

    None where nothing runs on, or nobody knows since when.
    """

    def going_on(row: EventPeriod) -> EventPeriod:
        return replace(row, end=None) if row.runs_on else row

    rows = [going_on(p) for p in others]
    days = (cut_off + n * ONE_DAY for n in range(limit // ONE_DAY + 2))
    return next((d for d in days if lasted(going_on(period), limit, rows, d) is Lasted.LONGER), None)
