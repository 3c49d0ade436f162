"""Who was let in? Every patient's criteria, those who were never dosed too, and what people ruled on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safety.domain.case_report import ScreeningAnswer
from safety.domain.eligibility import Eligibility
from safety.domain.eligibility_criterion import OPEN, Criterion
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.patient import Patient
from safety.domain.ruled_questions import ruling_on
from safety.domain.rulings import RulingsOnRecord
from safety.review.study_review import StudyReview

ABOUT_ELIGIBILITY = (Code.ELIGIBILITY_OPEN, Code.ELIGIBILITY_UNKNOWN)
SCREENING_FILE = "screening.csv"


@dataclass(frozen=True)
class Entered:
    """One patient's eligibility, the level the patient stands under, and the ruling on `elig:<subject_id>`."""

    patient: Patient
    level: int | None
    eligibility: Eligibility
    ruling: RulingsOnRecord

    @property
    def in_question(self) -> bool:
        """Does a criterion fail, or is one in conflict or to be judged?"""
        return bool(self.eligibility.of(*OPEN))

    @property
    def waits(self) -> bool:
        """Is a dosed patient's eligibility in question, and no ruling stands?"""
        return self.in_question and self.patient.records.dosed and self.ruling.stands is None

    def notes(self, criterion: Criterion) -> list[ScreeningAnswer]:
        """The rows of screening.csv that speak of a criterion and have a note."""
        rows = self.patient.records.screening or ()
        return [row for row in rows if row.note and row.criterion and criterion.answered_by(row.criterion)]


def eligibility_review(review: StudyReview) -> tuple[Entered, ...]:
    """Everybody by level and first infusion, screening failures last; nobody where the protocol lists no criteria."""
    by_level = [(rung.level, p) for rung in review.protocol.levels for p in review.at_level(rung.level)]
    placed = {p.subject_id for _, p in by_level}
    others = [(_level(review, sid), p) for sid, p in review.patients.items() if sid not in placed]
    return tuple(_entered(p, level) for level, p in (*by_level, *others) if p.eligibility is not None)


def eligibility_is_not_known(review: StudyReview) -> bool:
    """Are there criteria, and nobody's answers to them? Said once, and holding nobody back."""
    return bool(review.protocol.criteria) and review.cut.screening is None


def asked_about(entered: Entered, review: StudyReview) -> list[OpenQuestion]:
    """What is open about a patient's eligibility, and about the patient's rows of screening.csv."""
    subject_id = entered.patient.subject_id
    return [
        q
        for q in review.queries
        if q.subject_id == subject_id
        and (
            q.code in ABOUT_ELIGIBILITY
            or q.record_id == f"elig:{subject_id}"
            or (q.source is not None and q.source.file == SCREENING_FILE)
        )
    ]


def _level(review: StudyReview, subject_id: str) -> int | None:
    levels = review.cut.levels_of.get(subject_id, frozenset())
    return min(levels, default=None)


def _entered(patient: Patient, level: int | None) -> Entered:
    assert patient.eligibility is not None
    first = patient.window.first_day if patient.window else date.min
    asked = patient.eligibility.open(patient.subject_id, first)
    arose = asked[0].arose_on if asked else first
    ruling = ruling_on(patient.records.rulings, f"elig:{patient.subject_id}", arose, None)
    return Entered(patient, level, patient.eligibility, ruling)
