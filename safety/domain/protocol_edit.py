"""Is an earlier export's protocol the file of the later one, an amendment, or another content under its name?

An amendment is a committee's act and has a version of its own. Another content under the same id and version is an
edit that nobody announced: where a verdict comes out kinder by it, it blocks as a lowered row does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from safety.domain.case_report import Record, Source
from safety.domain.changed_cell import CellChange, Downgrade
from safety.domain.open_question import Reach
from safety.domain.protocol import Protocol
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
    """Do both files say that they are one version of one protocol, as somebody reads it?

    A blank, a mark that nobody sees or another letter case makes no amendment.
    """
    return all(
        _as_read(one) == _as_read(other)
        for one, other in ((earlier.id, later.id), (earlier.version, later.version))
    )


def edited(earlier: Protocol, later: Protocol) -> bool:
    """Is it another content under the same id and version?"""
    return earlier.sha256 != later.sha256 and same_version(earlier, later)


def edit_of(earlier: Protocol, later: Protocol, kinder: Iterable[str]) -> Change:
    """The edit as a change that holds every level back; `kinder` are the patients who come out kinder by it."""
    before, after = _file(earlier), _file(later)
    cell = CellChange("sha256", before.sha256, after.sha256, Downgrade.KINDER)
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
