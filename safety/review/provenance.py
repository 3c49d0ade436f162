"""What a review rests on, so that it can be made again: the study's files and the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safety.records.program import program
from safety.records.refusal import FileRefused, Finger
from safety.records.source_files import PROTOCOL, SourceFile, named_file, source_files
from safety.review.opening import open_study
from safety.review.study import Study

if TYPE_CHECKING:  # a folder needs no database
    from safety.store.cut import Cut
    from safety.store.store import Store


@dataclass(frozen=True)
class Provenance:
    """Every file that was there to be read, with its SHA-256, and the program's version with its digest.

    Of a data cut also its number (a folder has none) and the newest hash of the audit trail, the head.
    """

    files: tuple[SourceFile, ...]
    program: str
    cut: int | None = None
    head: str = ""


def provenance_of(folder: Path, protocol: Path | None = None, mapping: Path | None = None) -> Provenance:
    """The hashes of what a reading of the study would look at now. Raises FileRefused."""
    return Provenance(source_files(folder, protocol, mapping), program())


def provenance_of_cut(store: Store, cut: Cut, protocol: Path | None = None) -> Provenance:
    """The hashes of the files that the cut came from, with another protocol where one is given. Raises FileRefused."""
    files = cut.content.files
    if protocol:
        files = (*(file for file in files if file.where != PROTOCOL), *named_file(PROTOCOL, protocol))
    return Provenance(files, program(), cut.id, store.head())


def study_with_provenance(
    folder: Path, protocol: Path | None = None, mapping: Path | None = None
) -> tuple[Study, Provenance]:
    """The study of a folder and the hashes of what it was read from.

    Raises FileRefused as `open_study` does, and where a file changed while it was read: hashes that belong to
    other records would prove nothing.
    """
    before = provenance_of(folder, protocol, mapping)
    study = open_study(folder, protocol, mapping)
    if changed := set(before.files) ^ set(source_files(folder, protocol, mapping)):
        names = sorted({file.name for file in changed})
        raise FileRefused(Finger(name, None, "", "another content", "file_still") for name in names)
    return study, before
