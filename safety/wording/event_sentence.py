"""An event as a sentence: who had what, how bad, when, in the window or not, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import worst
from safety.domain.event_assessment import EventAssessment
from safety.domain.event_period import EventPeriod
from safety.domain.partial_date import PartialDate
from safety.domain.protocol import Protocol
from safety.review.events_by_term import began_before
from safety.wording.days import iso
from safety.wording.event_words import rule_name, ruling
from safety.wording.speech import Speech

OPEN = (Verdict.UNKNOWN, Verdict.REVIEW)


def sentence(
    event: EventAssessment, window: AssessmentWindow | None, protocol: Protocol, said: Speech
) -> str:
    """What happened, as it is on record and as measurements make it."""
    period = event.period
    if period is None:
        because = said.clauses(said.because(r) for answer in event.trace for r in answer.because)
        return said.label("event_raised_said", patient=event.subject_id, because=because)
    return said.label(
        "event_said", patient=event.subject_id, term=said.term(event.term),
        told=said.commas(_how_bad(event, period, said)),
        when=_when(period, window, said), where=_where(event, period, window, said),
        causality=_causality(period, protocol, said),
    )  # fmt: skip


def outcome(event: EventAssessment, said: Speech) -> str:
    """The verdict with what gave it: the ruling in the committee's words, the rule, or what leaves it open.

    Why the monitor raised something is told in its sentence already.
    """
    if event.rule == "ruling" and (ruled := ruling(event, said)):
        return said.sentences(ruled)
    answer, key = worst(event.trace), "said_verdict_by" if event.rule else "said_verdict"
    if event.verdict in OPEN and event.period and answer and answer.because:
        key = "said_verdict_because"
    elif event.rule == "baseline":
        key = "said_verdict_baseline"
    verdict, because = (
        said.words.VERDICTS[event.verdict.value],
        said.all_because(answer.because if answer else ()),
    )
    told = said.label(key, verdict=verdict, rule=rule_name(event.rule, said), because=because)
    return said.begins(told)


def _how_bad(event: EventAssessment, period: EventPeriod, said: Speech) -> Iterator[str]:
    if event.grade is None:
        yield said.label("said_no_grade")
    elif event.derived is not None and event.derived != event.reported:
        reported = event.reported or said.label("nothing")
        yield said.label("said_derived", grade=event.grade, reported=reported, derived=event.derived)
    else:
        yield said.label("said_grade", grade=event.grade)
    supported = event.supported
    if supported and event.reported is not None and supported.grade > event.reported:
        yield said.label("said_findings", grade=supported.grade)
    if period.event.serious is not False:
        yield said.label("said_serious" if period.event.serious else "said_serious_unknown")


def _when(period: EventPeriod, window: AssessmentWindow | None, said: Speech) -> str:
    start, end = period.start, None if period.runs_on else period.end
    if start is None:
        opened = said.label("said_no_start")
        key = "said_no_start_runs_on" if end is None else "said_until"
        return said.label(key, start=opened, end=_day(end, window, said) if end else "")
    told = _day(start, window, said)
    if end is None:
        return said.label("said_runs_on", start=told)
    if start.complete and end.complete and start.first == end.first:
        return said.label("said_on", start=told)
    return said.label("said_from_to", start=told, end=_day(end, window, said))


def _day(when: PartialDate, window: AssessmentWindow | None, said: Speech) -> str:
    if not when.complete:
        return said.label("said_some_day", first=iso(when.first, said), last=iso(when.last, said))
    on = iso(when.first, said)
    return said.label("said_day", day=window.study_day(when.first), on=on) if window else on


def _where(event: EventAssessment, period: EventPeriod, window: AssessmentWindow | None, said: Speech) -> str:
    if event.in_window is not InWindow.NO:
        return said.label(f"said_where_{event.in_window.value}")
    if window is None:
        return said.label("said_where_never")
    return said.label("said_where_before" if began_before(period, window) else "said_where_after")


def _causality(period: EventPeriod, protocol: Protocol, said: Speech) -> str:
    causality = period.event.causality
    if causality:
        return said.label("said_causality", causality=said.word(causality))
    related = protocol.dlt.unassessed_is_related
    return said.label("said_not_assessed" if related else "said_not_assessed_unrelated")
