"""NCI's words where they are imported: one file, all or nothing, and never a part of a verdict."""

import csv
import json
import re
import subprocess
from datetime import date

import pytest

from safety.__main__ import main
from safety.records import official_text
from safety.records.nci_table import read_nci_table
from safety.records.official_text import install, read_official_text
from safety.records.refusal import FileRefused
from safety.reports.as_json import as_json
from safety.review.opening import open_study
from tests.nci_words import NCI_CSV, NCI_WORKBOOK, TERMS, as_csv, as_workbook, made_up_table, with_nci
from tests.studies import DEMO, ROOT
from tests.test_architecture import FILES, imports, room


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An installation of its own; the repository's data/ is never written to."""
    path = tmp_path / "installed" / "official_text.json"
    path.parent.mkdir()
    monkeypatch.setattr(official_text, "INSTALLED", path)
    return path


@pytest.fixture
def table(tmp_path):
    return as_csv(tmp_path / "ctcae_v5.csv", made_up_table())


def test_what_is_installed_is_read_back_as_it_was(place, table):
    text = read_nci_table(table, TERMS)

    assert install(text) == place
    assert read_official_text() == text
    assert [path.name for path in place.parent.iterdir()] == ["official_text.json"]


def test_without_an_import_there_are_no_words(place):
    assert read_official_text() is None


def test_importing_again_replaces_the_words(place, table):
    install(read_nci_table(table, TERMS))
    rows = made_up_table()
    rows[1][8] = "another definition"
    install(read_nci_table(as_csv(table, rows), TERMS))

    assert read_official_text().terms["Anemia"].definition == "another definition"


def test_where_nothing_can_be_written_the_old_words_stay(place, table, monkeypatch):
    text = read_nci_table(table, TERMS)
    install(text)

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(place), "replace", full)
    with pytest.raises(FileRefused, match="No space left on device"):
        install(text.model_copy(update={"source": "another"}))

    assert read_official_text() == text
    assert [path.name for path in place.parent.iterdir()] == ["official_text.json"]


def test_a_folder_that_is_not_there_is_refused(tmp_path, table):
    with pytest.raises(FileRefused, match="a folder that can be written to"):
        install(read_nci_table(table, TERMS), tmp_path / "nowhere" / "official_text.json")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"source": "x"}', '{"source": "", "sha256": "", "terms": {"A": 1}}', "\0"]
)
def test_a_damaged_file_is_refused(content, place):
    place.write_text(content, encoding="utf-8")

    with pytest.raises(FileRefused, match=r"official_text\.json"):
        read_official_text()


def test_the_command_imports_and_tells(place, table, capsys):
    assert main(["ctcae"]) == 0
    told = capsys.readouterr().out
    assert "CTCAE v5.0: 837 terms in 26 system organ classes" in told
    assert "not imported. Save CTCAE v5.0 (Excel) from NCI's page" in told

    assert main(["ctcae", "import", str(table)]) == 0
    assert str(place) in capsys.readouterr().out

    assert main(["ctcae"]) == 0
    assert "imported from ctcae_v5.csv (sha256 " in (told := capsys.readouterr().out)
    assert "NOT word for word" in told


def test_the_command_refuses_with_a_finger_and_leaves_what_was_there(place, table, tmp_path, capsys):
    main(["ctcae", "import", str(table)])
    before = place.read_bytes()
    wrong = as_workbook(tmp_path / "wrong.xlsx", made_up_table()[:-1])
    capsys.readouterr()

    assert main(["ctcae", "import", str(wrong)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        "wrong.xlsx, sheet CTCAE v5.0 Clean Copy: nothing stands there; allowed: a row for Vasc" in said.err
    )
    assert place.read_bytes() == before


def test_the_command_tells_of_a_damaged_file(place, capsys):
    place.write_text("{", encoding="utf-8")

    assert main(["ctcae"]) == 2
    assert "import again" in capsys.readouterr().err


@with_nci
@pytest.mark.parametrize("path", [NCI_WORKBOOK, NCI_CSV], ids=["workbook", "csv"])
def test_ncis_own_words_are_installed(path, place, capsys):
    assert main(["ctcae", "import", str(path)]) == 0
    assert "word for word as NCI published them" in capsys.readouterr().out
    assert read_official_text().as_published


def test_the_review_is_the_same_with_the_words_and_without(place, table):
    before = as_json(open_study(DEMO).review(date(2026, 9, 7)))
    install(read_nci_table(table, TERMS))

    assert as_json(open_study(DEMO).review(date(2026, 9, 7))) == before
    assert "made-up words" not in before


def test_nothing_that_judges_or_reports_knows_the_words():
    """They are read where they are imported and where they are shown, and nowhere else."""
    know = {
        file for file in FILES if imports(file) & {"safety.records.official_text", "safety.records.nci_table"}
    }

    assert {room(file) for file in know} == {"records", "wording", "views", "commands"}
    assert {file.stem for file in know if room(file) == "records"} == {"nci_table"}


def test_git_ignores_the_words():
    names = ["data/ctcae/official_text.json", "data/ctcae/official_text.part"]
    try:
        run = subprocess.run(
            ["git", "check-ignore", *names], check=False, cwd=ROOT, capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("git is not installed")
    if run.returncode == 128:
        pytest.skip("not a git repository")
    assert run.stdout.split() == names


@with_nci
def test_no_sentence_of_ncis_stands_in_the_project():
    ours = "\n".join(
        " ".join(path.read_text(encoding="utf-8").split())
        for folder in ("safety", "data", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".csv", ".toml", ".md", ".json", ".css") and path.stem != "official_text"
    )
    with NCI_CSV.open(encoding="utf-8", newline="") as lines:
        cells = {cell for row in csv.DictReader(lines) for cell in list(row.values())[3:]}
    sentences = {s.strip() for cell in cells for s in re.split(r"(?<=\.)\s", cell) if len(s) > 60}

    assert len(sentences) > 1000
    assert [sentence for sentence in sentences if sentence in ours] == []


def test_the_installed_file_is_plain_json(place, table):
    install(read_nci_table(table, TERMS))

    assert json.loads(place.read_text(encoding="utf-8"))["terms"]["Cough"]["grades"].keys() == {"1", "2", "3"}
