"""A store is brought to the program's schema when it is opened; one that is newer than the program is refused.

A database that holds anything else is refused as well, and neither is touched.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from safety.records.refusal import FileRefused, Finger
from safety.store.allowed import key
from safety.store.engine import Engines
from safety.store.settings import shown

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Engines) -> None:
    """Make the tables of an empty database, or take the steps that a store of an older program lacks.

    Raises FileRefused where the database cannot be opened, is not ours, or is newer than this program.
    """
    try:
        with database.reader.begin() as connection:
            newest = _is_newest(connection, database)
        if not newest:
            with database.writer.begin() as connection:
                if not _is_newest(connection, database):
                    command.upgrade(_settings(connection), "head")
    except DBAPIError as error:
        raise unreachable(database, error) from None


def unreachable(database: Engines, error: DBAPIError) -> FileRefused:
    """The refusal of a database that cannot be opened, in the driver's first line."""
    said = str(error.orig).strip().splitlines() or [""]
    return FileRefused([Finger(shown(database.url), None, "", said[0], "database_reachable")])


def is_empty(connection: Connection) -> bool:
    """Does the database hold no table at all?"""
    return not inspect(connection).get_table_names()


def _is_newest(connection: Connection, database: Engines) -> bool:
    steps = ScriptDirectory(str(MIGRATIONS))
    stands_at = MigrationContext.configure(connection).get_current_revision()
    if stands_at is None and not is_empty(connection):
        raise FileRefused([Finger(shown(database.url), None, "", "other tables", "database_ours")])
    if stands_at is not None and stands_at not in {step.revision for step in steps.walk_revisions()}:
        allowed = key("database_known", steps.get_current_head())
        raise FileRefused([Finger(shown(database.url), None, "schema", stands_at, allowed)])
    return stands_at == steps.get_current_head()


def _settings(connection: Connection) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
