"""Would a later export have changed a verdict that was given, or the ground of a decision of record?

The earlier export is held under the protocol it came with, the later one under its own.

Shown and blocking nobody: the rule has taken the newer records into its verdict already. What was not settled at the
time (a level that had to wait, a patient pending) may well be settled since; that is no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from safety.domain.case_report import DecisionOfRecord
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.export import Export
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import DecisionGroundChanged, PastVerdictChanged, Reason
from safety.review.reference import Reference
from safety.review.study_review import StudyReview, review_study
from safety.review.verdict_moves import Move, Moves

SETTLED = (State.CLEAR, State.DLT, State.NOT_EVALUABLE)
UNSETTLED = (Decision.WAIT, Decision.NOT_OPEN)


@dataclass(frozen=True)
class PastDecisions:
    """Two exports, and how to review both of them at the cut-offs of the past.

    `later_reviews` are those of the later one by cut-off: they are the same whichever earlier one is held against it.
    """

    earlier: Export
    later: Export
    reference: Reference
    later_reviews: dict[date, StudyReview] = field(default_factory=dict)

    def verdicts_changed(self, cut_off: date) -> tuple[OpenQuestion, ...]:
        """The levels whose verdict, given at that cut-off on the earlier export, would be another one now."""
        return tuple(
            _alarm(PastVerdictChanged(int(m.about), cut_off, m.before.value, m.after.value))
            for m in self._moves(cut_off).levels
            if m.before and m.after and m.before not in UNSETTLED
        )

    def grounds_changed(self, through: date) -> tuple[OpenQuestion, ...]:
        """The decisions of record, made no later than `through`, whose own cut-off comes out otherwise now.

        One that rests on a cut-off after the earlier export was not made on it.
        """
        return tuple(
            alarm for decision in self._decisions(through) for alarm in self.ground_changed(decision)
        )

    def _decisions(self, through: date) -> Sequence[DecisionOfRecord]:
        exported = self.earlier.reports.extracted_on
        found = {
            (d.decision_id or "", d.level or 0, d.cut_off or date.min): d
            for export in (self.earlier, self.later)
            for d in export.reports.decisions
            if d.readable and d.decided_on and d.decided_on <= through
        }
        return [
            d
            for (_, _, cut_off), d in sorted(found.items(), key=lambda of: of[0])
            if not exported or cut_off <= exported
        ]

    def ground_changed(self, decision: DecisionOfRecord) -> Iterator[OpenQuestion]:
        """The alarm of one decision of record that can be read, where its own cut-off comes out otherwise now."""
        cut_off, level = decision.cut_off, decision.level
        assert cut_off is not None and level is not None and decision.decided_on is not None, "it is readable"
        moves = self._moves(cut_off)
        then, now = (_decision_on(level, review) for review in (moves.earlier, moves.later))
        if then is None or now is None:
            return
        patients = tuple(m.about for m in moves.patients if m.before in SETTLED and _at(level, m, moves))
        if patients or (then is not now and then not in UNSETTLED):
            yield _alarm(
                DecisionGroundChanged(
                    decision.decision_id or "",
                    decision.decided_on,
                    cut_off,
                    level,
                    then.value,
                    now.value,
                    patients,
                ),
                decision,
            )

    def _moves(self, cut_off: date) -> Moves:
        if cut_off not in self._seen:
            if cut_off not in self.later_reviews:
                self.later_reviews[cut_off] = self._review(self.later, cut_off)
            self._seen[cut_off] = Moves(self._review(self.earlier, cut_off), self.later_reviews[cut_off])
        return self._seen[cut_off]

    def _review(self, export: Export, cut_off: date) -> StudyReview:
        return review_study(export.reports, export.protocol, cut_off, self.reference)

    @cached_property
    def _seen(self) -> dict[date, Moves]:
        return {}


def _alarm(because: Reason, decision: DecisionOfRecord | None = None) -> OpenQuestion:
    record_id, source = (decision.decision_id or "", decision.source) if decision else ("", None)
    return OpenQuestion(
        Code.DECISION_GROUND_CHANGED, because, record_id=record_id, source=source, reach=Reach.NOBODY
    )


def _decision_on(level: int, review: StudyReview) -> Decision | None:
    return next((found.decision for found in review.levels if found.dose.level == level), None)


def _at(level: int, move: Move[State], moves: Moves) -> bool:
    """Does the patient stand, or did the patient stand, under the level?"""
    return any(level in review.cut.levels_of.get(move.about, ()) for review in (moves.earlier, moves.later))
