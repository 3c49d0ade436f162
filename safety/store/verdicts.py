"""The verdicts that were shown: the review's own bytes, the cut, the cut-off, the protocol and the program.

The same program must give the same bytes again; where another one differs, both are kept, and what differs
has a name.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from safety.records.program import program
from safety.store import trail
from safety.store.canonical import canonical
from safety.store.cut import altered
from safety.store.tables import VERDICT

MONITOR = "monitor"


@dataclass(frozen=True)
class StoredVerdict:
    """A review as it was shown: `content` is its JSON, `protocol_sha256` that of the protocol file.

    `acknowledged` are the entries of the audit trail that acknowledge changes between cuts, on which it rests.
    """

    id: int
    cut_id: int
    cut_off: date
    program: str
    protocol_sha256: str
    acknowledged: tuple[int, ...]
    sha256: str
    content: bytes


class VerdictChange(NamedTuple):
    """What two verdicts say differently of a level's decision, a patient's state or an event's verdict.

    `about` is the level, the patient or the event; `before` and `after` are empty where one does not know it.
    """

    of: str
    about: str
    before: str
    after: str


class Shown(NamedTuple):
    """A verdict as it is shown: of which cut, at which cut-off, under which protocol, and the bytes themselves.

    `acknowledged` are the entries of the audit trail on which it rests.
    """

    cut_id: int
    cut_off: date
    protocol_sha256: str
    content: bytes
    acknowledged: tuple[int, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.content).hexdigest()


def record_verdict(connection: Connection, shown: Shown) -> StoredVerdict:
    """Keep a verdict that is shown; one that this program gave before, byte by byte, is not kept twice."""
    if known := already_recorded(connection, shown):
        return known
    key = {"cut_off": shown.cut_off.isoformat(), "program": program()}
    key |= {"protocol_sha256": shown.protocol_sha256, "sha256": shown.sha256}
    said = as_payload(shown.cut_id, key, shown.acknowledged)
    entry = trail.append(
        connection, who=MONITOR, identity=trail.PROGRAM, what=trail.VERDICT, why="", payload=said
    )
    new_id = (connection.scalar(select(func.max(VERDICT.c.id))) or 0) + 1
    row = {
        "id": new_id,
        "cut_id": shown.cut_id,
        **key,
        "acknowledged": canonical(shown.acknowledged),
        "content": zlib.compress(shown.content),
        "entry_id": entry.id,
    }
    connection.execute(VERDICT.insert(), row)
    return _stored(new_id, program(), shown)


def as_payload(cut_id: int, key: Mapping[str, str], acknowledged: Sequence[int]) -> dict[str, Any]:
    """What the audit trail says of a verdict."""
    return {"cut": cut_id, **key, **({"acknowledged": list(acknowledged)} if acknowledged else {})}


def already_recorded(connection: Connection, shown: Shown) -> StoredVerdict | None:
    """The same verdict, byte by byte, where this program gave it before."""
    given = _stored(0, program(), shown)
    for known in verdicts(connection, shown.cut_id, shown.cut_off):
        if replace(known, id=0) == given:
            return known
    return None


def _stored(id_: int, by: str, shown: Shown) -> StoredVerdict:
    return StoredVerdict(
        id_,
        shown.cut_id,
        shown.cut_off,
        by,
        shown.protocol_sha256,
        shown.acknowledged,
        shown.sha256,
        shown.content,
    )


def verdicts(connection: Connection, cut_id: int, cut_off: date) -> Iterator[StoredVerdict]:
    """Every verdict that was shown of a cut at a cut-off, the first one first."""
    there = VERDICT.c.cut_id == cut_id, VERDICT.c.cut_off == cut_off.isoformat()
    for row in connection.execute(select(VERDICT).where(*there).order_by(VERDICT.c.id)):
        shown = Shown(row.cut_id, cut_off, row.protocol_sha256, _content(row), entries_of(row.acknowledged))
        yield _stored(row.id, row.program, shown)


def entries_of(acknowledged: str) -> tuple[int, ...]:
    """The entries of the audit trail that a stored verdict rests on; none where they cannot be read."""
    try:
        return tuple(json.loads(acknowledged))
    except (TypeError, ValueError):
        return ()


def _content(row: Row[Any]) -> bytes:
    """The bytes that were shown. Raises FileRefused where they are others."""
    try:
        content = zlib.decompress(row.content)
    except (TypeError, zlib.error):
        raise altered(row.cut_id, trail.VERDICT) from None
    if sha256(content).hexdigest() != row.sha256:
        raise altered(row.cut_id, trail.VERDICT)
    return content


def verdict_changes(earlier: bytes, later: bytes) -> tuple[VerdictChange, ...]:
    """What two reviews say differently of levels, patients and events."""
    before, after = _said(json.loads(earlier)), _said(json.loads(later))
    return tuple(
        VerdictChange(*about, before.get(about, ""), after.get(about, ""))
        for about in dict.fromkeys((*before, *after))
        if before.get(about, "") != after.get(about, "")
    )


def _said(review: dict[str, Any]) -> dict[tuple[str, str], str]:
    said = {("level", str(level["level"])): level["decision"] for level in review["levels"]}
    for level in review["levels"]:
        said |= {("patient", patient["subject_id"]): patient["state"] for patient in level["subjects"]}
    return said | {("event", event["event_id"]): event["verdict"] for event in review["events"]}
