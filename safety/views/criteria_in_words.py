"""The eligibility criteria of the protocol in words: what must hold, how it is read, and the section it comes from."""

from __future__ import annotations

from itertools import groupby

from safety.domain.eligibility_criterion import Criterion
from safety.domain.protocol import Protocol
from safety.views.eligibility_words import in_columns, side, side_row
from safety.views.labels import label, said
from safety.views.markup import Html, element, row, table, together
from safety.wording.criterion import how_read, must_hold

COLUMNS = ("criteria_kind", "in_words", "criteria_limit", "section")


def criteria(protocol: Protocol) -> Html:
    """Every criterion of the file, those too that it asks of nobody."""
    listed = in_columns((*protocol.criteria, *protocol.criteria_off))
    if not listed:
        return element("p", label("criteria_none"), class_="quiet")
    rows = []
    for _, of_side in groupby(listed, key=side):
        told = list(of_side)
        rows.append(side_row(told[0], len(COLUMNS)))
        rows += [_row(criterion, off=criterion in protocol.criteria_off) for criterion in told]
    return table([label(name) for name in COLUMNS], rows, "list criteria")


def _row(criterion: Criterion, *, off: bool) -> Html:
    how = [*how_read(criterion, said()), *([said().words.CRITERIA["is_off"]] if off else [])]
    notes = [element("div", each, class_="who") for each in how]
    return row(
        element("b", criterion.id), criterion.words, together(must_hold(criterion, said()), *notes),
        criterion.section, class_="off" if off else "",
    )  # fmt: skip
