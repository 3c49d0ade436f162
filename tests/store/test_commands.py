"""The commands of the store, on both databases: what they print, and with which exit code."""

import json
import shutil

import pytest
import sqlalchemy as sa

from safety.__main__ import main
from safety.store.settings import database_url
from tests.store.deliveries import changed_demo
from tests.studies import DEMO

CUT_OFF = ("--cut-off", "2026-09-07")

ROWS = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in DEMO.glob("*.csv"))


@pytest.fixture
def imported(safety):
    safety("import", DEMO, "--by", "data manager")
    return safety


def test_a_folder_is_imported_once(safety):
    code, out, _ = safety("import", DEMO, "--by", "data manager", "--why", "weekly export")
    assert code == 0
    assert out.startswith(
        f"Cut 1 is imported: hDMSC-RLI-DEMO, {ROWS} rows used, 0 unreadable.\nHead of the audit"
    )
    code, again, _ = safety("import", DEMO, "--by", "data manager")
    assert code == 0
    assert again.startswith("These files are cut 1 already, imported on ")
    assert again.splitlines()[1:] == out.splitlines()[1:]


def test_what_cannot_be_imported_is_pointed_at(safety, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "study")
    (folder / "subjects.csv").unlink()
    code, out, err = safety("import", folder, "--by", "data manager")
    assert (code, out) == (2, "")
    assert "subjects.csv: nothing stands there" in err
    assert safety("import", DEMO, "--by", " ")[0] == 2
    assert safety("import", tmp_path / "nowhere", "--by", "data manager")[0] == 2
    assert safety("cuts")[1] == "Nothing was imported yet.\n"


def test_the_cuts_are_listed(imported, tmp_path):
    imported("import", changed_demo(tmp_path / "b"), "--by", "statistician", "--why", "corrected term")
    code, out, _ = imported("cuts")
    assert code == 0
    assert "CUT 1  hDMSC-RLI-DEMO  imported 20" in out
    assert "Z by statistician (self-declared)\n  reason: corrected term\n  data of 11 September 2026" in out
    first, second = map(json.loads, imported("cuts", "--json")[1].splitlines())
    assert (first["cut"], second["cut"], second["who"]) == (1, 2, "statistician")


def test_a_cut_is_reviewed_as_its_folder_is(imported, capsys):
    main(["review", str(DEMO), *CUT_OFF, "--json"])
    of_folder = capsys.readouterr().out
    for _ in range(2):
        assert imported("review", "--cut", 1, *CUT_OFF, "--json") == (0, of_folder, "")
    assert imported("review", "--cut", "latest", *CUT_OFF, "--json") == (0, of_folder, "")
    assert "Level 2 may not escalate yet" in imported("review", "--cut", 1, *CUT_OFF)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cut", 2), "--cut: '2' stands there; allowed: a cut of this store, by its number: 1"),
        ((), "allowed: study folders, or --cut"),
        ((DEMO, "--cut", "latest"), "allowed: study folders, or --cut"),
        ((DEMO, "--cut", 1), "allowed: study folders, or --cut"),
        (("--cut", 1, "--mapping", "m.toml"), "the mapping it was imported with"),
    ],
)
def test_what_cannot_be_reviewed_is_said(imported, arguments, said):
    code, out, err = imported("review", *arguments, *CUT_OFF)
    assert (code, out) == (2, "")
    assert said in err


def test_verify_says_what_it_looked_at(imported):
    code, out, _ = imported("verify")
    assert code == 0
    assert f"data cuts 1, stored rows {ROWS}" in out
    assert "Nothing in the store was altered." in out
    head = out.splitlines()[-1].rpartition(" ")[2]
    assert imported("verify", "--head", head)[0] == 0
    code, out, _ = imported("verify", "--head", "0" * 64)
    assert code == 1
    assert "is nowhere in it" in out


def test_an_empty_store_is_nothing_to_verify(safety):
    """A mistyped place is a store in which nothing can have been altered."""
    code, out, err = safety("verify")
    assert (code, out) == (2, "")
    assert "a store into which something was imported; this one is empty" in err


def test_verify_points_at_the_row_and_at_the_link(imported, url):
    engine = sa.create_engine(database_url(url))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE trail_entry SET who = 'somebody else'"))
        connection.execute(sa.text("UPDATE stored_row SET cells = digest WHERE id = 2"))
    engine.dispose()
    code, out, _ = imported("verify")
    assert code == 1
    assert "audit trail: entry 1 is the first that does not follow from those before it" in out
    assert "cut 1, subjects.csv, row 3: not the row that was imported" in out
    assert "Nothing in the store was altered" not in out


def test_verify_holds_files_against_a_cut(imported, tmp_path):
    assert imported("verify", "--files", DEMO)[0] == 0
    code, out, _ = imported("verify", "--files", changed_demo(tmp_path / "b"))
    assert code == 1
    assert "adverse_events.csv: not the content that cut 1 came from" in out
    assert imported("verify", "--files", tmp_path / "nowhere")[0] == 2


def test_the_trail_is_exported_with_its_head(imported, tmp_path):
    code, out, err = imported("export")
    assert code == 0
    last = json.loads(out.splitlines()[-1])
    assert last["what"] == "import"
    assert err == f"Head of the audit trail: {last['hash']}\n"
    file = tmp_path / "trail.jsonl"
    assert imported("export", "-o", file)[0] == 0
    assert file.read_text(encoding="utf-8") == out
    code, _, err = imported("export", "-o", file)
    assert code == 2
    assert "nothing is overwritten" in err


def test_backup_and_restore(imported, tmp_path, capsys):
    file, other = tmp_path / "backup.sqlite", tmp_path / "other.sqlite"
    code, out, _ = imported("backup", file)
    assert code == 0
    assert "Nothing in the store was altered." in out
    assert main(["restore", str(file), "--database", str(other)]) == 0
    restored = capsys.readouterr().out
    assert restored.splitlines()[-1] == out.splitlines()[-1]
    assert imported("restore", file)[0] == 2
    assert imported("backup", file)[0] == 2


@pytest.mark.parametrize("command", ["review", "week", "diff"])
def test_no_cut_has_the_number_0(imported, command, capsys):
    cuts = (0, 1) if command == "diff" else (0,)
    with pytest.raises(SystemExit) as refused:
        imported(command, "--cut", *cuts, *CUT_OFF)
    assert refused.value.code == 2
    assert "'0' stands there; allowed: the number of a cut, or latest" in capsys.readouterr().err
