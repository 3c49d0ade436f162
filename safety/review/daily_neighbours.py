"""The albumins and temperatures of a file too long to be held at once, found again by patient and day.

They wait in a scratch database on disk: memory does not grow with the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from safety.grading import same_day

COLUMNS = ["subject_id", "collected_at", "test", "value", "unit"]


class DailyNeighbours:
    """Kept block by block, then asked block by block."""

    def __init__(self, path: Path) -> None:
        """Opens an empty database in a place that somebody else clears away."""
        self.rows = sqlite3.connect(path)
        self.rows.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE beside (subject_id, collected_at, test, value, unit, day);
            CREATE TEMP TABLE asked (subject_id, day);
            """
        )

    def keep(self, block: pd.DataFrame) -> None:
        """Remembers the neighbours among some rows."""
        rows = block[COLUMNS].assign(day=same_day.day_of(block["collected_at"]))
        self.rows.executemany("INSERT INTO beside VALUES (?, ?, ?, ?, ?, ?)", _tuples(rows))

    @property
    def any(self) -> bool:
        """Is there one at all?"""
        return self.rows.execute("SELECT 1 FROM beside LIMIT 1").fetchone() is not None

    def of(self, block: pd.DataFrame) -> pd.DataFrame:
        """Those of the patients and days of some rows, in the order of the file."""
        askers = same_day.of_tests(block, same_day.ASKERS)
        asked = askers[["subject_id"]].assign(day=same_day.day_of(askers["collected_at"])).drop_duplicates()
        self.rows.execute("CREATE INDEX IF NOT EXISTS by_day ON beside (subject_id, day)")
        self.rows.execute("DELETE FROM asked")
        self.rows.executemany("INSERT INTO asked VALUES (?, ?)", _tuples(asked))
        found = self.rows.execute(
            "SELECT subject_id, collected_at, test, value, unit FROM beside"
            " WHERE (subject_id, day) IN (SELECT * FROM asked) ORDER BY rowid"
        )
        return pd.DataFrame(found.fetchall(), columns=COLUMNS, dtype="str")


def _tuples(table: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    return table.astype(object).itertuples(index=False, name=None)
