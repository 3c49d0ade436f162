"""`python -m safety report`: two files, the same bytes every time, and a finger where one cannot be made."""

import shutil

import pytest

from safety.review import provenance
from tests.printed import says, sheets
from tests.studies import DEMO, PROTOCOL
from tests.test_command_line import CUT_OFF, safety
from tests.views.studies import small_study


def test_both_files_are_written_the_same_bytes_twice(tmp_path):
    for name in ("one", "two"):
        run = safety(
            "report", DEMO, *CUT_OFF, "-o", tmp_path / f"{name}.pdf", "--xlsx", tmp_path / f"{name}.xlsx"
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    for ending in ("pdf", "xlsx"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()
    assert says(
        (tmp_path / "one.pdf").read_bytes(), "Level 2 may not escalate yet: 0 of 3 clear, 0 DLT, 3 pending."
    )
    assert "Levels" in sheets((tmp_path / "one.xlsx").read_bytes())


def test_either_file_alone_and_neither(tmp_path):
    assert safety("report", DEMO, *CUT_OFF, "-o", tmp_path / "m.pdf").returncode == 0
    assert safety("report", DEMO, *CUT_OFF, "--xlsx", tmp_path / "t.xlsx").returncode == 0
    run = safety("report", DEMO, *CUT_OFF)
    assert run.returncode == 2
    assert "-o MINUTES.pdf" in run.stderr


def test_another_protocol_is_named_among_the_files(tmp_path):
    folder = small_study(tmp_path / "study")
    (folder / "protocol.toml").unlink()
    out = tmp_path / "m.pdf"
    run = safety("report", folder, "--cut-off", "2026-05-01", "--protocol", PROTOCOL, "-o", out)
    assert run.returncode == 0, run.stderr
    assert says(out.read_bytes(), "protocol.toml (named as protocol)")


def test_the_files_never_land_among_the_records(tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "study")
    kept = (folder / "subjects.csv").read_bytes()
    run = safety("report", folder, *CUT_OFF, "-o", folder / "subjects.csv")
    assert run.returncode == 2
    assert "outside the study folder" in run.stderr
    assert (folder / "subjects.csv").read_bytes() == kept


@pytest.mark.parametrize("place", ["no/m.pdf", ""])
def test_a_place_that_cannot_be_written_to_is_pointed_at(tmp_path, place):
    run = safety("report", DEMO, *CUT_OFF, "-o", tmp_path / place)
    assert run.returncode == 2
    assert "a file that can be written to" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_cannot_be_reviewed_is_pointed_at(tmp_path):
    run = safety("report", tmp_path / "none", *CUT_OFF, "-o", tmp_path / "m.pdf")
    assert run.returncode == 2
    assert "stands there" in run.stderr
    assert not (tmp_path / "m.pdf").exists()


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    """Its hash on the page would belong to other records."""
    folder = shutil.copytree(DEMO, tmp_path / "study")
    read = provenance.open_study

    def somebody_saves_meanwhile(*told):
        study = read(*told)
        with (folder / "decisions.csv").open("a") as file:
            file.write("\n")
        return study

    monkeypatch.setattr(provenance, "open_study", somebody_saves_meanwhile)
    with pytest.raises(provenance.FileRefused, match=r"decisions.csv: .* stays as it is while it is read"):
        provenance.study_with_provenance(folder)
