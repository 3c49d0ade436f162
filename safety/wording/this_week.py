"""What falls due, in words: each matter, its owner, and the next slot that the stagger leaves."""

from __future__ import annotations

from safety.review.next_slot import NextSlot
from safety.review.this_week import Due, DurationRunsOut, InfusionDue, Owed, PagesDue, ThisWeek
from safety.wording.speech import Speech


def matter_said(due: Due, said: Speech) -> str:
    """What falls due."""
    matter, words = due.matter, said.words
    told: dict[str, object] = {}
    match matter:
        case Owed(question=question):
            told["message"] = said.message(question)
        case InfusionDue(number=number):
            told["number"] = number
        case PagesDue(through=through, needed=needed):
            told["needed"] = said.day(needed)
            told["through"] = words.THIS_WEEK["not_known"] if through is None else said.day(through)
        case DurationRunsOut(countdown=c):
            told |= {"term": said.term(c.term), "rule": c.rule}
            told["limit"] = said.hours(int(c.limit.total_seconds() // 3600))
            told["becomes"] = words.VERDICTS[c.becomes.value] if c.becomes else words.THIS_WEEK["not_known"]
    text = str(words.MATTERS[type(matter).__name__].format(**told))
    return said.begins(text)


def owner_said(due: Due, said: Speech) -> str:
    """Who must see to it; of an open question, everybody who can clear it."""
    if isinstance(due.matter, Owed):
        return said.who_clears(due.matter.question)
    return str(said.words.OWNERS[due.owner.value])


def since_said(due: Due, said: Speech) -> str:
    """Since when it is owed; empty where it is not, or nobody knows."""
    if not isinstance(due.matter, Owed) or due.matter.since is None:
        return ""
    return str(said.words.THIS_WEEK["since"].format(day=said.day(due.matter.since)))


def slot_said(slot: NextSlot, week: ThisWeek, said: Speech) -> str:
    """The next slot as a day before which the protocol says no."""
    name = "slot_unknown"
    if slot.not_before is not None:
        name = "slot" if slot.not_before > week.first else "slot_over"
    return str(
        said.words.THIS_WEEK[name].format(
            level=slot.level, day=said.day(slot.not_before), days=slot.days, subject_id=slot.subject_id
        )
    )
