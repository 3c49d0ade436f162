"""An event that goes on after the window: one episode may hold several periods, and grow outside."""

from __future__ import annotations

from safety.domain.assessment_window import InWindow
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import Course, RuleAnswer, worst
from safety.domain.event_period import EventPeriod, chained, may_touch
from safety.domain.open_question import Code
from safety.domain.reason import GrewAfterTheWindow


def grown_after_window(course: Course, period: EventPeriod, grade: int | None) -> RuleAnswer | None:
    """What people must rule on although it lies after the window; None where nothing ties it to the window.

    A period whose episode has one that began or stood in the window, and a death judged not related whose row
    began there: `review` where the rules, had it started in the window, would give a DLT. A missing fact that
    could make it so leaves it unknown.
    """
    if grade is None:
        tied = _tie(course, period)
        return (
            RuleAnswer("", Verdict.UNKNOWN, (GrewAfterTheWindow(tied.id),), Code.GRADE_UNKNOWN)
            if tied
            else None
        )
    there = worst(course.answers(period, grade, InWindow.YES))
    if there is None or there.verdict not in (Verdict.DLT, Verdict.UNKNOWN):
        return None
    tied = _tie(course, period)
    if tied is None:
        return None
    verdict = Verdict.REVIEW if there.verdict is Verdict.DLT else Verdict.UNKNOWN
    return RuleAnswer(there.rule, verdict, (*there.because, GrewAfterTheWindow(tied.id)), there.code)


def _tie(course: Course, period: EventPeriod) -> EventPeriod | None:
    begun_after = period.start is not None and period.start.first > course.window.last_day
    if begun_after or period.id in course.deaths:
        others = _episode(period, course)
        tied = next((p for p in others if course.window.reaches(p.start, p.end)), None)
        if tied is not None:
            return tied
    causality = period.event.causality
    not_related = causality is not None and not course.definition.is_related(causality)
    began_there = course.window.places(period.started(course.cut_off)) is not InWindow.NO
    return period if period.id in course.deaths and not_related and began_there else None


def _episode(period: EventPeriod, course: Course) -> list[EventPeriod]:
    id_ = period.event.episode_id
    if id_:
        return [p for p in course.periods if p.event.episode_id == id_ and p != period]
    return [p for p in chained(period, course.of_term(period.term), may_touch) if p != period]
