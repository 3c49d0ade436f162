"""A file that cannot be read at all is refused, with a finger on every place that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safety.records.allowed import phrase

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Finger:
    """Points at one place of a file: its row and column, what stood there, the key of what is allowed.

    In a TOML file the row is its line and the column its table and key. `row` is None and `column` empty
    where the whole file is meant.
    """

    file: str
    row: int | None
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        """The finger as one English sentence."""
        row = "" if self.row is None else f"row {self.row}"
        column = f"column {self.column}" if self.row is not None and self.column else self.column
        place = ", ".join(part for part in (self.file, row, column) if part)
        return f"{place}: {stood_there(self.found)}; allowed: {phrase(self.allowed)}"


def stood_there(found: str) -> str:
    """What was found, quoted, on one line and cut where it is very long."""
    shown = shortened(found)
    return f"'{shown}' stands there" if shown else "nothing stands there"


def shortened(found: str) -> str:
    """What was found on one line, cut where it is very long."""
    words = " ".join(found.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"


class FileRefused(Exception):  # noqa: N818 - it says what became of the file
    """Nothing was read; `fingers` names every reason, of every file, at once."""

    def __init__(self, fingers: Iterable[Finger]) -> None:
        """Keep the fingers in the order in which the files were read."""
        self.fingers = tuple(fingers)
        super().__init__("\n".join(str(finger) for finger in self.fingers))
