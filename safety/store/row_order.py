"""Which rows a file of a cut holds, in which order and under which row numbers, in a few bytes.

Rows that came together stay together in the next cut: as differences the numbers are mostly ones, and a
hundred thousand of them compress to some hundred bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
LITTLE_ENDIAN = np.dtype("<i8")


class Order(NamedTuple):
    """Which rows a file of a cut holds, and under which numbers, both packed."""

    row_ids: bytes
    row_numbers: bytes

    def unpacked(self) -> tuple[Numbers, Numbers]:
        """The ids and the numbers. Raises ValueError where either is not what was packed."""
        return unpacked(self.row_ids), unpacked(self.row_numbers)


def order_digest(ids: Sequence[int] | Numbers, numbers: Sequence[int] | Numbers) -> str:
    """The hash under which the audit trail knows an order."""
    return sha256(digest_numbers(ids) + digest_numbers(numbers)).hexdigest()


def packed(numbers: Sequence[int] | Numbers) -> bytes:
    """Whole numbers as compressed differences."""
    steps = np.diff(np.asarray(numbers, LITTLE_ENDIAN), prepend=0)
    return zlib.compress(steps.astype(LITTLE_ENDIAN).tobytes())


def unpacked(content: bytes) -> Numbers:
    """The numbers again. Raises ValueError where the bytes are none that `packed` made."""
    try:
        steps = np.frombuffer(zlib.decompress(content), LITTLE_ENDIAN)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return np.cumsum(steps, dtype=LITTLE_ENDIAN)


def digest_numbers(numbers: Sequence[int] | Numbers) -> bytes:
    """The numbers as bytes that can be hashed, the same on every machine."""
    return np.asarray(numbers, LITTLE_ENDIAN).tobytes()
