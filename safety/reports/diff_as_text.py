"""What changed between two exports as text for people: alarms, verdicts that differ, then every row."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.what_changed import Change
from safety.review.what_changed import Weight, WhatChanged
from safety.wording import Speech
from safety.wording.changes import change_in_words
from safety.wording.other_protocol import protocol_said
from safety.wording.what_changed import alarms_said, counts_said, moves_said


def diff_as_text(found: WhatChanged, said: Speech, *, earlier: str, later: str) -> str:
    """The whole comparison in plain text; `earlier` and `later` are what the two exports are called."""
    words, export = said.words.DIFF, found.step.compared.later
    study, day = export.reports.study_id, said.day(found.cut_off)
    lines = [words["title"].format(study=study, day=day, earlier=earlier, later=later)]
    lines += protocol_said(found, said)
    lines += ["", counts_said(found, said), *_alarms(found, said), *_verdicts(found, said)]
    for weight in Weight:
        lines += _of_weight(weight, found, said)
    lines += _open_before(found, said)
    return "\n".join([*lines, "", words["closing"]]) + "\n"


def _alarms(found: WhatChanged, said: Speech) -> Iterator[str]:
    if alarms := list(alarms_said(found, said)):
        yield from ("", said.words.DIFF["alarms"].format(n=len(alarms)))
        yield from (f"  ! {told}" for told in alarms)


def _verdicts(found: WhatChanged, said: Speech) -> Iterator[str]:
    yield from ("", said.words.DIFF["verdicts"])
    yield from (f"  {told}" for told in moves_said(found, said))


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
