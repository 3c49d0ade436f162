"""The events in full sentences, the gravest first: who had what, how bad, when, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from safety.domain.event_assessment import EventAssessment
from safety.review.study_review import StudyReview
from safety.views.labels import said
from safety.views.markup import Html, element, mark, with_codes
from safety.views.page_address import address
from safety.wording import event_words
from safety.wording.event_sentence import outcome, sentence

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def name_of(event: EventAssessment) -> str:
    """An event in a list of choices."""
    return " · ".join(
        part for part in (event.record_id, event.subject_id, said().term(event.term or "")) if part
    )


def event_sentences(
    events: Sequence[tuple[str, EventAssessment]], chosen: str, review: StudyReview, **kept: str
) -> Html:
    """The events by their keys as a list of sentences, the chosen one marked; each opens its own trace."""
    return element(
        "ul",
        *(_line(key, event, key == chosen, review, kept) for key, event in events),
        class_="block sentences",
    )


def _line(key: str, event: EventAssessment, chosen: bool, review: StudyReview, kept: dict[str, str]) -> Html:
    patient = review.patients[event.subject_id]
    told = sentence(event, patient.window, review.protocol, said())
    code = element("a", event.record_id, href=address(event=key, **kept), class_="code", target="_self")
    result = element("span", outcome(event, said()), class_=f"result {event.verdict.value}")
    attributes = {"class_": "open", "aria_current": "true"} if chosen else {}
    return element(
        "li",
        mark(f"verdict-{event.verdict.value}"),
        element("div", code, " ", with_codes(told, set(ISO_DAY.findall(told)), _day), " ", result),
        **attributes,
    )


def _day(day: str) -> Html:
    return element("span", day, class_="day")


def verdict_mark(event: EventAssessment) -> Html:
    """A verdict as shape and word."""
    verdict = event.verdict.value
    return element(
        "span", mark(f"verdict-{verdict}"), said().words.VERDICTS[verdict], class_=f"state {verdict}"
    )


def rule_name(rule: str) -> str:
    """A rule as it is told: its id, a ruling, the baseline, or nothing."""
    return event_words.rule_name(rule, said())
