"""What changed between two exports in words: how many rows, which alarms, whose verdict is another one."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.dlt_definition import Verdict
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.what_changed import ChangeKind
from safety.review.verdict_moves import Move
from safety.review.what_changed import WhatChanged
from safety.wording.speech import Speech


def counts_said(found: WhatChanged, said: Speech) -> str:
    """How many rows are new, changed or gone, and how many changes block."""
    kinds = [change.kind for _, change in found.changes]
    numbers = {kind.value: kinds.count(kind) for kind in ChangeKind}
    words = said.words.DIFF
    return str(words["counts" if kinds else "nothing"].format(open=len(found.open), **numbers))


def alarms_said(found: WhatChanged, said: Speech) -> Iterator[str]:
    """Each verdict or decision of the past that stands on other ground, with who must know."""
    return (f"{said.message(alarm)} [{said.who_clears(alarm)}]" for alarm in found.alarms)


def moves_said(found: WhatChanged, said: Speech) -> Iterator[str]:
    """Each level, patient and event that comes out otherwise, and each level that waits for an acknowledgement."""
    words, moves = said.words.DIFF, found.moves
    if not (moves.levels or moves.patients or moves.events):
        yield str(words["no_verdict"])
    yield from (_level(move, said) for move in moves.levels)
    yield from (_move(move, said) for move in moves.patients)
    yield from (_move(move, said) for move in moves.events)
    for level in found.held_back:
        yield str(words["until_then"].format(about=level.about, after=_verdict(level.after, said)))


def _level(move: Move[Decision], said: Speech) -> str:
    told = {"before": _verdict(move.before, said), "after": _verdict(move.after, said)}
    return str(said.words.DIFF["level"].format(about=move.about, **told))


def _move(move: Move[State] | Move[Verdict], said: Speech) -> str:
    told = {"before": _verdict(move.before, said), "after": _verdict(move.after, said)}
    key = "moved" if move.about == move.subject_id else "moved_of"
    return str(said.words.DIFF[key].format(about=move.about, subject=move.subject_id, **told))


def _verdict(verdict: Decision | State | Verdict | None, said: Speech) -> str:
    match verdict:
        case None:
            return str(said.words.DIFF["none"])
        case Decision():
            return said.rule(verdict.value)
        case State():
            return said.state(verdict)
        case Verdict():
            return str(said.words.VERDICTS[verdict.value])
