"""All dose levels in one table, the rule's verdict beside the committee's decision of record."""

from __future__ import annotations

from safety.domain.case_report import DecisionOfRecord
from safety.domain.escalation import Decision
from safety.review.decisions_of_record import latest_decision
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.views import chosen
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark, row, table, together
from safety.views.page_address import address
from safety.views.patients_asked import GROUPS
from safety.views.verdict_banner import proof
from safety.wording.decision_words import of_record

COLUMNS = (
    "level_head",
    "cells_head",
    "dosed",
    "clear",
    "dlt",
    "pending",
    "not_evaluable",
    "rule_says",
    "committee",
)


def levels_table(review: StudyReview, focus: LevelReview) -> Html:
    """One row a level, lowest first; under every other one than that in focus its sentence."""
    rows: list[Html] = []
    for level in review.levels:
        rows.append(_figures(level, review, level is focus))
        if level is not focus and level.decision is not Decision.NOT_OPEN:
            why = element("td", *proof(level, review), colspan=len(COLUMNS))
            rows.append(element("tr", why, class_="why"))
    return table([label(name) for name in COLUMNS], rows, "levels")


def _figures(level: LevelReview, review: StudyReview, focus: bool) -> Html:
    number = f"{level.dose.level} {label('in_focus')}" if focus else level.dose.level
    rule = said().decision(level)
    return row(
        number, said().cells(level.dose.cells), *(_patients(level, group) for group in GROUPS), rule,
        _decided(latest_decision(review.cut, level.dose.level)), class_="open" if focus else "",
    )  # fmt: skip


def _decided(decision: DecisionOfRecord | None) -> Html:
    """What the committee decided; marked where the records that it rests on say something else now."""
    told = of_record(decision, said())
    if not chosen.on_other_ground(decision):
        return together(told)
    to = address("what_changed")
    why = element("a", mark("people"), label("other_ground"), href=to, target="_self", class_="ground")
    return together(told, element("div", why))


def _patients(level: LevelReview, group: str) -> Html | str:
    """How many patients, as a link to who they are."""
    n: int = getattr(level.tally, group)
    if not n:
        return "0"
    where, name = str(level.dose.level), label(group)
    opens = label("number_opens_1" if n == 1 else "number_opens", level=where, name=name, n=n)
    to = address("patients", level=where, group=group)
    return element("a", n, href=to, target="_self", aria_label=opens, class_="number")
