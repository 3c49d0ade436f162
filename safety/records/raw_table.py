"""A table as it stands in a file: text cells with their rows, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RawRow:
    """One row of text: the number a spreadsheet shows for it, its cells by our column names.

    `torn` says what is wrong with a row whose cells do not fit the header; its cells are not to be trusted.
    """

    row: int
    cells: Mapping[str, str]
    torn: str = ""


@dataclass(frozen=True)
class RawTable:
    """The rows of one file under our column names.

    `table` is the contract's name for what the rows are (`adverse_events.csv`), `file` the file they stand in
    (`ae.xpt`), and `written_as` says how that file writes our columns, so that a finger points at its own.
    """

    table: str
    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    written_as: Mapping[str, str] = field(default_factory=dict)
