"""Writes the empty tables of a study folder: a header each, in the order of the data dictionary."""

from __future__ import annotations

from pathlib import Path

from safety.records.columns import TABLES
from safety.records.refusal import FileRefused, Finger


def write_template(folder: Path) -> list[Path]:
    """Every CSV of a study folder with its header alone; the files written.

    Raises FileRefused, having written nothing, where one of them exists already or the folder cannot be made.
    """
    files = {folder / table.file: ",".join(table.names) + "\n" for table in TABLES}
    existing = [path for path in files if path.exists()]
    if existing:
        raise FileRefused(Finger(path.name, None, "", path.name, "no_overwriting") for path in existing)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, header in files.items():
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(header)
    except OSError as error:
        raise FileRefused([Finger(str(folder), None, "", str(error.strerror), "folder_writable")]) from None
    return list(files)
