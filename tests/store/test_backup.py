"""A backup of either database restores into either, whole and proved, and never over anything."""

import sqlite3

import pytest

from safety.records.refusal import FileRefused
from safety.review.opening import open_cut, open_study
from safety.store.store import open_store
from safety.store.verdicts import Shown
from tests.store import postgresql
from tests.store.deliveries import changed_demo, kept
from tests.store.test_verify import DAY, PROTOCOL_SHA256
from tests.studies import DEMO


@pytest.fixture(params=["sqlite", "postgresql"])
def another(request, tmp_path):
    """A second empty store, of either kind."""
    if request.param == "sqlite":
        url = str(tmp_path / "another.sqlite")
    else:
        server = request.getfixturevalue("postgresql_server")
        url = postgresql.empty_database(server, "another")
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def filled(store, tmp_path):
    first = kept(store).cut
    kept(store, changed_demo(tmp_path / "b", more_rows=50))
    store.record_verdict(Shown(first.id, DAY, PROTOCOL_SHA256, b"{}"))
    store.acknowledge("change:1", store.cut().id, who="medical monitor", why="site confirmed")
    return store


def test_there_and_back_again(filled, another, tmp_path):
    file = tmp_path / "backup.sqlite"
    assert filled.back_up(file) == filled.verify()
    assert [path.name for path in tmp_path.glob("*backup*")] == ["backup.sqlite"]
    assert another.restore(file) == filled.verify()
    assert another.trail() == filled.trail()
    assert another.verdicts(another.cut(1), DAY) == filled.verdicts(filled.cut(1), DAY)
    assert open_cut(another, another.cut(1)) == open_cut(filled, filled.cut(1))
    assert open_cut(another, another.cut(1)).reports == open_study(DEMO).reports
    assert kept(another, changed_demo(tmp_path / "c", new="Cough")).cut.id == 3


def test_a_backup_is_a_store(filled, tmp_path):
    """It can be looked at where it lies."""
    file = tmp_path / "backup.sqlite"
    filled.back_up(file)
    opened = open_store(str(file))
    assert opened.head() == filled.head()
    assert opened.verify() == filled.verify()
    opened.close()


def test_an_empty_store_is_backed_up_too(store, another, tmp_path):
    store.back_up(tmp_path / "backup.sqlite")
    assert another.restore(tmp_path / "backup.sqlite").entries == 0


def test_nothing_is_restored_over_anything(filled, tmp_path):
    filled.back_up(tmp_path / "backup.sqlite")
    before = filled.verify()
    with pytest.raises(FileRefused, match="an empty database"):
        filled.restore(tmp_path / "backup.sqlite")
    assert filled.verify() == before


def test_no_backup_is_written_over_a_file(filled, tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_text("minutes", encoding="utf-8")
    with pytest.raises(FileRefused, match="nothing is overwritten"):
        filled.back_up(file)
    assert file.read_text(encoding="utf-8") == "minutes"


def test_a_backup_that_was_altered_is_not_restored(filled, another, tmp_path):
    file = tmp_path / "backup.sqlite"
    filled.back_up(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE trail_entry SET who = 'somebody else' WHERE id = 2")
    connection.close()
    with pytest.raises(FileRefused, match="a backup in which nothing was altered"):
        another.restore(file)
    assert another.cuts() == ()


@pytest.mark.parametrize("content", [None, b"", b"no backup at all" * 99])
def test_what_is_no_backup_is_refused(store, tmp_path, content):
    file = tmp_path / "backup.sqlite"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileRefused, match=r"backup\.sqlite"):
        store.restore(file)
