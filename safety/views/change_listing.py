"""What changed between two data cuts, as lists: counts, alarms, verdicts, what blocks, every row, who answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safety.domain.acknowledgement import Acknowledged
from safety.domain.what_changed import Change
from safety.review.what_changed import Weight, WhatChanged
from safety.views.labels import label, said
from safety.views.markup import Html, element, heading, mark, together
from safety.wording.changes import change_in_words
from safety.wording.other_protocol import protocol_said
from safety.wording.what_changed import alarms_said, counts_said, moves_said

MOST_ROWS = 200


def counted(found: WhatChanged, since: int, cut: int) -> Html:
    """How many rows are new, changed or gone, and how many of them block."""
    beside = label("from_cut_to_cut", since=since, cut=cut, day=said().day(found.cut_off))
    return together(
        heading(label("page_what_changed"), beside), element("p", counts_said(found, said()), class_="big")
    )


def another_protocol(found: WhatChanged) -> Html:
    """That the protocol file is another one, and what that alone does to the verdicts."""
    first, which, *rest = protocol_said(found, said())
    return element(
        "section",
        heading(first, which),
        element("ul", *(element("li", t) for t in rest), class_="points"),
        role="alert",
    )


def alarms(found: WhatChanged) -> Html:
    """Verdicts of the past and decisions of record that the newer records would have changed."""
    told = list(alarms_said(found, said()))
    if not told:
        return element("p", label("no_alarm"), class_="quiet")
    return element(
        "section", heading(label("alarms"), label("alarms_note")), _listed(told, "people"), role="alert"
    )


def moves(found: WhatChanged) -> Html:
    """Whose verdict is another one, by the records alone; and the levels that wait until all is acknowledged."""
    return together(
        heading(label("verdicts_moved"), label("verdicts_moved_note")),
        _listed(moves_said(found, said()), "fact"),
    )


def still_open(found: WhatChanged) -> Html:
    """The changes that block, each with its id."""
    if not found.open:
        return together(heading(label("nothing_blocks")))
    lines = [together(_sentence(c), element("div", c.id, class_="who hash")) for c in found.open]
    return together(
        heading(
            label("changes_block_1" if len(found.open) == 1 else "changes_block", n=len(found.open)),
            label("changes_block_note"),
        ),
        _listed(lines, "people"),
    )


def changed_rows(found: WhatChanged) -> Html:
    """Every row that differs and does not block, the heaviest first."""
    blocking = {change.id for change in found.open}
    pieces = []
    for weight in Weight:
        there = [c for weighs, c in found.changes if weighs is weight and c.id not in blocking]
        if there:
            name = said().words.WEIGHTS[weight.value]
            pieces += [heading(said().words.DIFF["weight"].format(weight=name, n=len(there))), _rows(there)]
    return together(*pieces)


def _rows(changes: Sequence[Change]) -> Html:
    more = [label("and_more", n=len(changes) - MOST_ROWS)] if len(changes) > MOST_ROWS else []
    return _listed([*map(_sentence, changes[:MOST_ROWS]), *more], "fact")


def acknowledged_list(acknowledged: Sequence[Acknowledged]) -> Html:
    """The changes that hold nobody back any more, each with who answers for it, when and why."""
    lines = [
        together(
            _sentence(found.change),
            element("div", said().words.DIFF["acknowledged_by"].format(
                who=found.by.who, at=found.by.at, why=found.by.why), class_="who"),
        )
        for found in acknowledged
    ]  # fmt: skip
    return together(heading(label("changes_acknowledged", n=len(acknowledged))), _listed(lines, "fact"))


def _sentence(change: Change) -> str:
    return said().sentence(change_in_words(change, said()))


def _listed(lines: Iterable[object], shape: str) -> Html:
    points = (element("li", mark(shape), element("div", line)) for line in lines)
    return element("ul", *points, class_="block")
