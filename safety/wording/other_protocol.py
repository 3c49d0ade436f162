"""Another protocol file in words: which, and what it does to the verdict by itself."""

from __future__ import annotations

from collections.abc import Iterator

from safety.review.by_protocol import ByProtocol
from safety.review.what_changed import WhatChanged
from safety.wording.changes import DIGITS
from safety.wording.speech import Speech
from safety.wording.what_changed import kinder, moved


def protocol_said(found: WhatChanged, said: Speech) -> Iterator[str]:
    """That the protocol file is another one, and what that alone does; nothing where it is the same."""
    if found.by_protocol is None:
        return
    words = said.words.DIFF
    files = {"before": found.by_protocol.own.protocol, "after": found.by_protocol.later.protocol}
    before, after = files.values()
    yield words["other_protocol"].format(before=before.sha256[:DIGITS], after=after.sha256[:DIGITS])
    status = ""
    if before.status is not after.status:
        told = {name: said.label(f"status_{p.status.value}").lower() for name, p in files.items()}
        status = words["protocol_status"].format(**told)
    key = "edited_protocol" if found.by_protocol.same_version else "amended_protocol"
    names = dict.fromkeys([before.id, after.id]) if key == "edited_protocol" else [after.id]
    yield words[key].format(
        id=" → ".join(names),
        version=after.version,
        id_before=before.id,
        version_before=before.version,
        status=status,
    )
    yield from _by_protocol(found.by_protocol, said)
    if not found.by_protocol.same_version:  # what an edit would spare is held by the file before it
        yield words["compared_by"]


def _by_protocol(found: ByProtocol, said: Speech) -> Iterator[str]:
    """What the file alone moves, then what is kinder from one export to the other besides."""
    words, alone = said.words.DIFF, list(moved(found.moves, said))
    yield words["by_protocol" if alone else "no_verdict_by_protocol"]
    yield from (f"  {told}" for told in alone)
    own = [told for told in kinder(found.each_by_its_own, said) if told not in alone]
    if own:
        yield words["each_by_its_own"]
        yield from (f"  {told}" for told in own)
