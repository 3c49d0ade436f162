"""A store comes to the program's schema when it is opened; what is newer, or not ours, is refused untouched."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from safety.records.refusal import FileRefused
from safety.review.opening import delivery
from safety.store.engine import engines
from safety.store.settings import STANDARD_FILE, database_url, shown
from safety.store.store import open_store
from safety.store.tables import METADATA
from safety.store.verdicts import Shown
from tests.store.deliveries import as_by_an_older_program, changed_demo, kept
from tests.studies import DEMO, PROTOCOL

DAY = date(2026, 9, 7)


def raw_engine(url):
    """The database past everything that the store does with it."""
    return sa.create_engine(database_url(url))


def test_the_steps_lead_to_the_tables(store):
    with store.database.reader.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_store_is_opened_again_as_it_is(url):
    for _ in range(2):
        store = open_store(url)
        assert store.cuts() == ()
        store.close()


def test_a_newer_store_is_refused_and_stays_as_it_is(url):
    store = open_store(url)
    kept(store)
    before = store.verify()
    store.close()
    engine = raw_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '99_of_the_future'"))
    with pytest.raises(FileRefused, match="'99_of_the_future' stands there; allowed: a store of schema"):
        open_store(url)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "99_of_the_future"
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '3_rows_by_column'"))
    engine.dispose()
    store = open_store(url)
    assert store.verify() == before
    store.close()


def test_a_store_of_an_older_program_is_brought_up_to_date_and_stays_proven(url, tmp_path):
    store = open_store(url)
    cut = kept(store).cut
    shown = store.record_verdict(Shown(cut.id, DAY, "0" * 64, b"{}"))
    before = store.verify()
    store.close()
    engine = raw_engine(url)
    as_by_an_older_program(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE row_block"))
        connection.execute(sa.text("ALTER TABLE verdict DROP COLUMN acknowledged"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '1_first_cuts'"))
    engine.dispose()
    store = open_store(url)
    proved = store.verify()
    assert proved == replace(before, head=proved.head)
    assert store.verdicts(cut, DAY) == (shown,)
    assert store.raw_study(store.cut(1)).tables == delivery(DEMO, PROTOCOL).raw.tables
    assert kept(store, changed_demo(tmp_path)).cut.id == 2
    assert store.raw_study(store.cut(2)).tables == delivery(tmp_path, PROTOCOL).raw.tables
    assert store.verify().findings == ()
    store.close()


def test_a_database_of_something_else_is_refused_and_stays_as_it_is(url):
    engine = raw_engine(url)
    if engine.dialect.name == "sqlite":
        Path(engine.url.database).parent.mkdir()
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE invoices (id integer)"))
    before = bytes_of(engine)
    with pytest.raises(FileRefused, match="a store of this monitor, or an empty database"):
        open_store(url)
    assert bytes_of(engine) == before
    assert sa.inspect(engine).get_table_names() == ["invoices"]
    engine.dispose()


def bytes_of(engine):
    """The whole file of a SQLite database."""
    return Path(engine.url.database).read_bytes() if engine.dialect.name == "sqlite" else b""


def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(b"minutes of the meeting\n" * 500)
    before = sha256(file.read_bytes()).digest()
    with pytest.raises(FileRefused, match="a database that can be opened"):
        open_store(str(file))
    assert sha256(file.read_bytes()).digest() == before


def test_a_place_where_no_folder_can_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileRefused, match="a folder that can be written to"):
        open_store(str(tmp_path / "file" / "store" / "safety.sqlite"))


def test_a_server_that_does_not_answer_is_refused_without_its_password():
    with pytest.raises(FileRefused, match="a database that can be opened") as refused:
        open_store("postgresql://monitor:hush@127.0.0.1:9/study")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("store.db", "store.db"),
        ("sqlite:///a/b.sqlite", "a/b.sqlite"),
        ("postgresql://r:secret@h/name", "postgresql+psycopg://r:***@h/name"),
        ("postgres://r@h/name", "postgresql+psycopg://r@h/name"),
    ],
)
def test_a_database_is_a_file_or_a_url(given, opened):
    assert shown(database_url(given)) == opened


@pytest.mark.parametrize("given", ["mysql://h/name", "sqlite://", "postgresql://h:port/name", "://"])
def test_no_other_database_is_spoken_to(given):
    with pytest.raises(FileRefused, match="--database"):
        database_url(given)


def test_the_setting_is_a_line_of_a_file(tmp_path):
    settings = tmp_path / "store.toml"
    assert shown(database_url(settings_file=settings)) == str(STANDARD_FILE)
    settings.write_text('database = "postgresql://safety@db.site/study"\n', encoding="utf-8")
    assert shown(database_url(settings_file=settings)) == "postgresql+psycopg://safety@db.site/study"
    assert shown(database_url("other.sqlite", settings)) == "other.sqlite"
    settings.write_text('databse = "x"\n', encoding="utf-8")
    with pytest.raises(FileRefused, match="databse"):
        database_url(settings_file=settings)


def test_sqlite_is_set_for_many_at_once_and_for_power_cuts(sqlite_url):
    opened = engines(database_url(sqlite_url))
    with opened.writer.begin() as connection:  # the writer, who makes the file
        asked = ("journal_mode", "synchronous", "foreign_keys")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert found == ["wal", 2, 1]
    opened.close()
