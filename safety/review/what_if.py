"""What would change the decision? Every single flip tried with the whole review, on the open dose level.

Robust: no single flip changes the level's decision. Else it hangs on those that do. Attribution alone moves 3+3
often (Iasonos et al. 2012, Clin Cancer Res 18:5179), which is why each is tried and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from safety.domain.cohort import Tally
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.patient import Patient
from safety.review.event_flips import causality_flips, grade_flips
from safety.review.flip import Flip, StaysClear, Supposed, about
from safety.review.in_focus import in_focus
from safety.review.kind_course import kind_course
from safety.review.laboratory_flips import laboratory_flips
from safety.review.level_review import LevelReview
from safety.review.open_rulings import has_dlt, ruling_flips
from safety.review.protocol_flips import protocol_flips
from safety.review.reviewed_again import reviewed_again
from safety.review.study_review import StudyReview

# However large the study, the answer comes in bounded time: so many flips, and no more than so many rows read.
MOST_TRIED, FEWEST_TRIED, MOST_ROWS_READ = 300, 20, 600_000

GRAVEST_FIRST = (
    Decision.EXCEEDED, Decision.HOLD, Decision.WAIT, Decision.EXPAND, Decision.ENROL, Decision.MTD,
    Decision.TOP_OF_LADDER, Decision.ESCALATE, Decision.NOT_OPEN,
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Where a dose level stands: its decision, what is possible, and its counts."""

    level: int
    decision: Decision
    possible: tuple[Decision, ...]
    tally: Tally


class Effect(StrEnum):
    """What a flip does to the open level, the gravest first."""

    DECISION = "changes_decision"
    POSSIBLE = "changes_what_is_possible"
    COUNTS = "changes_counts"
    NOTHING = "changes_nothing"


@dataclass(frozen=True)
class Outcome:
    """A flip, and where every level stands with it; `state` is that of the patient it is about, if any."""

    flip: Flip
    effect: Effect
    levels: tuple[Standing, ...]
    now: Standing
    then: Standing
    state: State | None


@dataclass(frozen=True)
class WhatIf:
    """The answer for the open level: every flip that was tried with what it does, and those that were not."""

    now: Standing
    outcomes: tuple[Outcome, ...]
    not_tried: tuple[Flip, ...]

    @property
    def changing(self) -> tuple[Outcome, ...]:
        """The flips that change the decision."""
        return tuple(o for o in self.outcomes if o.effect is Effect.DECISION)

    @property
    def robust(self) -> bool:
        """No single flip changes the decision, and none was left untried."""
        return not self.changing and not self.not_tried

    @property
    def one_makes_it_exceeded(self) -> tuple[Outcome, ...]:
        """The single flips after which the level is exceeded."""
        return tuple(o for o in self.changing if o.then.decision is Decision.EXCEEDED)


def what_if(review: StudyReview, most: int | None = None) -> WhatIf:
    """Every flip of the study at the cut-off, tried one at a time; `most` of them where the caller says so."""
    supposed = every_flip(review)
    most = how_many(sum(map(len, review.cut.tables.values()))) if most is None else most
    tried = [tried_out(each, review) for each in supposed[:most]]
    in_order = sorted(
        tried, key=lambda o: (list(Effect).index(o.effect), GRAVEST_FIRST.index(o.then.decision))
    )
    return WhatIf(standing(in_focus(review)), tuple(in_order), tuple(s.flip for s in supposed[most:]))


def how_many(rows: int) -> int:
    """How many flips are tried in a study of so many rows."""
    return min(MOST_TRIED, max(FEWEST_TRIED, MOST_ROWS_READ // max(rows, 1)))


def every_flip(review: StudyReview) -> list[Supposed]:
    """Every flip once: readings of the protocol, then the open level's patients, then those of the others."""
    there = in_focus(review)
    levels = [there, *(level for level in reversed(review.levels) if level is not there)]
    found: dict[Flip, Supposed] = {s.flip: s for s in protocol_flips(review.protocol)}
    for level in levels:
        for kind in (_outcomes, ruling_flips, causality_flips, laboratory_flips, grade_flips):
            for patient in level.patients:
                if patient.state is not State.ALLOCATED:
                    for supposed in kind(patient, review):
                        found.setdefault(supposed.flip, supposed)
    return list(found.values())


def _outcomes(patient: Patient, review: StudyReview) -> Iterator[Supposed]:
    if patient.state.pending:
        yield Supposed(StaysClear(patient.subject_id), kind_course(patient, review))
        yield has_dlt(patient, review)


def tried_out(supposed: Supposed, review: StudyReview) -> Outcome:
    """The whole review on the facts that one flip changes."""
    again = reviewed_again(review, supposed.otherwise)
    now = standing(in_focus(review))
    levels = tuple(standing(level) for level in again.levels)
    then = next(level for level in levels if level.level == now.level)
    patient = again.patients.get(about(supposed.flip))
    return Outcome(supposed.flip, _effect(now, then), levels, now, then, patient.state if patient else None)


def standing(level: LevelReview) -> Standing:
    """Where a level stands."""
    return Standing(level.dose.level, level.decision, level.possible, level.tally)


def _effect(now: Standing, then: Standing) -> Effect:
    if now.decision is not then.decision:
        return Effect.DECISION
    if now.possible != then.possible:
        return Effect.POSSIBLE
    return Effect.COUNTS if now.tally != then.tally else Effect.NOTHING
