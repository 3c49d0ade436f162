"""The cells of a row as the text that is stored, and the hash by which a row is the same row in another cut.

A whole row is a JSON array of its cells in the order of the header; a torn one, whose cells do not fit the
header, is a JSON string of all its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import repeat

from pydantic_core import from_json, to_json

from safety.records.raw_table import RawRow


def texts_of(rows: Sequence[RawRow], columns: Sequence[str]) -> list[bytes]:
    """The rows as they are stored, in UTF-8."""
    return [to_json(row.torn if row.torn else [row.cells[name] for name in columns]) for row in rows]


def digests_of(texts: Sequence[bytes]) -> list[bytes]:
    """The SHA-256 of each row."""
    return [sha256(text).digest() for text in texts]


def rows_of(numbers: Sequence[int], texts: Sequence[bytes], columns: Sequence[str]) -> tuple[RawRow, ...]:
    """The rows as they stood in their file. Raises ValueError where a text is no row of these columns."""
    cells = from_json(b"[" + b",".join(texts) + b"]")
    return tuple(map(_row, numbers, cells, repeat(columns)))


def _row(number: int, cells: list[str] | str, columns: Sequence[str]) -> RawRow:
    if isinstance(cells, str):
        return RawRow(number, {}, torn=cells)
    return RawRow(number, dict(zip(columns, cells, strict=True)))
