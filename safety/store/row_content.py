"""The cells of a row as the text that is stored, and the hash by which a row is the same row in another cut.

A whole row is a JSON array of its cells in the order of the header; a torn one, whose cells do not fit the
header, is a JSON string of all its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from pydantic_core import from_json, to_json

from safety.records.raw_table import RawRow, RawRows


def texts_of(rows: Sequence[RawRow], columns: Sequence[str]) -> list[bytes]:
    """The rows as they are stored, in UTF-8."""
    if isinstance(rows, RawRows) and rows.names == tuple(columns) and not rows.torn:
        return list(map(to_json, rows.cells()))
    return [to_json(row.torn if row.torn else [row.cells[name] for name in columns]) for row in rows]


def digests_of(texts: Sequence[bytes]) -> list[bytes]:
    """The SHA-256 of each row."""
    return [sha256(text).digest() for text in texts]


def cells_of(texts: Sequence[bytes]) -> list[list[str] | str]:
    """The cells of each row, or all the text of a torn one. Raises ValueError where a text is no row."""
    cells: list[list[str] | str] = from_json(b"[" + b",".join(texts) + b"]")
    return cells


def rows_of(numbers: Sequence[int], texts: Sequence[bytes], columns: tuple[str, ...]) -> RawRows:
    """The rows as they stood in their file. Raises ValueError where a text is no row of these columns."""
    return RawRows.of_cells(columns, numbers, cells_of(texts))
