"""A data cut: what was known on the day of an import, never changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from safety.records.refusal import FileRefused, Finger
from safety.records.source_files import SourceFile
from safety.store.sheet import SheetHead
from safety.store.tables import CUT, TRAIL_ENTRY
from safety.store.trail import IMPORT, Entry


@dataclass(frozen=True)
class ByColumn:
    """The hashes of what a review reads in place of the rows: the order of each sheet, and every block, by the id
    of its first row, that came with this cut.
    """

    orders: tuple[str, ...]
    blocks: Mapping[int, str]

    def as_payload(self) -> dict[str, Any]:
        """As it stands in the audit trail."""
        return {
            "orders": list(self.orders),
            "blocks": {str(first_id): digest for first_id, digest in self.blocks.items()},
        }

    @classmethod
    def of_payload(cls, told: Mapping[str, Any]) -> ByColumn:
        """As it was."""
        return cls(
            tuple(told["orders"]), {int(first_id): digest for first_id, digest in told["blocks"].items()}
        )


@dataclass(frozen=True)
class CutContent:
    """What an import says of itself in the audit trail.

    `study_id` is what study.toml states, empty where nobody says; `listed` are the table files that lay in the
    folder, `documents` the files kept whole: by their role the name and SHA-256. `rows` counts, by file, what
    could be read and what could not. `by_column` is None in the cuts of a program that kept rows alone.
    """

    study_id: str
    folder: str
    extracted_on: date | None
    program: str
    listed: tuple[str, ...]
    files: tuple[SourceFile, ...]
    documents: Mapping[str, tuple[str, str]]
    rows: Mapping[str, Mapping[str, int]]
    sheets: tuple[SheetHead, ...]
    by_column: ByColumn | None = None

    @property
    def name(self) -> str:
        """The study's name: its own, else that of its folder."""
        return self.study_id or self.folder

    def as_payload(self) -> dict[str, Any]:
        """As it stands in the audit trail."""
        told = {
            "study_id": self.study_id,
            "folder": self.folder,
            "extracted_on": self.extracted_on.isoformat() if self.extracted_on else None,
            "program": self.program,
            "listed": list(self.listed),
            "files": [file._asdict() for file in self.files],
            "documents": {role: list(kept) for role, kept in self.documents.items()},
            "rows": {file: dict(counts) for file, counts in self.rows.items()},
            "sheets": [sheet.as_payload() for sheet in self.sheets],
        }
        return told | ({"by_column": self.by_column.as_payload()} if self.by_column else {})

    @classmethod
    def of_payload(cls, told: Mapping[str, Any]) -> CutContent:
        """As it was."""
        return cls(
            study_id=told["study_id"],
            folder=told["folder"],
            extracted_on=date.fromisoformat(told["extracted_on"]) if told["extracted_on"] else None,
            program=told["program"],
            listed=tuple(told["listed"]),
            files=tuple(SourceFile(**file) for file in told["files"]),
            documents={role: (name, digest) for role, (name, digest) in told["documents"].items()},
            rows=told["rows"],
            sheets=tuple(SheetHead.of_payload(sheet) for sheet in told["sheets"]),
            by_column=ByColumn.of_payload(told["by_column"]) if "by_column" in told else None,
        )


@dataclass(frozen=True)
class Cut:
    """A cut by its number, with the entry of the audit trail that tells of its import."""

    id: int
    entry: Entry
    content: CutContent

    def as_object(self) -> dict[str, Any]:
        """The cut as plain values, with who imported it when and why."""
        said = ("at", "who", "identity", "why", "hash")
        told = {name: getattr(self.entry, name) for name in said}
        return {"cut": self.id, **told, **self.content.as_payload()}


def cuts(connection: Connection) -> Iterator[Cut]:
    """Every cut, the first one first. Raises FileRefused where one was taken out or put in."""
    refuse_cuts_without_import(connection)
    asked = select(CUT.c.id, TRAIL_ENTRY).join_from(CUT, TRAIL_ENTRY).order_by(CUT.c.id)
    for cut_id, *entry in connection.execute(asked):
        yield _cut(cut_id, Entry(*entry))


def latest_cut(connection: Connection) -> Cut | None:
    """The newest cut; None where nothing was imported yet. Raises FileRefused as `cuts` does."""
    refuse_cuts_without_import(connection)
    asked = select(CUT.c.id, TRAIL_ENTRY).join_from(CUT, TRAIL_ENTRY).order_by(CUT.c.id.desc()).limit(1)
    row = connection.execute(asked).one_or_none()
    return _cut(row[0], Entry(*row[1:])) if row else None


def cuts_without_import(connection: Connection) -> set[int]:
    """The entries of imports and cuts that do not belong together: the nth import of the trail is the nth cut."""
    imports = select(TRAIL_ENTRY.c.id).where(TRAIL_ENTRY.c.what == IMPORT).order_by(TRAIL_ENTRY.c.id)
    told = set(enumerate(connection.scalars(imports), start=1))
    there = {(cut_id, entry_id) for cut_id, entry_id in connection.execute(select(CUT.c.id, CUT.c.entry_id))}
    return {entry_id for _, entry_id in told ^ there}


def refuse_cuts_without_import(connection: Connection) -> None:
    """What a cut that was taken out knew would be missed in silence. Raises FileRefused."""
    if cuts_without_import(connection):
        raise FileRefused([Finger("audit trail", None, "", "", "store_whole")])


def _cut(cut_id: int, entry: Entry) -> Cut:
    """Nothing rests on a cut whose own entry was altered. Raises FileRefused."""
    try:
        content = CutContent.of_payload(entry.told)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise altered(cut_id) from None
    if entry.hash != entry.expected_hash():
        raise altered(cut_id)
    return Cut(cut_id, entry, content)


def altered(cut_id: int, file: str = "") -> FileRefused:
    """The refusal of a cut that is not as it was imported."""
    place = f"cut {cut_id}, {file}" if file else f"cut {cut_id}"
    return FileRefused([Finger(place, None, "", "", "cut_whole")])
