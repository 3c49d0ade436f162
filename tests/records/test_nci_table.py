"""NCI's own words are taken from NCI's table alone; anything else is refused with a finger, never a traceback."""

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety.records.nci_table import LONGEST_TEXT, MOST_FINGERS, read_nci_table
from safety.records.nci_workbook import MOST_ROWS, SHEET
from safety.records.official_text import PUBLISHED
from safety.records.refusal import FileRefused
from tests.nci_words import (
    NCI_CSV,
    NCI_WORKBOOK,
    TERMS,
    as_csv,
    as_workbook,
    made_up_table,
    made_up_words,
    with_nci,
)

CODE, SOC, TERM, GRADE_1, DEFINITION = 0, 1, 2, 3, 8


def refused(path: Path) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        read_nci_table(path, TERMS)
    return [str(finger) for finger in refusal.value.fingers]


def place_of(rows, term: str) -> int:
    return next(n for n, row in enumerate(rows) if row[TERM] == term)


def changed(term: str, column: int, value: object):
    """The table with one cell changed, and the row a spreadsheet shows for it."""
    rows = made_up_table()
    place = place_of(rows, term)
    rows[place][column] = value
    return rows, place + 1


@pytest.fixture(params=["xlsx", "csv"])
def written(request, tmp_path):
    """Writes rows as a workbook and as a CSV."""
    kind = as_workbook if request.param == "xlsx" else as_csv
    return lambda rows: kind(tmp_path / f"CTCAE_v5.0.{request.param}", rows)


def test_a_table_of_every_term_is_taken(written):
    text = read_nci_table(written(made_up_table()), TERMS)

    assert len(text.terms) == 837
    cough = text.terms["Cough"]
    assert cough.definition == "what Cough is"
    assert cough.grades == {n: made_up_words("Cough", n) for n in (1, 2, 3)}
    assert cough.note == ""
    assert text.terms["Pneumonitis"].note == "Adult: one thing\nPediatric: another"
    assert text.source.startswith("CTCAE_v5.0.")


def test_words_that_are_not_ncis_are_known_as_such(written):
    assert not read_nci_table(written(made_up_table()), TERMS).as_published


def test_columns_and_rows_may_stand_in_another_order_and_more_columns_beside_them(written):
    rows = [[*reversed(row), f"remark {n}"] for n, row in enumerate(made_up_table())]

    turned = read_nci_table(written([rows[0], *reversed(rows[1:])]), TERMS)

    assert turned.fingerprint == read_nci_table(written(made_up_table()), TERMS).fingerprint


def test_a_csv_may_name_its_columns_as_programs_do(tmp_path):
    rows = made_up_table()
    rows[0] = ["meddra_code", "soc", "term", *(f"grade_{n}" for n in range(1, 6)), "definition"]
    rows[0] += ["navigational_note"]

    assert len(read_nci_table(as_csv(tmp_path / "table.csv", rows), TERMS).terms) == 837


@pytest.mark.parametrize(
    ("term", "column", "value", "found", "allowed"),
    [
        ("Cough", TERM, "Coughing", "column CTCAE Term: 'Coughing' stands there", "allowed: Cough"),
        ("Cough", CODE, 99999999, "column MedDRA Code: '99999999'", "the code of a CTCAE v5.0 term"),
        ("Cough", CODE, 10013963, "column CTCAE Term: 'Cough'", "allowed: Dyspnea"),
        ("Cough", SOC, "Cardiac disorders", "column MedDRA SOC: 'Cardiac", "allowed: Respiratory, thoracic"),
        ("Cough", 6, "a fourth grade", "column Grade 4: 'a fourth", "nothing or a dash; Cough has no such"),
        ("Cough", GRADE_1, "-", "column Grade 1: nothing", "the words for this grade, which Cough has"),
        ("Cough", GRADE_1, None, "column Grade 1: nothing", "the words for this grade, which Cough has"),
        ("Cough", DEFINITION, "x" * (LONGEST_TEXT + 1), "column Definition: 'xxx", "at most 5000 characters"),
    ],
)
def test_each_difference_from_the_catalogue_is_pointed_at(term, column, value, found, allowed, written):
    rows, row = changed(term, column, value)

    told = refused(written(rows))

    assert any(f"row {row}, {found}" in finger and allowed in finger for finger in told), told


