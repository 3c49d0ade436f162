"""A reaction to an infusion: from its start to a day after its end, in the window or later."""

from __future__ import annotations

from safety.domain.assessment_window import InWindow
from safety.domain.case_report import Infusion
from safety.domain.dlt_definition import InfusionReactionRule, Verdict
from safety.domain.dlt_rules import Course, RuleAnswer
from safety.domain.event_period import EventPeriod
from safety.domain.open_question import Code
from safety.domain.reason import MayBeReactionToInfusion, MeetsRule, ReactionToInfusion


def reactions(course: Course, period: EventPeriod, grade: int | None, placed: InWindow) -> list[RuleAnswer]:
    """What the rules for reactions say: they look at every infusion, whenever it was."""
    if period.start is not None and period.start.surely_before(course.window.opens):
        return []
    found = [
        _reaction(course, rule, period, grade, infusion, placed)
        for rule in course.definition.infusion_reactions
        if period.term in rule.terms
        for infusion in course.infusions
        if infusion.status != "not_given" and _within(course, rule, period, infusion)
    ]
    return [answer for answer in found if answer]


def _within(course: Course, rule: InfusionReactionRule, period: EventPeriod, infusion: Infusion) -> bool:
    """Can the event have begun from the infusion's start to its reaction time after the end?"""
    if infusion.started_at is None:
        return False
    began = period.started(course.cut_off)
    last = infusion.ended_at or infusion.started_at
    too_early = began.ends <= infusion.started_at.begins and began.begins < infusion.started_at.begins
    closes = last.ends + rule.within
    # a date alone ends at midnight, which is no longer its day
    too_late = began.begins > closes or (last.at is None and began.begins == closes)
    return not too_early and not too_late


def _reaction(
    course: Course,
    rule: InfusionReactionRule,
    period: EventPeriod,
    grade: int | None,
    infusion: Infusion,
    placed: InWindow,
) -> RuleAnswer | None:
    here, may = (
        ReactionToInfusion(infusion.infusion_id or ""),
        MayBeReactionToInfusion(infusion.infusion_id or ""),
    )
    if grade is None:
        return RuleAnswer(rule.id, Verdict.UNKNOWN, (may,), Code.GRADE_UNKNOWN)
    met = MeetsRule(rule.id, period.term, grade)
    if grade in rule.dlt_grades:
        if period.start is None or not period.start.complete:
            return RuleAnswer(rule.id, Verdict.UNKNOWN, (met, may), Code.DATE_UNCERTAIN)
        return course.if_dated(RuleAnswer(rule.id, Verdict.DLT, (met, here)), period, placed)
    if grade in rule.review_grades_if_not_completed and not course.completed(infusion):
        return RuleAnswer(rule.id, Verdict.REVIEW, (met, here))
    return None
