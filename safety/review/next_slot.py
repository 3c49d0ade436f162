"""When could the next patient of the open level have a first infusion, by the protocol's stagger alone?

It is a day before which the protocol says no; it is never leave to dose anybody. Staggering is a mandatory topic
of first-in-human designs (EMA 2017, FDA 2015 on cell therapy).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from safety.domain.escalation import Decision
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview

# Where the rule has closed the level, or asks for nobody more, no day is told.
ASKED = (Decision.WAIT, Decision.ENROL, Decision.EXPAND)


@dataclass(frozen=True)
class NextSlot:
    """Not before this day: so many days after the first infusion of the level's latest patient.

    `not_before` None: the day of some first infusion is not known.
    """

    level: int
    not_before: date | None
    days: int
    subject_id: str
    section: str


def next_slot(review: StudyReview, level: LevelReview) -> NextSlot | None:
    """The next slot of a level; None where the protocol says nothing, or the level asks for nobody."""
    stagger = review.protocol.stagger
    dosed = [patient for patient in level.patients if patient.records.dosed]
    days = stagger.days_after(len(dosed)) if stagger else None
    if stagger is None or days is None or level.decision not in ASKED:
        return None
    windows = [patient.window for patient in dosed]
    latest = max(dosed, key=lambda p: p.window.first_day if p.window else date.max)
    day = latest.window.first_day + timedelta(days=days) if latest.window and all(windows) else None
    return NextSlot(level.dose.level, day, days, latest.subject_id, stagger.section)
