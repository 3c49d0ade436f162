"""Which events must a committee speak about? Those that are, may be, or but for one rule would be a DLT."""

from __future__ import annotations

from collections.abc import Iterable

from safety.domain.assessment_window import InWindow
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import HARSHEST_FIRST
from safety.domain.event_assessment import EventAssessment
from safety.review.study_review import StudyReview

GRAVE = 3


def dlt_candidates(review: StudyReview) -> list[EventAssessment]:
    """Every event that is or may be a DLT, was ruled on, or is grade 3 or worse (or ungraded) in the window."""
    return in_order(event for event in review.events if _is_candidate(event))


def _is_candidate(event: EventAssessment) -> bool:
    if event.verdict is not Verdict.NOT_DLT or event.ruling.because is not None:
        return True
    grave = event.grade is None or event.grade >= GRAVE
    return grave and event.in_window is not InWindow.NO


def in_order(events: Iterable[EventAssessment]) -> list[EventAssessment]:
    """What may be a DLT first, then what was ruled on, then the highest grades."""
    return sorted(
        events,
        key=lambda e: (
            HARSHEST_FIRST.index(e.verdict),
            e.rule != "ruling",
            -(e.grade or 0),
            e.subject_id,
            e.record_id,
        ),
    )
