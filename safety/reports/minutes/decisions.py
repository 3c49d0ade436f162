"""What the committee decided before."""

from __future__ import annotations

from typing import Any

from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.days import iso
from safety.wording.decision_words import decided


def decisions(review: StudyReview, said: Speech) -> dict[str, Any]:
    """Every decision of record up to the cut-off, in its order."""
    head = ("minutes_decided_on", "level_head", "minutes_decision", "minutes_decided_at", "minutes_decided_by",
            "minutes_reason")  # fmt: skip
    made = sorted(review.cut.decisions, key=lambda d: (iso(d.decided_on, said), d.decision_id or ""))
    rows = [
        [iso(d.decided_on, said), str(d.level), decided(d, said), iso(d.cut_off, said),
         d.decided_by or "", d.reason or ""]
        for d in made
    ]  # fmt: skip
    return {
        "title": said.label("minutes_decisions"),
        "head": [said.label(name) for name in head],
        "rows": rows,
        "none": said.label("minutes_decisions_none"),
    }
