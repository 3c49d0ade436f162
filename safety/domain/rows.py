"""Rows that are made, or looked up, only when somebody asks for them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Rows(Sequence[T_co]):
    """A sequence that knows how many rows it has, and the one at a place: counted from either end, or a slice."""

    @abstractmethod
    def at(self, place: int) -> T_co:
        """The row at a place, counted from 0 on."""

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T_co]: ...
    def __getitem__(self, place: int | slice) -> T_co | Sequence[T_co]:
        """A row, or some."""
        if isinstance(place, slice):
            return [self.at(n) for n in range(len(self))[place]]
        return self.at(range(len(self))[place])

    def __iter__(self) -> Iterator[T_co]:
        """Every row."""
        return map(self.at, range(len(self)))
