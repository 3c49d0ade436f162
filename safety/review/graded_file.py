"""A CSV file of measurements, however long, with its CTCAE v5.0 grades: read, graded and written in blocks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from safety.grading import Limits, grade, same_day
from safety.grading.measurements import COLUMNS
from safety.grading.readings import ASKED_FACTS
from safety.records.allowed import key
from safety.records.refusal import FileRefused, Finger
from safety.review.daily_neighbours import DailyNeighbours

OPTIONAL = ("albumin", *same_day.KEYS, "baseline_abnormal", *ASKED_FACTS, "term")
IN_FEW_WORDS = ("test", "unit", "baseline_abnormal", *ASKED_FACTS, "term")
BLOCK = 1 << 20  # bytes: larger ones are hardly faster, and memory would grow with the first of them
MOST_FINGERS = 20
ANSWER = ("measurement_id", "term", "grade", "at_least", "criterion", "missing")
TEXT = pd.StringDtype(na_value=np.nan)


def grade_file(source: Path, target: Path | None, limits: Limits) -> None:
    """Writes `measurement_id,term,grade,at_least,criterion,missing` for every row (contract, section 5).

    To `target`, or to standard output. Nothing is written where something is refused.
    Raises FileRefused with a finger on each column that lacks and each row that is not whole.
    """
    columns = _columns_of(source)
    with TemporaryDirectory() as scratch:
        written = Path(scratch) / "graded.csv"
        _grade(source, written, columns, limits, Path(scratch))
        _deliver(written, target)


def _grade(source: Path, written: Path, columns: dict[str, str], limits: Limits, scratch: Path) -> None:
    days = _days(source, columns, scratch)
    with written.open("wb") as lines:
        lines.write((",".join(ANSWER) + "\n").encode())
        for block in _blocks(source, columns):
            table = same_day.beside(block, days.of(block)) if days else block
            answer = _as_text(grade(table, limits, without_baseline="missing"))
            csv.write_csv(answer, lines, _quoted_where_needed(answer))


def _days(source: Path, columns: dict[str, str], scratch: Path) -> DailyNeighbours | None:
    """What stands beside the calciums and counts of the file; None where it does not say whose they are."""
    if not set(same_day.KEYS) <= set(columns):
        return None
    wanted = {name: columns[name] for name in (*same_day.KEYS, "test", "value", "unit")}
    days = DailyNeighbours(scratch / "neighbours.sqlite")
    for block in _blocks(source, wanted):
        days.keep(same_day.of_tests(block, same_day.NEIGHBOURS))
    return days if days.any else None


def _columns_of(source: Path) -> dict[str, str]:
    """Our name of each column -> how the file spells it. Raises FileRefused where one lacks."""
    try:
        with source.open("rb") as lines:
            header = lines.readline().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused([Finger(source.name, 1, "", "", "utf_8")]) from None
    except OSError as error:
        raise FileRefused([Finger(source.name, None, "", str(error.strerror), "file_readable")]) from None
    spelled = [name.strip().strip('"').strip() for name in header.rstrip("\r\n").split(",")]
    found = {name.lower(): name for name in reversed(spelled)} | {name: name for name in spelled}
    lost = [name for name in COLUMNS if name not in found]
    twice = [name for name in (*COLUMNS, *OPTIONAL) if spelled.count(name) > 1]
    if lost or twice:
        fingers = [Finger(source.name, 1, name, "", "column_needed") for name in lost]
        twice_ = (
            Finger(source.name, 1, name, name, key("column_once", spelled.count(name))) for name in twice
        )
        raise FileRefused([*fingers, *twice_])
    return {name: found[name] for name in (*COLUMNS, *OPTIONAL) if name in found}


def _blocks(source: Path, columns: dict[str, str]) -> Iterator[pd.DataFrame]:
    """The file as tables of text, one after another."""
    torn: list[csv.InvalidRow] = []

    def put_aside(row: csv.InvalidRow) -> str:
        torn.append(row)
        return "skip"

    kinds = {
        spelled: pa.dictionary(pa.int32(), pa.string()) if name in IN_FEW_WORDS else pa.string()
        for name, spelled in columns.items()
    }
    try:
        # an open file, since of a path Arrow reads dozens of blocks ahead
        with (
            source.open("rb") as lines,
            csv.open_csv(
                lines,
                read_options=csv.ReadOptions(block_size=BLOCK, use_threads=False),
                parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=put_aside),
                convert_options=csv.ConvertOptions(
                    column_types=kinds, include_columns=list(columns.values()), strings_can_be_null=False
                ),
            ) as reader,
        ):
            for batch in reader:
                _refuse(torn, source)
                yield _frame(batch).set_axis(list(columns), axis="columns")
        _refuse(torn, source)
    except (pa.ArrowInvalid, OSError) as error:
        raise FileRefused([Finger(source.name, None, "", "", key("csv", str(error)))]) from None


def _refuse(torn: list[csv.InvalidRow], source: Path) -> None:
    if torn:
        raise FileRefused(
            Finger(source.name, row.number, "", row.text, key("cells", row.expected_columns))
            for row in torn[:MOST_FINGERS]
        )


def _frame(batch: pa.RecordBatch) -> pd.DataFrame:
    table: pd.DataFrame = pa.Table.from_batches([batch]).to_pandas(
        types_mapper=lambda kind: TEXT if kind == pa.string() else None
    )
    return table


def _as_text(answer: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(answer, preserve_index=False).replace_schema_metadata()
    plain = [pa.string() if pa.types.is_dictionary(column.type) else column.type for column in table.columns]
    return table.cast(pa.schema([*zip(table.column_names, plain, strict=True)]))


def _quoted_where_needed(answer: pa.Table) -> csv.WriteOptions:
    """Only an id can hold a comma or a quote; Arrow quotes every text of a table, or none."""
    strange = pc.any(pc.match_substring_regex(answer["measurement_id"], '[",\\r\\n]')).as_py()
    style = "needed" if strange else "none"
    return csv.WriteOptions(include_header=False, batch_size=1 << 16, quoting_style=style)


def _deliver(written: Path, target: Path | None) -> None:
    if target is not None:
        try:
            shutil.move(written, target)
        except OSError as error:
            raise FileRefused(
                [Finger(target.name, None, "", str(error.strerror), "folder_writable")]
            ) from None
        return
    sys.stdout.flush()
    with written.open("rb") as lines, suppress(BrokenPipeError):
        shutil.copyfileobj(lines, sys.stdout.buffer)
