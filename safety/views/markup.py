"""HTML in which nothing that came out of a file can become markup: text is escaped where it is put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)


class _Markup(str):
    """A piece of HTML made here. Anything else is text and is escaped."""

    __slots__ = ()


def element(name: str, *children: object, **attributes: object) -> Html:
    """`element("td", "S-001", class_="id")` is `<td class="id">S-001</td>`, text and attributes escaped."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return Html(_Markup(f"<{name}{said}>{together(*children)}</{name}>"))


def together(*children: object) -> Html:
    """Several pieces one after the other; None is left out."""
    return Html(_Markup("".join(_piece(child) for child in children if child is not None)))


def _piece(child: object) -> str:
    return child if isinstance(child, _Markup) else escape(str(child))


def table(head: list[str], rows: list[Html], class_: str) -> Html:
    """A table of rows under a head; the rows are made with `row`."""
    top = element("tr", *(element("th", name, scope="col") for name in head))
    return element("table", element("thead", top), element("tbody", *rows), class_=class_)


def row(*cells: object, class_: str = "") -> Html:
    """One row of a table."""
    return element("tr", *(element("td", cell) for cell in cells), class_=class_)


def heading(text: str, beside: object = "") -> Html:
    """A heading with a quiet word beside it."""
    return element("h2", text, " ", element("span", beside, class_="quiet"))


def mark(kind: str) -> Html:
    """A shape that says the same as the word beside it; see style.css."""
    return element("span", class_=f"mark {kind}", aria_hidden="true")


def with_codes(text: str, codes: Iterable[str], shown: Callable[[str], Html]) -> Html:
    """A text in which every code, such as S-001, is shown in its own way."""
    longest_first = sorted(filter(None, codes), key=len, reverse=True)
    if not longest_first:
        return together(text)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return together(*(shown(part) if n % 2 else part for n, part in enumerate(parts)))


def as_label(text: str) -> str:
    """A text as the label of a widget, whose Markdown it must not become: no picture, no link, no colour."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
