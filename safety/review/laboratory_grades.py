"""Which CTCAE grades do the measurements give, each against its patient's own baseline?

All measurements of all patients are graded in one table. A record is made of the few that a rule, a baseline, an
event or a question can rest on: the others are grades that change nothing, whatever is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.domain.case_report import Measurement
from safety.domain.dlt_definition import DltDefinition
from safety.domain.laboratory import least_multiples
from safety.domain.laboratory_course import Graded, LabGrade, baseline_values
from safety.domain.partial_date import PartialDate
from safety.domain.patient_records import PatientRecords
from safety.domain.rows import Rows
from safety.grading import Limits, grade, same_day
from safety.grading.conversion import in_unit_of
from safety.records.coded_column import CodedColumn
from safety.review.measured_columns import Mask, MeasuredColumns, Places, as_numbers, as_text
from safety.review.reference import Reference

UNREADABLE = "?"  # a baseline that was measured, and that nobody can use
AT_REST = "N"  # vital signs are taken at rest, unless a test of its own says otherwise
NONE = -1
NOT_TOLD = -1
# A float is as near to its decimal as this, and much nearer.
CLOSE = 1e-9

Baselines = Mapping[str, Measurement]


def graded_measurements(
    records: Mapping[str, PatientRecords], reference: Reference, definition: DltDefinition, window_days: int
) -> Mapping[str, Graded]:
    """By subject, the baselines and the grades of all measurements of everybody whose first infusion is known.

    A baseline counts only where it is a figure in the same unit with its own upper limit; without one, and for
    the baseline values themselves, multiples are read as multiples of the upper limit of normal.
    """
    measured = MeasuredColumns.of(records)
    if measured is None:
        return {}
    found = _Baselines.of(measured, reference)
    told = _grades(measured, found, reference.limits)
    return _Telling(measured, found, told, definition, window_days).of_patients()


@dataclass(frozen=True)
class _Baselines:
    """Each patient's last value of each test before the first infusion; `at` is its row, by patient and test."""

    of_patient: Sequence[Baselines]
    at: Places

    @classmethod
    def of(cls, measured: MeasuredColumns, reference: Reference) -> _Baselines:
        """The domain's own choice among the few that it can be."""
        rows, of_patient = measured.may_be_baseline, []
        at = np.full(len(measured.patients) * len(measured.test.told), NONE, np.intp)
        for number, candidates in enumerate(measured.bounds(rows)):
            first = measured.patients[number].first_infusion
            assert first is not None
            row_of = {id(measured.table[place]): row for row, place in _with_places(measured, candidates)}
            values = baseline_values(measured.records(number, candidates), first, reference.mildness)
            chosen = np.array([row_of[id(value)] for value in values.values()], np.intp)
            at[measured.pair[chosen]] = chosen
            of_patient.append(values)
        return cls(of_patient, at)


def _with_places(measured: MeasuredColumns, rows: Places) -> Iterator[tuple[int, int]]:
    return zip(rows.tolist(), measured.places[rows].tolist(), strict=True)


@dataclass(frozen=True)
class _Told:
    """The grades, one a row: of which measurement, which term, what grade (-1: it cannot be told), and why."""

    measurement: Places
    term: Places
    grade: npt.NDArray[np.int8]
    missing: Places
    criterion: Places
    terms: Sequence[str]
    lacks: Sequence[tuple[str, ...]]
    criteria: Sequence[str]
    limits: Limits

    def of(self, rows: Places, measurements: Iterable[Measurement]) -> Iterator[LabGrade]:
        """The grades of some rows, each of its measurement."""
        terms = map(self.terms.__getitem__, self.term[rows].tolist())
        grades = (None if given == NOT_TOLD else given for given in self.grade[rows].tolist())
        lacks = map(self.lacks.__getitem__, self.missing[rows].tolist())
        criteria = map(self.criteria.__getitem__, self.criterion[rows].tolist())
        for of, term, given, missing, why in zip(measurements, terms, grades, lacks, criteria, strict=True):
            up_to = self.limits.ladders[of.test or ""][term].up_to
            yield LabGrade(of, term, given, missing, why, up_to)


