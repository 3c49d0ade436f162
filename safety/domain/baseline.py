"""What the patient brought along: laboratory baselines, and the grade at which a term stood at first infusion.

This trial treats pneumonitis: patients arrive with grade 2 or 3 of the very harm that is watched for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Measurement
from safety.domain.event_period import EventPeriod
from safety.domain.partial_date import ONE_DAY, PartialDate


@dataclass(frozen=True)
class LabGrade:
    """The CTCAE grade that one measurement gives one term; None where it cannot be told, `missing` says why."""

    measurement: Measurement
    term: str
    grade: int | None
    missing: tuple[str, ...] = ()


def before_first_infusion(
    measurement: Measurement, of_its_test: Iterable[Measurement], first_infusion: PartialDate
) -> bool:
    """Was it taken before the first infusion?

    On the same day: with both times known and it earlier; or its own time unknown and none of its test earlier.
    """
    taken = _taken(measurement)
    if taken.first != first_infusion.first:
        return taken.first < first_infusion.first
    if taken.at is not None:
        return taken.surely_before(first_infusion)
    return not any(_taken(other).surely_before(first_infusion) for other in of_its_test)


def _taken(measurement: Measurement) -> PartialDate:
    assert measurement.collected_at is not None  # a readable measurement has its day
    return measurement.collected_at


def baseline_values(
    measurements: Iterable[Measurement],
    first_infusion: PartialDate,
    mildness: Callable[[Measurement], object],
) -> Mapping[str, Measurement]:
    """The last value of each test before the first infusion; of several that nobody can order, the mildest."""
    by_test: dict[str, list[Measurement]] = {}
    for measurement in measurements:
        by_test.setdefault(measurement.test or "", []).append(measurement)
    found = {}
    for test, values in by_test.items():
        before = [m for m in values if before_first_infusion(m, values, first_infusion)]
        if before:
            found[test] = min(_last_of(before), key=mildness)  # type: ignore[arg-type]
    return found


def _last_of(values: list[Measurement]) -> list[Measurement]:
    last_day = max(_taken(m).first for m in values)
    on_it = [m for m in values if _taken(m).first == last_day]
    clocks = [at for m in on_it if (at := _taken(m).at) is not None]
    return [m for m in on_it if _taken(m).at is None or _taken(m).at == max(clocks)]


def stood_at_first_infusion(period: EventPeriod, window: AssessmentWindow) -> bool:
    """Did it provably start before the first infusion, and not certainly end before it?"""
    began = period.start is not None and period.start.surely_before(window.opens)
    ended = period.end is not None and period.end.surely_before(window.opens)
    return began and not ended


def baseline_grade(
    term: str, periods: Iterable[EventPeriod], grades: Iterable[LabGrade], window: AssessmentWindow
) -> int:
    """The worst grade at which the term stood at the first infusion; none is 0.

    `periods` are those whose reported grade can be believed, `grades` those of the baseline values. Grade 5 is
    never a baseline.
    """
    stood = [
        p.reported
        for p in periods
        if p.term == term and p.reported not in (None, 5) and stood_at_first_infusion(p, window)
    ]
    measured = [g.grade for g in grades if g.term == term]
    return max((grade for grade in (*stood, *measured) if grade is not None), default=0)


def stands_since_baseline(
    period: EventPeriod, periods: Iterable[EventPeriod], baseline: int, window: AssessmentWindow
) -> bool:
    """Has the term stood at this grade or higher, never above baseline, without a gap since the first infusion?

    Only complete dates, following each other by the next day at the latest, can show that.
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


def opened_by_measurements(
    period: EventPeriod,
    grades: Iterable[LabGrade],
    baseline: int,
    window: AssessmentWindow,
    is_baseline: Callable[[Measurement], bool],
) -> list[EventPeriod]:
    """The new periods inside an old row: each measurement in the window that grades its term above baseline."""
    if period.start is None or not period.start.surely_before(window.opens):
        return []
    return [
        replace(
            period, id=f"{period.id}:{g.measurement.measurement_id}", start=g.measurement.collected_at,
            reported=None, derived=g.grade, opened_by=g.measurement,
        )
        for g in grades
        if g.term == period.term and g.grade is not None and g.grade > baseline
        and in_window(g.measurement, window, is_baseline) and period.may_hold(_taken(g.measurement))
    ]  # fmt: skip


def in_window(
    measurement: Measurement, window: AssessmentWindow, is_baseline: Callable[[Measurement], bool]
) -> bool:
    """Was it taken in the window, after the first infusion?"""
    day: date = _taken(measurement).first
    return window.first_day <= day <= window.last_day and not is_baseline(measurement)
