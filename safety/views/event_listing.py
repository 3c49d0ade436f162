"""Every event in one table: the verdict, the rule that gave it, both grades, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safety.domain.dlt_rules import HARSHEST_FIRST
from safety.domain.event_assessment import EventAssessment
from safety.views.labels import label, said, span
from safety.views.markup import Html, element, mark, row, table

COLUMNS = ("event", "patient", "term", "verdict", "rule", "grade", "derived", "in_window", "start", "end")


def in_order(events: Iterable[EventAssessment]) -> list[EventAssessment]:
    """What may be a DLT first, then the highest grades."""
    return sorted(
        events,
        key=lambda e: (
            HARSHEST_FIRST.index(e.verdict),
            e.rule != "ruling",
            -(e.grade or 0),
            e.subject_id,
            e.record_id,
        ),
    )


def name_of(event: EventAssessment) -> str:
    """An event in a list of choices."""
    return " · ".join(part for part in (event.record_id, event.subject_id, event.term) if part)


def events_table(events: Sequence[EventAssessment], chosen: EventAssessment) -> Html:
    """The events as rows, the chosen one marked."""
    rows = [_row(event, event is chosen) for event in events]
    return table([label(f"column_{name}") for name in COLUMNS], rows, "list events")


def _row(event: EventAssessment, chosen: bool) -> Html:
    period = event.period
    end = label("runs_on") if period and period.runs_on else span(period.end if period else None)
    return row(
        element("b", event.record_id), event.subject_id, event.term or label("raised"), verdict_mark(event),
        rule_of(event), _grade(event.reported), _grade(event.derived), label(f"in_window_{event.in_window.value}"),
        _day(span(period.start if period else None)), _day(end), class_="open" if chosen else "",
    )  # fmt: skip


def _day(when: str) -> Html:
    """The day without its clock; the trace has it."""
    return element(
        "span", when if "…" in when else when.split(" ")[0] if when[:1].isdigit() else when, class_="day"
    )


def verdict_mark(event: EventAssessment) -> Html:
    """A verdict as shape and word."""
    verdict = event.verdict.value
    return element(
        "span", mark(f"verdict-{verdict}"), said().words.VERDICTS[verdict], class_=f"state {verdict}"
    )


def rule_of(event: EventAssessment) -> str:
    """The rule that gave the verdict."""
    return (
        label(f"rule_{event.rule}")
        if event.rule in ("ruling", "baseline")
        else event.rule or label("nothing")
    )


def _grade(grade: int | None) -> str:
    return label("nothing") if grade is None else str(grade)
