"""Why an answer is what it is: values a test can compare, a translator can word, a committee can follow.

Sentences are made from them in `safety.wording`, and nowhere else.
"""

from safety.domain.change_reason import (
    DecisionGroundChanged,
    PastVerdictChanged,
    ProtocolEdited,
    RowDowngraded,
    RowGone,
    RowSpares,
)
from safety.domain.dose_reason import (
    DoseOffPlan,
    ExponentSlip,
    InfusionAfterExit,
    InfusionInterrupted,
    InfusionNotGiven,
    InfusionNumberTwice,
    InfusionUndated,
    IntervalOffPlan,
    WithoutCells,
)
from safety.domain.eligibility_reason import (
    AgeAtConsent,
    BegunBefore,
    Clearance,
    Consented,
    EligibilityOpen,
    EligibilityUnknown,
    FactsLacking,
    LaboratoryValue,
    SiteAnswered,
    SiteWrote,
    StoodAtGrade,
    UnknownCriterion,
    WrongUnit,
)
from safety.domain.event_reason import (
    AwaitsRuling,
    FatalOutcome,
    FindingsAboveGrade,
    GradeNotYetKnown,
    ImpossibleGrade,
    NoGrade,
    OtherCtcaeVersion,
    RulingNotAllowed,
    RulingOutdated,
    UngradableLab,
    UnknownTerm,
    UnreportedLab,
)
from safety.domain.level_reason import (
    DeathHolds,
    DosedWithoutDecision,
    LowerLevelChanged,
    ProtocolIsDraft,
)
from safety.domain.record_reason import (
    DatedAfterExport,
    DosedUnassigned,
    FileNotRead,
    SeenTwice,
    UnknownColumn,
    UnknownLevel,
    UnknownRecord,
    UnknownSubject,
    UnknownTest,
    Unreadable,
)
from safety.domain.verdict_reason import (
    AboveFloor,
    BackAtBaseline,
    Died,
    DurationOpen,
    EndedInTime,
    Excluded,
    ExclusionFails,
    ExclusionOpen,
    GrewAfterTheWindow,
    HysLaw,
    InfusionsOmitted,
    LastedTooLong,
    MayBeReactionToInfusion,
    MeetsRule,
    NeverDosed,
    NotCalled,
    NotRelated,
    OutsideWindow,
    ReactionToInfusion,
    Ruled,
    StartUncertain,
    StoodAtBaseline,
)
from safety.domain.window_reason import (
    AeReviewIncomplete,
    CellsUnknown,
    ConsentAfterInfusion,
    DataOlderThanWindow,
    DoseAbovePlan,
    InfusionAfterWindow,
    InfusionNotRecorded,
    InfusionsAtOneTime,
    LeftStudy,
    NotCompletedWithoutReason,
    NotGivenWithCells,
    PlanUnknown,
    WindowOpen,
)

__all__ = [
    "AboveFloor",
    "AeReviewIncomplete",
    "AgeAtConsent",
    "AwaitsRuling",
    "BackAtBaseline",
    "BegunBefore",
    "CellsUnknown",
    "Clearance",
    "ConsentAfterInfusion",
    "Consented",
    "DataOlderThanWindow",
    "DatedAfterExport",
    "DeathHolds",
    "DecisionGroundChanged",
    "Died",
    "DoseAbovePlan",
    "DoseOffPlan",
    "DosedUnassigned",
    "DosedWithoutDecision",
    "DurationOpen",
    "EligibilityOpen",
    "EligibilityUnknown",
    "EndedInTime",
    "Excluded",
    "ExclusionFails",
    "ExclusionOpen",
    "ExponentSlip",
    "FactsLacking",
    "FatalOutcome",
    "FileNotRead",
    "FindingsAboveGrade",
    "GradeNotYetKnown",
    "GrewAfterTheWindow",
    "HysLaw",
    "ImpossibleGrade",
    "InfusionAfterExit",
    "InfusionAfterWindow",
    "InfusionInterrupted",
    "InfusionNotGiven",
    "InfusionNotRecorded",
    "InfusionNumberTwice",
    "InfusionUndated",
    "InfusionsAtOneTime",
    "InfusionsOmitted",
    "IntervalOffPlan",
    "LaboratoryValue",
    "LastedTooLong",
    "LeftStudy",
    "LowerLevelChanged",
    "MayBeReactionToInfusion",
    "MeetsRule",
    "NeverDosed",
    "NoGrade",
    "NotCalled",
    "NotCompletedWithoutReason",
    "NotGivenWithCells",
    "NotRelated",
    "OtherCtcaeVersion",
    "OutsideWindow",
    "PastVerdictChanged",
    "PlanUnknown",
    "ProtocolEdited",
    "ProtocolIsDraft",
    "ReactionToInfusion",
    "Reason",
    "RowDowngraded",
    "RowGone",
    "RowSpares",
    "Ruled",
    "RulingNotAllowed",
    "RulingOutdated",
    "SeenTwice",
    "SiteAnswered",
    "SiteWrote",
    "StartUncertain",
    "StoodAtBaseline",
    "StoodAtGrade",
    "UngradableLab",
    "UnknownColumn",
    "UnknownCriterion",
    "UnknownLevel",
    "UnknownRecord",
    "UnknownSubject",
    "UnknownTerm",
    "UnknownTest",
    "Unreadable",
    "UnreportedLab",
    "WindowOpen",
    "WithoutCells",
    "WrongUnit",
]

Reason = (
    MeetsRule | NotCalled | NotRelated | Excluded | ExclusionFails | ExclusionOpen | LastedTooLong
    | EndedInTime | DurationOpen | StoodAtBaseline | BackAtBaseline | StartUncertain | OutsideWindow
    | NeverDosed | Died | ReactionToInfusion | MayBeReactionToInfusion | GrewAfterTheWindow | HysLaw
    | AboveFloor | InfusionsOmitted | Ruled | WindowOpen | NoGrade | GradeNotYetKnown | OtherCtcaeVersion
    | ImpossibleGrade | UnknownTerm | FindingsAboveGrade | AwaitsRuling | AeReviewIncomplete
    | InfusionNotRecorded | NotCompletedWithoutReason | DoseAbovePlan | CellsUnknown | PlanUnknown
    | InfusionAfterWindow | Unreadable | RulingNotAllowed | SeenTwice | UnknownSubject | UnknownLevel
    | DosedUnassigned | UnknownRecord | UnreportedLab | UngradableLab | RulingOutdated
    | DataOlderThanWindow | LeftStudy | DeathHolds | LowerLevelChanged | ProtocolIsDraft
    | DatedAfterExport | FileNotRead | UnknownColumn | UnknownTest | FatalOutcome | NotGivenWithCells
    | ConsentAfterInfusion | InfusionsAtOneTime | DosedWithoutDecision | RowGone | RowSpares | ProtocolEdited
    | RowDowngraded
    | DecisionGroundChanged | PastVerdictChanged | DoseOffPlan | ExponentSlip | InfusionNotGiven
    | InfusionInterrupted | WithoutCells | InfusionAfterExit | InfusionUndated | InfusionNumberTwice
    | IntervalOffPlan | SiteAnswered | SiteWrote | LaboratoryValue | Clearance | StoodAtGrade
    | BegunBefore | Consented | AgeAtConsent | FactsLacking | WrongUnit | EligibilityOpen
    | EligibilityUnknown | UnknownCriterion
)  # fmt: skip
