"""The events that a committee speaks about, each with its rule trace and room for the committee's call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from safety.domain.event_assessment import EventAssessment
from safety.review.dlt_candidates import dlt_candidates
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.days import days
from safety.wording.event_words import reasons, ruling, who_answers


def candidates(review: StudyReview, said: Speech) -> dict[str, Any]:
    """Every candidate with its facts, its ruling, and what each rule says with the section it comes from."""
    sections = review.protocol.dlt.sections
    head = ("minutes_event", "minutes_trace", "minutes_call")
    return {
        "title": said.label("minutes_candidates"),
        "which": said.label("minutes_candidates_which"),
        "head": [said.label(name) for name in head],
        "rows": [_candidate(event, sections, said) for event in dlt_candidates(review)],
        "none": said.label("minutes_candidates_none"),
        "call": [said.label("form_call_dlt"), said.label("form_call_not_dlt")],
    }


def _candidate(event: EventAssessment, sections: Mapping[str, str], said: Speech) -> dict[str, Any]:
    trace = [
        {"who": who_answers(answer, said), "kind": answer.verdict.value,
         "why": said.sentences(reasons(answer, said)), "where": sections.get(answer.rule, "")}
        for answer in event.trace
    ]  # fmt: skip
    return {
        "name": " · ".join(filter(None, (event.record_id, event.subject_id))),
        "term": said.term(event.term) if event.term else said.label("raised"),
        "facts": said.commas(_event_facts(event, said)),
        "kind": event.verdict.value,
        "ruling": list(ruling(event, said)),
        "trace_title": said.label("minutes_without_ruling"),
        "trace": trace,
    }


def _event_facts(event: EventAssessment, said: Speech) -> Iterator[str]:
    reported = event.reported_grade
    yield said.label("minutes_grade", grade=reported) if reported else said.label("minutes_no_grade")
    if event.derived is not None:
        yield said.label("minutes_derived", derived=event.derived)
    period = event.period
    if period is not None:
        key = "minutes_from_on" if period.runs_on else "minutes_from_to"
        yield said.label(key, start=days(period.start, said), end=days(period.end, said))
        causality = period.event.causality
        yield said.word(causality) if causality else said.label("not_assessed")
