"""What is shown where a file cannot be read: every reason with its file, row and column."""

from __future__ import annotations

from collections.abc import Iterable

from safety.records.refusal import Finger
from safety.views.labels import label, said
from safety.views.markup import Html, element, heading, mark
from safety.wording.refusal import finger_said

MOST_SHOWN = 50


def listed(fingers: Iterable[Finger]) -> Html:
    """The plain list."""
    told = [finger_said(finger, said()) for finger in fingers]
    more = [label("and_more", n=len(told) - MOST_SHOWN)] if len(told) > MOST_SHOWN else []
    points = [element("li", mark("people"), element("div", text)) for text in (*told[:MOST_SHOWN], *more)]
    return element(
        "section", heading(label("refused"), label("refused_why")), element("ul", *points, class_="block"),
        role="alert",
    )  # fmt: skip
