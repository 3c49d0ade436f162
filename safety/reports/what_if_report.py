"""What would change the decision, on paper and for programs: every flip that was tried, with what it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from safety.review.countdown import Countdown, countdowns
from safety.review.flip import KINDS, Flip, key
from safety.review.study_review import StudyReview
from safety.review.what_if import Effect, Outcome, Standing, WhatIf, what_if
from safety.wording import Speech, speech
from safety.wording.what_if import answer, countdown_said, effect_said, flip_said, outcome_said, sentences


def what_if_as_json(review: StudyReview) -> str:
    """One JSON object, never translated: the same bytes for the same input."""
    found = what_if(review)
    told = {
        "study": review.cut.reports.study_id,
        "cut_off": review.cut.cut_off.isoformat(),
        "protocol": {
            "id": review.protocol.id,
            "version": review.protocol.version,
            "sha256": review.protocol.sha256,
        },
        **_standing(found.now),
        "answer": "hangs_on" if found.changing else "robust" if found.robust else "not_all_tried",
        "hangs_on": [key(o.flip) for o in found.changing],
        "one_makes_it_exceeded": [key(o.flip) for o in found.one_makes_it_exceeded],
        "tried": len(found.outcomes),
        "not_tried": [key(flip) for flip in found.not_tried],
        "flips": [_outcome(o) for o in found.outcomes],
        "countdowns": [_countdown(c) for c in countdowns(review)],
    }
    return json.dumps(told, ensure_ascii=False)


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "level": standing.level,
        "decision": standing.decision.value,
        "possible": [d.value for d in standing.possible],
        "tally": {"dosed": standing.tally.dosed, **vars(standing.tally)},
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": key(outcome.flip),
        "kind": KINDS[type(outcome.flip)],
        **_named(outcome.flip),
        "effect": outcome.effect.value,
        "state": outcome.state.value if outcome.state else None,
        "levels": [_standing(standing) for standing in outcome.levels],
        "message": flip_said(outcome.flip, speech()),
    }


def _named(flip: Flip) -> dict[str, Any]:
    return {field.name: getattr(flip, field.name) for field in fields(flip)}


def _countdown(countdown: Countdown) -> dict[str, Any]:
    return {
        "subject_id": countdown.subject_id,
        "event_id": countdown.event_id,
        "term": countdown.term,
        "rule": countdown.rule,
        "longer_than_hours": int(countdown.limit.total_seconds() // 3600),
        "on": countdown.on.isoformat() if countdown.on else None,
        "becomes": countdown.becomes.value if countdown.becomes else None,
    }


def what_if_as_text(review: StudyReview, said: Speech) -> str:
    """The same in plain text, what changes the decision first."""
    return "\n".join(_lines(review, what_if(review), said)) + "\n"


def _lines(review: StudyReview, found: WhatIf, said: Speech) -> Iterator[str]:
    words = said.words.WHAT_IF
    yield words["title"].format(study=review.cut.reports.study_id, day=said.day(review.cut.cut_off))
    yield ""
    decision = outcome_said(found.now.decision, said).upper()
    yield words["level"].format(level=found.now.level, decision=decision, answer=answer(found, said))
    yield from (f"  {line}" for line in sentences(found, said))
    for effect in Effect:
        of_effect = [o for o in found.outcomes if o.effect is effect]
        if of_effect:
            yield ""
            yield f"{words[effect.value]}  {len(of_effect)}"
            for o in of_effect:
                told = "" if effect in (Effect.COUNTS, Effect.NOTHING) else f" → {effect_said(o, said)}"
                yield f"  {flip_said(o.flip, said)}{told}"
    if running := countdowns(review):
        yield ""
        yield words["countdowns"]
        yield from (f"  {countdown_said(c, said)}" for c in running)
    yield ""
    yield said.line("closing")
