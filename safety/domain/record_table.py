"""The rows of one kind as a table: what is asked of every row is answered by column, without the record.

A study of a million measurements is asked of each who it is about, when it was taken and whether it can be read.
Only the few that a rule looks at need be records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    DecisionOfRecord,
    Infusion,
    Measurement,
    Record,
    ScreeningAnswer,
    Subject,
    SupportingRow,
)
from safety.domain.partial_date import PartialDate
from safety.domain.rows import Rows

R_co = TypeVar("R_co", bound=Record, covariant=True)
R = TypeVar("R", bound=Record)

# By kind of record: its own id, and the day on which it starts to exist. A subject has none and always exists.
ID: dict[type[Record], str] = {
    Subject: "subject_id", Infusion: "infusion_id", AdverseEvent: "event_id", Measurement: "measurement_id",
    Adjudication: "adjudication_id", DecisionOfRecord: "decision_id",
}  # fmt: skip
START: dict[type[Record], str] = {
    Infusion: "started_at", AdverseEvent: "started_at", Measurement: "collected_at", Adjudication: "decided_on",
    DecisionOfRecord: "decided_on", ScreeningAnswer: "date", SupportingRow: "starts_on",
}  # fmt: skip


def first_day(told: PartialDate | date | None) -> date | None:
    """The earliest day that a date can mean."""
    return told.first if isinstance(told, PartialDate) else told


def starts_on(record: Record) -> date | None:
    """The day a record starts to exist, where it can be read; a subject has none and always exists."""
    name = START.get(type(record))
    return first_day(getattr(record, name)) if name else None


def subject_of(record: Record) -> str | None:
    """The subject a record names in its own cells."""
    return getattr(record, "subject_id", None)


def id_of(record: Record) -> str | None:
    """The record's own id."""
    name = ID.get(type(record))
    return getattr(record, name) if name else None


class Records(Rows[R_co]):
    """Records in an order; those that say the same are the same."""

    def __eq__(self, other: object) -> bool:
        """Do all say the same?"""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        """As many may be the same."""
        return hash(len(self))

    def __repr__(self) -> str:
        """All that they say."""
        return repr(tuple(self))


class RecordTable(Records[R_co]):
    """The rows of one kind, in the order in which they stand."""

    def __init__(self, records: Sequence[R_co]) -> None:
        """Keep the records; a table that makes them when asked for has none here."""
        self._records = records

    @cached_property
    def ids(self) -> Sequence[str | None]:
        """Each row's own id."""
        return [id_of(record) for record in self]

    @cached_property
    def subject_ids(self) -> Sequence[str | None]:
        """The subject that each row names."""
        return [subject_of(record) for record in self]

    @cached_property
    def days(self) -> Sequence[date | None]:
        """The day on which each row starts to exist."""
        return [starts_on(record) for record in self]

    @cached_property
    def files(self) -> Sequence[str]:
        """The file in which each row stands."""
        return [record.source.file for record in self]

    @cached_property
    def unreadable(self) -> frozenset[int]:
        """The places of the rows that cannot be read."""
        return frozenset(place for place, record in enumerate(self) if not record.readable)

    def each(self, places: Iterable[int]) -> Iterator[R_co]:
        """The records of some rows."""
        return map(self._records.__getitem__ if self._records else self.at, places)

    def __iter__(self) -> Iterator[R_co]:
        """Every record."""
        return self.each(range(len(self)))

    def __len__(self) -> int:
        """How many rows."""
        return len(self._records)

    def at(self, place: int) -> R_co:
        """The record of a row."""
        return self._records[place]


class SomeRecords(Records[R_co]):
    """Some rows of a table; `places` says which, and in which order."""

    def __init__(self, table: RecordTable[R_co], places: Sequence[int]) -> None:
        """Keep what they are rows of."""
        self.table, self.places = table, places

    @property
    def ids(self) -> Sequence[str | None]:
        """Each row's own id."""
        return list(map(self.table.ids.__getitem__, self.places))

    @property
    def files(self) -> Sequence[str]:
        """The file in which each row stands."""
        return list(map(self.table.files.__getitem__, self.places))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.places)

    def at(self, place: int) -> R_co:
        """The record of a row."""
        return self.table.at(self.places[place])

    def __iter__(self) -> Iterator[R_co]:
        """Every record."""
        return self.table.each(self.places)


def _same(one: object, other: object) -> bool:
    return one is other or one == other


def as_table(records: Sequence[R]) -> RecordTable[R]:
    """The records as a table."""
    return records if isinstance(records, RecordTable) else RecordTable(records)


def all_of(records: Sequence[R]) -> SomeRecords[R]:
    """Every row of the table of these records."""
    return SomeRecords(as_table(records), range(len(records)))
