"""Which rules could say nothing, because nobody measured anything?"""

from __future__ import annotations

from safety.review.study_review import StudyReview


def not_judged(review: StudyReview) -> tuple[str, ...]:
    """The rules that rest on measurements, where somebody was dosed and none is on record: known, and no blocker."""
    dosed = any(level.tally.dosed for level in review.levels)
    return review.protocol.dlt.rules_on_measurements if dosed and not review.cut.measurements else ()
