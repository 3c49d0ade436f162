"""What cannot be meant in a protocol file, beyond each key on its own."""

from __future__ import annotations

from typing import NamedTuple


class Contradiction(NamedTuple):
    """A key, what stood there and the key of what is allowed."""

    path: str
    found: str
    allowed: str
