"""One patient's screening on one sheet, as a monitor of the site would sign it; the browser's print gives it alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

import streamlit as st

from safety.domain.case_report import Source
from safety.domain.eligibility_criterion import Answer
from safety.domain.evaluability import State
from safety.reports.screening_sheet import Fact, SheetRow, sheet_as_csv, sheet_rows
from safety.review.eligibility_review import Entered, asked_about
from safety.review.study_review import StudyReview
from safety.views.download import download
from safety.views.eligibility_link import link
from safety.views.eligibility_matrix import level_name
from safety.views.eligibility_words import answer_mark, ruling_short, side, side_row
from safety.views.labels import iso, label, said
from safety.views.markup import Html, element, heading, together
from safety.views.patients_table import state_mark
from safety.wording.eligibility import answer

COLUMNS = ("criterion", "words", "limit", "literal", "careful", "answer", "evidence")
# A constant: nothing out of a file is ever part of it. The table settles while the page is laid out, so it looks
# again for a second, unless the reader has moved on.
TO_THE_CHOSEN_ROW = """<script>
(function () {
  let mine = true, times = 0;
  const look = () => {
    const row = document.querySelector("table.sheet tr.chosen");
    if (row && mine) { row.scrollIntoView({block: "center"}); row.focus({preventScroll: true}); }
    times += row ? 10 : 1;
    if (mine && times < 100) { setTimeout(look, 100); }
  };
  for (const moved of ["wheel", "keydown", "pointerdown"]) {
    addEventListener(moved, () => { mine = false; }, {once: true});
  }
  look();
})();
</script>"""


def screening_sheet(
    entered: Entered, everybody: Sequence[Entered], review: StudyReview, criterion: str
) -> None:
    """The sheet, with the criterion asked for marked and in sight."""
    rows = sheet_rows(entered, said())
    with st.container(horizontal=True, vertical_alignment="center", key="sheet_tools"):
        st.html(_ways(entered, everybody), width="content")
        name = "screening-" + re.sub(r"[^\w-]", "_", entered.patient.subject_id)
        download(sheet_as_csv(entered, review, said()), name, review, len(rows))
        st.html(element("p", label("sheet_print"), class_="quiet"), width="content")
    st.html(element("h1", label("sheet", subject_id=entered.patient.subject_id), class_="sheet-title"))
    st.html(_identity(entered, review))
    st.html(_left_open(entered, review))
    st.html(_answers(entered, rows, criterion, review))
    st.html(_signature())
    if any(criterion == r.assessed.criterion.id for r in rows):
        st.html(TO_THE_CHOSEN_ROW, unsafe_allow_javascript=True)


def _answers(entered: Entered, rows: Sequence[SheetRow], criterion: str, review: StudyReview) -> Html:
    """Every criterion. Whose sheet it is stays in sight over the columns, and stands on every printed page."""
    whose = label("sheet_whose", subject_id=entered.patient.subject_id, study=review.cut.reports.study_id)
    columns = (element("th", label(f"column_{name}"), scope="col") for name in COLUMNS)
    head = element(
        "thead",
        element("tr", element("th", whose, colspan=len(COLUMNS), scope="colgroup"), class_="whose"),
        element("tr", *columns),
    )
    return element("table", head, element("tbody", *_rows(rows, criterion)), class_="list sheet")


def _ways(entered: Entered, everybody: Sequence[Entered]) -> Html:
    """Back to all patients, and to the sheets before and after this one."""
    at = everybody.index(entered)
    before, after = everybody[max(at - 1, 0) : at], everybody[at + 1 : at + 2]
    ways = [(label("sheet_all"), link())]
    ways += [(f"◀ {e.patient.subject_id}", link(e.patient.subject_id)) for e in before]
    ways += [(f"{e.patient.subject_id} ▶", link(e.patient.subject_id)) for e in after]
    return element("nav", *(element("a", name, href=to) for name, to in ways), class_="ways")


def _identity(entered: Entered, review: StudyReview) -> Html:
    """Who the patient is, and by which file of the protocol and up to which day this was answered."""
    protocol, patient, rows = review.protocol, entered.patient, entered.patient.records.rows
    version = label("protocol_named", id=protocol.id, version=protocol.version)
    status = element("span", label(f"status_{protocol.status.value}"), class_=f"tag {protocol.status.value}")
    facts: dict[str, object] = {
        "study": review.cut.reports.study_id,
        "subject": element("b", patient.subject_id),
        "level": level_name(entered.level, protocol) if entered.level else label("level_none"),
        "state": state_mark(patient.state),
        "sex": _every({label(f"sex_{r.sex}") for r in rows if r.sex in ("F", "M")}),
        "age": _every({label("years", n=_plain(r.age_years)) for r in rows if r.age_years is not None}),
        "weight": _every({label("kg", n=_plain(r.weight_kg)) for r in rows if r.weight_kg is not None}),
        "consent": _every({iso(r.consented_on) for r in rows if r.consented_on}),
        "first_infusion": iso(patient.window.first_day if patient.window else None),
        "cut_off": iso(review.cut.cut_off),
        "protocol": together(version, " ", status),
        "hash": element("code", protocol.sha256),
    }
    told = [
        element("div", element("dt", label(f"sheet_{name}")), element("dd", value))
        for name, value in facts.items()
    ]
    return element("dl", *told, class_="sheet-head")


def _every(values: set[str]) -> str:
    """What the patient's rows say; where they contradict each other, everything they say."""
    return " / ".join(sorted(values)) or label("nothing")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _left_open(entered: Entered, review: StudyReview) -> Html:
    """The answer for the patient, what is open, and the ruling."""
    asked = [
        element("li", said().message(q), _place(q.source, q.column)) for q in asked_about(entered, review)
    ]
    still = element("ul", *asked, class_="points") if asked else element("p", label("sheet_nothing_open"))
    return element(
        "div",
        element("section", heading(label("sheet_overall")), element("p", answer_mark(entered.eligibility.answer))),
        element("section", heading(label("sheet_open")), still),
        element("section", heading(label("sheet_ruling")), *_ruling(entered)),
        class_="sheet-open",
    )  # fmt: skip


