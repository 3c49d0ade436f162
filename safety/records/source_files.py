"""The files that a reading of a study rests on, each with its size and SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from safety.records.refusal import FileRefused, Finger

READ_ENDINGS = (".csv", ".toml", ".xpt")
IN_FOLDER, PROTOCOL, MAPPING = "folder", "protocol", "mapping"


class SourceFile(NamedTuple):
    """A file by name; `where` says whether it lay in the folder or was named as protocol or mapping."""

    where: str
    name: str
    size: int
    sha256: str


def source_files(
    folder: Path, protocol: Path | None = None, mapping: Path | None = None
) -> tuple[SourceFile, ...]:
    """Every file that a reading of the study may look at, in order. Raises FileRefused."""
    return tuple(
        _hashed(where, path)
        for where, path in (*_inside(folder), (PROTOCOL, protocol), (MAPPING, mapping))
        if path is not None
    )


def named_file(where: str, path: Path) -> tuple[SourceFile, ...]:
    """A file that was named, as protocol or mapping. Raises FileRefused."""
    return (_hashed(where, path),)


def _inside(folder: Path) -> Iterator[tuple[str, Path]]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise FileRefused([Finger(str(folder), None, "", error.strerror or "", "folder")]) from None
    for path in inside:
        if path.suffix.lower() in READ_ENDINGS and path.is_file():
            yield IN_FOLDER, path


def _hashed(where: str, path: Path) -> SourceFile:
    try:
        with path.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        return SourceFile(where, path.name, path.stat().st_size, digest)
    except OSError as error:
        raise FileRefused([Finger(path.name, None, "", error.strerror or "", "file_readable")]) from None
