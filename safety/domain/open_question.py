"""An open question: what is not settled, about whom, where it stands, and whom it holds back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from safety.domain.case_report import Source
from safety.domain.reason import Reason


class Code(StrEnum):
    """What kind of question it is: the contract's blocker and query codes."""

    WINDOW_OPEN = "window_open"
    GRADE_UNKNOWN = "grade_unknown"
    DATE_UNCERTAIN = "date_uncertain"
    DURATION_UNKNOWN = "duration_unknown"
    FACT_MISSING = "fact_missing"
    REVIEW_NEEDED = "review_needed"
    AE_REVIEW_INCOMPLETE = "ae_review_incomplete"
    INFUSIONS_INCOMPLETE = "infusions_incomplete"
    DOSE_DEVIATION = "dose_deviation"
    LATE_INFUSION = "late_infusion"
    UNREADABLE_ROW = "unreadable_row"
    DUPLICATE_ID = "duplicate_id"
    ORPHAN_RECORD = "orphan_record"
    UNREPORTED_LAB = "unreported_lab"
    UNGRADABLE_LAB = "ungradable_lab"
    VERSION_CONFLICT = "version_conflict"
    IMPOSSIBLE_GRADE = "impossible_grade"
    UNKNOWN_TERM = "unknown_term"
    FINDINGS_ABOVE_GRADE = "findings_above_grade"
    RULING_OUTDATED = "ruling_outdated"
    DATA_OLDER = "data_older_than_cut_off"
    STOPPING_RULE = "stopping_rule"
    LOWER_LEVEL_CHANGED = "lower_level_changed"
    ADVERSE_EVENT_EXIT = "adverse_event_exit"
    PROTOCOL_DRAFT = "protocol_draft"
    DOSED_WITHOUT_DECISION = "dosed_without_decision"
    FILE_NOT_READ = "file_not_read"
    DATED_AFTER_EXPORT = "dated_after_export"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_TEST = "unknown_test"
    FATAL_OUTCOME = "fatal_outcome"
    CONSENT_AFTER_INFUSION = "consent_after_infusion"
    INFUSIONS_AT_ONE_TIME = "infusions_at_one_time"
    ELIGIBILITY_OPEN = "eligibility_open"
    ELIGIBILITY_UNKNOWN = "eligibility_unknown"
    UNKNOWN_CRITERION = "unknown_criterion"
    DELETED_ROW = "deleted_row"
    DOWNGRADED = "downgraded"
    DECISION_GROUND_CHANGED = "decision_ground_changed"


class Reach(Enum):
    """Whom an open question holds back."""

    NOBODY = "shown"
    SUBJECT = "the subject"
    EVERY_LEVEL = "every level"


@dataclass(frozen=True)
class OpenQuestion:
    """One question.

    `record_id` is what a ruling on it must name, `clears_on` the day on which time alone settles it. `arose_on`
    is the first day its matter may have happened and `grade` its grade now: a ruling older or lower is outdated.
    """

    code: Code
    reason: Reason
    subject_id: str = ""
    record_id: str = ""
    source: Source | None = None
    column: str = ""
    reach: Reach = Reach.SUBJECT
    clears_on: date | None = None
    arose_on: date | None = None
    grade: int | None = None

    def __hash__(self) -> int:
        """Few questions are about the same record."""
        return hash((self.subject_id, self.record_id, self.column))
