"""Why an event is what it is: every rule's answer with its reasons, the rules that are silent, and the record."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.dlt_rules import RuleAnswer
from safety.domain.event_assessment import EventAssessment
from safety.domain.protocol import Protocol
from safety.review.study_review import StudyReview
from safety.views import links
from safety.views.event_listing import rule_name, verdict_mark
from safety.views.event_proof import derived, not_met
from safety.views.labels import label, moment, said
from safety.views.markup import Html, element, mark, together
from safety.views.official_words import beside_event, standing
from safety.wording import event_words


def event_trace(event: EventAssessment, review: StudyReview) -> Html:
    """The whole trace of one event."""
    ruling = event.ruling.because
    told = [
        element("h3", f"{event.record_id} · {said().term(event.term) if event.term else label('raised')}"),
        element(
            "p",
            verdict_mark(event),
            label("by_rule", rule=rule_name(event.rule)) if event.rule else "",
            class_="big",
        ),
        beside_event(event),
        _ruled(event) if ruling else None,
        element("h4", label("trace_ruled") if ruling else label("trace")),
        element("ul", *(_answer(answer, review.protocol) for answer in event.trace), class_="block"),
        not_met(event, review.protocol.dlt),
        _questions(event),
        derived(event, review),
        element("h4", label("record")),
        element("dl", *_facts(event)),
        standing() if event.term else None,
    ]
    return element("section", *told, class_="trace")


def _ruled(event: EventAssessment) -> Html:
    """The ruling that stands, in the committee's own words, and where it is written."""
    stands = event.ruling.stands
    assert stands is not None
    place = label("place", file=stands.source.file, row=stands.source.row)
    told = element(
        "div", said().sentences(event_words.ruling(event, said())), element("div", place, class_="who")
    )
    return together(
        element("h4", label("ruling")),
        element("ul", element("li", mark("people"), told), class_="block"),
    )


def _answer(answer: RuleAnswer, protocol: Protocol) -> Html:
    where = protocol.dlt.sections.get(answer.rule, "")
    reasons = [element("div", reason) for reason in event_words.reasons(answer, said())]
    named = element("b", event_words.who_answers(answer, said()))
    told = element("div", named, *reasons, element("div", where, class_="who"))
    return element("li", mark(f"verdict-{answer.verdict.value}"), told)


def _questions(event: EventAssessment) -> Html | None:
    if not event.questions:
        return None
    points = [
        element(
            "li",
            mark("fact"),
            element("div", said().message(q), element("div", said().who_clears(q), class_="who")),
        )
        for q in event.questions
    ]
    return together(element("h4", label("still_open")), element("ul", *points, class_="block"))


def _facts(event: EventAssessment) -> Iterator[Html]:
    """The record as it stands in its file."""
    period, place = event.period, label("raised_why")
    if event.source:
        place = label("place", file=event.source.file, row=event.source.row)
    yield from _fact("place", place)
    yield from _fact("patient", links.patient(event.subject_id))
    if period is None:
        return
    row = period.event
    derived = label("nothing") if event.derived is None else str(event.derived)
    yield from _fact("verbatim", row.verbatim or label("nothing"))
    yield from _fact("start", moment(row.started_at))
    yield from _fact("end", label("runs_on") if period.runs_on else moment(row.ended_at))
    yield from _fact("grades", label("grades", reported=row.grade or label("nothing"), derived=derived))
    if event.supported:
        seen = said().findings(event.supported.seen_in(row))
        told = label("supported", grade=event.supported.grade, findings=seen)
        yield from _fact("supported", told)
    yield from _fact("causality", said().word(row.causality) if row.causality else label("not_assessed"))
    yield from _fact("in_window", label(f"in_window_{event.in_window.value}"))
    yield from _fact("serious", _yes_no(row.serious))


def _fact(name: str, value: str | Html) -> tuple[Html, Html]:
    return element("dt", label(f"column_{name}")), element("dd", value)


def _yes_no(fact: bool | None) -> str:
    return label("nothing") if fact is None else label("yes") if fact else label("no")
