"""Changes between cuts that somebody acknowledged, and why: entries of the audit trail, never taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from safety.domain.acknowledgement import Acknowledgement
from safety.records.refusal import FileRefused, Finger
from safety.store import trail
from safety.store.cut import latest_cut
from safety.store.printable import printable


class Noted(NamedTuple):
    """An acknowledgement, and whether it is new: a change is acknowledged once, and who was first stands."""

    by: Acknowledgement
    new: bool


def acknowledge(
    connection: Connection, changes: Sequence[str], cut: int, *, who: str, why: str
) -> tuple[Noted, ...]:
    """Note that somebody has seen changes in the latest cut and answers for them: one entry each, all of them or none.

    Within a transaction that holds the store alone. Raises FileRefused without role or reason, and where another cut
    came meanwhile: nobody has seen what it made of the rows.
    """
    if changes and not printable(why):
        raise FileRefused([Finger("--why", None, "", "", "reason")])
    known = {by.change: by for by in acknowledgements(connection)}
    new = [change for change in changes if change not in known]
    latest = latest_cut(connection)
    if new and (latest is None or latest.id != cut):
        raise FileRefused([Finger("acknowledge", None, "", new[0], "cut_came")])
    for change in new:
        told = {"change": change, "cut": cut}
        entry = trail.append(connection, who=who, what=trail.ACKNOWLEDGE, why=why, payload=told)
        known[change] = _of(entry)
    return tuple(Noted(known[change], change in new) for change in changes)


def acknowledgements(connection: Connection) -> Iterator[Acknowledgement]:
    """Every acknowledgement, the first one first. Raises FileRefused where one was altered."""
    return map(_of, trail.entries(connection, trail.ACKNOWLEDGE))


def _of(entry: trail.Entry) -> Acknowledgement:
    if entry.hash != entry.expected_hash():
        raise FileRefused([Finger(f"audit trail, entry {entry.id}", None, "", "", "trail_whole")])
    who, why = printable(entry.who), printable(entry.why)
    return Acknowledgement(entry.told["change"], who, entry.at, why, entry.id, entry.told["cut"])
