"""The header of a table held against the dictionary: columns nobody knows, and columns that are not there."""

from __future__ import annotations

import re
from difflib import get_close_matches

from safety.domain.case_report import Header, StrayColumn
from safety.records.columns import Table
from safety.records.raw_table import RawTable

UNNAMED = re.compile(r"column \d+")


def header_of(table: Table, raw: RawTable) -> Header:
    """What the file's header has beyond the dictionary, and what it lacks of it.

    A column without a name and without a value in any row is nothing. An SDTM domain keeps its sponsor's own
    variables: they are no slip.
    """
    if raw.file.lower() != table.file:
        return Header(raw.file)
    absent = tuple(name for name in table.names if name not in raw.columns)
    stray = []
    for name in raw.columns:
        if name in table.names:
            continue
        filled = sum(1 for text in raw.texts(name) if text.strip())
        if filled or not UNNAMED.fullmatch(name):
            stray.append(StrayColumn(name, filled, _meant(name, table, absent)))
    return Header(raw.file, tuple(stray), absent)


def _meant(name: str, table: Table, absent: tuple[str, ...]) -> str:
    """The missing column that it may be: by its spelling, or by the name SDTM has for it."""
    written = "_".join(re.findall(r"[^\W_]+", name.lower()))
    by_sdtm = {
        variable.rpartition(".")[2].lower(): column.name
        for column in table.columns
        for variable in column.sdtm.split(", ")
        if column.name in absent and variable
    }
    like = get_close_matches(written, absent, n=1, cutoff=0.75)
    return by_sdtm.get(written, like[0] if like else "")
