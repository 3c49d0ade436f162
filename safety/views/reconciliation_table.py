"""Both sides of every disagreement in one table, with the sentence to the site."""

from __future__ import annotations

from collections.abc import Sequence

from safety.review.reconciliation import Discrepancy, Priority
from safety.review.study_review import StudyReview
from safety.views import links
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark, row, table, together
from safety.wording.to_the_site import measurement_says, record_says, to_the_site

COLUMNS = ("kind", "patient", "record_says", "measurement_says", "to_the_site", "place")
SHAPES = {Priority.BLOCKS: "people", Priority.ASK: "fact", Priority.INFORMATION: "more"}


def reconciliation_table(found: Sequence[Discrepancy]) -> Html:
    """One row a disagreement."""
    rows = [
        row(
            _kind(d), links.patient(d.subject_id), record_says(d, said()) or label("nothing"),
            measurement_says(d, said()) or label("nothing"), to_the_site(d, said()), _place(d),
        )
        for d in found
    ]  # fmt: skip
    return table([label(f"column_{name}") for name in COLUMNS], rows, "list reconciliation")


def _kind(found: Discrepancy) -> Html:
    """What kind of disagreement it is, and how much hangs on it."""
    words = said().words
    kind = said().code(found.question.code) if found.question else words.DISAGREEMENTS[found.kind.value]
    priority = element("div", words.PRIORITIES[found.priority.value], class_="who")
    return together(mark(SHAPES[found.priority]), element("b", kind), priority)


def _place(found: Discrepancy) -> str | Html:
    if found.source is None:
        return label("nothing")
    place = element("div", label("place", file=found.source.file, row=found.source.row))
    return together(element("div", found.record_id, class_="code"), place)


def nothing_to_show(review: StudyReview, found: Sequence[Discrepancy], shown: Sequence[Discrepancy]) -> str:
    """Why the table is empty, or what it cannot hold; empty where neither is so."""
    if not review.cut.measurements:
        rules = said().listed(review.protocol.dlt.rules_on_measurements)
        return label("reconciliation_without" if rules else "reconciliation_without_rules", rules=rules)
    if not found:
        return label("reconciliation_none")
    return "" if shown else label("reconciliation_nothing_to_ask")
