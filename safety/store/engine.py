"""The two ways into the database: one that writes, for whom all other writers wait, and one that only reads.

Whoever reads sees the store as it was at the first look, whatever is written meanwhile; whoever writes holds
the store alone from the first statement on. With the defaults of the driver, updates that overlap get lost
without an error.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event

from safety.records.refusal import FileRefused, Finger

WRITER_WAITS_MS = 600_000  # a queue of imports; each holds the store for some seconds
READER_WAITS_MS = 15_000
BEGIN_READING, BEGIN_WRITING = "BEGIN", "BEGIN IMMEDIATE"
MANY_READERS = 100  # every page of the dashboard reads in a thread of its own
ONE_WRITER = 0x444C54  # the number of PostgreSQL's advisory lock: any, as long as it is always this one


class Engines(NamedTuple):
    """The database through its writer and through its readers."""

    url: URL
    writer: Engine
    reader: Engine

    def close(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


def engines(url: URL) -> Engines:
    """Nothing is opened before it is used; the folder of a SQLite file is made. Raises FileRefused."""
    if url.drivername == "sqlite":
        _make_folder(Path(str(url.database)).parent)
        return Engines(
            url, _sqlite(url, BEGIN_WRITING, WRITER_WAITS_MS), _sqlite(url, BEGIN_READING, READER_WAITS_MS)
        )
    return Engines(url, _postgresql_writer(url), _postgresql_reader(url))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileRefused([Finger(str(folder), None, "", error.strerror or "", "folder_writable")]) from None


def _sqlite(url: URL, begin: str, waits_ms: int) -> Engine:
    engine = create_engine(
        url,
        max_overflow=MANY_READERS,
        connect_args={"isolation_level": None, "timeout": waits_ms / 1000},
    )

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: object) -> None:
        connection.text_factory = _text  # a text that was tampered with is read too, so that it can be found
        connection.execute(f"PRAGMA busy_timeout={waits_ms}")
        if (
            begin == BEGIN_WRITING
        ):  # a reader changes nothing, not even in a file that turns out not to be ours
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def _postgresql_writer(url: URL) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "begin")
    def wait_for_the_others(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")

    return engine


def _postgresql_reader(url: URL) -> Engine:
    return create_engine(
        url,
        max_overflow=MANY_READERS,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
