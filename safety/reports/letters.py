"""How much room words take: a Chinese, Japanese or Korean letter is as wide as two others."""

from __future__ import annotations

from textwrap import wrap
from unicodedata import category, east_asian_width

WIDE = "WF"
CLOSING = ("Pe", "Pf", "Po")  # these never begin a line


def is_wide(char: str) -> bool:
    """Is a letter as wide as it is high?"""
    return east_asian_width(char) in WIDE


def letters(text: str) -> int:
    """The width of a text, in letters of ordinary width."""
    return len(text) + sum(map(is_wide, text))


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
    """The text in lines of a width. Chinese breaks between any two letters, and before no closing mark."""
    lines: list[str] = []
    for line in wrap(text, room):
        lines += _folded(line, room)
    return lines


def _folded(line: str, room: int) -> list[str]:
    found = [""]
    for char in line:
        full = letters(found[-1] + char) > room
        if full and not (is_wide(char) and category(char) in CLOSING):
            found.append("")
        found[-1] += char
    return [part.strip() for part in found]
