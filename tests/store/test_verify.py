"""One byte altered anywhere, by whoever can write to the database, is found and pointed at."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from safety.records.refusal import FileRefused
from safety.records.source_files import source_files
from safety.store.canonical import canonical, digest_of
from safety.store.findings import (
    AlteredBlock,
    AlteredDocument,
    AlteredRow,
    AlteredRows,
    AlteredVerdict,
    BrokenLink,
    CutWithoutImport,
    FileDiffers,
    FileGone,
    FileNotOfCut,
    HeadNotThere,
    TwoVerdicts,
    VerdictGone,
)
from safety.store.row_order import packed, unpacked
from safety.store.store import open_store
from safety.store.tables import CUT, CUT_SHEET, DOCUMENT, ROW_BLOCK, STORED_ROW, TRAIL_ENTRY, VERDICT
from safety.store.trail import BEGINNING
from safety.store.verdicts import Shown
from safety.store.verify import compare_files
from tests.store.deliveries import MANAGER, changed_demo, kept
from tests.studies import DEMO

DAY = date(2026, 9, 7)
PROTOCOL_SHA256 = "0" * 64


@pytest.fixture
def filled(store, tmp_path):
    """Two cuts, a verdict of the first, and an acknowledgement: a trail of four entries."""
    first = kept(store).cut
    store.record_verdict(Shown(first.id, DAY, PROTOCOL_SHA256, b'{"a": 1}'))
    kept(store, changed_demo(tmp_path / "b"))
    store.acknowledge(
        "change:adverse_events:AE-001:1f", store.cut().id, who="medical monitor", why="site confirmed"
    )
    assert store.verify().findings == ()
    return store


def tamper(store, *statements):
    with store.database.writer.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for statement in statements:
            connection.execute(statement)


def one_byte(content, at=-3):
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def fetched(store, column, where):
    with store.database.reader.begin() as connection:
        return connection.scalar(sa.select(column).where(where))


@pytest.mark.parametrize("at", [0, -3])
@pytest.mark.parametrize("row_id", [1, 60, 523])
def test_one_byte_of_a_stored_row(filled, row_id, at):
    cells = fetched(filled, STORED_ROW.c.cells, STORED_ROW.c.id == row_id)
    tamper(filled, STORED_ROW.update().where(STORED_ROW.c.id == row_id).values(cells=one_byte(cells, at)))
    found = filled.verify().findings
    assert {type(finding) for finding in found} == {AlteredRow}
    assert {finding.cut for finding in found} <= {1, 2}


def test_the_row_is_named_by_cut_file_and_row(filled):
    with filled.database.reader.begin() as connection:
        texts = {row.id: row.cells for row in connection.execute(sa.select(STORED_ROW))}
    row_id = next(row_id for row_id, text in texts.items() if text.startswith(b'["S-003"'))
    tamper(filled, STORED_ROW.update().where(STORED_ROW.c.id == row_id).values(cells=one_byte(texts[row_id])))
    lines = (DEMO / "subjects.csv").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("S-003,"))
    assert filled.verify().findings == (
        AlteredRow(1, "subjects.csv", number),
        AlteredRow(2, "subjects.csv", number),
    )


def test_a_row_altered_together_with_its_digest(filled):
    """Whoever alters the digest too is betrayed by the hash of the file's rows, which the chain covers."""
    from hashlib import sha256

    cells = one_byte(fetched(filled, STORED_ROW.c.cells, STORED_ROW.c.id == 1))
    values = {"cells": cells, "digest": sha256(cells).digest()}
    tamper(filled, STORED_ROW.update().where(STORED_ROW.c.id == 1).values(**values))
    assert {type(finding) for finding in filled.verify().findings} == {AlteredRows}


def test_a_row_taken_out(filled):
    tamper(filled, STORED_ROW.delete().where(STORED_ROW.c.id == 5))
    assert {type(finding) for finding in filled.verify().findings} == {AlteredRows}


def test_rows_in_another_order(filled):
    here = (CUT_SHEET.c.cut_id == 1) & (CUT_SHEET.c.place == 0)
    ids = unpacked(fetched(filled, CUT_SHEET.c.row_ids, here))
    tamper(filled, CUT_SHEET.update().where(here).values(row_ids=packed(ids[::-1])))
    assert filled.verify().findings == (AlteredRows(1, "subjects.csv"),)


def test_a_file_of_a_cut_taken_out(filled):
    tamper(filled, CUT_SHEET.delete().where((CUT_SHEET.c.cut_id == 2) & (CUT_SHEET.c.place == 1)))
    assert AlteredRows(2, "") in filled.verify().findings


