"""The measurements of one file by column: a record is made of a row when a rule, or somebody, looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import overload

from safety.domain.case_report import Measurement
from safety.domain.record_table import RecordTable
from safety.records.coded_column import CodedColumn


class MeasurementTable(RecordTable[Measurement]):
    """The rows in the order of their file.

    `coded` holds what they say of each column but their ids, as the cells were read; `made` makes the record of
    the row at a place, which is always the same one.
    """

    def __init__(
        self,
        file: str,
        ids: Sequence[str | None],
        coded: Mapping[str, CodedColumn],
        unreadable: frozenset[int],
        made: Callable[[int], Measurement],
    ) -> None:
        """Keep the columns."""
        super().__init__(())
        self._file, self._made = file, made
        self.coded = coded
        self.ids, self.unreadable = ids, unreadable
        self._known: dict[int, Measurement] = {}

    @cached_property
    def subject_ids(self) -> Sequence[str | None]:
        """The subject that each row names."""
        return self.coded["subject_id"].each()

    @cached_property
    def days(self) -> Sequence[date | None]:
        """The day on which each was taken."""
        return self.coded["collected_at"].meaning(lambda when: when.first if when else None).each()

    @property
    def files(self) -> Sequence[str]:
        """The file in which each row stands."""
        return [self._file] * len(self)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Measurement: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Measurement]: ...
    def __getitem__(self, place: int | slice) -> Measurement | Sequence[Measurement]:
        """The record of a row."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if place not in self._known:
            if not 0 <= place < len(self):
                raise IndexError(place)
            return self._known.setdefault(place, self._made(place))
        return self._known[place]
