"""What the rule says of every level: a table of counts, and each verdict with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from safety.domain.escalation import Decision
from safety.review.decisions_of_record import latest_decision
from safety.review.in_focus import in_focus
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.decision_words import of_record
from safety.wording.level_proof import proof, uncertainty

TALLY = (
    "level_head", "cells_head", "dosed", "clear", "dlt", "pending", "not_evaluable", "rule_says", "committee",
)  # fmt: skip


def tally(review: StudyReview, said: Speech) -> dict[str, Any]:
    """Who is where at every level, lowest first, beside the rule and the latest decision of record."""
    rows = []
    for level in review.levels:
        t = level.tally
        counts = (t.dosed, t.clear, t.dlt, t.pending, t.not_evaluable)
        committee = of_record(latest_decision(review.cut, level.dose.level), said)
        rows.append(
            [level.dose.level, said.cells(level.dose.cells), *counts, said.decision(level), committee]
        )
    return {"head": [said.label(name) for name in TALLY], "rows": [list(map(str, row)) for row in rows]}


def verdicts(review: StudyReview, said: Speech) -> list[dict[str, Any]]:
    """Every level's verdict, the level that the meeting is about first."""
    return [_verdict(level, said) for level in _most_asked_first(review)]


def _most_asked_first(review: StudyReview) -> list[LevelReview]:
    """The level in focus, then the others from the highest; those that are not open last."""
    focus, highest = in_focus(review), list(reversed(review.levels))
    return sorted(highest, key=lambda level: (level is not focus, level.decision is Decision.NOT_OPEN))


def _verdict(level: LevelReview, said: Speech) -> dict[str, Any]:
    """The verdict as a word, its sentence with its proof, both futures, and what the counts leave open."""
    dose = said.label("level_of_cells", level=level.dose.level, cells=said.cells(level.dose.cells))
    return {
        "name": dose,
        "word": said.decision(level).upper(),
        "kind": level.decision.value,
        "proof": said.sentences(proof(level, said)),
        "futures": said.futures(level),
        "then": said.sentences(_then(level, said)),
        "uncertainty": uncertainty(level, said),
    }


def _then(level: LevelReview, said: Speech) -> Iterator[str]:
    if level.next_dose:
        yield said.label("minutes_next_dose", cells=said.cells(level.next_dose.cells))
    if level.earliest_decision_on:
        key = "minutes_earliest" if level.decision is Decision.WAIT else "minutes_last_window"
        yield said.label(key, day=said.day(level.earliest_decision_on))
    if level.superseded:
        yield said.label("minutes_superseded")
