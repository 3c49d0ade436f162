"""Where the store is: one setting, in data/store.toml or behind --database. The environment is not read."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from safety.records.protocol_cells import Text
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_text
from safety.records.toml_file import parse_toml, understand_toml
from safety.store.allowed import key

DATA = Path(__file__).parents[2] / "data"
SETTINGS_FILE = DATA / "store.toml"
STANDARD_FILE = DATA / "safety.sqlite"
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class StoreSettings(BaseModel):
    """data/store.toml: `database` is a SQLite file or a database URL."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database: Text


def database_url(given: str | None = None, settings_file: Path = SETTINGS_FILE) -> URL:
    """The database asked for, else that of the settings file, else the standard SQLite file.

    Raises FileRefused where it is neither a file nor a URL of SQLite or PostgreSQL.
    """
    if given is None and settings_file.exists():
        text = read_text(settings_file)
        given = understand_toml(
            settings_file.name, parse_toml(settings_file.name, text), StoreSettings
        ).database
    return _url(given) if given else URL.create("sqlite", database=str(STANDARD_FILE))


def _url(given: str) -> URL:
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
        url = url.set(drivername=DRIVERS[url.drivername])
    except (ArgumentError, KeyError, ValueError):
        raise FileRefused(
            [Finger("--database", None, "", given.partition("://")[0], key("database"))]
        ) from None
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise FileRefused([Finger("--database", None, "", given, key("database"))])
    return url


def shown(url: URL) -> str:
    """The database as a person may see it, without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