def _ruling(entered: Entered) -> Iterator[Html]:
    stands, because = entered.ruling.stands, entered.ruling.because
    if stands is None or because is None:
        never_dosed = entered.patient.state is State.ALLOCATED
        told = label("sheet_not_dosed") if never_dosed else said().begins(ruling_short(entered))
        yield element("p", told or label("sheet_no_ruling"))
        return
    yield element("p", said().sentence(said().because(because)), _place(stands.source, ""))
    yield element("p", stands.reason or "")


def _rows(rows: Sequence[SheetRow], chosen: str) -> Iterator[Html]:
    for _, of_side in groupby(rows, key=lambda told: side(told.assessed.criterion)):
        told = list(of_side)
        yield side_row(told[0].assessed.criterion, len(COLUMNS))
        yield from (_row(each, chosen) for each in told)


def _row(told: SheetRow, chosen: str) -> Html:
    assessed, criterion = told.assessed, told.assessed.criterion
    differ = assessed.literal is not assessed.careful
    is_chosen = criterion.id == chosen
    return element(
        "tr",
        element("th", criterion.id, scope="row"),
        element("td", criterion.words),
        element(
            "td",
            element("span", said().begins(told.must_hold)),
            *(element("div", how, class_="who") for how in told.how_read),
        ),
        *(element("td", _reading(each, differ)) for each in (assessed.literal, assessed.careful)),
        element("td", answer_mark(assessed.answer)),
        element("td", *_evidence(told.facts)),
        id=f"criterion-{criterion.id}",
        class_=f"{assessed.answer.value} chosen" if is_chosen else assessed.answer.value,
        **({"tabindex": -1, "aria_current": "true"} if is_chosen else {}),
    )


def _reading(of: Answer, differ: bool) -> Html:
    return element("b" if differ else "span", answer(of, said()))


def _evidence(facts: Iterable[Fact]) -> list[Html]:
    return [_fact(fact) for fact in facts] or [element("span", label("no_evidence"), class_="quiet")]


def _fact(fact: Fact) -> Html:
    told = element("span", said().begins(fact.told))
    apart = element("span", fact.says, class_="apart") if fact.says and fact.apart else None
    arithmetic = element("div", fact.formula, class_="formula") if fact.formula else None
    return element("div", told, apart, arithmetic, _place(fact.source, fact.column), class_="fact")


def _place(source: Source | None, column: str) -> Html | None:
    if source is None:
        return None
    name = "place_cell" if column else "place"
    return element("div", label(name, file=source.file, row=source.row, column=column), class_="who")


def _signature() -> Html:
    lines = [
        element("div", element("span", label(f"sign_{name}")), class_="line")
        for name in ("role", "date", "signature")
    ]
    return element(
        "section",
        element("p", label("sign_note"), class_="foot"),
        element("div", *lines, class_="sign"),
        class_="sheet-sign",
    )
