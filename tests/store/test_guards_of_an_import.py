"""What an import or an entry of the trail refuses: a day to come, whose study nobody knows, what nobody can see."""

import json
from datetime import date, timedelta

import pytest

from safety.records.refusal import FileRefused
from safety.store import next_cut
from safety.store.clock import latest_day_at, now
from safety.store.store import open_store
from safety.store.tables import CUT, CUT_SHEET, ROW_BLOCK, VERDICT
from safety.store.verdicts import Shown
from tests.store.deliveries import MANAGER, changed_demo, kept
from tests.store.test_verify import tamper

DAY = date(2026, 9, 7)
TURNED_ROUND, RED = "\u202e", "\x1b[31m"


@pytest.fixture
def study(tmp_path):
    """The demonstration study, whose study.toml a test writes anew."""

    def stating(name, note, new="Headache"):
        folder = changed_demo(tmp_path / name, new=new)
        (folder / "study.toml").write_text(note, encoding="utf-8")
        return folder

    return stating


@pytest.fixture
def today(monkeypatch):
    """The clock, set to a moment."""

    def stands_at(moment):
        monkeypatch.setattr(next_cut, "now", lambda: moment)

    return stands_at


def test_a_day_that_has_not_come_is_refused_and_nothing_is_kept(store, study):
    folder = study("typo", 'study_id = "A"\nextracted_on = 2926-09-11\n')

    with pytest.raises(
        FileRefused, match=r"study\.toml, extracted_on: '2926-09-11' stands there; allowed: a day "
    ):
        kept(store, folder)
    assert store.cuts() == ()


def test_east_of_greenwich_the_day_has_begun(store, study, today):
    today("2026-09-10T23:30:00Z")
    assert kept(store, study("one", "extracted_on = 2026-09-11\n")).new
    with pytest.raises(FileRefused, match="a day not after 2026-09-11"):
        kept(store, study("two", "extracted_on = 2026-09-12\n", "Cough"))


def test_a_day_that_an_older_program_took_though_it_had_not_come_keeps_nobody_out(store, study, today):
    today("2999-01-01T00:00:00Z")
    kept(store, study("typo", "extracted_on = 2926-09-11\n"))
    today(now())

    assert kept(store, study("right", "extracted_on = 2026-09-18\n", "Cough")).new
    with pytest.raises(FileRefused, match="a day not before 2026-09-18"):
        kept(store, study("older", "extracted_on = 2026-09-11\n", "Chills"))


def test_the_clock_is_read_in_one_place():
    assert latest_day_at("2026-02-28T12:00:00Z") == date(2026, 3, 1)
    assert latest_day_at(now()) > date.fromisoformat(now()[:10]) - timedelta(days=1)


def test_once_a_cut_says_whose_it_is_every_later_one_must(store, study):
    """One without a name would let the next study in."""
    kept(store, study("unnamed", "extracted_on = 2026-09-01\n"))
    kept(store, study("named", 'study_id = "A"\nextracted_on = 2026-09-02\n', "Cough"))

    for number, note in enumerate(
        ("extracted_on = 2026-09-03\n", 'study_id = "B"\nextracted_on = 2026-09-03\n')
    ):
        with pytest.raises(FileRefused, match=r"study\.toml, study_id: .*the study whose cuts .* store, A"):
            kept(store, study(f"other {number}", note, "Chills"))
    assert kept(store, study("again", 'study_id = "A"\nextracted_on = 2026-09-03\n', "Chills")).cut.id == 3


def test_what_nobody_can_see_is_not_noted(store, tmp_path):
    cut = kept(store).cut
    store.acknowledge("change:x", cut.id, who=f"{RED}monitor{TURNED_ROUND}", why="seen\u200b\r\n twice\x07")
    (noted,) = store.acknowledgements()

    entry = store.trail()[-1]
    assert (noted.who, noted.why) == (entry.who, entry.why) == ("[31mmonitor", "seen twice")
    for who, why in ((TURNED_ROUND, "seen"), (MANAGER, "\u200b\x07")):
        with pytest.raises(FileRefused, match=r"--by|--why"):
            store.acknowledge("change:y", cut.id, who=who, why=why)
    assert store.verify().findings == ()


