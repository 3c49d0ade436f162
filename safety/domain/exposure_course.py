"""What one patient was given, infusion by infusion and in total, beside what the protocol plans (SDTM EX, EC).

Everybody with an infusion on record is in it, whatever the verdict makes of them. It shows and decides nothing: a
dose that the committee must rule on is a question of `safety.domain.exposure`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from safety.domain.case_report import Infusion
from safety.domain.dose_class import DoseClass, dose_class, dose_reasons
from safety.domain.dose_deviation import slip_power
from safety.domain.exposure import given
from safety.domain.patient import Patient
from safety.domain.planned_dose import level_of, planned_cells, weight_of
from safety.domain.protocol import DoseLevel, Dosing, Protocol
from safety.domain.reason import (
    InfusionAfterExit,
    InfusionAfterWindow,
    InfusionNotRecorded,
    InfusionNumberTwice,
    InfusionUndated,
    IntervalOffPlan,
    Reason,
)
from safety.domain.ruled_questions import ruling_on
from safety.domain.rulings import RulingsOnRecord

UNORDERED = 10_000


@dataclass(frozen=True)
class Interval:
    """Whole days since the infusion given before this one, and what the plan has; None where nobody can tell."""

    days: int
    planned: int | None


@dataclass(frozen=True)
class PlannedAndGiven:
    """One planned infusion: its row where it has one, what became of it, and why.

    `planned_on` is counted from the first infusion given. `rulings` are those that stand on it.
    """

    number: int | None
    infusion: Infusion | None
    planned_on: date | None
    found: DoseClass
    reasons: tuple[Reason, ...] = ()
    slip: int = 0
    interval: Interval | None = None
    rulings: tuple[RulingsOnRecord, ...] = ()

    @property
    def infusion_id(self) -> str:
        """The row's own code; empty without a row."""
        return (self.infusion.infusion_id or "") if self.infusion else ""

    @property
    def given(self) -> bool:
        """Did the patient get cells, as far as anybody can tell?"""
        return self.infusion is not None and given(self.infusion)

    @property
    def cells(self) -> Decimal | None:
        """The cells on record as given: 0 where none were, None where nobody knows."""
        if self.given:
            return self.infusion.cells if self.infusion else None
        return None if self.found in (DoseClass.NOT_DUE, DoseClass.NOT_RECORDED) else Decimal(0)

    @property
    def settled(self) -> bool:
        """Is it known how many cells went in? Not by a slip, a contradiction, or a row that cannot be read."""
        contradicted = self.infusion is not None and not self.given and bool(self.infusion.cells)
        open_ = (DoseClass.CELLS_UNKNOWN, DoseClass.UNREADABLE, DoseClass.NOT_RECORDED)
        twice = any(isinstance(reason, InfusionNumberTwice) for reason in self.reasons)
        return not (contradicted or twice or self.slip or self.found in open_)


