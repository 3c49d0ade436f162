"""One change looked at: every level as it stands and as it would stand, and the patient it is about."""

from __future__ import annotations

from collections.abc import Sequence

from safety.domain.case_report import Record
from safety.domain.escalation import Decision
from safety.review.countdown import Countdown
from safety.review.flip import CausalityIs, Flip, GradeIs, ValueIs, about
from safety.review.study_review import StudyReview
from safety.review.what_if import Outcome, Standing, WhatIf, standing
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark, row, table, together
from safety.views.patients_table import state_mark
from safety.wording.what_if import (
    answer,
    answer_name,
    countdown_said,
    flip_means,
    flip_said,
    outcome_said,
    possible_said,
    sentences,
)

FILES = {GradeIs: "adverse_events.csv", CausalityIs: "adverse_events.csv", ValueIs: "measurements.csv"}


def answer_banner(found: WhatIf) -> Html:
    """Robust, or what it hangs on, readable across a room, with how much was tried."""
    told = label(
        "what_if_level", level=found.now.level, decision=outcome_said(found.now.decision, said()).upper(),
        answer=answer(found, said()),
    )  # fmt: skip
    name = answer_name(found)
    return element(
        "section", mark(name),
        element("div", element("h1", told), element("p", said().sentences(sentences(found, said())))),
        class_=f"whatif {name}",
    )  # fmt: skip


def flip_detail(outcome: Outcome, review: StudyReview) -> Html:
    """What is supposed, what that takes for granted, and what becomes of every level."""
    before = {level.dose.level: standing(level) for level in review.levels}
    head = [label(name) for name in ("level_head", "what_if_now", "what_if_then")]
    rows = [
        row(
            then.level,
            _standing(before[then.level]),
            _standing(then, changed=then.decision is not before[then.level].decision),
        )
        for then in outcome.levels
        if Decision.NOT_OPEN not in (then.decision, before[then.level].decision)
    ]
    return element(
        "section",
        element("h2", flip_said(outcome.flip, said())),
        element("p", flip_means(outcome.flip, _place(outcome.flip, review), said()), class_="quiet"),
        table(head, rows, "list flip"),
        _patient(outcome, review),
        class_="trace",
    )


def _standing(standing: Standing, changed: bool = False) -> Html:
    told = [
        element("b", outcome_said(standing.decision, said()), class_="changed" if changed else "same"),
        element("div", said().counts(standing), class_="who"),
    ]
    if len(standing.possible) > 1:
        possible = label("possible", possible=possible_said(standing.possible, said()))
        told.append(element("div", possible, class_="who"))
    return together(*told)


def _patient(outcome: Outcome, review: StudyReview) -> Html | None:
    patient = review.patients.get(about(outcome.flip))
    if patient is None or outcome.state is None:
        return None
    return element(
        "p", element("b", said().about(patient.subject_id, ""), class_="code"), state_mark(patient.state), " → ",
        state_mark(outcome.state),
    )  # fmt: skip


def _place(flip: Flip, review: StudyReview) -> str:
    """Where the row stands that would read otherwise."""
    wanted = FILES.get(type(flip))
    if not isinstance(flip, GradeIs | CausalityIs | ValueIs) or wanted is None:
        return ""
    r = review.cut.reports
    rows: Sequence[Record] = r.measurements if isinstance(flip, ValueIs) else r.adverse_events
    file = next((row.source.file for row in rows if row.source.row == flip.row), wanted)
    return label("place", file=file, row=flip.row)


def lasting(running: Sequence[Countdown]) -> Html:
    """The events that become a DLT by lasting, each with its day."""
    if not running:
        return element("p", label("what_if_lasting_none"), class_="quiet")
    points = [element("li", mark("time"), element("div", countdown_said(c, said()))) for c in running]
    return element("ul", *points, class_="block")
