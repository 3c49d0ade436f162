"""What there is to say of one infusion beside its plan: one value for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class DoseOffPlan:
    """More or fewer cells than planned; `percent` is how far off, rounded up to a tenth."""

    infusion_id: str
    cells: Decimal
    planned: Decimal
    percent: Decimal
    above: bool


@dataclass(frozen=True)
class ExponentSlip:
    """The digits agree with the plan and the power of ten does not: by 10 to this power, never 0."""

    infusion_id: str
    cells: Decimal
    planned: Decimal
    power: int


@dataclass(frozen=True)
class InfusionNotGiven:
    """Recorded as not given, for this reason."""

    infusion_id: str
    reason: str | None


@dataclass(frozen=True)
class InfusionInterrupted:
    """Recorded as interrupted, for this reason."""

    infusion_id: str
    reason: str | None


@dataclass(frozen=True)
class WithoutCells:
    """Recorded as completed or interrupted, and with 0 cells: it was not given."""

    infusion_id: str
    status: str


@dataclass(frozen=True)
class InfusionAfterExit:
    """Planned for a day after the patient left the study."""

    number: int
    planned_on: date


@dataclass(frozen=True)
class InfusionUndated:
    """Without a row, and nobody knows for which day it is planned: the first infusion has no day."""

    number: int


@dataclass(frozen=True)
class InfusionNumberTwice:
    """The patient has more than one row under this number; which of them is right the site must say."""

    number: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class IntervalOffPlan:
    """So many days after the infusion before it, where the plan has another number."""

    infusion_id: str
    days: int
    planned_days: int
