"""What is shown where a file cannot be read: every reason with its file, row and column."""

from __future__ import annotations

from collections.abc import Iterable

from safety.records.refusal import Finger
from safety.views.labels import label, said
from safety.views.markup import Html, element, heading, mark
from safety.wording.refusal import finger_said

MOST_SHOWN = 50


def listed(fingers: Iterable[Finger]) -> Html:
    """The plain list of why a study is not shown."""
    return _listed(heading(label("refused"), label("refused_why")), fingers)


def not_done(fingers: Iterable[Finger]) -> Html:
    """Why something that was asked for was not done; what is shown stays."""
    return _listed(heading(label("not_done")), fingers)


def _listed(head: Html, fingers: Iterable[Finger]) -> Html:
    told = [finger_said(finger, said()) for finger in fingers]
    more = [label("and_more", n=len(told) - MOST_SHOWN)] if len(told) > MOST_SHOWN else []
    points = [element("li", mark("people"), element("div", text)) for text in (*told[:MOST_SHOWN], *more)]
    return element(
        "section", head, element("ul", *points, class_="block"),
        role="alert",
    )  # fmt: skip
