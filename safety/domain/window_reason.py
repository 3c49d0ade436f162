"""What is open about a patient's window: its time, its infusions, what was looked through, who left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class WindowOpen:
    """The DLT window runs through this day."""

    last_day: date


@dataclass(frozen=True)
class AeReviewIncomplete:
    """The adverse-event pages are not completed through the day they must be."""

    through: date | None
    needed: date


@dataclass(frozen=True)
class DataOlderThanWindow:
    """The export was made before the window was over."""

    extracted_on: date
    last_day: date


@dataclass(frozen=True)
class LeftStudy:
    """The subject left the study in the window, for this reason, and nobody ruled on it."""

    reason: str | None
    on: date | None


@dataclass(frozen=True)
class ConsentAfterInfusion:
    """Consent is dated after the first infusion."""

    consented_on: date
    first_infusion: date


@dataclass(frozen=True)
class InfusionNotRecorded:
    """A planned infusion whose day has come has no row."""

    number: int
    planned_on: date


@dataclass(frozen=True)
class NotCompletedWithoutReason:
    """An infusion was not completed and nobody says why."""

    infusion_id: str


@dataclass(frozen=True)
class NotGivenWithCells:
    """Recorded as not given, and with cells: one of the two is wrong, and nobody knows which."""

    infusion_id: str
    cells: Decimal


@dataclass(frozen=True)
class InfusionsAtOneTime:
    """Two infusions of one patient with one start."""

    infusion_id: str
    other_id: str
    on: date


@dataclass(frozen=True)
class InfusionAfterWindow:
    """An infusion was started after the window."""

    infusion_id: str
    on: date


@dataclass(frozen=True)
class DoseAbovePlan:
    """More cells than the protocol's dose of the patient's level allows."""

    infusion_id: str
    cells: Decimal
    planned: Decimal


@dataclass(frozen=True)
class CellsUnknown:
    """Nobody knows how many cells were given."""

    infusion_id: str


@dataclass(frozen=True)
class PlanUnknown:
    """No plan to hold the dose against: the level is not the protocol's, or its weight is not recorded."""

    infusion_id: str
