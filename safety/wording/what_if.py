"""A flip in words, what it does, and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from safety.domain.escalation import Decision
from safety.review.countdown import Countdown
from safety.review.flip import CausalityIs, Flip, RuledAs
from safety.review.what_if import Effect, Outcome, WhatIf
from safety.wording.speech import Speech

MOST_NAMED = 3


def flip_said(flip: Flip, said: Speech) -> str:
    """What is supposed, as AE-012 Dyspnea is judged possible instead of unlikely."""
    return str(said.words.FLIPS[type(flip).__name__].format(**_told(flip, said)))


def flip_short(flip: Flip, said: Speech) -> str:
    """What an answer hangs on, as AE-012 (causality)."""
    return str(said.words.FLIPS_SHORT[type(flip).__name__].format(**_told(flip, said)))


def flip_means(flip: Flip, place: str, said: Speech) -> str:
    """What a flip takes for granted; `place` is where its row stands."""
    return str(said.words.FLIPS_MEAN[type(flip).__name__].format(place=place))


def _told(flip: Flip, said: Speech) -> dict[str, object]:
    words = said.words.WHAT_IF
    told: dict[str, object] = {f.name: getattr(flip, f.name) for f in fields(flip)}
    if told.get("was", "") is None:
        told["was"] = words["no_grade" if isinstance(told["now"], int) else "not_assessed"]
    if isinstance(flip, CausalityIs):
        told |= {
            "was": said.word(flip.was) if flip.was else words["not_assessed"],
            "now": said.word(flip.now),
        }
    if "term" in told:
        told["term"] = said.term(str(told["term"]))
    if isinstance(flip, RuledAs):
        told["verdict_said"] = said.verdict(flip.verdict)
    return told


def named(flips: Iterable[Flip], said: Speech, most: int = MOST_NAMED) -> str:
    """Some of them by their short names, each once, and how many more."""
    names = list(dict.fromkeys(flip_short(flip, said) for flip in flips))
    told = said.listed(names[:most])
    more = len(names) - most
    return str(said.words.WHAT_IF["and_more"].format(flips=told, n=more)) if more > 0 else told


def answer(found: WhatIf, said: Speech) -> str:
    """Robust, or what the decision hangs on."""
    flips = named((o.flip for o in found.changing), said)
    return str(said.words.WHAT_IF[answer_name(found)].format(flips=flips))


def answer_name(found: WhatIf) -> str:
    """The answer's name: hangs_on, robust, open (not all was tried), nothing_to_try."""
    if found.now.decision is Decision.NOT_OPEN:
        return "nothing_to_try"
    return "hangs_on" if found.changing else "robust" if found.robust else "open"


def sentences(found: WhatIf, said: Speech) -> list[str]:
    """The answer in full: how many changes do what, and whether one of them makes the level exceeded."""
    words, n, name = said.words.WHAT_IF, len(found.outcomes), answer_name(found)
    name += "_sentence_1" if len(found.changing) == 1 else "_sentence"
    if found.now.decision is Decision.NOT_OPEN:
        return [str(words[name])]
    told = [
        words[name].format(n=n, changing=len(found.changing), decision=outcome_said(found.now.decision, said))
    ]
    if found.now.decision is not Decision.EXCEEDED:
        exceeded = [o.flip for o in found.one_makes_it_exceeded]
        key = "exceeded_none" if not exceeded else "exceeded_1" if len(exceeded) == 1 else "exceeded"
        told.append(words[key].format(n=len(exceeded), flips=named(exceeded, said)))
    told.append(words["tried"])
    if found.not_tried:
        told.append(not_tried(found.not_tried, said))
    return told


def not_tried(flips: Sequence[Flip], said: Speech) -> str:
    """How many flips were not tried, and which."""
    return str(said.words.WHAT_IF["not_tried"].format(n=len(flips), flips=named(flips, said, most=20)))


def outcome_said(decision: Decision, said: Speech) -> str:
    """A decision in a few words, without how many patients it asks for."""
    return str(said.words.DECISIONS[decision.value].format(to=""))


def effect_said(outcome: Outcome, said: Speech) -> str:
    """What the flip does to the open level."""
    words = said.words.WHAT_IF
    match outcome.effect:
        case Effect.DECISION:
            return str(words["then"].format(decision=outcome_said(outcome.then.decision, said)))
        case Effect.POSSIBLE:
            return str(words["possible_change"].format(possible=possible_said(outcome.then.possible, said)))
        case Effect.COUNTS:
            return str(words["counts_change"])
        case _:
            return str(words["unchanged"])


def possible_said(decisions: Iterable[Decision], said: Speech) -> str:
    """Several decisions that are possible."""
    return str(said.words.WHAT_IF["or"]).join(outcome_said(d, said) for d in decisions)


def countdown_said(countdown: Countdown, said: Speech) -> str:
    """An event that becomes a DLT by lasting, and on which day."""
    words, hours = said.words.WHAT_IF, int(countdown.limit.total_seconds() // 3600)
    event = words["countdown"].format(
        event_id=countdown.event_id, term=said.term(countdown.term), subject_id=countdown.subject_id,
        rule=countdown.rule, limit=said.hours(hours),
    )  # fmt: skip
    if countdown.on is None or countdown.becomes is None:
        return said.about(event, words["countdown_no_day"])
    verdict = said.words.VERDICTS[countdown.becomes.value]
    return said.about(event, words["countdown_on"].format(day=said.day(countdown.on), verdict=verdict))
