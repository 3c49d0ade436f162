from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.sdtm.folders import AE, DM, EX, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One subject, one infusion, one event."""
    study = tmp_path / "study"
    study.mkdir()
    write(study / "dm.csv", [DM])
    write(study / "ex.csv", [EX])
    write(study / "ae.csv", [AE])
    return study
