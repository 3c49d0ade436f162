"""The verdicts that were shown: the review's own bytes, the cut, the cut-off, the protocol and the program.

The same program must give the same bytes again; where another one differs, both are kept, and what differs
has a name.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from safety.records.program import program
from safety.store import trail
from safety.store.cut import altered
from safety.store.tables import VERDICT

MONITOR = "monitor"


@dataclass(frozen=True)
class StoredVerdict:
    """A review as it was shown: `content` is its JSON, `protocol_sha256` that of the protocol file."""

    id: int
    cut_id: int
    cut_off: date
    program: str
    protocol_sha256: str
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


def record_verdict(
    connection: Connection, cut_id: int, cut_off: date, protocol_sha256: str, content: bytes
) -> StoredVerdict:
    """Keep a verdict that is shown; one that this program gave before, byte by byte, is not kept twice."""
    if known := already_recorded(connection, cut_id, cut_off, protocol_sha256, content):
        return known
    digest = sha256(content).hexdigest()
    said = {
        "cut": cut_id,
        "cut_off": cut_off.isoformat(),
        "program": program(),
        "protocol_sha256": protocol_sha256,
        "sha256": digest,
    }
    entry = trail.append(
        connection, who=MONITOR, identity=trail.PROGRAM, what=trail.VERDICT, why="", payload=said
    )
    new_id = (connection.scalar(select(func.max(VERDICT.c.id))) or 0) + 1
    row = {
        "id": new_id,
        "cut_id": cut_id,
        "cut_off": said["cut_off"],
        "program": program(),
        "protocol_sha256": protocol_sha256,
        "sha256": digest,
        "content": zlib.compress(content),
        "entry_id": entry.id,
    }
    connection.execute(VERDICT.insert(), row)
    return StoredVerdict(new_id, cut_id, cut_off, program(), protocol_sha256, digest, content)


def already_recorded(
    connection: Connection, cut_id: int, cut_off: date, protocol_sha256: str, content: bytes
) -> StoredVerdict | None:
    """The same verdict, byte by byte, where this program gave it before."""
    given = program(), protocol_sha256, sha256(content).hexdigest()
    for known in verdicts(connection, cut_id, cut_off):
        if (known.program, known.protocol_sha256, known.sha256) == given:
            return known
    return None


def verdicts(connection: Connection, cut_id: int, cut_off: date) -> Iterator[StoredVerdict]:
    """Every verdict that was shown of a cut at a cut-off, the first one first."""
    there = VERDICT.c.cut_id == cut_id, VERDICT.c.cut_off == cut_off.isoformat()
    for row in connection.execute(select(VERDICT).where(*there).order_by(VERDICT.c.id)):
        told = row.program, row.protocol_sha256, row.sha256
        yield StoredVerdict(row.id, row.cut_id, cut_off, *told, _content(row))


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
    before, after = _told(json.loads(earlier)), _told(json.loads(later))
    return tuple(
        VerdictChange(*about, before.get(about, ""), after.get(about, ""))
        for about in dict.fromkeys((*before, *after))
        if before.get(about, "") != after.get(about, "")
    )


def _told(review: dict[str, Any]) -> dict[tuple[str, str], str]:
    told = {("level", str(level["level"])): level["decision"] for level in review["levels"]}
    for level in review["levels"]:
        told |= {("patient", patient["subject_id"]): patient["state"] for patient in level["subjects"]}
    return told | {("event", event["event_id"]): event["verdict"] for event in review["events"]}