@pytest.mark.parametrize("at", [0, 200, -3])
def test_an_altered_cut_is_not_reviewed(filled, at):
    """Neither the cut that brought the rows nor a later one that still holds them."""
    content = fetched(filled, ROW_BLOCK.c.content, ROW_BLOCK.c.first_id == 1)
    tamper(filled, ROW_BLOCK.update().where(ROW_BLOCK.c.first_id == 1).values(content=one_byte(content, at)))
    assert filled.verify().findings == (AlteredBlock(1),)
    for number in (1, 2):
        with pytest.raises(FileRefused, match=r"cut 1.*python -m safety verify"):
            filled.raw_study(filled.cut(number))


@pytest.mark.parametrize("take_away", [{"cut_id": 2}, {"first_id": 0}, None], ids=str)
def test_a_block_that_is_another_or_gone(filled, take_away):
    first = ROW_BLOCK.c.first_id == 1
    tamper(filled, ROW_BLOCK.update().where(first).values(take_away) if take_away else ROW_BLOCK.delete())
    assert {type(finding) for finding in filled.verify().findings} == {AlteredBlock}


def test_rows_of_another_order_are_not_reviewed(filled):
    here = (CUT_SHEET.c.cut_id == 1) & (CUT_SHEET.c.place == 0)
    numbers = unpacked(fetched(filled, CUT_SHEET.c.row_numbers, here))
    tamper(filled, CUT_SHEET.update().where(here).values(row_numbers=packed(numbers + 1)))
    with pytest.raises(FileRefused, match=r"cut 1, subjects\.csv.*python -m safety verify"):
        filled.raw_study(filled.cut(1))


@pytest.mark.parametrize(
    "column", ["at", "who", "identity", "what", "why", "payload", "previous_hash", "hash"]
)
@pytest.mark.parametrize("entry", [1, 3])
def test_one_letter_of_a_line_of_the_trail(filled, entry, column):
    where = TRAIL_ENTRY.c.id == entry
    text = fetched(filled, TRAIL_ENTRY.c[column], where)
    altered = text[:-1] + ("1" if text[-1:] != "1" else "2")
    tamper(filled, TRAIL_ENTRY.update().where(where).values({column: altered}))
    assert BrokenLink(entry) in filled.verify().findings


@pytest.mark.parametrize("payload", ["no json", "[]", "{}", None])
def test_nothing_rests_on_a_cut_whose_entry_was_altered(filled, payload):
    where = TRAIL_ENTRY.c.id == 1
    altered = payload or fetched(filled, TRAIL_ENTRY.c.payload, where).replace('"used":8', '"used":9')
    tamper(filled, TRAIL_ENTRY.update().where(where).values(payload=altered))
    with pytest.raises(FileRefused, match="cut 1: nothing stands there; allowed: the rows as they were imp"):
        filled.cuts()
    assert BrokenLink(1) in filled.verify().findings


def test_no_altered_verdict_and_no_altered_acknowledgement_is_shown(filled):
    tamper(filled, VERDICT.update().values(content=b"no zlib"))
    tamper(filled, TRAIL_ENTRY.update().where(TRAIL_ENTRY.c.id == 4).values(payload="{}"))
    with pytest.raises(FileRefused, match="cut 1, verdict"):
        filled.verdicts(filled.cut(1), DAY)
    with pytest.raises(FileRefused, match="audit trail, entry 4"):
        filled.acknowledgements()


def test_a_line_of_the_trail_taken_out(filled):
    tamper(filled, VERDICT.delete(), TRAIL_ENTRY.delete().where(TRAIL_ENTRY.c.id == 2))
    assert filled.verify().findings == (BrokenLink(2),)


def test_the_last_line_leaves_no_gap_and_is_missed_where_the_head_was_noted(filled):
    head = filled.head()
    tamper(filled, TRAIL_ENTRY.delete().where(TRAIL_ENTRY.c.id == 4))
    assert filled.verify().findings == ()
    assert filled.verify(head).findings == (HeadNotThere(head),)


def test_a_head_noted_earlier_stays_in_the_trail(filled, tmp_path):
    head = filled.head()
    kept(filled, changed_demo(tmp_path / "c", new="Cough"))
    assert filled.verify(head).findings == ()


def test_the_whole_chain_written_anew_is_only_seen_by_a_noted_head(filled):
    head, previous, updates = filled.head(), BEGINNING, []
    for entry in filled.trail():
        fields = {**vars(entry), "who": "somebody else", "previous_hash": previous}
        del fields["hash"]
        previous = digest_of(fields)
        updates.append(
            TRAIL_ENTRY.update().where(TRAIL_ENTRY.c.id == entry.id).values(**fields, hash=previous)
        )
    tamper(filled, *updates)
    assert filled.verify().findings == ()
    assert filled.verify(head).findings == (HeadNotThere(head),)


def test_a_cut_taken_out(filled):
    tamper(
        filled,
        CUT_SHEET.delete().where(CUT_SHEET.c.cut_id == 2),
        ROW_BLOCK.delete().where(ROW_BLOCK.c.cut_id == 2),
        CUT.delete().where(CUT.c.id == 2),
    )
    assert filled.verify().findings == (CutWithoutImport(3),)


