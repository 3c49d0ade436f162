"""The files that a reading rests on: named, sized and hashed, whatever lies beside them."""

from hashlib import sha256

import pytest

from safety.records.program import program
from safety.records.refusal import FileRefused
from safety.records.source_files import source_files


def test_tables_notes_and_transport_files_count_and_nothing_else(tmp_path):
    for name in ("subjects.csv", "AE.XPT", "study.toml", "letter.docx"):
        (tmp_path / name).write_text(name)
    (tmp_path / "folder.csv").mkdir()
    found = source_files(tmp_path)
    assert [file.name for file in found] == ["AE.XPT", "study.toml", "subjects.csv"]
    assert found[2].sha256 == sha256(b"subjects.csv").hexdigest()
    assert found[2].size == len("subjects.csv")


def test_a_protocol_and_a_mapping_from_elsewhere_say_so(tmp_path):
    study, file = tmp_path / "study", tmp_path / "p.toml"
    study.mkdir()
    file.write_text("x")
    assert [(found.where, found.name) for found in source_files(study, file, file)] == [
        ("protocol", "p.toml"),
        ("mapping", "p.toml"),
    ]


def test_a_folder_or_file_that_is_not_there_is_pointed_at(tmp_path):
    with pytest.raises(FileRefused, match="a study folder that is there"):
        source_files(tmp_path / "none")
    with pytest.raises(FileRefused, match="a file that can be opened"):
        source_files(tmp_path, tmp_path / "none.toml")


def test_the_program_has_a_version_and_a_digest():
    version, _, digest = program().partition("+")
    assert version.count(".") == 2
    assert len(digest) == 12
