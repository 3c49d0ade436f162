"""The trial's protocol as values: dose levels, window, evaluability, DLT rules, decision boundaries.

Nothing here knows a particular trial: `data/demo/protocol.toml` is the first, any phase I protocol is a file.
Every part carries the `section` it comes from, so that a screen can cite it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """What an event is under the DLT rules, harshest first."""

    DLT = "dlt"
    UNKNOWN = "unknown"
    REVIEW = "review"
    NOT_DLT = "not_dlt"


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
    deviation; a completed one more than `below_percent` under it does not count as completed.
    """

    per_kg: bool
    reference_weight_kg: Decimal | None
    days: tuple[int, ...]
    above_percent: Decimal
    below_percent: Decimal
    section: str

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
class DeathRule:
    """A death, under whatever term it was recorded."""

    id: str
    section: str


@dataclass(frozen=True)
class EventRule:
    """An event of these terms and grades gives `gives`.

    `terms` None means every term but those of `other_than`. `ungraded` also holds where no grade is known;
    `related` asks for causality; `longer_than` for a duration; `knows_baseline` spares what the patient
    brought along; `exclusions` name the exclusions that may lift it.
    """

    id: str
    gives: Verdict
    section: str
    terms: frozenset[str] | None
    other_than: frozenset[str]
    grades: frozenset[int]
    ungraded: bool
    related: bool
    longer_than: timedelta | None
    knows_baseline: bool
    exclusions: tuple[str, ...]

    def covers(self, term: str) -> bool:
        """Is the term one of the rule's?"""
        return term not in self.other_than and (self.terms is None or term in self.terms)


@dataclass(frozen=True)
class InfusionReactionRule:
    """A reaction from the start of any infusion to `within` after its end."""

    id: str
    section: str
    terms: frozenset[str]
    dlt_grades: frozenset[int]
    review_grades_if_not_completed: frozenset[int]
    within: timedelta


@dataclass(frozen=True)
class HysLawRule:
    """Liver injury without cholestasis, in multiples of the upper limit of normal (FDA 2009, Hy's law)."""

    id: str
    section: str
    aminotransferases: frozenset[str]
    aminotransferase_at_least: Decimal
    bilirubin: str
    bilirubin_above: Decimal
    alkaline_phosphatase: str
    excused_from: Decimal


@dataclass(frozen=True)
class AbnormalBaselineRule:
    """A floor in multiples of the upper limit of normal where baseline multiples would hide an injury."""

    id: str
    section: str
    tests: frozenset[str]
    above: Decimal


@dataclass(frozen=True)
class OmissionRule:
    """Planned infusions not given, or interrupted, for an adverse event."""

    id: str
    section: str
    omitted_at_least: int


@dataclass(frozen=True)
class Exclusion:
    """What spares an event that a rule would call: every condition must be documented.

    `within` bounds its duration; `documented` names facts of the event and the answer each must have.
    """

    id: str
    section: str
    terms: frozenset[str]
    grades: frozenset[int]
    within: timedelta | None
    documented: Mapping[str, bool]


@dataclass(frozen=True)
class LaboratoryRule:
    """A laboratory grade that no event reports is asked about: from which grade, how far around its day."""

    id: str
    section: str
    from_grade: int
    widened_by: timedelta


@dataclass(frozen=True)
class DltDefinition:
    """Every rule that can call a dose-limiting toxicity, and what relates an event to the treatment."""

    related: frozenset[str]
    unassessed_is_related: bool
    death: DeathRule
    events: tuple[EventRule, ...]
    infusion_reactions: tuple[InfusionReactionRule, ...]
    hys_law: HysLawRule | None
    abnormal_baseline: AbnormalBaselineRule | None
    omission: OmissionRule | None
    exclusions: Mapping[str, Exclusion]
    laboratory: LaboratoryRule | None

    @property
    def raised_rules(self) -> tuple[str, ...]:
        """The ids of the rules that need no event row: they raise a finding of the patient's own."""
        return tuple(rule.id for rule in (self.hys_law, self.abnormal_baseline, self.omission) if rule)

    def is_related(self, causality: str | None) -> bool:
        """Does the causality count towards a DLT? Not assessed is not unrelated (ICH E2A)."""
        return self.unassessed_is_related if causality is None else causality in self.related


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
class Protocol:
    """One version of one trial's protocol; an amendment is another file with another version."""

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

    def level(self, number: int | None) -> DoseLevel | None:
        """The rung of that number, None where the protocol lacks it."""
        return next((rung for rung in self.levels if rung.level == number), None)

    def next_level(self, number: int) -> DoseLevel | None:
        """The rung above, None at the top of the ladder."""
        above = [rung for rung in self.levels if rung.level > number]
        return min(above, key=lambda rung: rung.level, default=None)
