"""A CSV as sites send it: every row kept, and a plain word on each file that cannot be read."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.records.columns import ADVERSE_EVENTS, SUBJECTS
from safety.records.csv_table import read_csv_table, table_of_text
from safety.records.refusal import FileRefused

HEADER = "subject_id,dose_level\n"


def subjects(text):
    return table_of_text("subjects.csv", text, SUBJECTS)


def said_of(content, tmp_path):
    path = tmp_path / "subjects.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileRefused) as refused:
        read_csv_table(path, SUBJECTS)
    return [str(finger) for finger in refused.value.fingers]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = subjects('subject_id,dose_level,note\nS-001,1,"two\nlines"\n\nS-002,1,\n')

    assert [(row.row, row.cells["subject_id"]) for row in table.rows] == [(2, "S-001"), (4, "S-002")]


def test_header_names_match_whatever_their_case_and_blanks_and_fingers_use_the_files_own():
    table = subjects(" Subject_ID ,DOSE_LEVEL,Ward\nS-001,1,3B\n")

    assert table.columns == ("subject_id", "dose_level", "Ward")
    assert table.written_as["subject_id"] == "Subject_ID"
    assert table.rows[0].cells["Ward"] == "3B"


def test_a_header_alone_is_a_table_without_rows():
    assert subjects(HEADER).rows == ()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_utf_8_is_read_with_or_without_its_mark_and_with_any_line_end(tmp_path, mark, line_end):
    path = tmp_path / "subjects.csv"
    path.write_bytes(mark + "subject_id,dose_level\n甲-1,1\n".encode().replace(b"\n", line_end))

    assert read_csv_table(path, SUBJECTS).rows[0].cells == {"subject_id": "甲-1", "dose_level": "1"}


@pytest.mark.parametrize("row", ["S-001", "S-001,1,extra", ",,"])
def test_a_row_that_does_not_fit_the_header_is_torn_and_keeps_its_text(row):
    (torn, whole) = subjects(f"{HEADER}{row}\nS-002,1\n").rows

    assert (torn.row, torn.torn, dict(torn.cells)) == (2, row, {})
    assert whole.cells["subject_id"] == "S-002"


def test_a_row_of_empty_cells_is_a_row_but_a_blank_line_is_none():
    assert [row.row for row in subjects(f"{HEADER},\n   \nS-002,1\n").rows] == [2, 4]


def test_columns_without_a_name_are_kept_under_their_place():
    assert subjects("subject_id,dose_level,,\nS-001,1,,x\n").columns[2:] == ("column 3", "column 4")


def test_gb18030_is_named_with_the_line(tmp_path):
    assert said_of("subject_id,dose_level,note\nS-001,1,发热\n".encode("gb18030"), tmp_path) == [
        "subjects.csv, row 2: 'S-001,1,发热' stands there; "
        "allowed: UTF-8; this file looks like GB18030 (in a spreadsheet: save as CSV UTF-8)"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path, encoding):
    (said,) = said_of(HEADER.encode(encoding), tmp_path)

    assert "looks like UTF-16" in said


def test_bytes_of_no_known_encoding_are_pointed_at(tmp_path):
    assert said_of(b"subject_id,dose_level\nS-001,1\n\xff\xff\n", tmp_path) == [
        "subjects.csv, row 3: 'ÿÿ' stands there; allowed: UTF-8 (in a spreadsheet: save as CSV UTF-8)"
    ]


@pytest.mark.parametrize(("separator", "named"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named(tmp_path, separator, named):
    (said,) = said_of(HEADER.replace(",", separator), tmp_path)

    assert f"allowed: commas between the cells, not {named}" in said


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path, content):
    assert said_of(content, tmp_path) == [
        "subjects.csv: nothing stands there; allowed: a header row, then one row a record; the file is empty"
    ]


def test_all_missing_columns_are_named_at_once():
    with pytest.raises(FileRefused) as refused:
        table_of_text("adverse_events.csv", "event_id,grade\n", ADVERSE_EVENTS)

    assert [(finger.row, finger.column) for finger in refused.value.fingers] == [
        (1, "subject_id"),
        (1, "term"),
    ]
    assert str(refused.value).startswith(
        "adverse_events.csv, row 1, column subject_id: nothing stands there; "
        "allowed: a column of this name; it is missing"
    )


def test_a_column_in_other_letters_beside_ours_is_one_that_nobody_knows(tmp_path):
    path = tmp_path / "subjects.csv"
    path.write_text("subject_id,dose_level,Dose_Level\nS-001,1,2\n")
    table = read_csv_table(path, SUBJECTS)
    assert table.rows[0].cells == {"subject_id": "S-001", "dose_level": "1", "Dose_Level": "2"}


def test_a_column_given_twice_is_refused(tmp_path):
    assert said_of("subject_id,dose_level,dose_level\n", tmp_path) == [
        "subjects.csv, row 1, column dose_level: 'dose_level' stands there; "
        "allowed: a column once; it stands in the header 2 times"
    ]


def test_a_workbook_is_no_csv(tmp_path):
    (said,) = said_of(b"PK\x03\x04\x14\x00\x06\x00\x08", tmp_path)

    assert "NUL bytes, as workbooks and other binary files do" in said


def test_a_quote_that_never_closes_is_pointed_at_where_its_row_begins(tmp_path):
    (said,) = said_of(f'{HEADER}S-001,1\n"S-002,1\nS-003,1\n', tmp_path)

    assert said.startswith("subjects.csv, row 3: '\"S-002,1' stands there; allowed: CSV")


def test_a_cell_without_end_is_refused(tmp_path):
    (said,) = said_of(f"{HEADER}{'x' * 200_000},1\n", tmp_path)

    assert "field larger than field limit" in said
    assert len(said) < 400


def test_a_file_too_large_to_be_a_study_is_refused_unread(tmp_path):
    path = tmp_path / "subjects.csv"
    with path.open("wb") as file:
        file.truncate(210_000_000)

    with pytest.raises(FileRefused, match="'210 MB' stands there; allowed: at most 200 MB"):
        read_csv_table(path, SUBJECTS)


def test_a_folder_in_place_of_a_file_is_missing(tmp_path):
    (tmp_path / "subjects.csv").mkdir()

    with pytest.raises(FileRefused, match="it is missing"):
        read_csv_table(tmp_path / "subjects.csv", SUBJECTS)


CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=6))
def test_every_record_is_a_row_once_whole_or_torn(records):
    written = StringIO(newline="")
    csv.writer(written).writerows([["subject_id", "dose_level"], *records])

    rows = subjects(written.getvalue()).rows

    kept = {n: cells for n, cells in enumerate(records, 2) if len(cells) > 1 or cells[0].strip()}
    assert [row.row for row in rows] == list(kept)
    for row in rows:
        cells = kept[row.row]
        whole = dict(zip(("subject_id", "dose_level"), cells, strict=False))
        assert (row.torn == "" and row.cells == whole) if len(cells) == 2 else row.torn == ",".join(cells)
