"""One way of writing a value as JSON, so that the same value always has the same bytes and the same hash."""

from __future__ import annotations

import json
from hashlib import sha256


def canonical(value: object) -> str:
    """Keys in order, no blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(value: object) -> str:
    """SHA-256 of the value's canonical JSON in UTF-8, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()
