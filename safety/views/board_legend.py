"""What the shapes of the board mean: each drawn as it stands on the board, with its word."""

from __future__ import annotations

from collections.abc import Iterator

from safety.reports.board_marks import ARROW, DIAMOND, DOWN, HOURGLASS, NO_RECORD, SQUARE, Corners
from safety.views.labels import label
from safety.views.markup import Html, element, together

UPRIGHT: Corners = ((-1.3, -8), (1.3, -8), (1.3, 8), (-1.3, 8))
OPEN_TRIANGLE, CROSS = "▽", "×"


def board_legend() -> Html:
    """The whole legend, as one paragraph."""
    return element("p", *(together(item, " ") for item in _items()), class_="foot heat-legend")


def _items() -> Iterator[Html]:
    yield element("span", label("legend_infusions"))
    yield _item(_shape(DOWN), "given")
    yield _item(_shape(DIAMOND), "late")
    yield _item(_shape(HOURGLASS), "interrupted")
    yield _item(element("b", OPEN_TRIANGLE), "not_given")
    yield _item(element("b", NO_RECORD), "no_record")
    yield _item(element("span", "2", class_="had grade-2"), "bar")
    yield _item(_shape(ARROW), "goes_on")
    yield _item(element("span", "~2", class_="had unsure"), "unsure")
    yield _item(element("span", label("bar_dlt"), class_="had dlt"), "dlt")
    yield _item(element("span", label("bar_may_be_dlt"), class_="had candidate"), "may_be")
    yield _item(element("b", label("bar_serious")), "serious")
    yield _item(None, "window")
    yield _item(_shape(UPRIGHT), "cut_off")
    yield _item(element("b", CROSS), "left")
    yield _item(_shape(SQUARE), "died")
    yield _item(None, "after")
    yield _item(None, "days")


def _item(shape: Html | None, name: str) -> Html:
    return element("span", *([shape, " "] if shape else []), label(f"legend_{name}"))


def _shape(corners: Corners) -> Html:
    """A filled shape of these corners, in the colour of the text around it."""
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
    points = ", ".join(f"{x - left:g}px {y - top:g}px" for x, y in corners)
    style = f"width: {width:g}px; height: {height:g}px; clip-path: polygon({points})"
    return element("span", class_="glyph", style=style, aria_hidden="true")
