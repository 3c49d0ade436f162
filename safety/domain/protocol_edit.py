"""Is an earlier export's protocol the file of the later one, an amendment, or another content under its name?

An amendment is a committee's act and has a version of its own. Another content under the same version, whatever
the file calls itself, is an edit that nobody announced: where a verdict comes out kinder by it, or the next
patient may be given more or sooner, it blocks as a lowered row does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from safety.domain.case_report import Record, Source
from safety.domain.changed_cell import CellChange, Downgrade
from safety.domain.open_question import Reach
from safety.domain.protocol import Protocol, Stagger
from safety.domain.what_changed import PROTOCOL, Change, ChangeKind

FILE = "protocol.toml"


@dataclass(frozen=True, kw_only=True)
class ProtocolFile(Record):
    """What a protocol file says of itself, and the SHA-256 of all that it says."""

    id: str
    version: str
    status: str
    sha256: str


def same_version(earlier: Protocol, later: Protocol) -> bool:
    """Do both files say that they are one version, as somebody reads it? Another id alone makes no amendment,
    nor does a blank, a mark that nobody sees or another letter case.
    """
    return _as_read(earlier.version) == _as_read(later.version)


def edited(earlier: Protocol, later: Protocol) -> bool:
    """Is it another content under the same version?"""
    return earlier.sha256 != later.sha256 and same_version(earlier, later)


def gives_more(earlier: Protocol, later: Protocol) -> bool:
    """May patients be given more cells by the later file, on another day, or sooner after each other?

    No verdict shows it: the rule for escalation is met all the same, to another dose.
    """
    return _more_cells(earlier, later) or _sooner(earlier.stagger, later.stagger)


def _more_cells(earlier: Protocol, later: Protocol) -> bool:
    was, now = earlier.dosing, later.dosing
    if (was.per_kg, was.reference_weight_kg) != (now.per_kg, now.reference_weight_kg):
        return True
    cells = {rung.level: rung.cells for rung in earlier.levels}
    more = any(rung.level not in cells or rung.cells > cells[rung.level] for rung in later.levels)
    return more or not set(now.days) <= set(was.days)


def _sooner(was: Stagger | None, now: Stagger | None) -> bool:
    if was is None:
        return False
    return now is None or any((now.days_after(n) or 0) < (was.days_after(n) or 0) for n in (1, 2))


def edit_of(
    earlier: Protocol, later: Protocol, kinder: Iterable[str], because: Downgrade = Downgrade.KINDER
) -> Change:
    """The edit as a change that holds every level back; `kinder` are the patients who come out kinder by it."""
    before, after = _file(earlier), _file(later)
    cell = CellChange("sha256", before.sha256, after.sha256, because)
    told = tuple(sorted(kinder))
    return Change(PROTOCOL, ChangeKind.CHANGED, later.id, told, before, after, (cell,), Reach.EVERY_LEVEL)


def _as_read(text: str) -> str:
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and not c.isspace())
    return seen.casefold()


def _file(protocol: Protocol) -> ProtocolFile:
    return ProtocolFile(
        source=Source(FILE, 1),
        id=protocol.id,
        version=protocol.version,
        status=protocol.status.value,
        sha256=protocol.sha256,
    )