@dataclass(frozen=True)
class ExposureCourse:
    """A patient's infusions in order of their numbers, with the plan they are held against.

    `planned` is in cells per infusion, None where it is not known; `weight_kg` the one weight on record.
    """

    patient: Patient
    level: DoseLevel | None
    dosing: Dosing
    weight_kg: Decimal | None
    planned: Decimal | None
    infusions: tuple[PlannedAndGiven, ...]

    @property
    def subject_id(self) -> str:
        """The patient's code."""
        return self.patient.subject_id

    @property
    def numbers_given(self) -> frozenset[int]:
        """Which of the planned infusions were given."""
        return frozenset(i.number for i in self.infusions if i.given and i.number is not None)

    @property
    def cells(self) -> Decimal:
        """All cells on record as given."""
        return self.cells_through(len(self.infusions))

    def cells_through(self, n: int) -> Decimal:
        """The cells on record as given in the first `n` lines."""
        return sum((i.cells or Decimal(0) for i in self.infusions[:n]), Decimal(0))

    @property
    def settled(self) -> bool:
        """Is the total known, and no infusion of it in doubt?"""
        return all(i.settled for i in self.infusions)

    @property
    def planned_in_all(self) -> Decimal | None:
        """The cells of the whole course that the protocol plans."""
        return None if self.planned is None else self.planned * len(self.dosing.numbers)

    def per_kg(self, cells: Decimal | None) -> Decimal | None:
        """Cells per kg of the patient's own weight; None where nobody noted one."""
        return None if cells is None or self.weight_kg is None else cells / self.weight_kg

    @property
    def planned_per_kg(self) -> Decimal | None:
        """The protocol's dose per kg, by the weight its levels are meant for; None where it names none."""
        reference = self.dosing.reference_weight_kg
        return None if self.level is None or reference is None else self.level.cells / reference

    @property
    def planned_per_kg_in_all(self) -> Decimal | None:
        """The whole course per kg, by the same weight."""
        each = self.planned_per_kg
        return None if each is None else each * len(self.dosing.numbers)

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots on record for infusions that were given, in order of their names."""
        return tuple(
            sorted({i.infusion.lot for i in self.infusions if i.given and i.infusion and i.infusion.lot})
        )

    @property
    def to_look_at(self) -> tuple[PlannedAndGiven, ...]:
        """The infusions of which there is something to say."""
        return tuple(i for i in self.infusions if i.reasons)


def exposure_course(patient: Patient, protocol: Protocol, cut_off: date) -> ExposureCourse:
    """The course of one patient up to the cut-off; an infusion after it does not exist."""
    rows, dosing = patient.records.rows, protocol.dosing
    planned = planned_cells(rows, protocol)
    recorded = _recorded(patient, planned, dosing)
    infusions = sorted([*recorded, *_without_row(patient, dosing, cut_off)], key=_in_order)
    return ExposureCourse(
        patient, level_of(rows, protocol), dosing, weight_of(rows), planned, tuple(infusions)
    )


def _in_order(line: PlannedAndGiven) -> tuple[int, date, str, str]:
    """By number, then by what the rows say and not by where they stand."""
    infusion = line.infusion
    start = infusion.started_at.first if infusion and infusion.started_at else date.max
    number = UNORDERED if line.number is None else line.number
    return number, start, line.infusion_id, str(infusion.cells) if infusion else ""


def _recorded(patient: Patient, planned: Decimal | None, dosing: Dosing) -> Iterator[PlannedAndGiven]:
    """Every infusion row of the patient, readable or not."""
    records, window = patient.records, patient.window
    intervals = _intervals(records.infusions, dosing)
    numbers = Counter(i.number for i in records.infusions)
    for infusion in records.infusions:
        number, id_ = infusion.number, infusion.infusion_id or ""
        day = dosing.planned_day(number, window.first_day) if number and window else None
        interval = intervals.get(infusion)
        reasons = [*dose_reasons(infusion, planned, dosing)]
        if window and given(infusion) and infusion.started_at:
            start = infusion.started_at.first
            reasons += [] if window.is_open_on(start) else [InfusionAfterWindow(id_, start)]
        if interval and interval.planned is not None and interval.days != interval.planned:
            reasons.append(IntervalOffPlan(id_, interval.days, interval.planned))
        if number and numbers[number] > 1:
            where = sorted(i.source.row for i in records.infusions if i.number == number)
            reasons.append(InfusionNumberTwice(number, tuple(where)))
        slip = slip_power(infusion.cells, planned) if given(infusion) and infusion.cells and planned else 0
        yield PlannedAndGiven(
            number, infusion, day, dose_class(infusion, planned, dosing), tuple(reasons), slip, interval,
            tuple(_rulings(patient, infusion)),
        )  # fmt: skip


def _rulings(patient: Patient, infusion: Infusion) -> Iterator[RulingsOnRecord]:
    """The rulings on the dose and on its day that stand."""
    start = infusion.started_at.first if infusion.started_at else None
    for kind in ("dose", "late"):
        ruling = ruling_on(patient.records.rulings, f"{kind}:{infusion.infusion_id}", start, None)
        if ruling.stands is not None:
            yield ruling


def _intervals(infusions: Sequence[Infusion], dosing: Dosing) -> Mapping[Infusion, Interval]:
    """Days between infusions that were given, one after the other, by the row they lead to."""
    placed = [(i.started_at.first, i.number or UNORDERED, i) for i in infusions if given(i) and i.started_at]
    placed.sort(key=lambda found: found[:2])
    return {
        later: Interval((day - before).days, _planned_days(earlier, later, dosing))
        for (before, _, earlier), (day, _, later) in pairwise(placed)
    }


def _planned_days(earlier: Infusion, later: Infusion, dosing: Dosing) -> int | None:
    """The days the plan has between two infusions; None out of order, or where one has no number."""
    if earlier.number is None or later.number is None or later.number <= earlier.number:
        return None
    return dosing.days[later.number - 1] - dosing.days[earlier.number - 1]


def _without_row(patient: Patient, dosing: Dosing, cut_off: date) -> Iterator[PlannedAndGiven]:
    """The planned infusions that have no row: owed, not due yet, or after the patient left."""
    recorded = {i.number for i in patient.records.infusions}
    for number in dosing.numbers:
        if number in recorded:
            continue
        if patient.window is None or patient.disposition is None:
            yield PlannedAndGiven(number, None, None, DoseClass.NOT_RECORDED, (InfusionUndated(number),))
            continue
        day = dosing.planned_day(number, patient.window.first_day)
        if day > patient.disposition.last_day_on_study(day):
            found, reasons = DoseClass.NOT_GIVEN, (InfusionAfterExit(number, day),)
            yield PlannedAndGiven(number, None, day, found, reasons)
        elif day > cut_off:
            yield PlannedAndGiven(number, None, day, DoseClass.NOT_DUE)
        else:
            missing = (InfusionNotRecorded(number, day),)
            yield PlannedAndGiven(number, None, day, DoseClass.NOT_RECORDED, missing)
