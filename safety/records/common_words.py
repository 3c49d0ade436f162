"""Words that sites write and CTCAE does not have, and the terms under which they are reported."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

COMMON_WORDS_FILE = Path(__file__).parents[2] / "data" / "ctcae" / "common_words.csv"


class Lead(NamedTuple):
    """A term that a word leads to; `when` is the key of a condition (`infusion`), empty where there is none."""

    term: str
    when: str = ""


def read_common_words(path: Path = COMMON_WORDS_FILE) -> Mapping[str, tuple[Lead, ...]]:
    """Every word as it is written, with all the terms it leads to. Nothing is ever renamed by it."""
    found: dict[str, tuple[Lead, ...]] = defaultdict(tuple)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["said"]] += (Lead(row["term"], row["when"]),)
    return found
