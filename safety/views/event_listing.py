"""Every event in one table: the verdict, the rule that gave it, both grades, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from safety.domain.event_assessment import EventAssessment
from safety.domain.event_period import EventPeriod
from safety.views.labels import days, label, said
from safety.views.markup import Html, element, mark, row, table, together
from safety.views.official_words import grade_text
from safety.wording import event_words

COLUMNS = ("event", "patient", "term", "verdict", "rule", "grade", "derived", "in_window", "days")


def name_of(event: EventAssessment) -> str:
    """An event in a list of choices."""
    return " · ".join(
        part for part in (event.record_id, event.subject_id, said().term(event.term or "")) if part
    )


def events_table(events: Sequence[EventAssessment], chosen: EventAssessment) -> Html:
    """The events as rows, the chosen one marked."""
    rows = [_row(event, event is chosen) for event in events]
    return table([label(f"column_{name}") for name in COLUMNS], rows, "list events")


def _row(event: EventAssessment, chosen: bool) -> Html:
    return row(
        element("b", event.record_id, class_="code"), element("span", event.subject_id, class_="code"),
        said().term(event.term) if event.term else label("raised"), verdict_mark(event), 
        element("span", rule_name(event.rule), class_="code"),
        _reported(event), _grade(event, event.derived), label(f"in_window_{event.in_window.value}"),
        _days(event.period), class_="open" if chosen else "",
    )  # fmt: skip


def _days(period: EventPeriod | None) -> str | Html:
    """From when to when, without clock times: the trace has them."""
    if period is None:
        return label("nothing")
    end = label("runs_on") if period.runs_on else days(period.end)
    return together(*(element("div", day, class_="day") for day in (days(period.start), end)))


def verdict_mark(event: EventAssessment) -> Html:
    """A verdict as shape and word."""
    verdict = event.verdict.value
    return element(
        "span", mark(f"verdict-{verdict}"), said().words.VERDICTS[verdict], class_=f"state {verdict}"
    )


def rule_name(rule: str) -> str:
    """A rule as it is told: its id, a ruling, the baseline, or nothing."""
    return event_words.rule_name(rule, said())


def _grade(event: EventAssessment, grade: int | None) -> str | Html:
    """A grade; where NCI's own words are imported, they appear under the pointer."""
    if grade is None:
        return label("nothing")
    words = grade_text(event.term, grade)
    return element("span", grade, title=words) if words else str(grade)


def _reported(event: EventAssessment) -> str | Html:
    """The site's grade, and under it the one that the findings support where that is higher."""
    supported, grade = event.supported, _grade(event, event.reported)
    if supported is None or event.reported is None or supported.grade <= event.reported:
        return grade
    return together(grade, element("div", label("by_findings", grade=supported.grade), class_="who"))
