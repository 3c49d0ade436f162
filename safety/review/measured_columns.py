"""The measurements of a study by column: what they say, whose they are and when they were taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.domain.case_report import Measurement
from safety.domain.patient_records import PatientRecords
from safety.domain.record_table import RecordTable, SomeRecords
from safety.records.coded_column import CodedColumn, coded
from safety.records.measurement_table import MeasurementTable
from safety.review.content_order import RecordsOfOne

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
NEVER = -1


def told_of(table: RecordTable[Measurement], places: Places, name: str) -> CodedColumn:
    """What some measurements say under a name; of `value`, with the `<` or `>` before it."""
    if isinstance(table, MeasurementTable):
        return CodedColumn(table.coded[name].codes[places], table.coded[name].told)
    rows = [table[place] for place in places.tolist()]
    if name == "value":
        return coded([(m.value, m.censored) for m in rows])
    return coded([getattr(m, name) for m in rows])


def tests_of(measurements: SomeRecords[Measurement]) -> CodedColumn:
    """What was measured."""
    return told_of(measurements.table, np.asarray(measurements.places, np.intp), "test")


def as_text(column: CodedColumn, text: Callable[[Any], str]) -> pd.Series[str]:
    """A column of texts, each written once and told apart by its number."""
    texts = [text(told) for told in column.told]
    numbered = {each: number for number, each in enumerate(dict.fromkeys(texts))}
    codes = np.array([numbered[each] for each in texts], np.int32)[column.codes]
    return pd.Series(pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(numbered))))


def as_numbers(column: CodedColumn, number: Callable[[Any], float]) -> npt.NDArray[np.float64]:
    """A column of numbers, each read once."""
    return np.array([number(told) for told in column.told], np.float64)[column.codes]


@dataclass(frozen=True)
class MeasuredColumns:
    """The measurements of patients whose first infusion is known, patient by patient.

    `places` are their rows in the table, `owner` says whose each is, counted as `patients` are.
    """

    table: RecordTable[Measurement]
    patients: Sequence[PatientRecords]
    places: Places
    owner: Places

    @classmethod
    def of(cls, records: Mapping[str, PatientRecords]) -> MeasuredColumns | None:
        """Those of the dosed; None where nothing was measured."""
        dosed = [r for r in records.values() if r.first_infusion and r.measurements]
        if not dosed:
            return None
        found = [_rows_of(r) for r in dosed]
        places = [np.asarray(rows.unordered, np.intp) for rows in found]
        owner = np.repeat(np.arange(len(dosed)), [len(at) for at in places])
        return cls(found[0].table, dosed, np.concatenate(places), owner)

    def column(self, name: str) -> CodedColumn:
        """What they say under a name."""
        return told_of(self.table, self.places, name)

    @cached_property
    def test(self) -> CodedColumn:
        """What was measured."""
        return self.column("test")

    @cached_property
    def pair(self) -> Places:
        """The patient and the test of each, as one number."""
        return self.owner * len(self.test.told) + self.test.codes

    @cached_property
    def day(self) -> Places:
        """The day on which each was taken, as a number."""
        taken = self.column("collected_at")
        days = [when.first.toordinal() if when else NEVER for when in taken.told]
        return np.array(days, np.intp)[taken.codes]

    @cached_property
    def first_day(self) -> Places:
        """The day of the first infusion of each one's patient."""
        days = [r.first_infusion.first.toordinal() for r in self.patients if r.first_infusion]
        return np.array(days, np.intp)[self.owner]

    def bounds(self, rows: Places) -> Sequence[Places]:
        """Some of the measurements, patient by patient."""
        return np.split(rows, np.searchsorted(self.owner[rows], np.arange(1, len(self.patients))))

    def of_patient(self, number: int) -> RecordsOfOne[Measurement]:
        """A patient's measurements."""
        return _rows_of(self.patients[number])

    def records(self, number: int, rows: Places) -> list[Measurement]:
        """Some measurements of one patient as records, in the order of what they say."""
        return [self.table[place] for place in self.of_patient(number).in_order(self.places[rows].tolist())]

    @cached_property
    def may_be_baseline(self) -> Places:
        """Those of the first infusion's own day, and of the last day before it on which the test was done."""
        before, on_it = self.day < self.first_day, self.day == self.first_day
        last = np.full(len(self.patients) * len(self.test.told), NEVER, np.intp)
        np.maximum.at(last, self.pair[before], self.day[before])
        return np.flatnonzero(on_it | (before & (self.day == last[self.pair])))


def _rows_of(records: PatientRecords) -> RecordsOfOne[Measurement]:
    assert isinstance(records.measurements, RecordsOfOne)
    return records.measurements
