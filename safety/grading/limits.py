"""The limits that give a measurement its CTCAE v5.0 grade, read from data/ctcae/limits.csv.

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

from safety.grading.readings import ASKED_FACTS
from safety.grading.units import CANONICAL

LIMITS = Path(__file__).parents[2] / "data" / "ctcae" / "limits.csv"

CONDITIONS = {fact: f"if_{fact}" for fact in ASKED_FACTS}
ALLOWED: dict[str, tuple[str, ...]] = {
    "grade": ("1", "2", "3", "4"),  # a number alone never tells a death
    "if_baseline": ("", "normal", "abnormal", "low"),
    **dict.fromkeys(CONDITIONS.values(), ("", "Y", "N")),
    "crosses": ("below", "above"),
    "closed": ("", "Y"),
    "times": ("", "low", "high", "baseline", "high_or_baseline"),
    "plus": ("", "low", "high", "baseline"),
    "whole": ("", "Y"),
    "facts_up_to": ("", "1", "2", "3", "4"),
}
WORDS = ("criterion", "term", "if_baseline", "crosses", "times", "plus")
COLUMNS = {*WORDS, *ALLOWED, "tests", "units", "normal_below", "limit"}
# An ion of one charge has as many mEq as mmol; clearances are graded as they are reported, for the patient's
# own body surface or for 1.73 m2 of it (NCI names eGFR and creatinine clearance in one breath).
TOLD_ALIKE = ({"mmol/L", "mEq/L"}, {"mL/min/1.73m2", "mL/min"})


class UnreadableLimitsError(ValueError):
    """The file of limits cannot be trusted; the message points at every row and column that is wrong."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One row: a test beyond `limit` (in the unit named; times, or plus, a limit of normal or the baseline)."""

    number: int  # its place in the file, counted from 1
    criterion: str  # the stable name by which a grade cites this row
    term: str
    grade: int
    tests: tuple[str, ...]  # CDISC test codes of one measurement
    units: tuple[str, ...]  # the units in which it holds; a fixed limit has exactly one
    if_baseline: str  # normal: not above the upper limit of normal; abnormal: above it; low: below the lower
    normal_below: float  # the baseline is normal below this number; NaN: the limit of normal says it
    facts: tuple[tuple[str, bool], ...]  # the yes/no facts that it asks for, and the answer it wants
    crosses: str
    closed: bool  # the limit itself is already crossed
    limit: float
    times: str  # what the limit multiplies; "" where it multiplies nothing
    plus: str  # what the limit is added to; "" where it is added to nothing
    whole: bool  # the value is rounded to a whole number first, a half to the worse side
    facts_up_to: int  # the highest grade that clinical facts without a number give the term; 0 = none

    @classmethod
    def from_row(cls, number: int, row: dict[str, str]) -> Self:
        """Raises ValueError with one line for each column that is wrong."""
        if wrong := [*_wrong(row)]:
            raise ValueError("\n".join(f"row {number + 1}: {finger}" for finger in wrong))
        return cls(
            number=number,
            grade=int(row["grade"]),
            tests=tuple(row["tests"].split()),
            units=tuple(row["units"].split()),
            normal_below=float(row["normal_below"] or "nan"),
            facts=tuple((fact, row[name] == "Y") for fact, name in CONDITIONS.items() if row[name]),
            closed=row["closed"] == "Y",
            limit=float(row["limit"]),
            whole=row["whole"] == "Y",
            facts_up_to=int(row["facts_up_to"] or 0),
            **{name: row[name] for name in WORDS},
        )

    @property
    def refers_to(self) -> str:
        """The column that the limit multiplies or is added to; "" where it is fixed."""
        return self.times or self.plus


@dataclass(frozen=True)
class Ladder:
    """The rows of one term for one test, lowest grade first; of one grade the file's first row stands last."""

    term: str
    rows: tuple[Limit, ...]

    @cached_property
    def facts_up_to(self) -> int:
        """The highest grade that a clinical fact alone can give the term."""
        return max(row.facts_up_to for row in self.rows)

    @cached_property
    def up_to(self) -> int:
        """The highest grade that a number gives the term."""
        return max(row.grade for row in self.rows)

    @cached_property
    def asks_for_fever(self) -> bool:
        """Is it asked only of a measurement beside which a temperature was taken?"""
        return any(fact == "fever" for row in self.rows for fact, _ in row.facts)

    @cached_property
    def waives_baseline(self) -> bool:
        """Are multiples of the upper limit of normal there for the want of a baseline?"""
        return any(row.times in ("high", "high_or_baseline") for row in self.rows)


@dataclass(frozen=True)
class Limits:
    """Every row of limits, in the order of the file."""

    rows: tuple[Limit, ...]

    @cached_property
    def ladders(self) -> dict[str, dict[str, Ladder]]:
        """Test -> term -> its ladder."""
        found: dict[str, dict[str, tuple[Limit, ...]]] = {}
        for row in sorted(self.rows, key=lambda row: (row.grade, -row.number)):
            for test in row.tests:
                terms = found.setdefault(test, {})
                terms[row.term] = (*terms.get(row.term, ()), row)
        return {
            test: {term: Ladder(term, terms[term]) for term in self.terms if term in terms}
            for test, terms in found.items()
        }

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms that some row grades."""
        return tuple(dict.fromkeys(row.term for row in self.rows))

    def of(self, test: str) -> tuple[Ladder, ...]:
        """The ladders of a test, one a term; none where CTCAE does not grade it."""
        return tuple(self.ladders.get(test, {}).values())


def _wrong(row: dict[str, str]) -> Iterable[str]:
    for column, allowed in ALLOWED.items():
        if row[column] not in allowed:
            yield f"column '{column}': '{row[column]}'. Allowed are {', '.join(filter(None, allowed))}."
    if not row["criterion"].startswith(f"{row['term']} {row['grade']}"):
        yield f"column 'criterion': '{row['criterion']}' does not begin with its term and grade."
    if not _is_a_number(row["limit"]) or (not row["plus"] and float(row["limit"]) <= 0):
        yield f"column 'limit': '{row['limit']}' is not a positive number."
    if row["normal_below"] and not _is_a_number(row["normal_below"]):
        yield f"column 'normal_below': '{row['normal_below']}' is not a number."
    if row["times"] and row["plus"]:
        yield f"column 'plus': '{row['plus']}'. Nothing is allowed beside a multiple of {row['times']}."
    if not row["tests"].split():
        yield "column 'tests': empty. Allowed are CDISC test codes."
    yield from _wrong_units(row["units"].split(), fixed=not row["times"])


def _wrong_units(units: list[str], *, fixed: bool) -> Iterable[str]:
    if strange := [unit for unit in units if unit not in CANONICAL]:
        yield f"column 'units': {', '.join(strange)}. Allowed are {', '.join(sorted(CANONICAL))}."
    if not units or (fixed and len(units) > 1 and set(units) not in TOLD_ALIKE):
        yield f"column 'units': '{' '.join(units)}'. A fixed limit has one unit, a multiple at least one."


def _is_a_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


@lru_cache
def read_limits(path: Path = LIMITS) -> Limits:
    """Reads and checks a file of limits. Raises UnreadableLimitsError, naming all that is wrong at once."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
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
