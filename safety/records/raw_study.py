"""A study folder as it stands in its files: all of its text, before anything of it is understood.

Whoever keeps this can read the study anew at any time: `understood` gives the same records from it, whether the
files lie in a folder or their rows were kept elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from safety.domain.case_report import CaseReports, SupportingRow
from safety.records.cells import Reading
from safety.records.many_rows import many_rows
from safety.records.raw_table import RawTable
from safety.records.study_note import StudyNote, study_note
from safety.records.understanding import understand, unreadable_rows

if TYPE_CHECKING:
    from safety.records.sdtm.domain import Domain

Tables = tuple[list[RawTable], list[SupportingRow]]


class KeptFile(NamedTuple):
    """A file kept whole, byte by byte: a protocol, a mapping, a study note."""

    name: str
    content: bytes


@dataclass(frozen=True)
class RawStudy:
    """The files of one study folder.

    `folder` is its name, `listed` every table file that lies in it, read or not. `tables` stand under our
    names; `domains` are SDTM, by code, and `mapping` is what the sponsor's own words in them mean.
    """

    folder: str
    listed: tuple[str, ...]
    tables: tuple[RawTable, ...]
    domains: Mapping[str, Domain] = field(default_factory=dict)
    mapping: KeptFile | None = None
    note_file: KeptFile | None = None

    @cached_property
    def note(self) -> StudyNote:
        """What study.toml says. Raises FileRefused with every mistake in it."""
        return study_note(*self.note_file) if self.note_file else StudyNote()

    @cached_property
    def from_domains(self) -> Tables:
        """The SDTM domains as tables of ours and supporting rows. Raises FileRefused."""
        if not self.domains:
            return [], []
        from safety.records.sdtm import as_our_tables  # noqa: PLC0415 - only SDTM folders wait for it

        return as_our_tables(self.domains, self.mapping)

    def rows(self, reading: Reading) -> dict[str, dict[str, int]]:
        """By file, how many of its rows are used and how many unreadable, before any cut-off. Raises FileRefused."""
        with many_rows():
            tables, supporting = self.from_domains
            unreadable = Counter(unreadable_rows([*tables, *self.tables], reading))
        every = Counter({raw.file: len(raw.rows) for raw in (*tables, *self.tables)})
        every.update(row.source.file for row in supporting)
        unreadable.update(row.source.file for row in supporting if not row.readable)
        return {
            file: {"used": n - unreadable[file], "unreadable": unreadable[file]} for file, n in every.items()
        }

    def understood(self, reading: Reading) -> CaseReports:
        """Every row as a record, readable or not. Raises FileRefused where note or mapping cannot be read."""
        with many_rows():
            tables, supporting = self.from_domains
            reports = understand(
                [*tables, *self.tables],
                study_id=self.note.study_id or self.folder,
                reading=reading,
                extracted_on=self.note.extracted_on,
                supporting=supporting,
            )
        known = {file.lower() for file in reports.files}
        unread = tuple(name for name in self.listed if name.lower() not in known)
        return replace(reports, files_not_read=unread)
