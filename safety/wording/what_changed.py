"""What changed between two exports in words: how many rows, which alarms, whose verdict is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safety.domain.dlt_definition import Verdict
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.open_question import OpenQuestion
from safety.domain.reason import PastVerdictChanged
from safety.domain.what_changed import PROTOCOL, ChangeKind
from safety.review.verdict_moves import Move, Moves
from safety.review.what_changed import WhatChanged
from safety.wording.speech import Speech

MOST_DAYS = 4  # of a list that is read at a glance


def counts_said(found: WhatChanged, said: Speech) -> str:
    """How many rows are new, changed or gone, and how many changes block."""
    words, n = said.words.DIFF, len(found.open)
    if not n and all(change.table == PROTOCOL for _, change in found.changes):
        return str(words["nothing"])
    blocking = words[{0: "block_0", 1: "block_1"}.get(n, "block")].format(n=n)
    return str(words["counts"].format(rows=rows_said(found, said), blocking=blocking))


def rows_said(found: WhatChanged, said: Speech) -> str:
    """How many rows are new, changed or gone; a protocol file is none."""
    kinds = [change.kind for _, change in found.changes if change.table != PROTOCOL]
    numbers = {kind.value: kinds.count(kind) for kind in ChangeKind}
    one = numbers[ChangeKind.ADDED.value] == 1
    return str(said.words.DIFF["rows_1" if one else "rows"].format(**numbers))


def alarms_said(found: WhatChanged, said: Speech) -> Iterator[str]:
    """Each verdict or decision of the past that stands on other ground, with who must know."""
    return (f"{told} [{who}]" for told, who in alarms_told(found, said))


def alarms_told(found: WhatChanged, said: Speech) -> Iterator[tuple[str, str]]:
    """The same, the sentence and who must know; what became of one level at several cut-offs is one sentence."""
    alike: dict[object, list[OpenQuestion]] = {}
    for alarm in found.alarms:
        alike.setdefault(_what_became(alarm), []).append(alarm)
    for alarms in alike.values():
        told = said.message(alarms[0]) if len(alarms) == 1 else _at_several(alarms, said)
        yield told, said.who_clears(alarms[0])


def _what_became(alarm: OpenQuestion) -> object:
    match alarm.reason:
        case PastVerdictChanged(level=level, rule_then=then, rule_now=now):
            return level, then, now
        case _:
            return alarm


def _at_several(alarms: Iterable[OpenQuestion], said: Speech) -> str:
    words, verdicts = said.words.DIFF, [a.reason for a in alarms if isinstance(a.reason, PastVerdictChanged)]
    days = sorted(verdict.cut_off for verdict in verdicts)
    told = said.listed(map(said.day, days))
    if len(days) > MOST_DAYS:
        told = words["many_days"].format(n=len(days), first=said.day(days[0]), last=said.day(days[-1]))
    became = {"then": said.rule(verdicts[0].rule_then), "now": said.rule(verdicts[0].rule_now)}
    return said.sentence(words["past_verdicts"].format(level=verdicts[0].level, days=told, **became))


def moves_said(found: WhatChanged, said: Speech) -> Iterator[str]:
    """Each level, patient and event that comes out otherwise, and each level that waits for an acknowledgement."""
    words, moves = said.words.DIFF, found.moves
    if not (moves.levels or moves.patients or moves.events):
        yield str(words["no_verdict"])
    yield from moved(moves, said)
    for level in found.held_back:
        yield str(words["until_then"].format(about=level.about, after=_verdict(level.after, said)))


def moved(moves: Moves, said: Speech) -> Iterator[str]:
    """Each level, patient and event that comes out otherwise."""
    yield from (_level(move, said) for move in moves.levels)
    yield from (_move(move, said) for move in moves.patients)
    yield from (_move(move, said) for move in moves.events)


def kinder(moves: Moves, said: Speech) -> Iterator[str]:
    """The same, of what came out kinder."""
    yield from (_level(move, said) for move in moves.kinder_levels)
    yield from (_move(move, said) for move in moves.kinder_patients)
    yield from (_move(move, said) for move in moves.kinder_events)


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
