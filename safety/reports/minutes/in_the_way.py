"""What stands in the way of a decision on any level, and who can clear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safety.domain.open_question import OpenQuestion
from safety.review.study_review import StudyReview
from safety.wording import Speech


def in_the_way(review: StudyReview, said: Speech) -> dict[str, Any]:
    """Every blocker of every level, once, with the levels it blocks and who can clear it."""
    levels: dict[OpenQuestion, list[int]] = {}
    for level in reversed(review.levels):
        for question in level.blockers:
            levels.setdefault(question, []).append(level.dose.level)
    terms = {event.record_id: event.term for event in review.events if event.term}
    rows = [_blocker(q, numbers, len(review.levels), terms, said) for q, numbers in levels.items()]
    head = ("minutes_levels_blocked", "minutes_about", "minutes_open", "minutes_who")
    return {
        "title": said.label("minutes_in_the_way"),
        "head": [said.label(name) for name in head],
        "rows": rows,
        "none": said.label("nothing_in_the_way"),
    }


def _blocker(
    question: OpenQuestion, numbers: Sequence[int], of: int, terms: Mapping[str, str], said: Speech
) -> list[str]:
    every = len(numbers) == of and of > 1
    about = [question.subject_id or said.label("every_level")]
    if question.record_id not in ("", question.subject_id):
        about.append(f"{question.record_id} {said.term(terms.get(question.record_id, ''))}".strip())
    where = said.label("minutes_every") if every else said.listed(sorted(numbers))
    return [where, " · ".join(about), said.message(question), said.who_clears(question)]