def test_a_term_twice_and_a_term_that_is_missing_are_named(written):
    rows = made_up_table()
    rows[place_of(rows, "Cough")] = rows[place_of(rows, "Fever")]

    told = refused(written(rows))

    assert len(told) == 2
    assert "allowed: each term once" in told[0]
    assert "allowed: a row for Cough, code 10011224; it is missing" in told[1]


def test_a_missing_column_is_named(written):
    rows = [row[:4] + row[5:] for row in made_up_table()]

    assert refused(written(rows)) == [f for f in refused(written(rows)) if "row 1, column Grade 2" in f]


def test_a_table_of_something_else_is_refused_without_a_thousand_lines(written):
    told = refused(written([made_up_table()[0], ["1", "2", "3", *"abcdefg"]]))

    assert len(told) == MOST_FINGERS + 1
    assert "818 more differences" in told[-1]


def test_two_columns_of_one_name_are_refused(written):
    rows = made_up_table()
    rows[0][4] = rows[0][3]

    assert "a column once" in refused(written(rows))[0]


def test_a_torn_row_of_a_csv_is_pointed_at(tmp_path):
    rows = made_up_table()
    rows[1] = rows[1][:5]

    assert "row 2: '10002272,Blood" in refused(as_csv(tmp_path / "t.csv", rows))[0]


def test_a_workbook_without_the_sheet_is_told_which(tmp_path):
    path = as_workbook(tmp_path / "CTCAE_v5.0.xlsx", made_up_table(), sheet="CTCAE v5.0 Tracked Changes")

    (told,) = refused(path)

    assert "sheet: 'Something else, CTCAE v5.0 Tracked Changes' stands there" in told
    assert SHEET in told


def test_a_sheet_that_goes_on_too_long_is_refused(tmp_path):
    rows = [*made_up_table(), *([["x"]] * MOST_ROWS)]

    assert "at most 2000 rows" in refused(as_workbook(tmp_path / "long.xlsx", rows))[0]


@pytest.mark.parametrize("rows", [[], [[None]], [[""]]])
def test_an_empty_sheet_is_refused(rows, tmp_path):
    assert "is empty" in refused(as_workbook(tmp_path / "empty.xlsx", rows))[0]


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_part(path: Path, ending: str, change) -> Path:
    """The workbook with the last part whose name has this ending changed."""
    parts = parts_of(path)
    name = [name for name in parts if name.endswith(ending)][-1]
    return zipped(path, parts | {name: change(parts[name])})


@pytest.fixture
def workbook(tmp_path):
    return as_workbook(tmp_path / "CTCAE_v5.0.xlsx", made_up_table())


NOT_A_WORKBOOK = "an Excel workbook (.xlsx), whole"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"term,grade\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100,
        bytes(5000),
        b"%PDF-1.7",
    ],
)
def test_another_file_named_xlsx_is_refused(content, tmp_path):
    path = tmp_path / "CTCAE_v5.0.xlsx"
    path.write_bytes(content)

    assert NOT_A_WORKBOOK in refused(path)[0]


@pytest.mark.parametrize("name", ["CTCAE.docx", "CTCAE.xlsx", "CTCAE.csv", "CTCAE"])
def test_a_word_document_is_refused_under_any_name(name, tmp_path):
    document = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}

    assert NOT_A_WORKBOOK in refused(zipped(tmp_path / name, document))[0]


@pytest.mark.parametrize("kept", [10, 100, 1000, 20_000, -1, -30, -500])
def test_a_truncated_workbook_is_refused(kept, workbook):
    workbook.write_bytes(workbook.read_bytes()[:kept])

    assert NOT_A_WORKBOOK in refused(workbook)[0]


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(workbook):
    bomb = with_part(workbook, "sheet2.xml", lambda xml: xml + b" " * 200_000_000)
    assert bomb.stat().st_size < 1_000_000

    (told,) = refused(bomb)

    assert "200 MB unpacked" in told or "201 MB unpacked" in told
    assert "at most 40 MB unpacked" in told


