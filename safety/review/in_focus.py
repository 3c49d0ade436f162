"""Which level is the meeting about?"""

from __future__ import annotations

from safety.domain.escalation import Decision
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview


def in_focus(review: StudyReview) -> LevelReview:
    """The highest level that is open; the lowest where nobody was dosed yet."""
    opened = [level for level in review.levels if level.decision is not Decision.NOT_OPEN]
    return opened[-1] if opened else review.levels[0]
