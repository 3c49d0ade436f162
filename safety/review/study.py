"""A study as it was read, to be reviewed at any cut-off, and what changed since the exports before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safety.domain.acknowledgement import Acknowledgement
from safety.domain.case_report import CaseReports, DecisionOfRecord
from safety.domain.export import Export
from safety.domain.latest_day import latest_day
from safety.domain.open_changes import acknowledged_changes, open_changes
from safety.domain.protocol import Protocol
from safety.review.by_protocol import Own
from safety.review.ground_of_decision import on_other_ground
from safety.review.reference import reference
from safety.review.study_review import StudyReview, review_study
from safety.review.what_changed import WhatChanged, judged_steps, what_changed


@dataclass(frozen=True)
class Study:
    """A study as it was read, to be reviewed at any cut-off.

    `before` are the case reports of the cuts before this one, oldest first: a row that vanished since, or was
    lowered, blocks until it is back or one of the `acknowledgements` is about it. `own` are their protocols, where
    these are other files. A folder knows none of it.
    """

    reports: CaseReports
    protocol: Protocol
    before: tuple[CaseReports, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    own: Own = ()

    @property
    def history(self) -> tuple[CaseReports, ...]:
        """The case reports of every cut up to this one, oldest first."""
        return (*self.before, self.reports)

    def review(self, cut_off: date) -> StudyReview:
        """The review of the study at a cut-off."""
        taken = judged_steps(self.history, self.protocol, cut_off, reference(), self.own)
        given = self.acknowledgements
        return review_study(
            self.reports, self.protocol, cut_off, reference(),
            open_changes(taken, given), acknowledged_changes(taken, given),
        )  # fmt: skip

    def changes(self, cut_off: date, since: int = -2) -> WhatChanged:
        """What changed since an earlier cut, by its place in the history: the one before, unless said.

        Only for a study with a cut before it.
        """
        given = self.acknowledgements
        return what_changed(self.history, self.protocol, cut_off, reference(), given, since, self.own)

    def on_other_ground(self, decision: DecisionOfRecord) -> bool:
        """Does a decision of record stand on other records than those it was made on? A folder cannot tell."""
        before = [
            own.export if own else Export(reports, self.protocol)
            for reports, own in zip(self.before, self.own or [None] * len(self.before), strict=True)
        ]
        return on_other_ground(decision, before, Export(self.reports, self.protocol), reference())

    def latest_changes(self) -> WhatChanged:
        """What changed since the cut before, at the day up to which the records reach."""
        return self.changes(latest_day(self.reports))
