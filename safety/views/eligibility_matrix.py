"""Everybody's eligibility at a glance: a row a patient, a column a criterion, in each cell a shape that is a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_criterion import Answer, Criterion
from safety.domain.protocol import Protocol
from safety.review.eligibility_review import Entered
from safety.views.eligibility_link import link
from safety.views.eligibility_words import in_columns, in_words, side
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark
from safety.wording.eligibility import answer


def in_order(entered: Iterable[Entered]) -> list[Entered]:
    """The highest level first and screening failures last; within a level, who waits for a ruling first."""
    return sorted(entered, key=lambda e: (-(e.level or 0), not e.waits, not e.in_question, _rank(e)))


def _rank(entered: Entered) -> int:
    return list(Answer).index(entered.eligibility.answer)


def matrix(entered: Sequence[Entered], protocol: Protocol) -> Html:
    """The table of these patients, level by level."""
    columns = in_columns(protocol.criteria)
    rows: list[Html] = []
    for level, of_level in groupby(entered, key=lambda e: e.level or 0):
        name = element("th", level_name(level, protocol), colspan=len(columns) + 2, scope="rowgroup")
        members = [_row(each, columns) for each in of_level]
        rows.append(element("tbody", element("tr", name, class_="group"), *members))
    return element("table", _head(columns), *rows, class_="matrix")


def _head(columns: Sequence[Criterion]) -> Html:
    who = element("th", label("column_patient"), rowspan=2, scope="col", class_="who")
    says = element("th", label("eligibility_answer"), rowspan=2, scope="col", class_="says")
    groups = [
        element("th", label(name), colspan=len(list(of_side)), scope="colgroup", class_="side")
        for name, of_side in groupby(columns, key=side)
    ]
    ids = [
        element(
            "th", element("span", c.id[:3]), element("span", c.id[3:]), scope="col", class_=_edge(c, columns)
        )
        for c in columns
    ]
    return element("thead", element("tr", who, says, *groups), element("tr", *ids))


def _edge(criterion: Criterion, columns: Sequence[Criterion]) -> str:
    """The first column of each side has a line before it."""
    first = next(c for c in columns if c.exclusion is criterion.exclusion)
    return "edge" if criterion is first else ""


def level_name(level: int, protocol: Protocol) -> str:
    """A level with its dose; 0: screening failures, who stand at none."""
    rung = protocol.level(level)
    if rung is not None:
        return label("level_of_cells", level=level, cells=said().cells(rung.cells))
    return label("level", level=level) if level else label("not_assigned")


def _row(entered: Entered, columns: Sequence[Criterion]) -> Html:
    subject_id = entered.patient.subject_id
    found = {a.criterion: a for a in entered.eligibility.assessments}
    sheet = element(
        "a", subject_id, href=link(subject_id),
        aria_label=label("eligibility_sheet_of", subject_id=subject_id),
    )  # fmt: skip
    cells = [_cell(subject_id, found[c], _edge(c, columns)) for c in columns]
    return element(
        "tr",
        element("th", sheet, scope="row", class_="who"),
        element("td", in_words(entered), class_="says"),
        *cells,
    )


def _cell(subject_id: str, assessed: CriterionAssessment, edge: str) -> Html:
    """One answer. The keyboard walks those that are not simply passed; the patient's code opens all of them."""
    criterion, found = assessed.criterion.id, assessed.answer
    name = label("eligibility_cell", subject_id=subject_id, criterion=criterion, answer=answer(found, said()))
    walk = {"tabindex": -1} if found is Answer.PASS else {}
    to_sheet = element(
        "a",
        mark(f"answer-{found.value}"),
        href=link(subject_id, criterion),
        aria_label=name,
        **walk,
    )
    return element("td", to_sheet, class_=f"cell {found.value} {edge}".strip())
