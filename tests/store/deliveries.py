"""Study folders for the tests of the store: the demonstration study, and the same a little changed."""

import shutil
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from safety.review.opening import delivery
from safety.store import trail
from safety.store.canonical import canonical
from safety.store.data_cut_import import Imported
from safety.store.store import Store
from safety.store.tables import TRAIL_ENTRY
from tests.studies import DEMO, PROTOCOL

MANAGER = "data manager"


def kept(store: Store, folder: Path = DEMO, protocol: Path | None = PROTOCOL, **more) -> Imported:
    """The folder imported."""
    given = delivery(folder, protocol, more.pop("mapping", None))
    return store.import_cut(given, who=MANAGER, **more)


def changed_demo(folder: Path, old: str = "Fatigue", new: str = "Headache", more_rows: int = 0) -> Path:
    """The demonstration study with one word of its first such event written otherwise, and more measurements."""
    shutil.copytree(DEMO, folder, dirs_exist_ok=True)
    events, measurements = folder / "adverse_events.csv", folder / "measurements.csv"
    text = events.read_text(encoding="utf-8")
    assert old in text
    events.write_text(text.replace(old, new, 1), encoding="utf-8")
    header, row, *_ = measurements.read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("measurement_id")
    with measurements.open("a", encoding="utf-8") as lines:
        for number in range(more_rows):
            cells = row.split(",")
            cells[place] = f"M-{new}-{number}"
            lines.write(",".join(cells) + "\n")
    return folder


def as_by_an_older_program(engine: sa.Engine) -> None:
    """The trail as a program wrote it that kept rows alone: nothing in it tells of rows by column."""
    with engine.begin() as connection:
        previous = trail.BEGINNING
        for entry in list(trail.entries(connection)):
            told = {name: value for name, value in entry.told.items() if name != "by_column"}
            older = replace(entry, payload=canonical(told), previous_hash=previous)
            previous = older.expected_hash()
            values = {**vars(older), "hash": previous}
            connection.execute(TRAIL_ENTRY.update().where(TRAIL_ENTRY.c.id == entry.id).values(values))


def data_rows(folder: Path) -> int:
    """The rows of all tables of a folder without line breaks in its cells."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in folder.glob("*.csv"))
