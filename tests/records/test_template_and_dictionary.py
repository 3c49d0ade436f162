"""The empty study folder and the data dictionary come from the same columns that are read."""

import csv

import pytest

from safety.domain.case_report import CaseReports
from safety.records.allowed import ALLOWED
from safety.records.columns import TABLES
from safety.records.dictionary import as_markdown
from safety.records.refusal import FileRefused
from safety.records.template import write_template
from safety.records.understanding import FIELD_OF_FILE
from tests.records.folders import read


def test_the_template_is_a_study_folder_without_records(tmp_path):
    written = write_template(tmp_path / "new" / "study")

    reports = read(tmp_path / "new" / "study")

    assert reports.files == tuple(path.name for path in written)
    assert all(getattr(reports, field) == () for field in FIELD_OF_FILE.values())


def test_the_headers_are_the_columns_of_the_dictionary(tmp_path):
    for path, table in zip(write_template(tmp_path), TABLES, strict=True):
        with path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(table.names)]


def test_nothing_is_overwritten_and_nothing_is_written_beside_it(tmp_path):
    (tmp_path / "infusions.csv").write_text("mine")

    with pytest.raises(FileRefused, match=r"^infusions.csv: .* nothing is overwritten$"):
        write_template(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["infusions.csv"]
    assert (tmp_path / "infusions.csv").read_text() == "mine"


def test_a_template_cannot_be_written_where_a_file_stands(tmp_path):
    (tmp_path / "study").write_text("")

    with pytest.raises(FileRefused, match="a folder that can be written to"):
        write_template(tmp_path / "study")


def test_the_dictionary_has_a_row_for_every_column():
    lines = as_markdown().splitlines()

    for table in TABLES:
        assert f"### `{table.file}`" in lines
    rows = [line for line in lines if line.startswith("| `")]
    assert len(rows) == sum(len(table.columns) for table in TABLES)
    assert all(row.count(" | ") == 4 for row in rows)


def test_the_dictionary_says_what_a_column_means():
    assert "| `grade` |  | 1 to 5 | CTCAE grade; empty is not known, never 0. | AE.AETOXGR |" in as_markdown()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_every_column_has_its_place_in_the_record(table):
    fields = table.record.__dataclass_fields__

    assert FIELD_OF_FILE[table.file] in CaseReports.__dataclass_fields__
    assert {column.name for column in table.columns if not column.finding} <= set(fields)


def test_no_phrase_ends_with_a_full_stop():
    assert not [words for words in ALLOWED.values() if words.endswith(".")]