def test_a_trail_that_holds_such_signs_from_before_is_whole_and_shown_without(store, safety, monkeypatch):
    monkeypatch.setattr("safety.store.trail.printable", str)
    head = kept(store, why=f"{RED}weekly{TURNED_ROUND}").cut.entry.hash
    monkeypatch.undo()

    assert store.head() == head
    assert store.verify().findings == ()
    assert "reason: [31mweekly\n" in safety("cuts")[1]
    told = safety("export")[1]
    assert told.isprintable() or not {RED[0], TURNED_ROUND} & set(told)
    assert json.loads(told)["why"] == f"{RED}weekly{TURNED_ROUND}"


def test_a_name_that_cannot_be_seen_is_pointed_at(store, study, tmp_path):
    folder = study(f"study{TURNED_ROUND}", "extracted_on = 2026-09-11\n")
    (folder / f"notes{RED}.csv").write_text("a\n", encoding="utf-8")

    with pytest.raises(FileRefused) as refused:
        kept(store, folder)
    places = {finger.file: finger.found for finger in refused.value.fingers}
    assert places == {"FOLDER": r"study\u202e", r"notes\u001b[31m.csv": r"notes\u001b[31m.csv"}
    assert store.cuts() == ()


def test_a_study_id_that_cannot_be_seen_is_pointed_at_though_its_file_can(store, study):
    """Every later export would be refused as another study's, under a name that reads the same."""
    with pytest.raises(FileRefused, match=r"study\.toml, study_id: 'A\\u200b' stands there; allowed: "):
        kept(store, study("unseen", 'study_id = "A\u200b"\nextracted_on = 2026-09-11\n'))
    assert store.cuts() == ()


@pytest.mark.parametrize("gone", [1, 2])
def test_a_store_from_which_a_cut_was_taken_out_takes_no_other_and_names_verify(store, tmp_path, gone):
    kept(store)
    kept(store, changed_demo(tmp_path / "b"))
    held = [table.delete().where(table.c.cut_id == gone) for table in (CUT_SHEET, ROW_BLOCK)]
    tamper(store, *held, CUT.delete().where(CUT.c.id == gone))

    for asked in (store.cuts, store.latest, lambda: kept(store, changed_demo(tmp_path / "c", new="Cough"))):
        with pytest.raises(
            FileRefused, match="nothing was taken out or altered; run python -m safety verify"
        ):
            asked()
    assert store.verify().findings != ()


def test_rows_of_a_cut_that_were_left_behind_are_no_riddle(sqlite_url, tmp_path):
    """The cut and the last line of the trail are gone, its files are not: only the noted head would tell.

    PostgreSQL holds the rows of a cut to their cut; SQLite does, unless somebody switches that off.
    """
    store = open_store(sqlite_url)
    kept(store)
    kept(store, changed_demo(tmp_path / "b"))
    with store.database.writer.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM cut WHERE id = 2")
        raw.execute("DELETE FROM trail_entry WHERE id = 2")

    with pytest.raises(FileRefused, match="run python -m safety verify"):
        kept(store, changed_demo(tmp_path / "c", new="Cough"))
    store.close()


def test_a_verdict_whose_acknowledgements_were_altered_is_no_riddle(store):
    cut = kept(store).cut
    shown = Shown(cut.id, DAY, "0" * 64, b'{"a": 1}')
    store.record_verdict(shown)
    tamper(store, VERDICT.update().values(acknowledged="[7]"))

    with pytest.raises(FileRefused, match="run python -m safety verify"):
        store.record_verdict(shown)
