"""Opens and reviews studies for the tests: from a folder, or from files held in memory."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from safety.reports.as_json import as_object
from safety.review.opening import open_study
from safety.review.study import Study
from tests.random_studies import write

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"
PROTOCOL = DEMO / "protocol.toml"
SHARED = ROOT.parent / "shared"


def opened(files: dict[str, str], protocol: Path = PROTOCOL) -> Study:
    """The study of files held in memory."""
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        return open_study(Path(folder), protocol)


def reviewed(files: dict[str, str], cut_off: date, protocol: Path = PROTOCOL) -> dict[str, Any]:
    """Their review, as the contract prints it."""
    return as_object(opened(files, protocol).review(cut_off))


@cache
def demo() -> Study:
    """The demonstration study."""
    return open_study(DEMO)
