"""What is open about dose levels beyond their own patients: one value for each kind of question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DeathHolds:
    """A death holds every level until it is ruled on."""

    subject_id: str


@dataclass(frozen=True)
class LowerLevelChanged:
    """A lower level, by its own clear and DLT, no longer permits the step up."""

    level: int


@dataclass(frozen=True)
class ProtocolIsDraft:
    """Nobody has answered for the protocol file yet."""


@dataclass(frozen=True)
class DosedWithoutDecision:
    """No earlier decision of record to escalate the level below."""

    level_below: int
    first_infusion: date
