"""What the store costs, as ratios against floors measured in the same run. No test: a command.

    python -m tests.speed_of_store [--postgresql] [--share 0.1] [--doubtful]

1,000 patients, 100,000 events, 1,000,000 measurements, or a share of them; as clean as a finished trial's, or so that
one measurement in thirteen is a question to the site; on SQLite, or on a PostgreSQL that is
started for it. The floor of an import is pandas reading the same files and writing them to the same database,
the floor of a review is SQLAlchemy Core fetching those rows again.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pandas as pd
from sqlalchemy import Engine, MetaData, Table, create_engine, select, text

from safety.records.many_rows import many_rows
from safety.reports.as_json import as_json
from safety.review.opening import delivery, open_cut
from safety.store.settings import database_url
from safety.store.store import Store, open_store
from safety.store.verdicts import Shown
from tests import large_study
from tests.store import postgresql

PATIENTS, EVENTS, MEASUREMENTS = 1000, 100_000, 1_000_000
CUT_OFF = date(2026, 8, 1)
AT_ONCE = 10_000
FILES = ("subjects", "infusions", "adverse_events", "measurements")
Done = TypeVar("Done")


def timed(work: Callable[[], Done]) -> tuple[float, Done]:
    """How long a run takes, in seconds, and what it gives."""
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def pandas_writes(folder: Path, engine: Engine) -> None:
    """The floor of an import."""
    for name in FILES:
        table = pd.read_csv(folder / f"{name}.csv")
        table.to_sql(name, engine, index=False, chunksize=AT_ONCE)


def core_fetches(engine: Engine) -> int:
    """The floor of a review: the rows of the same files, fetched."""
    with engine.begin() as connection:
        tables = [Table(name, MetaData(), autoload_with=connection) for name in FILES]
        return sum(len(connection.execute(select(table)).all()) for table in tables)


def size_of(store: Store) -> int:
    """The bytes that the store takes up."""
    with store.database.writer.connect() as connection:
        if store.database.url.drivername == "sqlite":
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(str(store.database.url.database)).stat().st_size
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def imports(folder: Path, store: Store, floor: Engine) -> None:
    """A first cut, and a second with one row in a hundred changed."""
    theirs, _ = timed(lambda: pandas_writes(folder, floor))
    empty = size_of(store)
    ours, _ = timed(lambda: store.import_cut(delivery(folder), who="data manager"))
    first = size_of(store) - empty
    said(
        f"import: {ours:.1f} s, pandas reads and writes the files in {theirs:.1f} s: {ours / theirs:.2f} times"
    )
    large_study.next_week(folder)
    again, _ = timed(lambda: store.import_cut(delivery(folder), who="data manager"))
    more = size_of(store) - empty - first
    said(
        f"second cut, 1 % of the rows changed: {again:.1f} s; it adds {more / 1e6:.1f} MB to {first / 1e6:.1f} MB: "
        f"{100 * more / first:.2f} %"
    )


def reviews(store: Store, floor: Engine) -> None:
    """The whole review of the first cut, and the verdict that was shown of it."""
    theirs, rows = timed(lambda: core_fetches(floor))
    cut = store.cut(1)
    with many_rows():  # as the command does
        opens, study = timed(lambda: open_cut(store, cut))
        judges, shown = timed(lambda: as_json(study.review(CUT_OFF)).encode())
    said(
        f"review: read {opens:.1f} s, judged {judges:.1f} s; Core fetches the {rows} rows in {theirs:.1f} s: "
        f"{opens / theirs:.1f} times to read, {(opens + judges) / theirs:.1f} times in all"
    )
    store.record_verdict(Shown(cut.id, CUT_OFF, study.protocol.sha256, shown))
    again, verdict = timed(lambda: store.verdicts(cut, CUT_OFF)[-1])
    assert verdict.content == shown
    said(f"the verdict that was shown, {len(shown) / 1e6:.0f} MB: {again:.2f} s, {again / theirs:.3f} times")
    proves, proof = timed(store.verify)
    assert proof.findings == ()
    said(f"verify: {proves:.1f} s for {proof.rows} stored rows in {proof.cuts} cuts")


def said(line: str) -> None:
    """Printed at once: a run takes minutes."""
    print(line, flush=True)


@contextmanager
def databases(folder: Path, on_postgresql: bool) -> Iterator[tuple[str, str]]:
    """Two empty databases of one kind: the store's, and the floor's."""
    if not on_postgresql:
        yield str(folder / "store.sqlite"), str(folder / "floor.sqlite")
        return
    programs = postgresql.binaries()
    if programs is None:
        sys.exit("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with postgresql.server(programs) as url:
        yield postgresql.empty_database(url, "store"), postgresql.empty_database(url, "floor")


def main() -> None:
    """Prints the ratios."""
    asked = argparse.ArgumentParser(description="Ratios of the store against its floors.")
    asked.add_argument("--postgresql", action="store_true", help="on a PostgreSQL started for it")
    asked.add_argument("--share", type=float, default=1.0, help="of the patients, events and measurements")
    asked.add_argument(
        "--doubtful", action="store_true", help="many limits of normal missing, values spread far"
    )
    given = asked.parse_args()
    how = large_study.DOUBTFUL if given.doubtful else large_study.USUAL
    os.chdir(Path(__file__).parents[1])
    sizes = [max(1, int(given.share * number)) for number in (PATIENTS, EVENTS, MEASUREMENTS)]
    with TemporaryDirectory() as scratch, databases(Path(scratch), given.postgresql) as (ours, theirs):
        folder = large_study.write(Path(scratch) / "study", *sizes, how)
        store, floor = open_store(ours), create_engine(database_url(theirs))
        imports(folder, store, floor)
        reviews(store, floor)
        store.close()
        floor.dispose()


if __name__ == "__main__":
    main()
