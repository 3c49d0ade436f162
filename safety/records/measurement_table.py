"""The measurements of one file by column: a record is made of a row when a rule, or somebody, looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from safety.domain.case_report import CellProblem, Measurement, Source
from safety.domain.record_table import RecordTable
from safety.records.cells import Measured
from safety.records.coded_column import CodedColumn


class MeasurementTable(RecordTable[Measurement]):
    """The rows in the order of their file; the record of a row is always the same one.

    `coded` holds what they say of each column but their ids, as the cells were read, `problems` the cells of a row
    that could not be read, and `unknown` the columns that nobody asked for, where a row has them.
    """

    def __init__(
        self,
        file: str,
        numbers: Sequence[int],
        ids: Sequence[str | None],
        coded: Mapping[str, CodedColumn],
        problems: Mapping[int, tuple[CellProblem, ...]],
        unknown: Mapping[str, Sequence[str | None]],
    ) -> None:
        """Keep the columns."""
        super().__init__(())
        self._file, self._numbers, self._problems, self._unknown = file, numbers, problems, unknown
        self.coded, self.ids, self.unreadable = coded, ids, frozenset(problems)
        self._measured = coded["value"]
        self._others = {name: column for name, column in coded.items() if name != "value"}
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

    def at(self, place: int) -> Measurement:
        """The record of a row."""
        known = self._known.get(place)
        return known if known is not None else self._known.setdefault(place, self._record(place))

    def _record(self, place: int) -> Measurement:
        told = {name: column.told[column.codes[place]] for name, column in self._others.items()}
        measured = self._measured.told[self._measured.codes[place]] or Measured(None, "", "")
        unknown = {name: text for name, of in self._unknown.items() if (text := of[place]) is not None}
        return Measurement(
            source=Source(self._file, self._numbers[place]),
            problems=self._problems.get(place, ()),
            unknown_columns=unknown,
            measurement_id=self.ids[place],
            value=measured.value, censored=measured.censored, value_text=measured.text,
            **told,
        )  # fmt: skip
