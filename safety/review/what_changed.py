"""What changed between two exports, and what does it do to the verdict at a cut-off?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from safety.domain.acknowledgement import Acknowledgement
from safety.domain.case_report import CaseReports
from safety.domain.downgrade import Comparison
from safety.domain.escalation import Decision
from safety.domain.export import Export
from safety.domain.open_changes import Step, open_changes, steps
from safety.domain.open_question import OpenQuestion
from safety.domain.protocol import Protocol
from safety.domain.protocol_edit import edited
from safety.domain.what_changed import Change, ChangeKind, in_order
from safety.review.by_protocol import ByProtocol, Own, OwnProtocol, protocol_edits
from safety.review.kinder_changes import Judge
from safety.review.milder_value import MilderValue
from safety.review.past_decisions import PastDecisions
from safety.review.reference import Reference
from safety.review.study_review import StudyReview, review_study
from safety.review.verdict_moves import Move, Moves


class Weight(StrEnum):
    """How much a change weighs for the verdict, in the order in which changes are told."""

    DANGEROUS = "dangerous"
    VERDICT = "verdict"
    WORSE = "worse"
    NEUTRAL = "neutral"
    ADDED = "added"


def steps_to_latest(
    history: Sequence[CaseReports], protocol: Protocol, reference: Reference, own: Own = ()
) -> tuple[Step, ...]:
    """What changed from each export of a history to the last of it, the oldest first.

    What was harm in an earlier export stays harm where its protocol was edited since; an amendment decides anew.
    """
    *before, latest = history
    milder = MilderValue(reference, protocol)
    later = Export(latest, protocol)
    pairs = zip(before, own or [None] * len(before), strict=True)
    earlier = (Export(reports, _compared_by(by, protocol)) for reports, by in pairs)
    return steps(Comparison(export, later, milder) for export in earlier)


def _compared_by(own: OwnProtocol | None, protocol: Protocol) -> Protocol:
    return own.protocol if own and edited(own.protocol, protocol) else protocol


def judged_steps(
    history: Sequence[CaseReports], protocol: Protocol, cut_off: date, reference: Reference, own: Own = ()
) -> tuple[Step, ...]:
    """The same, with what turns out dangerous at the cut-off, an edited protocol file included."""
    taken = steps_to_latest(history, protocol, reference, own)
    if not taken:
        return ()
    later = review_study(taken[-1].compared.later.reports, protocol, cut_off, reference)
    judged = [Judge(step, later).judged() for step in taken]
    for n, edit in enumerate(protocol_edits(history[:-1], own, later)):
        if edit:
            judged[n] = replace(judged[n], changes=(edit, *judged[n].changes))
    return tuple(judged)


@dataclass(frozen=True)
class WhatChanged:
    """From an earlier export to a later one, at a cut-off and under the later one's protocol.

    `open` are the changes that block until somebody acknowledges them, those of the steps in between and before
    included; `before` are the exports that came before the later one, oldest first, each under its own protocol;
    `own` is that of the earlier one, where it is another file.
    """

    step: Step
    open: tuple[Change, ...]
    cut_off: date
    reference: Reference
    before: tuple[Export, ...]
    own: OwnProtocol | None = None

    @cached_property
    def moves(self) -> Moves:
        """The verdicts that differ, by the records alone: as if everything open were acknowledged."""
        compared = self.step.compared
        return Moves(self._review(compared.earlier.reports), self._review(compared.later.reports))

    @cached_property
    def by_protocol(self) -> ByProtocol | None:
        """What another protocol file does to the verdict; None where both exports have the same."""
        return (
            ByProtocol(self.own, self.step.compared.earlier.reports, self.moves.later) if self.own else None
        )

    @cached_property
    def until_acknowledged(self) -> StudyReview:
        """The review of the later export with the open changes in the way."""
        return self._review(self.step.compared.later.reports, self.open)

    @cached_property
    def held_back(self) -> tuple[Move[Decision], ...]:
        """The levels that the open changes hold back: the decision by the records alone, and until then."""
        return Moves(self.moves.later, self.until_acknowledged).levels

    def _review(self, reports: CaseReports, changes: tuple[Change, ...] = ()) -> StudyReview:
        protocol = self.step.compared.later.protocol
        return review_study(reports, protocol, self.cut_off, self.reference, changes)

    @cached_property
    def alarms(self) -> tuple[OpenQuestion, ...]:
        """Verdicts of the past and decisions of record that the later export would have changed, each once."""
        seen: dict[date, StudyReview] = {}
        found = [self._alarms_since(export, seen) for export in self.before]
        grounds, verdicts = ([alarm for told in found for alarm in told[kind]] for kind in (0, 1))
        return tuple(dict.fromkeys((*grounds, *verdicts)))

    def _alarms_since(
        self, earlier: Export, later_reviews: dict[date, StudyReview]
    ) -> tuple[tuple[OpenQuestion, ...], tuple[OpenQuestion, ...]]:
        past = PastDecisions(earlier, self.step.compared.later, self.reference, later_reviews)
        exported = earlier.reports.extracted_on
        verdicts = past.verdicts_changed(exported) if exported and exported <= self.cut_off else ()
        return past.grounds_changed(self.cut_off), verdicts

    @cached_property
    def open_before(self) -> tuple[Change, ...]:
        """The open changes that this step does not tell: of a row that stood the same then, or worse before."""
        told = {change.id for _, change in self.changes}
        return tuple(change for change in self.open if change.id not in told)

    @cached_property
    def changes(self) -> tuple[tuple[Weight, Change], ...]:
        """Every change with its weight, the heaviest first; those that go with another verdict before their equals."""
        order = tuple(Weight)
        asked = {replace(change, occurrence=1).id: change for change in self.open}
        asked |= {change.id: change for change in self.open}
        told = (asked.get(change.id, change) for change in self.step.changes)
        found = ((self._weight(change), change) for change in told)
        return tuple(
            sorted(
                found, key=lambda told: (order.index(told[0]), not self._moved(told[1]), in_order(told[1]))
            )
        )

    def _weight(self, change: Change) -> Weight:
        if change.dangerous:
            return Weight.DANGEROUS
        if self._moved(change):
            return Weight.VERDICT
        if change.kind is ChangeKind.ADDED:
            return Weight.ADDED
        return Weight.WORSE if self._worse(change) else Weight.NEUTRAL

    def _moved(self, change: Change) -> bool:
        """Does a verdict differ with it: an event's own, or where no event's does its patient's; of others any?"""
        patients, events = self.moves.patients, self.moves.events
        if change.table != "adverse_events":
            return not self.moves.subjects.isdisjoint(change.subjects)
        if any(move.subject_id in change.subjects for move in events):
            return any(move.about == change.row_id for move in events)
        return any(move.about in change.subjects for move in patients)

    def _worse(self, change: Change) -> bool:
        """Would it be dangerous the other way round?"""
        compared = self.step.compared
        back = replace(compared, earlier=compared.later, later=compared.earlier)
        assert change.before and change.after, "it is changed: neither new nor gone"
        return any(cell.downgrade for cell in back.cells(change.after, change.before))


def what_changed(
    history: Sequence[CaseReports],
    protocol: Protocol,
    cut_off: date,
    reference: Reference,
    given: Sequence[Acknowledgement] = (),
    since: int = -2,
    own: Own = (),
) -> WhatChanged:
    """What changed from an export of a study to the last of its history, and what that does to the verdict.

    The history is oldest first; `since` is the place in it of the export to compare with, the one before the last
    unless said. What is open is what the whole history left open. `own` are the protocols of the earlier exports.
    """
    taken = judged_steps(history, protocol, cut_off, reference, own)
    place = range(len(history))[since]
    by = own or [None] * len(taken)
    before = tuple(
        each.export if each else Export(reports, protocol)
        for reports, each in zip(history[:-1], by, strict=True)
    )
    return WhatChanged(taken[place], open_changes(taken, given), cut_off, reference, before, by[place])