def test_a_bomb_that_lies_about_its_size_is_refused(workbook):
    bomb = with_part(workbook, "sheet2.xml", lambda xml: xml + b" " * 60_000_000)
    with zipfile.ZipFile(bomb) as packed:
        size = packed.getinfo("xl/worksheets/sheet2.xml").file_size
    lie = bomb.read_bytes().replace(size.to_bytes(4, "little"), (300_000).to_bytes(4, "little"))
    bomb.write_bytes(lie)

    assert NOT_A_WORKBOOK in refused(bomb)[0]


def test_a_workbook_of_very_many_parts_is_refused(tmp_path):
    assert "600 parts" in refused(zipped(tmp_path / "a.xlsx", {f"p{n}": b"" for n in range(600)}))[0]


def test_entities_that_grow_without_end_are_refused(workbook):
    grow = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    doctype = b'<!DOCTYPE worksheet [<!ENTITY e0 "ha">' + grow + b"]>"
    bomb = with_part(
        workbook, "sheet2.xml",
        lambda xml: xml.replace(b"<worksheet", doctype + b"<worksheet", 1).replace(b"Cough", b"&e11;"),
    )  # fmt: skip

    assert NOT_A_WORKBOOK in refused(bomb)[0]


@pytest.mark.parametrize(
    ("ending", "change"),
    [
        ("sheet2.xml", lambda xml: xml[: len(xml) // 2]),
        ("sheet2.xml", lambda xml: b"no xml"),
        ("sheet2.xml", lambda xml: xml.replace(b'r="2"', b'r="two"')),
        ("sheet2.xml", lambda xml: xml.replace(b't="n"', b't="s"')),
        ("sheet2.xml", lambda xml: xml.replace(b"<v>10002272", b"<v>" + b"9" * 5000)),
        ("workbook.xml", lambda xml: b"<workbook/>"),
        ("styles.xml", lambda xml: b"\xff\xfe"),
        ("[Content_Types].xml", lambda xml: b""),
    ],
)
def test_a_workbook_damaged_inside_is_refused(ending, change, workbook):
    assert refused(with_part(workbook, ending, change))


def test_a_row_far_down_does_not_keep_anybody_waiting(workbook):
    far = with_part(
        workbook, "sheet2.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        ),
    )  # fmt: skip

    assert len(read_nci_table(far, TERMS).terms) == 837


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.xlsx", "a.csv", "a"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused(content, name, tmp_path):
    (tmp_path / name).write_bytes(content)

    assert refused(tmp_path / name)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_a_workbook_with_some_bytes_changed_is_refused(data, tmp_path):
    path = as_workbook(tmp_path / "small.xlsx", made_up_table()[:5])
    content = bytearray(path.read_bytes())  # a few bytes more or less from day to day: it holds the time
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, 9999)) * len(content) // 10_000
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)

    assert refused(path)


@pytest.mark.parametrize("name", ["none.xlsx", "none.csv", "folder.xlsx"])
def test_a_file_that_is_not_there_is_named(name, tmp_path):
    (tmp_path / "folder.xlsx").mkdir()

    (told,) = refused(tmp_path / name)

    assert name in told
    assert "there is no such file" in told


@with_nci
@pytest.mark.parametrize("path", [NCI_WORKBOOK, NCI_CSV], ids=["workbook", "csv"])
def test_ncis_own_table_is_taken_word_for_word(path):
    text = read_nci_table(path, TERMS)

    assert text.fingerprint == PUBLISHED
    assert text.as_published
    with NCI_CSV.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            of_term = text.terms[row["term"]]
            assert [of_term.definition, of_term.note.replace("\n", " ")] == [
                row["definition"],
                row["navigational_note"],
            ]
            for grade in range(1, 6):
                assert of_term.grades.get(grade, "").replace("\n", " ") == row[f"grade_{grade}"]


@with_nci
def test_one_word_changed_in_ncis_workbook_is_noticed(tmp_path):
    path = tmp_path / "ctcae_v5.csv"
    path.write_text(NCI_CSV.read_text(encoding="utf-8").replace("instrumental", "all", 1), encoding="utf-8")

    assert not read_nci_table(path, TERMS).as_published


@with_nci
def test_another_sheet_of_ncis_workbook_is_not_taken_for_it(tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(NCI_WORKBOOK)
    del book[SHEET]
    book.save(tmp_path / "CTCAE_v5.0.xlsx")

    assert "sheet" in refused(tmp_path / "CTCAE_v5.0.xlsx")[0]
