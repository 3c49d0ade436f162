"""What the patient brought along: the grade at which a term stood at the first infusion, and since then.

This trial treats pneumonitis: patients arrive with grade 2 or 3 of the very harm that is watched for.
"""

from __future__ import annotations

from collections.abc import Iterable

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.event_period import EventPeriod
from safety.domain.partial_date import ONE_DAY


def stood_at_first_infusion(period: EventPeriod, window: AssessmentWindow) -> bool:
    """Did it provably start before the first infusion, and not certainly end before it?"""
    began = period.start is not None and period.start.surely_before(window.opens)
    ended = period.end is not None and period.end.surely_before(window.opens)
    return began and not ended


def reported_baseline(term: str, periods: Iterable[EventPeriod], window: AssessmentWindow) -> int:
    """The worst reported grade at which the term stood at the first infusion; none is 0.

    `periods` are those whose reported grade can be believed. Grade 5 is never a baseline.
    """
    stood = [p.reported for p in periods if p.term == term and stood_at_first_infusion(p, window)]
    return max((grade for grade in stood if grade is not None and grade != 5), default=0)


def stands_since_baseline(
    period: EventPeriod, periods: Iterable[EventPeriod], baseline: int, window: AssessmentWindow
) -> bool:
    """Has the term stood at this grade or higher, never above baseline, without a gap since the first infusion?

    A period that itself stood there has; of others, only complete dates, following each other by the next day
    at the latest, can show that.
    """
    if stood_at_first_infusion(period, window):
        return True
    if not _dated(period):
        return False
    of_term = [p for p in periods if p.term == period.term and p != period]
    if any(_stood_lower_before(p, period, window) for p in of_term):
        return False
    reached, grown = [p for p in of_term if stood_at_first_infusion(p, window)], True
    links = [p for p in of_term if p not in reached and _dated(p)]
    reached = [p for p in reached if _at_most(p, baseline) and _no_lower(p, period)]
    while grown:
        found = [p for p in links if _at_most(p, baseline) and any(_follows(p, r) for r in reached)]
        links = [p for p in links if p not in found]
        reached += found
        grown = bool(found)
    return any(_follows(period, r) for r in reached)


def _dated(period: EventPeriod) -> bool:
    return period.start is not None and period.start.complete and (period.end is None or period.end.complete)


def _at_most(period: EventPeriod, baseline: int) -> bool:
    return period.grade is not None and period.grade <= baseline


def _no_lower(period: EventPeriod, than: EventPeriod) -> bool:
    return (period.grade or 0) >= (than.grade or 0)


def _stood_lower_before(other: EventPeriod, period: EventPeriod, window: AssessmentWindow) -> bool:
    if other.start is None or period.start is None:
        return True  # nobody knows where it stood
    between = not other.start.surely_before(window.opens) and other.start.first < period.start.first
    return between and not _no_lower(other, period)


def _follows(period: EventPeriod, earlier: EventPeriod) -> bool:
    assert period.start is not None
    if earlier.start is None or earlier.start.last > period.start.first:
        return False
    ended = earlier.end
    return ended is None or (ended.complete and period.start.first <= ended.first + ONE_DAY)
