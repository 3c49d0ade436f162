"""The state of one patient: in the window, awaiting, clear, a DLT, or no evidence either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Subject
from safety.domain.disposition import Disposition
from safety.domain.exposure import Exposure
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import AeReviewIncomplete, DataOlderThanWindow, Reason, WindowOpen


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
    """What decides the state of a dosed patient who has no DLT. `rows` are the subject's own."""

    rows: Sequence[Subject]
    cut_off: date
    exposure: Exposure
    disposition: Disposition
    infusions_to_complete: int
    extracted_on: date | None
    ruled_not_evaluable: bool

    @property
    def _window(self) -> AssessmentWindow:
        return self.exposure.window

    def in_window(self) -> bool:
        """Is the window still open, and the patient on study?"""
        return self._window.is_open_on(self.cut_off) and not self.disposition.left_before(
            self._window.last_day
        )

    def questions(self) -> list[OpenQuestion]:
        """What follow-up itself still owes: time, reviewed pages, a newer export."""
        if self.in_window():
            opened = WindowOpen(self._window.last_day)
            return [self._question(Code.WINDOW_OPEN, opened, clears_on=self._window.over_on)]
        return [*self._unreviewed(), *self._older_than_window()]

    def _question(
        self, code: Code, because: Reason, column: str = "", clears_on: date | None = None
    ) -> OpenQuestion:
        return OpenQuestion(code, because, self.exposure.subject_id, column=column, clears_on=clears_on)

    def _unreviewed(self) -> list[OpenQuestion]:
        """Have the adverse-event pages been completed through the window, or through the exit before it?"""
        needed = self.disposition.last_day_on_study(self._window.last_day)
        through = [row.ae_reviewed_through for row in self.rows]
        known = [day for day in through if day is not None]
        earliest = min(known) if known and len(known) == len(through) else None
        if earliest is not None and earliest >= needed:
            return []
        incomplete = AeReviewIncomplete(earliest, needed)
        return [self._question(Code.AE_REVIEW_INCOMPLETE, incomplete, "ae_reviewed_through")]

    def _older_than_window(self) -> list[OpenQuestion]:
        if self.extracted_on is None or self._window.last_day <= self.extracted_on:
            return []
        return [
            self._question(Code.DATA_OLDER, DataOlderThanWindow(self.extracted_on, self._window.last_day))
        ]

    def settled(self) -> State:
        """What the patient is once every question is answered: clear only on a whole window and every infusion."""
        if self.ruled_not_evaluable or self.disposition.may_have_left_in_window():
            return State.NOT_EVALUABLE
        enough = len(self.exposure.numbers_completed()) >= self.infusions_to_complete
        return State.CLEAR if enough else State.NOT_EVALUABLE

    def favourable(self) -> State:
        """What the patient becomes should every open fact turn out well."""
        if self.ruled_not_evaluable or self.disposition.left_in_window():
            return State.NOT_EVALUABLE
        can_complete = len(self.exposure.dosing.numbers) - len(self.exposure.numbers_missed())
        return State.CLEAR if can_complete >= self.infusions_to_complete else State.NOT_EVALUABLE

    def state(self, has_dlt: bool, questions: Sequence[OpenQuestion]) -> State:
        """The first that holds: a DLT, the open window, an open question, what is settled."""
        if has_dlt:
            return State.DLT
        if self.in_window():
            return State.IN_WINDOW
        if any(q.reach is not Reach.NOBODY for q in questions):
            return State.AWAITING
        return self.settled()
