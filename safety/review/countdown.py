"""Which events become a DLT by lasting, and on which day, should they go on?

Rules that ask for a duration (R6), and exclusions that spare what ends in time (X1 to X3), are open while the
event runs on. The day is counted from the record; what the event is then, the whole review of that day says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safety.domain.case_report import AdverseEvent, Record
from safety.domain.dlt_definition import DltDefinition, Verdict
from safety.domain.dlt_rules import RuleAnswer
from safety.domain.duration import longer_from
from safety.domain.event_assessment import EventAssessment
from safety.domain.open_question import Code
from safety.domain.reason import DurationOpen, ExclusionOpen
from safety.domain.record_table import starts_on
from safety.review.flip import Otherwise
from safety.review.reviewed_again import reviewed_again
from safety.review.study_review import StudyReview


@dataclass(frozen=True)
class Countdown:
    """An event that is not known to be a DLT because nobody knows yet how long it lasts.

    `rule` is the rule or exclusion that asks, `limit` what it must exceed. `on`: the first day on which it has,
    None where nobody knows since when it runs; `becomes`: what the event is then.
    """

    subject_id: str
    event_id: str
    term: str
    grade: int | None
    rule: str
    limit: timedelta
    on: date | None
    becomes: Verdict | None


def countdowns(review: StudyReview) -> tuple[Countdown, ...]:
    """Every such event, the earliest day first; those without a day last."""
    found = list(_running(review))
    later = {c.on: _verdicts_on(c.on, review) for c in found if c.on is not None}
    told = [replace(c, becomes=later[c.on].get((c.subject_id, c.event_id))) if c.on else c for c in found]
    return tuple(sorted(told, key=lambda c: (c.on or date.max, c.subject_id, c.event_id, c.rule)))


def _running(review: StudyReview) -> Iterator[Countdown]:
    for patient in review.patients.values():
        periods = [e.period for e in patient.events if e.period]
        for event in patient.events:
            limits = dict(_limits(event, review.protocol.dlt)) if event.verdict is Verdict.UNKNOWN else {}
            for rule, limit in limits.items():
                assert event.period is not None
                on = longer_from(event.period, limit, periods, review.cut.cut_off)
                if on or event.period.runs_on:
                    yield Countdown(
                        patient.subject_id, event.record_id, event.term, event.grade, rule, limit, on, None
                    )


def _limits(event: EventAssessment, definition: DltDefinition) -> Iterator[tuple[str, timedelta]]:
    for answer in event.trace:
        if answer.code is Code.DURATION_UNKNOWN and (limit := _limit(answer, definition)):
            yield answer.rule, limit


def _limit(answer: RuleAnswer, definition: DltDefinition) -> timedelta | None:
    match answer.because[-1]:
        case DurationOpen(limit_hours=hours):
            return timedelta(hours=hours)
        case ExclusionOpen(exclusion=id_):
            return definition.exclusions[id_].within
        case _:
            return None


def _verdicts_on(day: date, review: StudyReview) -> dict[tuple[str, str], Verdict]:
    """What every event is on a later day on which nothing is known that is not known now."""
    again = reviewed_again(review, nothing_new(review), day)
    return {(event.subject_id, event.record_id): event.verdict for event in again.events}


def nothing_new(review: StudyReview) -> Otherwise:
    """The facts as they are known at the cut-off, to be read on a later day: what runs on has no end yet."""
    cut_off = review.cut.cut_off
    late = (row for row in review.cut.everything if (starts_on(row) or date.min) > cut_off)
    running = (_running_on(row, cut_off) for row in review.cut.existing("adverse_events"))
    staying = (
        replace(row, off_study_on=None, off_study_reason=None)
        for row in review.cut.reports.subjects
        if row.off_study_on is not None and row.off_study_on > cut_off
    )
    rows: tuple[Record, ...] = (*(row for row in running if row), *staying)
    return Otherwise(rows, tuple(row.source for row in late))


def _running_on(row: AdverseEvent, cut_off: date) -> AdverseEvent | None:
    """The row without an end that has not come; the death it may end in has not come either.

    A death that may have come keeps its day, as far as that is known.
    """
    if row.ended_at is None or row.ended_at.last <= cut_off:
        return None
    to_come = row.ended_at.first > cut_off
    if row.grade == 5 and not to_come:
        return None
    return replace(row, ended_at=None, grade=None if row.grade == 5 else row.grade)
