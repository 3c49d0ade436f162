"""One event of one patient: its grade, where it lies, the verdict, and every answer that made it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from safety.domain.assessment_window import InWindow
from safety.domain.baseline import stood_at_first_infusion
from safety.domain.case_report import Source
from safety.domain.clinical_findings import Clause
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import HARSHEST_FIRST, Course, RuleAnswer, never_called, worst
from safety.domain.episode import grown_after_window
from safety.domain.event_period import EventPeriod
from safety.domain.grade_doubt import GradeDoubt
from safety.domain.infusion_reaction import reactions
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import (
    AwaitsRuling,
    NeverDosed,
    NotCalled,
    OutsideWindow,
    Reason,
)
from safety.domain.ruled_questions import outdated_question
from safety.domain.rulings import RulingsOnRecord


@dataclass(frozen=True)
class EventAssessment:
    """What the rules, or a ruling, say of one event. `period` None: the monitor raised it from other records.

    `trace` holds every rule's answer; `rule` the one that gave the verdict, "ruling", "baseline" or nothing.
    `supported` is the clause with the highest grade that the row's findings satisfy, whatever was reported.
    """

    record_id: str
    subject_id: str
    term: str
    in_window: InWindow
    verdict: Verdict
    rule: str
    trace: tuple[RuleAnswer, ...]
    questions: tuple[OpenQuestion, ...] = ()
    reported: int | None = None
    derived: int | None = None
    grade: int | None = None
    ruling: RulingsOnRecord = RulingsOnRecord()
    period: EventPeriod | None = None
    source: Source | None = None
    supported: Clause | None = None

    @property
    def reported_grade(self) -> int | None:
        """The grade as it stands in the row, believed or not; a period opened by a measurement has none."""
        return self.period.event.grade if self.period and self.period.opened_by is None else None


def assess(
    period: EventPeriod,
    course: Course,
    doubts: Sequence[GradeDoubt],
    ruling: RulingsOnRecord,
    supported: Clause | None = None,
) -> EventAssessment:
    """The verdict on one period: a ruling that stands, else the worst answer of the rules."""
    placed = course.places(period)
    unknown = [d for d in doubts if d.unknown] if doubts and period.id not in course.deaths else []
    if unknown:
        trace = _doubted(period, course, unknown, placed)
    else:
        trace = _graded(period, course, placed)
        if doubts:
            trace += _if_findings_hold(period, course, doubts, placed, trace)
    answer = worst(trace) or _nothing_called(period, course, placed, bool(unknown))
    asked = (
        _questions(period, course, doubts, answer, trace, ruling) if doubts or trace or ruling.ruled else []
    )
    grade = period.grade
    if unknown:
        grade = period.derived if answer.verdict is Verdict.DLT and answer.rule and period.derived else None
    ruled = ruling.as_verdict
    return EventAssessment(
        period.id, period.event.subject_id or "", period.term, placed, ruled or answer.verdict,
        "ruling" if ruled else answer.rule, tuple(trace) or (answer,), tuple(asked), period.reported, period.derived,
        grade, ruling, period, period.event.source, supported,
    )  # fmt: skip


def _graded(period: EventPeriod, course: Course, placed: InWindow) -> list[RuleAnswer]:
    if period.id not in course.deaths and not course.definition.looks_at(period.term, period.grade):
        return []
    answers = reactions(course, period, period.grade, placed)
    if placed is not InWindow.NO:
        return [*course.answers(period, period.grade, placed), *answers]
    grown = grown_after_window(course, period, period.grade)
    return [*answers, grown] if grown else answers


def _if_findings_hold(
    period: EventPeriod,
    course: Course,
    doubts: Sequence[GradeDoubt],
    placed: InWindow,
    trace: Sequence[RuleAnswer],
) -> list[RuleAnswer]:
    """Unknown, where the rules would say something harsher at the higher grade that the findings support.

    An old row that runs into the window is asked as if it had begun there: nobody knows since when they hold.
    """
    doubt = next((d for d in doubts if d.supports is not None), None)
    if doubt is None:
        return []
    if placed is InWindow.NO and course.window.reaches(period.start, period.end):
        placed = InWindow.YES
    supposed = replace(period, reported=doubt.supports)
    then, now = worst(_graded(supposed, course, placed)), worst(trace)
    rank = HARSHEST_FIRST.index
    if then is None or rank(then.verdict) >= rank(now.verdict if now else Verdict.NOT_DLT):
        return []
    return [RuleAnswer(then.rule, Verdict.UNKNOWN, (*then.because, doubt.because), doubt.code)]


def _doubted(
    period: EventPeriod, course: Course, unknown: list[GradeDoubt], placed: InWindow
) -> list[RuleAnswer]:
    """With no grade to go by: rules that need none, a DLT by the derived grade alone, else unknown."""
    answers: list[RuleAnswer] = []
    if placed is not InWindow.NO:
        answers += course.answers(period, None, placed)
        if [d.code for d in unknown] == [Code.GRADE_UNKNOWN] and period.derived is not None:
            derived = course.answers(period, period.derived, placed)
            answers += [a for a in derived if a.verdict is Verdict.DLT]
    if course.window.reaches(period.start, period.end):
        answers += [RuleAnswer("", Verdict.UNKNOWN, (d.because,), d.code) for d in unknown]
    answers += reactions(course, period, None, placed)
    grown = grown_after_window(course, period, None) if placed is InWindow.NO else None
    if grown is not None:
        answers.append(replace(grown, because=(*grown.because, unknown[0].because), code=unknown[0].code))
    return answers


def _nothing_called(period: EventPeriod, course: Course, placed: InWindow, unknown: bool) -> RuleAnswer:
    if placed is InWindow.NO:
        before = period.start is not None and period.start.surely_before(course.window.opens)
        believed = not unknown and period.reported != 5
        stood = before and believed and stood_at_first_infusion(period, course.window)
        return _outside(before, stood)
    grade = None if unknown else period.grade
    spared = never_called(course.definition, period.term, grade) if grade is not None else ""
    return RuleAnswer(spared, Verdict.NOT_DLT, (NotCalled(period.term, grade),))


@cache
def _outside(before: bool, stood: bool) -> RuleAnswer:
    return RuleAnswer("baseline" if stood else "", Verdict.NOT_DLT, (OutsideWindow(before),))


def _questions(
    period: EventPeriod,
    course: Course,
    doubts: Sequence[GradeDoubt],
    answer: RuleAnswer,
    trace: list[RuleAnswer],
    ruling: RulingsOnRecord,
) -> list[OpenQuestion]:
    """What is still to be answered about the event. A ruling that stands settles all of it."""

    def ask(code: Code, because: Reason, column: str, reach: Reach = Reach.SUBJECT) -> OpenQuestion:
        event = period.event
        sid = event.subject_id or ""
        return OpenQuestion(
            code, because, sid, period.id, event.source, column, reach, grade=period.highest_grade
        )

    asked: list[OpenQuestion] = []
    if ruling.outdated is not None:
        asked += outdated_question(ask(Code.REVIEW_NEEDED, AwaitsRuling(period.id), ""), ruling)
    if ruling.stands is not None:
        return asked
    if doubts:
        blocks = period.id not in course.deaths and course.window.reaches(period.start, period.end)
        asked += [ask(d.code, d.because, d.column, Reach.SUBJECT if blocks else Reach.NOBODY) for d in doubts]
    if answer.verdict is Verdict.UNKNOWN:
        known = {(q.code, q.reach) for q in asked}
        for a in trace:
            if a.verdict is Verdict.UNKNOWN and a.code and (a.code, Reach.SUBJECT) not in known:
                asked.append(
                    ask(a.code, a.because[-1], "started_at" if a.code is Code.DATE_UNCERTAIN else "")
                )
                known.add((a.code, Reach.SUBJECT))
    if answer.verdict is Verdict.REVIEW:
        asked.append(ask(Code.REVIEW_NEEDED, AwaitsRuling(period.id), ""))
    return asked


def never_dosed(
    period: EventPeriod, ruling: RulingsOnRecord, supported: Clause | None = None
) -> EventAssessment:
    """An event of a patient who was given no infusion: listed, and no DLT of this trial unless people say so."""
    return _unplaced(period, ruling, InWindow.NO, Verdict.NOT_DLT, (NeverDosed(),), supported)


def never_placed(
    period: EventPeriod, ruling: RulingsOnRecord, supported: Clause | None = None
) -> EventAssessment:
    """An event of a patient dosed on a day that nobody can read: not known, unless people have ruled."""
    return _unplaced(period, ruling, InWindow.POSSIBLE, Verdict.UNKNOWN, (), supported)


def _unplaced(
    period: EventPeriod,
    ruling: RulingsOnRecord,
    placed: InWindow,
    otherwise: Verdict,
    because: tuple[Reason, ...],
    supported: Clause | None,
) -> EventAssessment:
    verdict = ruling.as_verdict or otherwise
    answer = RuleAnswer("ruling" if ruling.as_verdict else "", verdict, because)
    return EventAssessment(
        period.id, period.event.subject_id or "", period.term, placed, verdict, answer.rule, (answer,),
        (), period.reported, None, period.grade, ruling, period, period.event.source, supported,
    )  # fmt: skip