def _grades(measured: MeasuredColumns, baselines: _Baselines, limits: Limits) -> _Told:
    table = _table(measured, baselines, limits)
    graded = grade(same_day.beside(table, table), limits, without_baseline="uln")
    graded = graded[graded["term"].cat.codes.to_numpy() > 0]  # the first is no term at all
    term, missing, criterion = (graded[name].array for name in ("term", "missing", "criterion"))
    return _Told(
        graded["measurement_id"].to_numpy(),
        term.codes.astype(np.intp),
        graded["grade"].to_numpy(dtype=np.int8, na_value=NOT_TOLD),
        missing.codes.astype(np.intp),
        criterion.codes.astype(np.intp),
        [str(each) for each in term.categories],
        [tuple(str(each).split()) for each in missing.categories],
        [str(each) for each in criterion.categories],
        limits,
    )


def _table(measured: MeasuredColumns, baselines: _Baselines, limits: Limits) -> pd.DataFrame:
    value, unit = measured.column("value"), measured.column("unit")
    baseline, abnormal = _baseline_columns(measured, baselines, limits)
    owners = CodedColumn(measured.owner.astype(np.int32), [r.subject_id for r in measured.patients])
    at_rest = CodedColumn(np.zeros(len(measured.places), np.int32), [AT_REST])
    return pd.DataFrame(
        {
            "measurement_id": np.arange(len(measured.places)),
            "test": as_text(measured.test, lambda test: test or ""),
            "value": as_text(value, lambda told: told[1] + _number(told[0]) if told else ""),
            "unit": as_text(unit, lambda told: told or ""),
            "low": as_text(measured.column("low"), _number),
            "high": as_text(measured.column("high"), _number),
            "baseline": as_text(baseline, str),
            "baseline_abnormal": as_text(abnormal, str),
            "subject_id": as_text(owners, str),
            "collected_at": as_text(measured.column("collected_at"), _moment),
            "with_exercise": as_text(at_rest, str),
        }
    )


def _moment(when: PartialDate | None) -> str:
    return "" if when is None else (when.begins if when.at else when.first).isoformat()


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _baseline_columns(
    measured: MeasuredColumns, baselines: _Baselines, limits: Limits
) -> tuple[CodedColumn, CodedColumn]:
    """The baseline value in each measurement's own unit, and whether it was above normal; empty: none.

    Before the first infusion nothing has changed from baseline yet: a value of then is its own baseline where a
    term asks for a change, and has none elsewhere.
    """
    base, unit, value = baselines.at[measured.pair], measured.column("unit"), measured.column("value")
    own = (np.arange(len(base)) == base) | (measured.day < measured.day[base])
    later = (base != NONE) & ~own
    own &= (base != NONE) & measured.test.where(lambda test: _asks_for_a_change(test or "", limits))
    units = len(unit.told)
    codes, kinds = pd.factorize(
        np.where(later, 1 + base * units + unit.codes, np.where(own, -1 - value.codes, 0))
    )

    def told(kind: int) -> tuple[str, str]:
        if kind < 0:
            return _number(value.told[-1 - kind][0]), "N"
        if kind == 0:
            return "", ""
        row, in_unit = divmod(kind - 1, units)
        return _in_its_unit(measured.table[measured.places[row]], unit.told[in_unit] or "", limits)

    pairs = CodedColumn(codes.astype(np.int32), [told(kind) for kind in kinds.tolist()])
    return pairs.meaning(lambda pair: pair[0]), pairs.meaning(lambda pair: pair[1])


def _in_its_unit(before: Measurement, unit: str, limits: Limits) -> tuple[str, str]:
    """A baseline in the unit of a later value.

    One that cannot serve is no baseline where multiples of the upper limit of normal are the graver reading.
    Elsewhere (creatinine has no such switch) it stays, unreadable, so that nothing is graded without it.
    """
    test, value = before.test or "", None
    if before.value is not None and before.value > 0 and not before.censored:
        value = in_unit_of(test, before.value, before.unit or "", unit)
    if _uln_is_graver(test, limits):
        if value is None or before.value is None or before.high is None:
            return "", ""
        return str(value), "Y" if before.value > before.high else "N"
    return UNREADABLE if value is None else str(value), ""


def _uln_is_graver(test: str, limits: Limits) -> bool:
    """Do the limits switch between multiples of normal and of an abnormal baseline, the larger number?"""
    return any(row.if_baseline == "abnormal" for ladder in limits.of(test) for row in ladder.rows)


