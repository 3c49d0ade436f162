"""Who has seen a dangerous change between two exports, answers for it, and why? It then holds nobody back any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from safety.domain.what_changed import Change


class Acknowledgement(NamedTuple):
    """Who acknowledged a change, by role, when (UTC) and why.

    `change` is the change's own id, `cut` the number of the data cut that was the latest, `entry` that of the entry in
    the audit trail that says so.
    """

    change: str
    who: str
    at: str
    why: str
    entry: int
    cut: int


@dataclass(frozen=True)
class Acknowledged:
    """A change that would hold somebody back, had nobody acknowledged it."""

    change: Change
    by: Acknowledgement
