"""What is open, and about what: one value for each kind of question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safety.domain.case_report import CellProblem
from safety.domain.changed_cell import Cell, CellChange


@dataclass(frozen=True)
class WindowOpen:
    """The DLT window runs through this day."""

    last_day: date


@dataclass(frozen=True)
class NoGrade:
    """The site reported no grade; it is not grade 0."""

    derived: int | None


@dataclass(frozen=True)
class GradeNotYetKnown:
    """The row says grade 5 with an end after the cut-off: it runs on, and its grade is not known."""


@dataclass(frozen=True)
class OtherCtcaeVersion:
    """Graded under another version of CTCAE than the protocol's."""

    found: str
    protocol: str


@dataclass(frozen=True)
class ImpossibleGrade:
    """CTCAE has no such grade for the term."""

    term: str
    grade: int
    grades: tuple[int, ...]


@dataclass(frozen=True)
class UnknownTerm:
    """CTCAE has no such term."""

    term: str


@dataclass(frozen=True)
class FindingsAboveGrade:
    """The findings (column, value) satisfy what CTCAE says of a higher grade than the site reported."""

    supported: int
    reported: int
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AwaitsRuling:
    """People must rule on the event."""

    event_id: str


@dataclass(frozen=True)
class AeReviewIncomplete:
    """The adverse-event pages are not completed through the day they must be."""

    through: date | None
    needed: date


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


@dataclass(frozen=True)
class InfusionAfterWindow:
    """An infusion was started after the window."""

    infusion_id: str
    on: date


@dataclass(frozen=True)
class Unreadable:
    """Cells of a row that could not be read."""

    cells: tuple[CellProblem, ...]


@dataclass(frozen=True)
class RulingNotAllowed:
    """Nobody can rule an ordinary event not evaluable."""

    event_id: str


@dataclass(frozen=True)
class SeenTwice:
    """The id, or the infusion number of the subject, stands in more than one row."""

    what: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class UnknownSubject:
    """A record of a subject that subjects.csv does not have."""

    subject_id: str


@dataclass(frozen=True)
class UnknownLevel:
    """A dose level that the protocol does not have."""

    level: int


@dataclass(frozen=True)
class DosedUnassigned:
    """Cells were given to a subject that was never assigned to a level."""

    subject_id: str


@dataclass(frozen=True)
class UnknownRecord:
    """A ruling on an id that nobody knows."""

    record_id: str


@dataclass(frozen=True)
class UnreportedLab:
    """A laboratory value derives to a grade that no event reports."""

    test: str
    value: str
    unit: str
    day: date
    term: str
    grade: int


@dataclass(frozen=True)
class UngradableLab:
    """A value that a rule needs cannot be graded; what is missing is named."""

    test: str
    value: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class RulingOutdated:
    """The ruling is dated before what it rules on, or was made on a lower grade than the one now."""

    adjudication_id: str
    ruled_grade: int | None
    grade_now: int | None


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
class DatedAfterExport:
    """A record of the site starts after the day of the export: a slip in its year would hide it for years."""

    day: date
    extracted_on: date


@dataclass(frozen=True)
class FileNotRead:
    """A table lies in the folder under a name that nobody knows; nothing of it was read."""

    file: str


@dataclass(frozen=True)
class UnknownColumn:
    """A column that the dictionary does not have: kept, and deciding nothing; `like`: what may be meant."""

    column: str
    rows: int
    like: str


@dataclass(frozen=True)
class UnknownTest:
    """A test code that nobody knows: its measurements are kept, and no rule sees them."""

    test: str
    rows: int
    like: str


@dataclass(frozen=True)
class FatalOutcome:
    """The outcome tells of a death that is nowhere on record; the row's own grade is lower, or not known."""

    outcome: str
    grade: int | None


@dataclass(frozen=True)
class NotGivenWithCells:
    """Recorded as not given, and with cells: one of the two is wrong, and nobody knows which."""

    infusion_id: str
    cells: Decimal


@dataclass(frozen=True)
class ConsentAfterInfusion:
    """Consent is dated after the first infusion."""

    consented_on: date
    first_infusion: date


@dataclass(frozen=True)
class InfusionsAtOneTime:
    """Two infusions of one patient with one start."""

    infusion_id: str
    other_id: str
    on: date


@dataclass(frozen=True)
class DosedWithoutDecision:
    """No earlier decision of record to escalate the level below."""

    level_below: int
    first_infusion: date


@dataclass(frozen=True)
class RowGone:
    """A row of an earlier export is not in a later one; `named`: what it was about, column and cell."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class RowSpares:
    """A row that no earlier export had takes back what was a DLT; `named`: what it is about, column and cell."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class RowDowngraded:
    """Cells of a row changed in a way that may make a verdict kinder."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]
    lowered: tuple[CellChange, ...]


@dataclass(frozen=True)
class DecisionGroundChanged:
    """With newer records, the cut-off that a decision of record rests on has another verdict, or other patients."""

    decision_id: str
    decided_on: date
    cut_off: date
    level: int
    rule_then: str
    rule_now: str
    patients: tuple[str, ...]


@dataclass(frozen=True)
class PastVerdictChanged:
    """With newer records, the rule would have said something else of a level at an earlier cut-off."""

    level: int
    cut_off: date
    rule_then: str
    rule_now: str
