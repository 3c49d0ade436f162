"""What the verdict on a level hangs on, in sentences: who is not settled, what holds it, what the counts leave open."""

from __future__ import annotations

from collections.abc import Sequence

from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.open_question import Reach
from safety.domain.patient import Patient
from safety.review.level_review import LevelReview
from safety.review.uncertainty import highest_rate
from safety.wording.speech import Speech

MOST_NAMED, MOST_HOLDS = 4, 2


def proof(level: LevelReview, said: Speech) -> list[str]:
    """The sentence of the verdict with its counts, then what it hangs on."""
    return [said.headline(level), *_pending(level, said), *_held(level, said)]


def _pending(level: LevelReview, said: Speech) -> list[str]:
    """Who is not settled, and who is in the window until when."""
    if level.decision is not Decision.WAIT:
        return []
    awaiting = [p for p in level.patients if p.state is State.AWAITING]
    open_ = [p for p in level.patients if p.state is State.IN_WINDOW and p.window]
    told = []
    if awaiting:
        told.append(said.label("not_settled", patients=_named(awaiting, said)))
    if open_:
        last = max(p.window.last_day for p in open_ if p.window)
        key = "in_window_until" if len(open_) == 1 else "in_window_until_last"
        told.append(said.label(key, patients=_named(open_, said), day=said.day(last)))
    return told


def _named(patients: Sequence[Patient], said: Speech) -> str:
    if len(patients) > MOST_NAMED:
        return said.label("n_patients", n=len(patients))
    return said.listed(p.subject_id for p in patients)


def _held(level: LevelReview, said: Speech) -> list[str]:
    """What keeps the whole level, whoever its patients are, from a decision."""
    if level.decision not in (Decision.WAIT, Decision.HOLD):
        return []
    return [said.message(q) for q in level.blockers if q.reach is Reach.EVERY_LEVEL][:MOST_HOLDS]


def uncertainty(level: LevelReview, said: Speech) -> str:
    """What the counts do not rule out; empty where they rule out nothing or nobody is evaluable."""
    rate = highest_rate(level.tally.dlt, level.tally.evaluable)
    if rate is None or rate == 1:
        return ""
    return said.label(
        "uncertainty", dlt=level.tally.dlt, evaluable=level.tally.evaluable, level=level.dose.level,
        percent=said.percent(f"{rate:.0%}".rstrip("%")),
    )  # fmt: skip
