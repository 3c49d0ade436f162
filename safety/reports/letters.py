"""How much room words take: a Chinese, Japanese or Korean letter is as wide as two others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width

WIDE = "WF"
CLOSING = ("Pe", "Pf", "Po")  # these never begin a line


def is_wide(char: str) -> bool:
    """Is a letter as wide as it is high?"""
    return east_asian_width(char) in WIDE


def letters(text: str) -> int:
    """The width of a text, in letters of ordinary width."""
    return len(text) + sum(map(is_wide, text))


def lines(text: str, letters_a_line: int) -> int:
    """How many lines of so many letters a text will take on the screen, one at least."""
    return max(1, -(-letters(text) // letters_a_line))


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width."""
    return text + " " * (width - letters(text))


def cut(text: str, room: int) -> str:
    """As much of the text as has room, behind it an ellipsis where that is not all."""
    if letters(text) <= room:
        return text
    while letters(text) > room - 1:
        text = text[:-1]
    return f"{text}…"


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of a width. Chinese breaks between any two letters, but before no closing mark."""
    found: list[str] = [""]
    for piece in _pieces(text, room):
        closes = is_wide(piece[0]) and category(piece[0]) in CLOSING
        if letters(found[-1] + piece.rstrip()) > room and not closes:
            found.append("")
        found[-1] += piece if found[-1] else piece.lstrip()
    return [line.rstrip() for line in found if line.strip()]


def _pieces(text: str, room: int) -> Iterator[str]:
    """What stays together on a line: a word with the blank behind it, a Chinese letter, a part of a very long word."""
    for word in re.findall(r"\S+\s*", text):
        piece = ""
        for char in word:
            if piece and not char.isspace() and (is_wide(char) or is_wide(piece[-1]) or len(piece) >= room):
                yield piece
                piece = ""
            piece += char
        yield piece
