"""Grades are AETOXGR and never AESEV; a fatal event is grade 5."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.sdtm.folders import AE, read, write


@pytest.mark.parametrize(
    ("written", "grade"),
    [("3", 3), ("GRADE 3", 3), ("Grade 3", 3), ("", None), ("3/4", None), ("GRADE", None)],
)
def test_the_grade_is_aetoxgr(folder: Path, written: str, grade: int | None) -> None:
    write(folder / "ae.csv", [AE | {"AETOXGR": written}])
    (event,) = read(folder).adverse_events
    assert event.grade == grade
    assert event.readable == (written != "3/4")


@pytest.mark.parametrize("fatal", [{"AESDTH": "Y"}, {"AEOUT": "FATAL"}])
@pytest.mark.parametrize("grade", ["", "3", "5"])
def test_a_fatal_event_is_grade_5_whatever_is_noted(folder: Path, fatal: dict[str, str], grade: str) -> None:
    write(folder / "ae.csv", [AE | fatal | {"AETOXGR": grade}])
    (event,) = read(folder).adverse_events
    assert (event.grade, event.unknown_columns["AETOXGR"]) == (5, grade)
