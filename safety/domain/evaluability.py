"""The state of one patient: in the window, awaiting, clear, a DLT, or no evidence either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.disposition import Disposition
from safety.domain.exposure import Exposure
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import AeReviewIncomplete, DataOlderThanWindow, WindowOpen


class State(StrEnum):
    """Where a patient stands at the cut-off."""

    ALLOCATED = "allocated"
    IN_WINDOW = "in_window"
    AWAITING = "awaiting"
    CLEAR = "clear"
    DLT = "dlt"
    NOT_EVALUABLE = "not_evaluable"

    @property
    def pending(self) -> bool:
        """Dosed and not settled."""
        return self in (State.IN_WINDOW, State.AWAITING)


@dataclass(frozen=True)
class FollowUp:
    """What decides the state of a dosed patient who has no DLT."""

    subject_id: str
    cut_off: date
    window: AssessmentWindow | None
    exposure: Exposure | None
    disposition: Disposition | None
    infusions_to_complete: int
    ae_reviewed_through: date | None
    extracted_on: date | None
    ruled_not_evaluable: bool

    def in_window(self) -> bool:
        """Is the window still open, and the patient on study?"""
        if self.window is None or self.disposition is None:
            return False
        return self.window.is_open_on(self.cut_off) and not self.disposition.left_before(self.window.last_day)

    def questions(self) -> list[OpenQuestion]:
        """What follow-up itself still owes: time, reviewed pages, a newer export."""
        if self.window is None:
            return []
        if self.in_window():
            opened = WindowOpen(self.window.last_day)
            return [OpenQuestion(Code.WINDOW_OPEN, opened, self.subject_id, clears_on=self.window.over_on)]
        return [*self._unreviewed(self.window), *self._older_than(self.window)]

    def _unreviewed(self, window: AssessmentWindow) -> list[OpenQuestion]:
        needed = self.disposition.last_day_on_study(window.last_day) if self.disposition else window.last_day
        through = min(self.ae_reviewed_through, self.cut_off) if self.ae_reviewed_through else None
        if through is not None and through >= needed:
            return []
        return [OpenQuestion(Code.AE_REVIEW_INCOMPLETE, AeReviewIncomplete(through, needed), self.subject_id)]

    def _older_than(self, window: AssessmentWindow) -> list[OpenQuestion]:
        if self.extracted_on is None or window.last_day <= self.extracted_on:
            return []
        older = DataOlderThanWindow(self.extracted_on, window.last_day)
        return [OpenQuestion(Code.DATA_OLDER, older, self.subject_id)]

    def settled(self) -> State:
        """What the patient is once every question is answered: clear only on a whole window and every infusion."""
        if self.ruled_not_evaluable or self.disposition is None or self.exposure is None:
            return State.NOT_EVALUABLE
        if self.disposition.may_have_left_in_window():
            return State.NOT_EVALUABLE
        enough = len(self.exposure.numbers_completed()) >= self.infusions_to_complete
        return State.CLEAR if enough else State.NOT_EVALUABLE

    def favourable(self) -> State:
        """What the patient becomes should every open fact turn out well."""
        if self.ruled_not_evaluable:
            return State.NOT_EVALUABLE
        if self.disposition is not None and self.disposition.left_in_window():
            return State.NOT_EVALUABLE
        if self.exposure is not None:
            can_complete = len(self.exposure.dosing.numbers) - len(self.exposure.numbers_missed())
            if can_complete < self.infusions_to_complete:
                return State.NOT_EVALUABLE
        return State.CLEAR

    def state(self, has_dlt: bool, questions: Sequence[OpenQuestion]) -> State:
        """The first that holds: a DLT, the open window, an open question, what is settled."""
        if has_dlt:
            return State.DLT
        if self.in_window():
            return State.IN_WINDOW
        if any(q.reach is not Reach.NOBODY for q in questions):
            return State.AWAITING
        return self.settled()