def _asks_for_a_change(test: str, limits: Limits) -> bool:
    """Does a term ask how far the test has moved from baseline, multiples of normal being no answer?"""
    return any(
        row.refers_to == "baseline" and not ladder.waives_baseline
        for ladder in limits.of(test)
        for row in ladder.rows
    )


@dataclass(frozen=True)
class _Telling:
    """Which of the measurements and grades anything can rest on, and what each patient has of them."""

    measured: MeasuredColumns
    baselines: _Baselines
    told: _Told
    definition: DltDefinition
    window_days: int

    def of_patients(self) -> Mapping[str, Graded]:
        """What every patient has."""
        measured, told = self.measured, self.told
        all_rows = np.arange(len(told.measurement))
        owner = measured.owner[told.measurement]
        grades = _split(all_rows, owner, len(measured.patients))
        telling_rows = np.flatnonzero(self._grades)
        telling = _split(telling_rows, owner[telling_rows], len(measured.patients))
        values = measured.bounds(np.flatnonzero(self._values))
        found = {}
        for number, records in enumerate(measured.patients):
            found[records.subject_id] = Graded(
                self.baselines.of_patient[number],
                _GradesOfOne(measured, told, number, grades[number]),
                tuple(_GradesOfOne(measured, told, number, telling[number])),
                tuple(measured.records(number, values[number])),
                frozenset(told.terms[n] for n in set(told.term[grades[number]].tolist())),
            )
        return found

    @property
    def _in_window(self) -> Mask:
        """Taken on a day of the window, or possibly so."""
        since = self.measured.day - self.measured.first_day
        inside: Mask = (since >= 0) & (since <= self.window_days)
        return inside

    @property
    def _grades(self) -> Mask:
        """A grade that cannot be told, whole or at all; that of a baseline, of the term of an event, or severe."""
        told, measured = self.told, self.measured
        asked: Mask = (told.grade == NOT_TOLD) | np.array([bool(lacks) for lacks in told.lacks])[told.missing]
        asked |= self.baselines.at[measured.pair[told.measurement]] == told.measurement
        of_events = np.array(
            [[term in terms for term in told.terms] for terms in map(_terms_of_events, measured.patients)]
        )
        asked |= of_events[measured.owner[told.measurement], told.term]
        if self.definition.laboratory:
            severe = told.grade >= self.definition.laboratory.from_grade
            asked |= severe & self._in_window[told.measurement]
        return asked

    @property
    def _values(self) -> Mask:
        """A value that may be the multiple of its upper limit that a rule asks for, or has no such limit."""
        least = least_multiples(self.definition)
        asked = self.measured.test.where(lambda test: test in least)
        multiple = as_numbers(self.measured.test, lambda test: float(least.get(test, 0)))
        high = as_numbers(self.measured.column("high"), lambda told: float(told or 0))
        value = as_numbers(self.measured.column("value"), lambda told: _as_float(told[0] if told else None))
        reached = self._in_window & (value >= high * multiple * (1 - CLOSE))
        told: Mask = asked & ((multiple == 0) | (high <= 0) | reached)
        return told


def _terms_of_events(records: PatientRecords) -> set[str]:
    return {event.term or "" for event in records.adverse_events}


def _as_float(value: Decimal | None) -> float:
    return np.nan if value is None else float(value)


def _split(rows: Places, owner: Places, patients: int) -> Sequence[Places]:
    return np.split(rows, np.searchsorted(owner, np.arange(1, patients)))


class _GradesOfOne(Rows[LabGrade]):
    """Some grades of one patient, in the order of the measurements; made when somebody looks at them."""

    def __init__(self, measured: MeasuredColumns, told: _Told, number: int, rows: Places) -> None:
        self._measured, self._told, self._number, self._rows = measured, told, number, rows

    @cached_property
    def _made(self) -> list[LabGrade]:
        places = self._measured.places[self._told.measurement[self._rows]].tolist()
        grades = self._told.of(self._rows, self._measured.table.each(places))
        by_place: dict[int, list[LabGrade]] = {}
        for place, told in zip(places, grades, strict=True):
            by_place.setdefault(place, []).append(told)
        ordered = self._measured.of_patient(self._number).in_order(list(by_place))
        return [told for place in ordered for told in by_place[place]]

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> LabGrade:
        return self._made[place]
