"""Does a decision of record stand on the records that it was made on?

Asked of the exports that it can have been made on: quick enough for the page with the verdict. The alarms of
`WhatChanged` ask every export, and have all that is told here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from safety.domain.case_report import DecisionOfRecord
from safety.domain.export import Export
from safety.review.past_decisions import PastDecisions
from safety.review.reference import Reference
from safety.review.study_review import StudyReview


def on_other_ground(
    decision: DecisionOfRecord, before: Sequence[Export], latest: Export, reference: Reference
) -> bool:
    """Does its own cut-off come out otherwise by the latest export than by one that it can have been made on?"""
    reviews: dict[date, StudyReview] = {}
    return any(
        any(PastDecisions(export, latest, reference, reviews).ground_changed(decision))
        for export in made_on(decision, before)
    )


def made_on(decision: DecisionOfRecord, before: Sequence[Export]) -> Sequence[Export]:
    """The exports from its cut-off to its day, and those of no stated day; without any, the first one after."""
    cut_off, decided_on = decision.cut_off, decision.decided_on
    if cut_off is None or decided_on is None:
        return ()
    exported = [(export.reports.extracted_on or cut_off, export) for export in before]
    in_time = [export for day, export in exported if cut_off <= day <= decided_on]
    after = [(day, export) for day, export in exported if day >= cut_off]
    return in_time or [export for _, export in sorted(after, key=lambda told: told[0])[:1]]
