"""The audit trail: who did what, when and why. Entries are only added, each chained to the one before it.

An entry's hash covers everything it says and the hash of its predecessor: one that is altered, taken out or put
in between breaks the chain at that place. Whoever owns the database could write the whole chain anew; only a
head that was noted elsewhere shows that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from safety.records.refusal import FileRefused, Finger
from safety.store.canonical import canonical, digest_of
from safety.store.clock import now
from safety.store.printable import escaped, printable
from safety.store.tables import TRAIL_ENTRY

BEGINNING = "0" * 64
SELF_DECLARED = "self-declared"  # what is known of who somebody is, until there is sign-in
PROGRAM = "program"  # nobody acted: the monitor notes it
IMPORT, VERDICT, ACKNOWLEDGE = "import", "verdict", "acknowledge"


@dataclass(frozen=True)
class Entry:
    """One line of the trail. `at` is UTC; `payload` is canonical JSON of what was done."""

    id: int
    at: str
    who: str
    identity: str
    what: str
    why: str
    payload: str
    previous_hash: str
    hash: str

    def expected_hash(self) -> str:
        """The hash that the entry must have by what it says."""
        return digest_of({name: told for name, told in vars(self).items() if name != "hash"})

    @property
    def told(self) -> Any:
        """The payload as values."""
        return json.loads(self.payload)

    def as_json_line(self) -> str:
        """The entry as one line of JSON; its payload is text, as it was hashed."""
        return escaped(canonical(vars(self)))


def append(
    connection: Connection, *, who: str, what: str, why: str, payload: object, identity: str = SELF_DECLARED
) -> Entry:
    """Add an entry, within the transaction of what it tells about. Raises FileRefused without a role.

    Nothing that cannot be seen is noted of who and why.
    """
    if not printable(who):
        raise FileRefused([Finger("--by", None, "", "", "role")])
    last = newest(connection)
    fields: dict[str, Any] = {
        "id": last.id + 1 if last else 1,
        "at": now(),
        "who": printable(who),
        "identity": identity,
        "what": what,
        "why": printable(why),
        "payload": canonical(payload),
        "previous_hash": last.hash if last else BEGINNING,
    }
    entry = Entry(**fields, hash=digest_of(fields))
    connection.execute(TRAIL_ENTRY.insert(), vars(entry))
    return entry


def newest(connection: Connection) -> Entry | None:
    """The last entry; None in a store in which nothing happened yet."""
    row = connection.execute(select(TRAIL_ENTRY).order_by(TRAIL_ENTRY.c.id.desc()).limit(1)).one_or_none()
    return Entry(*row) if row else None


def entries(connection: Connection, what: str | None = None) -> Iterator[Entry]:
    """Every entry from the first on, or those of one kind."""
    asked = select(TRAIL_ENTRY).order_by(TRAIL_ENTRY.c.id)
    if what is not None:
        asked = asked.where(TRAIL_ENTRY.c.what == what)
    return (Entry(*row) for row in connection.execute(asked))
