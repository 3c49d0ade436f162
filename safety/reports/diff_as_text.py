"""What changed between two exports as text for people: alarms, verdicts that differ, then every row."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.dlt_definition import Verdict
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.what_changed import Change, ChangeKind
from safety.review.verdict_moves import Move
from safety.review.what_changed import Weight, WhatChanged
from safety.wording import Speech
from safety.wording.changes import change_in_words


def diff_as_text(found: WhatChanged, said: Speech, *, earlier: str, later: str, other_protocol: bool) -> str:
    """The whole comparison in plain text; `earlier` and `later` are what the two exports are called."""
    words, export = said.words.DIFF, found.step.compared.later
    study, day = export.reports.study_id, said.day(found.cut_off)
    lines = [words["title"].format(study=study, day=day, earlier=earlier, later=later)]
    if other_protocol:
        p = export.protocol
        told = {"id": p.id, "version": p.version, "status": p.status, "sha256": p.sha256[:12]}
        lines.append(words["other_protocol"].format(**told))
    lines += ["", *_counts(found, said), *_alarms(found, said), *_verdicts(found, said)]
    for weight in Weight:
        lines += _of_weight(weight, found, said)
    lines += _open_before(found, said)
    return "\n".join([*lines, "", words["closing"]]) + "\n"


def _counts(found: WhatChanged, said: Speech) -> Iterator[str]:
    if not found.changes:
        yield said.words.DIFF["nothing"]
        return
    kinds = [change.kind for _, change in found.changes]
    numbers = {kind.value: kinds.count(kind) for kind in ChangeKind}
    yield said.words.DIFF["counts"].format(open=len(found.open), **numbers)


def _alarms(found: WhatChanged, said: Speech) -> Iterator[str]:
    if found.alarms:
        yield from ("", said.words.DIFF["alarms"].format(n=len(found.alarms)))
        yield from (f"  ! {said.message(alarm)} [{said.who_clears(alarm)}]" for alarm in found.alarms)


def _verdicts(found: WhatChanged, said: Speech) -> Iterator[str]:
    words, moves = said.words.DIFF, found.moves
    yield from ("", words["verdicts"])
    if not (moves.levels or moves.patients or moves.events):
        yield f"  {words['no_verdict']}"
    yield from (f"  {_level(move, said)}" for move in moves.levels)
    yield from (f"  {_move(move, said)}" for move in moves.patients)
    yield from (f"  {_move(move, said)}" for move in moves.events)
    for level in found.held_back:
        yield f"  {words['until_then'].format(about=level.about, after=_verdict(level.after, said))}"


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


def _of_weight(weight: Weight, found: WhatChanged, said: Speech) -> Iterator[str]:
    changes = [change for weighs, change in found.changes if weighs is weight]
    if changes:
        name = said.words.WEIGHTS[weight.value]
        yield from ("", said.words.DIFF["weight"].format(weight=name, n=len(changes)))
        yield from (line for change in changes for line in _change(change, found, said))


def _open_before(found: WhatChanged, said: Speech) -> Iterator[str]:
    """What earlier exports took back and nobody acknowledged."""
    if found.open_before:
        yield from ("", said.words.DIFF["open_before"].format(n=len(found.open_before)))
        yield from (line for change in found.open_before for line in _change(change, found, said))


def _change(change: Change, found: WhatChanged, said: Speech) -> Iterator[str]:
    blocks = change.id in {c.id for c in found.open}
    yield f"  {'!' if blocks else ' '} {said.sentence(change_in_words(change, said))}"
    if blocks:
        yield f"      {change.id}"