def test_the_protocol_altered(filled):
    content = fetched(filled, DOCUMENT.c.content, DOCUMENT.c.content.is_not(None))
    digest = fetched(filled, DOCUMENT.c.sha256, DOCUMENT.c.content == content)
    tamper(filled, DOCUMENT.update().where(DOCUMENT.c.sha256 == digest).values(content=one_byte(content)))
    assert {type(finding) for finding in filled.verify().findings} == {AlteredDocument}


@pytest.mark.parametrize(
    ("column", "value"),
    [("content", b"no zlib"), ("cut_off", "2026-09-08"), ("program", "0"), ("protocol_sha256", "1" * 64)],
)
def test_a_verdict_altered(filled, column, value):
    tamper(filled, VERDICT.update().values({column: value}))
    assert [type(finding) for finding in filled.verify().findings] == [AlteredVerdict]


def test_a_verdict_taken_out(filled):
    tamper(filled, VERDICT.delete())
    assert filled.verify().findings == (VerdictGone(2),)


def test_one_program_must_not_say_two_things(filled):
    cut = filled.cut(1)
    shown = filled.record_verdict(Shown(cut.id, DAY, PROTOCOL_SHA256, b'{"a": 2}'))
    assert filled.verify().findings == (TwoVerdicts(1, DAY.isoformat(), shown.program),)


def test_one_byte_of_the_file_itself(sqlite_url):
    """Past SQLite, as a disk or an editor would do it."""
    store = open_store(sqlite_url)
    kept(store)
    store.close()
    file = Path(store.database.url.database)
    content = file.read_bytes()
    at = content.index(b'["S-003"') + 4
    file.write_bytes(content[:at] + one_byte(content[at : at + 1], 0) + content[at + 1 :])
    store = open_store(sqlite_url)
    assert [type(finding) for finding in store.verify().findings] == [AlteredRow]
    store.close()


def test_a_text_written_over_the_bytes(sqlite_url):
    store = open_store(sqlite_url)
    kept(store)
    with store.database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE stored_row SET cells = '[\"S-009\"]' WHERE id = 3")
        connection.exec_driver_sql("UPDATE trail_entry SET why = CAST(X'ff' AS TEXT) WHERE id = 1")
    assert [type(finding) for finding in store.verify().findings] == [BrokenLink, AlteredRow]
    with pytest.raises(FileRefused, match="as they were imported"):
        store.raw_study(store.cut(1))
    store.close()


def test_the_trail_as_json_lines_can_be_checked_by_anybody(filled):
    """With nothing but a JSON parser and SHA-256."""
    previous = "0" * 64
    for entry in filled.trail():
        told = json.loads(entry.as_json_line())
        claimed = told.pop("hash")
        assert told["previous_hash"] == previous
        assert claimed == digest_of(told)
        assert canonical(told) == json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = claimed
    assert previous == filled.head()


def test_the_files_of_a_folder_are_held_against_a_cut(filled, tmp_path):
    cut = filled.cut(1)
    assert tuple(compare_files(cut, source_files(DEMO))) == ()
    folder = shutil.copytree(DEMO, tmp_path / "again")
    (folder / "decisions.csv").unlink()
    (folder / "notes.csv").write_text("a\n", encoding="utf-8")
    with (folder / "subjects.csv").open("a", encoding="utf-8") as lines:
        lines.write("\n")
    assert tuple(compare_files(cut, source_files(folder))) == (
        FileGone(1, "decisions.csv"),
        FileNotOfCut(1, "notes.csv"),
        FileDiffers(1, "subjects.csv"),
    )


def test_an_acknowledgement_says_who_when_and_why(filled):
    (known,) = filled.acknowledgements()
    assert (known.change, known.who) == ("change:adverse_events:AE-001:1f", "medical monitor")
    assert known.why == "site confirmed"
    for who, why in ((MANAGER, ""), ("", "because")):
        with pytest.raises(FileRefused):
            filled.acknowledge("change:x", 2, who=who, why=why)
    assert len(filled.acknowledgements()) == 1


def test_a_change_of_a_cut_that_is_not_the_latest_any_more_is_not_acknowledged(filled):
    """A newer cut came meanwhile: nobody has seen what it made of the row."""
    with pytest.raises(FileRefused, match="another cut came meanwhile"):
        filled.acknowledge("change:x", 1, who=MANAGER, why="because")


def test_a_change_is_acknowledged_once_however_many_do_so_at_one_time(url):
    with closing(open_store(url)) as store:
        kept(store)

    def one_of_many(number: int) -> bool:
        with closing(open_store(url)) as mine:
            return mine.acknowledge("change:1", 1, who=f"monitor {number}", why="site confirmed").new

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(one_of_many, range(8))) == 1
    with closing(open_store(url)) as store:
        assert len(store.acknowledgements()) == 1
        assert store.verify().findings == ()
