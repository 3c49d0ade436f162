"""One planned infusion beside what was given: its row, its class, the days since the last one, rulings on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Infusion
from safety.domain.dose_class import DoseClass, dose_class, dose_reasons
from safety.domain.exposure import given
from safety.domain.patient import Patient
from safety.domain.protocol import Dosing
from safety.domain.reason import (
    ExponentSlip,
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
    def slip(self) -> int:
        """By which power of ten the dose is off though its digits agree; 0 where it is not."""
        return next((reason.power for reason in self.reasons if isinstance(reason, ExponentSlip)), 0)

    @property
    def settled(self) -> bool:
        """Is it known how many cells went in? Not by a slip, a contradiction, or a row that cannot be read."""
        contradicted = self.infusion is not None and not self.given and bool(self.infusion.cells)
        open_ = (DoseClass.CELLS_UNKNOWN, DoseClass.UNREADABLE, DoseClass.NOT_RECORDED)
        twice = any(isinstance(reason, InfusionNumberTwice) for reason in self.reasons)
        return not (contradicted or twice or self.slip or self.found in open_)


def recorded(patient: Patient, planned: Decimal | None, dosing: Dosing) -> Iterator[PlannedAndGiven]:
    """Every infusion row of the patient, readable or not. `planned` is in cells per infusion."""
    infusions, window = patient.records.infusions, patient.window
    intervals = _intervals(infusions, dosing)
    for infusion in infusions:
        number, interval = infusion.number, intervals.get(infusion)
        day = dosing.planned_day(number, window.first_day) if number and window else None
        reasons = (
            *dose_reasons(infusion, planned, dosing),
            *_off_schedule(infusion, interval, window),
            *_number_twice(infusion, infusions),
        )
        yield PlannedAndGiven(
            number, infusion, day, dose_class(infusion, planned, dosing), reasons, interval,
            tuple(_rulings(patient, infusion)),
        )  # fmt: skip


def _off_schedule(
    infusion: Infusion, interval: Interval | None, window: AssessmentWindow | None
) -> Iterator[Reason]:
    """Given after the window, or not as many days after the one before as planned."""
    id_ = infusion.infusion_id or ""
    if (
        window
        and given(infusion)
        and infusion.started_at
        and not window.is_open_on(infusion.started_at.first)
    ):
        yield InfusionAfterWindow(id_, infusion.started_at.first)
    if interval and interval.planned is not None and interval.days != interval.planned:
        yield IntervalOffPlan(id_, interval.days, interval.planned)


def _number_twice(infusion: Infusion, infusions: Sequence[Infusion]) -> Iterator[Reason]:
    """More than one row under the infusion's number."""
    rows = sorted(i.source.row for i in infusions if i.number == infusion.number)
    if infusion.number is not None and len(rows) > 1:
        yield InfusionNumberTwice(infusion.number, tuple(rows))


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


def without_row(patient: Patient, dosing: Dosing, cut_off: date) -> Iterator[PlannedAndGiven]:
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
