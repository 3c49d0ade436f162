"""Everybody's eligibility at a glance: a row a patient, a column a criterion, in each cell a shape that is a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_criterion import OPEN, Answer, Criterion
from safety.domain.evaluability import State
from safety.domain.protocol import Protocol
from safety.review.eligibility_review import Entered
from safety.views.eligibility_link import link
from safety.views.labels import iso, label, said
from safety.views.markup import Html, element, mark, together
from safety.wording.eligibility import answer

MOST_IDS = 4


def in_order(entered: Iterable[Entered]) -> list[Entered]:
    """The highest level first and screening failures last; within a level, who waits for a ruling first."""
    return sorted(entered, key=lambda e: (-(e.level or 0), not e.waits, not e.in_question, _rank(e)))


def _rank(entered: Entered) -> int:
    return list(Answer).index(entered.eligibility.answer)


def in_columns(criteria: Sequence[Criterion]) -> list[Criterion]:
    """Inclusion before exclusion, each in the order of the protocol."""
    return sorted(criteria, key=lambda criterion: criterion.exclusion)


def answer_mark(of: Answer) -> Html:
    """An answer as shape and word."""
    return element("span", mark(f"answer-{of.value}"), answer(of, said()), class_=f"answer-word {of.value}")


def legend() -> Html:
    """What each shape means."""
    return element("p", *(answer_mark(each) for each in Answer), class_="answers")


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
        element("th", label(side), colspan=len(list(of_side)), scope="colgroup", class_="side")
        for side, of_side in groupby(columns, key=_side)
    ]
    ids = [
        element(
            "th", element("span", c.id[:3]), element("span", c.id[3:]), scope="col", class_=_edge(c, columns)
        )
        for c in columns
    ]
    return element("thead", element("tr", who, says, *groups), element("tr", *ids))


def _side(criterion: Criterion) -> str:
    return "exclusion" if criterion.exclusion else "inclusion"


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
        element("td", _says(entered), class_="says"),
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


def _says(entered: Entered) -> Html:
    """The patient's answer in words, worst first, and under it the ruling."""
    told = element("div", *_answers(entered), class_="overall")
    under = ruling_short(entered)
    return together(told, element("div", under, class_="who-ruled") if under else None)


def _answers(entered: Entered) -> Iterator[Html]:
    worst = entered.eligibility.answer
    shown = [a for a in OPEN if entered.eligibility.of(a)] or [worst]
    for found in shown:
        ids = [a.criterion.id for a in entered.eligibility.of(found)]
        which = _few(ids) if found in OPEN else _how_many(len(ids)) if found is Answer.UNKNOWN else ""
        yield element("span", answer_mark(found), f" {which}".rstrip(), class_="one")


def _few(ids: Sequence[str]) -> str:
    more = [label("and_more", n=len(ids) - MOST_IDS)] if len(ids) > MOST_IDS else []
    return ", ".join([*ids[:MOST_IDS], *more])


def _how_many(n: int) -> str:
    return label("n_criteria_1" if n == 1 else "n_criteria", n=n)


def ruling_short(entered: Entered) -> str:
    """What people ruled, that they have not, or that nobody was dosed whom it could hold back."""
    ruling = entered.ruling
    if ruling.stands is not None:
        verdict = ruling.stands.verdict or ""
        return label(
            "ruled_short", verdict=said().words.VERDICTS.get(verdict, verdict.replace("_", " ")),
            day=iso(ruling.stands.decided_on),
        )  # fmt: skip
    if ruling.outdated is not None:
        return label("ruling_old", id=ruling.outdated.adjudication_id or "")
    if entered.waits:
        return label("ruling_waits")
    return label("not_dosed") if entered.patient.state is State.ALLOCATED else ""


def in_question(entered: Iterable[Entered], protocol: Protocol) -> Html | None:
    """The words of every criterion that is in question for one of these patients."""
    asked = {a.criterion for each in entered for a in each.eligibility.of(*OPEN)}
    told = [
        part
        for criterion in in_columns(protocol.criteria)
        if criterion in asked
        for part in (element("dt", criterion.id), element("dd", criterion.words))
    ]
    return element("dl", *told, class_="criteria") if told else None
