"""A column in which the same few things stand again and again: each is read once, and each row says which it has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]


class CodedColumn(NamedTuple):
    """Row by row the place of what stands there in `told`."""

    codes: Codes
    told: list[Any]

    def meaning(self, read: Callable[[Any], Any]) -> CodedColumn:
        """The same column with each thing read as something else."""
        return CodedColumn(self.codes, [read(each) for each in self.told])

    def each(self) -> list[Any]:
        """What stands in each row."""
        return list(map(self.told.__getitem__, self.codes.tolist()))

    def where(self, holds: Callable[[Any], bool]) -> npt.NDArray[np.bool_]:
        """The rows of which something holds, asked once of each thing."""
        return np.fromiter((holds(each) for each in self.told), np.bool_, len(self.told))[self.codes]


def coded(column: Sequence[Hashable]) -> CodedColumn:
    """The column with everything in it numbered as it is first met."""
    book = {told: code for code, told in enumerate(dict.fromkeys(column))}
    return CodedColumn(np.fromiter(map(book.__getitem__, column), np.int32, len(column)), list(book))
