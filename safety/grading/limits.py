"""The limits that give a laboratory measurement its CTCAE v5.0 grade, read from data/ctcae/limits.csv.

One number a row; of the rows that a measurement crosses, the highest grade is its grade. So ranges can
neither overlap nor leave a gap, and a limit of normal on the wrong side of a fixed limit hides nothing.
"""

import csv
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

from safety.grading.units import CANONICAL

LIMITS = Path(__file__).parents[2] / "data" / "ctcae" / "limits.csv"

ALLOWED: dict[str, tuple[str, ...]] = {
    "grade": ("1", "2", "3", "4"),  # a number alone never tells a death
    "if_baseline": ("", "normal", "abnormal"),
    "if_anticoagulated": ("", "Y", "N"),
    "crosses": ("below", "above"),
    "closed": ("", "Y"),
    "times": ("", "low", "high", "baseline"),
    "facts_up_to": ("", "1", "2", "3", "4"),
}
WORDS = ("criterion", "term", "test", "if_baseline", "if_anticoagulated", "crosses", "times")
COLUMNS = {*WORDS, *ALLOWED, "units", "limit"}


class UnreadableLimitsError(ValueError):
    """The file of limits cannot be trusted; the message points at every row and column that is wrong."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One row: `test` beyond `limit` (in the one unit named, or times a limit of normal or the baseline)."""

    number: int  # its place in the file, counted from 1
    criterion: str  # the stable name by which a grade cites this row
    term: str
    grade: int
    test: str  # CDISC LBTESTCD
    units: tuple[str, ...]  # the units in which it holds; a fixed limit has exactly one
    if_baseline: str  # normal: not above the upper limit of normal; abnormal: above it; "": either
    if_anticoagulated: str
    crosses: str
    closed: bool  # the limit itself is already crossed
    limit: float
    times: str  # low, high or baseline; "" where the limit is fixed
    facts_up_to: int  # the highest grade that clinical facts without a number give the term; 0 = none

    @classmethod
    def from_row(cls, number: int, row: dict[str, str]) -> Self:
        """Raises ValueError with one line for each column that is wrong."""
        if wrong := [*_wrong(row)]:
            raise ValueError("\n".join(f"row {number + 1}: {finger}" for finger in wrong))
        return cls(
            number=number,
            grade=int(row["grade"]),
            units=tuple(row["units"].split()),
            closed=row["closed"] == "Y",
            limit=float(row["limit"]),
            facts_up_to=int(row["facts_up_to"] or 0),
            **{name: row[name] for name in WORDS},
        )


@dataclass(frozen=True)
class Limits:
    """Every row of limits, in the order of the file."""

    rows: tuple[Limit, ...]

    @cached_property
    def ladders(self) -> dict[str, dict[str, tuple[Limit, ...]]]:
        """Test -> term -> its rows, lowest grade first; of one grade the file's first row stands last."""
        found: dict[str, dict[str, tuple[Limit, ...]]] = {}
        for row in sorted(self.rows, key=lambda row: (row.grade, -row.number)):
            terms = found.setdefault(row.test, {})
            terms[row.term] = (*terms.get(row.term, ()), row)
        return found

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms that some row grades."""
        return tuple(dict.fromkeys(row.term for row in self.rows))

    def terms_of(self, test: str) -> tuple[str, ...]:
        """The terms that grade a test; none where CTCAE does not."""
        return tuple(self.ladders.get(test, ()))


def _wrong(row: dict[str, str]) -> Iterable[str]:
    for column, allowed in ALLOWED.items():
        if row[column] not in allowed:
            yield f"column '{column}': '{row[column]}'. Allowed are {', '.join(filter(None, allowed))}."
    if not row["criterion"].startswith(f"{row['term']} {row['grade']}"):
        yield f"column 'criterion': '{row['criterion']}' does not begin with its term and grade."
    if not _is_positive(row["limit"]):
        yield f"column 'limit': '{row['limit']}' is not a positive number."
    if strange := [unit for unit in row["units"].split() if unit not in CANONICAL]:
        yield f"column 'units': {', '.join(strange)}. Allowed are {', '.join(sorted(CANONICAL))}."
    if not row["units"] or not (row["times"] or len(row["units"].split()) == 1):
        yield f"column 'units': '{row['units']}'. A fixed limit has one unit, a multiple at least one."


def _is_positive(text: str) -> bool:
    try:
        return 0 < float(text) < math.inf
    except ValueError:
        return False


@lru_cache
def read_limits(path: Path = LIMITS) -> Limits:
    """Reads and checks a file of limits. Raises UnreadableLimitsError, naming all that is wrong at once."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if lost := COLUMNS - set(table.fieldnames or ()):
            raise UnreadableLimitsError(f"'{path.name}': no column {', '.join(sorted(lost))}")
        written = [{name: text or "" for name, text in row.items()} for row in table]

    rows, wrong = [], []
    for number, row in enumerate(written, start=1):
        try:
            rows.append(Limit.from_row(number, row))
        except ValueError as error:
            wrong.append(str(error))
    names = Counter(row["criterion"] for row in written)
    wrong += [f"criterion '{name}' stands twice" for name, times in names.items() if times > 1]
    if wrong:
        raise UnreadableLimitsError(f"'{path.name}':\n" + "\n".join(wrong))
    return Limits(tuple(rows))
