"""The records of one subject, in an order that depends on what they say and not on where they stand."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TypeVar

from safety.domain.case_report import Record
from safety.domain.record_table import RecordTable, SomeRecords

R = TypeVar("R", bound=Record)


class RecordsOfOne(SomeRecords[R]):
    """The records of one subject; put in order only when all of them are asked for."""

    def __init__(self, table: RecordTable[R], unordered: Sequence[int]) -> None:
        """Keep the rows as they stand."""
        self.table, self.unordered = table, unordered

    @cached_property
    def places(self) -> Sequence[int]:  # type: ignore[override]
        """The rows in their order."""
        return self.in_order(self.unordered)

    def in_order(self, places: Sequence[int]) -> list[int]:
        """Some of the rows by all that they say. It begins with the id, which mostly decides alone."""
        ids = {place: repr(self.table.ids[place]) for place in places}
        each_its_own = len(set(ids.values())) == len(ids) and self.table.unreadable.isdisjoint(ids)
        return sorted(ids, key=ids.__getitem__ if each_its_own else self._content)

    def _content(self, place: int) -> str:
        told = vars(self.table[place])
        return repr({name: of for name, of in told.items() if name not in ("source", "unknown_columns")})

    def __len__(self) -> int:
        """How many records."""
        return len(self.unordered)

    def __eq__(self, other: object) -> bool:
        """Do all say the same?"""
        if isinstance(other, RecordsOfOne) and other.table is self.table:
            return list(self.unordered) == list(other.unordered)
        return super().__eq__(other)

    def __hash__(self) -> int:
        """Records as many may be equal."""
        return hash(len(self))


def by_subject(records: SomeRecords[R]) -> Mapping[str | None, RecordsOfOne[R]]:
    """The records of each subject."""
    found: dict[str | None, array[int]] = defaultdict(partial(array, "q"))
    subject_ids = map(records.table.subject_ids.__getitem__, records.places)
    for place, subject_id in zip(records.places, subject_ids, strict=True):
        found[subject_id].append(place)
    return {subject_id: RecordsOfOne(records.table, places) for subject_id, places in found.items()}
