"""A data cut: read back, it is what the folder was; a row stands once; the same files make no second cut."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safety.records.program import program
from safety.records.refusal import FileRefused, Finger
from safety.reports.as_json import as_json
from safety.review.opening import delivery, open_cut, open_study
from safety.store.store import open_store
from tests.random_studies import invent, write
from tests.store.deliveries import MANAGER, changed_demo, data_rows, kept
from tests.studies import DEMO, PROTOCOL, ROOT, SHARED

SCENARIOS = sorted(path.parent for path in SHARED.glob("scenarios/*/expected.json"))
PILOT = SHARED / "cdisc_pilot"
CUT_OFF = date(2026, 9, 7)


def same_as_the_folder(store, folder, protocol=PROTOCOL, mapping=None, cut_off=CUT_OFF):
    """Imported and read back: the same records in the same order, the same bytes of the review."""
    read = open_study(folder, protocol, mapping)
    cut, _ = store.import_cut(delivery(folder, protocol, mapping), who=MANAGER)
    again = open_cut(store, cut)
    assert again == read
    assert repr(again.reports) == repr(read.reports)
    assert as_json(again.review(cut_off)) == as_json(read.review(cut_off))
    assert store.verify().findings == ()


def test_the_demonstration_study_reads_as_its_folder(store):
    same_as_the_folder(store, DEMO)


@pytest.mark.parametrize("seed", range(25))
def test_an_invented_study_reads_as_its_folder(seed, tmp_path, sqlite_url):
    files, cut_off = invent(seed)
    write(files, tmp_path / "study")
    store = open_store(sqlite_url)
    same_as_the_folder(store, tmp_path / "study", cut_off=cut_off)
    store.close()


def test_invented_studies_read_as_their_folders_from_one_store(store, tmp_path):
    """Twenty cuts of one store, none of which takes a row from another."""
    folders = []
    for seed in range(1000, 1020):
        files, _ = invent(seed)
        files.pop("study.toml", None)
        folders.append(tmp_path / f"study-{seed}")
        write(files, folders[-1])
    cuts = [kept(store, folder).cut for folder in folders]
    for cut, folder in zip(cuts, folders, strict=True):
        study = open_study(folder, PROTOCOL)
        assert open_cut(store, cut) == replace(study, before=open_cut(store, cut).before)


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda path: path.name)
def test_a_scenario_reads_as_its_folder(folder, sqlite_url):
    store = open_store(sqlite_url)
    same_as_the_folder(store, folder)
    store.close()


@pytest.mark.skipif(not PILOT.exists(), reason="the CDISC pilot's records do not stand beside the project")
def test_sas_transport_files_read_as_their_folder(store, tmp_path):
    for path in PILOT.glob("*.xpt"):
        if path.stem != "lb":
            shutil.copy(path, tmp_path)
    protocol = ROOT / "tests/protocols/cdisc_pilot.toml"
    mapping = ROOT / "tests/protocols/cdisc_pilot_mapping.toml"
    read = open_study(tmp_path, protocol, mapping)
    cut, _ = kept(store, tmp_path, protocol, mapping=mapping)
    assert open_cut(store, cut) == read


def test_every_strange_cell_comes_back(store, tmp_path):
    """Quotes, commas, line breaks, control characters, a torn row, blank lines, columns nobody knows."""
    folder = shutil.copytree(DEMO, tmp_path / "study")
    events = folder / "adverse_events.csv"
    text = events.read_text(encoding="utf-8")
    header, first, *rest = text.splitlines()
    torn = first + ",one,cell,too,many"
    strange = first.replace(first.split(",")[3], '"a ""quoted"", comma\nand\x1f\x07 术语 \u2028 \\N"', 1)
    events.write_text("\n".join([header, "", strange, torn, "", *rest]), encoding="utf-8")
    same_as_the_folder(store, folder)


def test_the_cut_says_where_it_came_from(store):
    cut, new = kept(store, why="weekly export")
    assert new
    assert cut.id == 1
    assert (cut.entry.who, cut.entry.identity, cut.entry.why) == (MANAGER, "self-declared", "weekly export")
    assert cut.entry.at.endswith("Z")
    assert cut.content.program == program()
    assert cut.content.extracted_on == date(2026, 9, 11)
    assert cut.content.rows["subjects.csv"] == {"used": 8, "unreadable": 0}
    by_name = {file.name for file in cut.content.files}
    assert by_name >= {"subjects.csv", "protocol.toml", "study.toml"}
    assert store.protocol(cut).content == PROTOCOL.read_bytes()


def test_the_same_files_make_one_cut(store, tmp_path):
    first = kept(store)
    head = store.head()
    again = kept(store, shutil.copytree(DEMO, tmp_path / "elsewhere"))
    assert (again.cut, again.new) == (first.cut, False)
    assert store.head() == head


def test_files_that_come_back_are_a_new_cut(store, tmp_path):
    """A was known, then B, then A again: the last is what is known now, and adds no row."""
    kept(store)
    kept(store, changed_demo(tmp_path / "b"))
    rows = store.verify().rows
    assert kept(store).cut.id == 3
    assert store.verify().rows == rows


def test_a_row_that_did_not_change_is_stored_once(store, tmp_path):
    kept(store)
    first = store.verify().rows
    assert first == data_rows(DEMO)
    kept(store, changed_demo(tmp_path / "b"))
    assert store.verify().rows == first + 1


def test_an_earlier_cut_stays_what_it_was(store, tmp_path):
    first = kept(store).cut
    kept(store, changed_demo(tmp_path / "b"))
    assert open_cut(store, first) == open_study(DEMO)
    assert [cut.id for cut in store.cuts()] == [1, 2]
    assert store.latest().id == 2


def test_another_protocol_is_another_cut(store, tmp_path):
    kept(store)
    other = tmp_path / "protocol.toml"
    other.write_bytes(PROTOCOL.read_bytes() + b"\n# version of today\n")
    cut, new = kept(store, DEMO, other)
    assert new
    assert open_cut(store, cut).protocol.sha256 != open_cut(store, store.cut(1)).protocol.sha256


def test_a_protocol_of_an_earlier_cut_that_cannot_be_read_any_more_is_pointed_at(
    store, tmp_path, monkeypatch
):
    """A later program may ask more of a protocol file; another one can be named for all the cuts."""
    from safety.review import opening

    kept(store)
    other = tmp_path / "protocol.toml"
    other.write_bytes(PROTOCOL.read_bytes() + b"\n# version of today\n")
    cut, _ = kept(store, DEMO, other)
    read = opening.protocol_of

    def asking_more(name, content, terms):
        if b"version of today" not in content:
            raise FileRefused([Finger(name, 3, "window.days", "30", "number")])
        return read(name, content, terms)

    monkeypatch.setattr(opening, "protocol_of", asking_more)
    with pytest.raises(FileRefused, match=r"cut 1, protocol\.toml, row 3"):
        open_cut(store, cut)
    assert open_cut(store, cut, other).own == ()


def test_another_study_needs_a_store_of_its_own(store, tmp_path):
    kept(store)
    folder = shutil.copytree(DEMO, tmp_path / "study")
    (folder / "study.toml").write_text('study_id = "ANOTHER-1"\n', encoding="utf-8")
    with pytest.raises(FileRefused, match="'ANOTHER-1' stands there; allowed: the study whose cuts"):
        kept(store, folder)
    assert len(store.cuts()) == 1


def test_without_a_role_nothing_is_imported(store):
    with pytest.raises(FileRefused, match="--by"):
        store.import_cut(delivery(DEMO), who="  ")
    assert store.cuts() == ()


def test_a_folder_that_cannot_be_read_is_not_imported(tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "study")
    (folder / "infusions.csv").unlink()
    with pytest.raises(FileRefused, match=r"infusions\.csv"):
        delivery(folder)


def test_unreadable_rows_are_counted_and_kept(store, tmp_path):
    folder = changed_demo(tmp_path / "study")
    events = folder / "adverse_events.csv"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("2026-0", "2026-13", 1), encoding="utf-8")
    cut, _ = kept(store, folder)
    assert cut.content.rows["adverse_events.csv"]["unreadable"] == 1
    assert sum(cut.content.rows["adverse_events.csv"].values()) == len(text.splitlines()) - 1


def test_one_row_in_a_hundred_changed_adds_at_most_three_percent(sqlite_url, tmp_path):
    """What a second weekly cut adds to the file, at eleven thousand rows."""
    folder = changed_demo(tmp_path / "study", more_rows=11_000)
    store = open_store(sqlite_url)
    kept(store, folder)
    file = Path(store.database.url.database)
    first = size_of(store, file)
    measurements = folder / "measurements.csv"
    lines = measurements.read_text(encoding="utf-8").splitlines()
    lines = [line + "0" if number % 100 == 50 else line for number, line in enumerate(lines)]
    measurements.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert kept(store, folder).new
    assert size_of(store, file) <= 1.03 * first
    store.close()


def size_of(store, file):
    with store.database.writer.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size


def test_a_file_that_changes_while_it_is_read_is_not_imported(tmp_path, monkeypatch):
    """Its hash and its rows must be of one file; here the export writes on after the first look."""
    from safety.review import opening

    folder = shutil.copytree(DEMO, tmp_path / "study")
    read = opening.read_raw_study

    def read_and_written_to(*arguments):
        found = read(*arguments)
        with (folder / "subjects.csv").open("a", encoding="utf-8") as lines:
            lines.write("\n")
        return found

    monkeypatch.setattr(opening, "read_raw_study", read_and_written_to)
    with pytest.raises(FileRefused, match=r"subjects\.csv.*stays as it is"):
        delivery(folder)


def test_the_counts_of_a_cut_are_those_of_its_review(store, tmp_path):
    """On a day on which everything has happened."""
    for seed in range(40, 60):
        files, _ = invent(seed)
        files.pop("study.toml", None)
        write(files, tmp_path / str(seed))
        cut, _ = kept(store, tmp_path / str(seed))
        for file, counts in open_cut(store, cut).review(date(2999, 1, 1)).cut.rows.items():
            read = sum(cut.content.rows[file].values())
            assert read == sum(counts.values()), file
            if file != "adjudications.csv":  # a ruling may be read, and still not be one that can be made
                assert cut.content.rows[file]["used"] == counts.get("used", 0), file
