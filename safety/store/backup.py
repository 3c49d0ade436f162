"""A backup of the whole store in one file, from either database and back into either.

The file is a SQLite store like any other: it can be opened, verified and reviewed where it lies.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, func, select
from sqlalchemy.exc import DBAPIError

from safety.records.refusal import FileRefused, Finger
from safety.store.data_cut_import import add_rows
from safety.store.engine import Engines, engines
from safety.store.schema import bring_up_to_date, is_empty
from safety.store.tables import METADATA, STORED_ROW
from safety.store.verify import Verification, verify

AT_ONCE = 20_000


def back_up(database: Engines, file: Path) -> Verification:
    """Write the store as it is at this moment into a new file, and prove what was written.

    Raises FileRefused where the file is there already or cannot be written.
    """
    if file.exists():
        raise FileRefused([Finger(str(file), None, "", file.name, "no_such_file")])
    with TemporaryDirectory(dir=_folder_of(file), prefix=".backup-") as scratch:
        written = Path(scratch) / "store.sqlite"
        with closing(_opened(written)) as copy:
            _copy_all(database, copy)
            proof = _closed_in_one_file(copy)
        written.rename(file)
    return proof


def restore(file: Path, database: Engines) -> Verification:
    """Fill an empty store from a backup; all of it, proved, or nothing.

    Raises FileRefused: no backup, one that was altered, a store that holds something already.
    """
    if not file.is_file():
        raise FileRefused([Finger(str(file), None, "", "", "backup_file")])
    with TemporaryDirectory() as scratch:
        copied = shutil.copyfile(file, Path(scratch) / "store.sqlite")
        with closing(_opened_backup(copied, file)) as backup:
            return _restored(backup, database, file)


def _restored(backup: Engines, database: Engines, file: Path) -> Verification:
    with backup.reader.begin() as source, database.writer.begin() as target:
        _refuse_unless_empty(target)
        _copy(source, target)
        proof = verify(target)
        if proof.findings:
            raise FileRefused([Finger(str(file), None, "", "", "backup_whole")])
    return proof


def _folder_of(file: Path) -> Path:
    if not file.parent.is_dir():
        raise FileRefused([Finger(str(file.parent), None, "", "", "folder_writable")])
    return file.parent


def _opened(file: Path) -> Engines:
    opened = engines(URL.create("sqlite", database=str(file)))
    bring_up_to_date(opened)
    return opened


def _opened_backup(copied: Path, file: Path) -> Engines:
    """The backup, brought to this program's schema in its copy; fingers point at the file itself."""
    no_backup = FileRefused([Finger(str(file), None, "", "", "backup_file")])
    opened = engines(URL.create("sqlite", database=str(copied)))
    try:
        with opened.reader.begin() as connection:
            if is_empty(connection):
                raise no_backup
        bring_up_to_date(opened)
    except DBAPIError:
        raise no_backup from None
    except FileRefused as refused:
        raise FileRefused(replace(finger, file=str(file)) for finger in refused.fingers) from None
    return opened


def _closed_in_one_file(copy: Engines) -> Verification:
    """Prove the copy, then take it out of the mode in which a store has files beside it."""
    with copy.reader.begin() as connection:
        proof = verify(connection)
    copy.close()
    with closing(copy.writer.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
    return proof


def _refuse_unless_empty(target: Connection) -> None:
    held = [t.name for t in METADATA.sorted_tables if target.scalar(select(func.count()).select_from(t))]
    if held:
        raise FileRefused([Finger("database", None, "", ", ".join(held), "database_empty")])


def _copy_all(database: Engines, copy: Engines) -> None:
    with database.reader.begin() as source, copy.writer.begin() as target:
        _copy(source, target)


def _copy(source: Connection, target: Connection) -> None:
    for table in METADATA.sorted_tables:
        asked = select(table).order_by(*table.primary_key.columns)
        for rows in source.execution_options(yield_per=AT_ONCE).execute(asked).mappings().partitions():
            if table is STORED_ROW:
                add_rows(target, [(row["id"], row["digest"], row["cells"]) for row in rows])
            else:
                target.execute(table.insert(), [dict(row) for row in rows])
