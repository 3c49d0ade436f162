"""A study folder as it comes to the store, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safety.records.raw_study import KeptFile, RawStudy
from safety.records.source_files import MAPPING, PROTOCOL, SourceFile

NOTE = "study.toml"


@dataclass(frozen=True)
class Delivery:
    """The folder's text, the protocol it is judged by, every source file, and what could be read of it.

    `rows` counts the used and the unreadable rows by file, before any cut-off.
    """

    raw: RawStudy
    protocol: KeptFile
    files: tuple[SourceFile, ...]
    rows: Mapping[str, Mapping[str, int]]

    @property
    def documents(self) -> dict[str, KeptFile]:
        """The files that are kept whole, by their role."""
        kept = {PROTOCOL: self.protocol, MAPPING: self.raw.mapping, NOTE: self.raw.note_file}
        return {role: file for role, file in kept.items() if file is not None}
