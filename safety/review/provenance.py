"""What a review rests on, so that it can be made again: the study's files and the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safety.records.program import program
from safety.records.refusal import FileRefused, Finger
from safety.records.source_files import SourceFile, source_files
from safety.review.study import Study, open_study


@dataclass(frozen=True)
class Provenance:
    """Every file that was there to be read, with its SHA-256, and the program's version with its digest."""

    files: tuple[SourceFile, ...]
    program: str


def provenance_of(folder: Path, protocol: Path | None = None, mapping: Path | None = None) -> Provenance:
    """The hashes of what a reading of the study would look at now. Raises FileRefused."""
    return Provenance(source_files(folder, protocol, mapping), program())


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
