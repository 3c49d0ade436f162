"""Why an answer is what it is: values a test can compare, a translator can word, a committee can follow.

Sentences are made from them in `safety.wording`, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safety.domain.case_report import CellProblem

# --- why an event is a DLT, or is not -------------------------------------------------------------------------


@dataclass(frozen=True)
class MeetsRule:
    """The event meets a rule of the protocol; `grade` None where the rule asks for none."""

    rule: str
    term: str
    grade: int | None


@dataclass(frozen=True)
class NotCalled:
    """No rule of the protocol calls this term at this grade."""

    term: str
    grade: int | None


@dataclass(frozen=True)
class NotRelated:
    """The site judged the event not related: people rule on it."""

    causality: str


@dataclass(frozen=True)
class Excluded:
    """Every condition of an exclusion is documented."""

    exclusion: str


@dataclass(frozen=True)
class ExclusionFails:
    """A condition of an exclusion is documented not to hold."""

    exclusion: str
    condition: str


@dataclass(frozen=True)
class ExclusionOpen:
    """The exclusion could apply, and what is named here is not documented yet."""

    exclusion: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LastedTooLong:
    """Longer than the rule's limit, read at its longest."""

    limit_hours: int


@dataclass(frozen=True)
class EndedInTime:
    """Ended within the rule's limit."""

    limit_hours: int


@dataclass(frozen=True)
class DurationOpen:
    """Not yet longer than the limit, and it may still grow; or nobody knows how long it lasted."""

    limit_hours: int


@dataclass(frozen=True)
class StoodAtBaseline:
    """At or below the grade the patient brought along, without a gap since the first infusion."""

    grade: int
    baseline: int


@dataclass(frozen=True)
class BackAtBaseline:
    """Not above baseline, but not the same harm either: it had gone, or had stood lower, in between."""

    grade: int
    baseline: int


@dataclass(frozen=True)
class StartUncertain:
    """The event may have started in the window, or outside it."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class OutsideWindow:
    """The event did not start in the window; `before` the first infusion, or after the last day."""

    before: bool


@dataclass(frozen=True)
class NeverDosed:
    """The patient was given no infusion."""


@dataclass(frozen=True)
class Died:
    """A death, on one of these days (interval by interval)."""

    days: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class ReactionToInfusion:
    """Began from the start of this infusion to the end of its reaction time."""

    infusion_id: str


@dataclass(frozen=True)
class MayBeReactionToInfusion:
    """May have begun in the reaction time of this infusion; what is missing decides."""

    infusion_id: str


@dataclass(frozen=True)
class GrewAfterTheWindow:
    """Began or stood in the window and would be a DLT had it reached this grade there."""

    event_id: str


@dataclass(frozen=True)
class HysLaw:
    """An aminotransferase and a bilirubin in the window without an alkaline phosphatase that excuses them."""

    aminotransferase: str
    bilirubin: str


@dataclass(frozen=True)
class AboveFloor:
    """An aminotransferase above so many times its upper limit of normal, on an abnormal baseline."""

    measurement_id: str
    limit: Decimal


@dataclass(frozen=True)
class InfusionsOmitted:
    """Planned infusions not given, or interrupted, for an adverse event."""

    not_given: tuple[str, ...]
    interrupted: tuple[str, ...]


@dataclass(frozen=True)
class Ruled:
    """A ruling that stands."""

    adjudication_id: str
    verdict: str
    decided_on: date
    decided_by: str


# --- what is open, and about what --------------------------------------------------------------------------------


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
    """The dose goes by a weight that is not recorded."""

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
class DosedWithoutDecision:
    """No earlier decision of record to escalate the level below."""

    level_below: int
    first_infusion: date


Reason = (
    MeetsRule | NotCalled | NotRelated | Excluded | ExclusionFails | ExclusionOpen | LastedTooLong | EndedInTime
    | DurationOpen | StoodAtBaseline | BackAtBaseline | StartUncertain | OutsideWindow | NeverDosed | Died
    | ReactionToInfusion | MayBeReactionToInfusion | GrewAfterTheWindow | HysLaw | AboveFloor | InfusionsOmitted
    | Ruled | WindowOpen | NoGrade | GradeNotYetKnown | OtherCtcaeVersion | ImpossibleGrade | UnknownTerm
    | AwaitsRuling | AeReviewIncomplete | InfusionNotRecorded | NotCompletedWithoutReason | DoseAbovePlan
    | CellsUnknown | PlanUnknown | InfusionAfterWindow | Unreadable | RulingNotAllowed | SeenTwice | UnknownSubject
    | UnknownLevel | DosedUnassigned | UnknownRecord | UnreportedLab | UngradableLab | RulingOutdated
    | DataOlderThanWindow | LeftStudy | DeathHolds | LowerLevelChanged | ProtocolIsDraft | DosedWithoutDecision
)  # fmt: skip
