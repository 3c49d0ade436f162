"""The trial's protocol as values: dose levels, window, evaluability, DLT rules, decision boundaries.

Nothing here knows a particular trial: `data/demo/protocol.toml` is the first, any phase I protocol is a file.
Every part carries the `section` it comes from, so that a screen can cite it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from safety.domain.dlt_definition import DltDefinition
from safety.domain.eligibility_criterion import Criterion


class ProtocolStatus(StrEnum):
    """Has somebody answered for this file? A draft never lets anybody go on."""

    DRAFT = "draft"
    DEMONSTRATION = "demonstration"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class DoseLevel:
    """A rung of the ladder: cells per infusion, at the reference weight where doses go by weight."""

    level: int
    cells: Decimal
    section: str


@dataclass(frozen=True)
class Dosing:
    """How the levels are given: flat or by weight, on which study days, and how far off is a deviation.

    `days` are study days (Day 1 = first infusion). A dose more than `above_percent` over the protocol's is a
    deviation; a completed one more than `below_percent` under it does not count as completed. More than
    `minor_percent` off either way is a minor one, which decides nothing; None: the protocol names none.
    """

    per_kg: bool
    reference_weight_kg: Decimal | None
    days: tuple[int, ...]
    above_percent: Decimal
    below_percent: Decimal
    section: str
    minor_percent: Decimal | None = None

    @property
    def numbers(self) -> range:
        """The numbers of the planned infusions, 1 to the last."""
        return range(1, len(self.days) + 1)

    def planned_day(self, number: int, first_infusion: date) -> date:
        """The calendar day an infusion is planned for."""
        return first_infusion + timedelta(days=self.days[number - 1] - self.days[0])

    def planned_cells(self, level: DoseLevel, weight_kg: Decimal | None) -> Decimal | None:
        """Cells per infusion the protocol asks for; None where it goes by a weight nobody noted."""
        if not self.per_kg or self.reference_weight_kg is None:
            return level.cells
        return None if weight_kg is None else level.cells * weight_kg / self.reference_weight_kg


@dataclass(frozen=True)
class Boundary:
    """A row of the decision table, as BOIN tables are printed: 3+3 is two of them.

    Used from `evaluable` evaluable patients up to the next row.
    """

    evaluable: int
    escalate_at_most: int
    exceeded_at_least: int
    section: str


@dataclass(frozen=True)
class MtdRule:
    """How many evaluable patients, with how many DLTs at most, confirm the level below as the MTD."""

    evaluable: int
    dlt_at_most: int
    section: str


@dataclass(frozen=True)
class Stagger:
    """How many days must lie between the first infusions of a level's patients.

    `first_to_second` between its first two patients, `between_later` between any later two; None: nothing is said.
    """

    first_to_second: int
    between_later: int | None
    section: str

    def days_after(self, dosed: int) -> int | None:
        """The days asked for after the latest of so many patients; None where nothing is said."""
        return self.first_to_second if dosed == 1 else self.between_later if dosed else None


@dataclass(frozen=True)
class Protocol:
    """One version of one trial's protocol; an amendment is another file with another version.

    `criteria_off` are eligibility criteria that the file names and asks of nobody; `stagger` None: it names none.
    """

    id: str
    title: str
    version: str
    status: ProtocolStatus
    sha256: str
    ctcae_version: str
    levels: tuple[DoseLevel, ...]
    dosing: Dosing
    window_days: int
    window_section: str
    infusions_to_complete: int
    evaluability_section: str
    dlt: DltDefinition
    boundaries: tuple[Boundary, ...]
    mtd: MtdRule
    death_holds_all_levels: bool
    stopping_section: str
    criteria: tuple[Criterion, ...] = ()
    criteria_off: tuple[Criterion, ...] = ()
    stagger: Stagger | None = None

    def level(self, number: int | None) -> DoseLevel | None:
        """The rung of that number, None where the protocol lacks it."""
        return next((rung for rung in self.levels if rung.level == number), None)

    @property
    def criteria_ids(self) -> frozenset[str]:
        """The eligibility criteria as wholes, I04 for I04a, those too that are asked of nobody."""
        return frozenset(c.id[:3] for c in (*self.criteria, *self.criteria_off))

    def next_level(self, number: int) -> DoseLevel | None:
        """The rung above, None at the top of the ladder."""
        above = [rung for rung in self.levels if rung.level > number]
        return min(above, key=lambda rung: rung.level, default=None)
