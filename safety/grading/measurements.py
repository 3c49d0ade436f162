"""The CTCAE v5.0 grade of every laboratory measurement of a table (NCI's table of 27 November 2017)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from safety.grading.answers import Answers
from safety.grading.ladder import Climb, Lack, Lacks, climb
from safety.grading.limits import Limit, Limits
from safety.grading.plausible import plausible
from safety.grading.readings import Readings, Rows, WithoutBaseline, read
from safety.grading.units import Unit, understood

Meaning = TypeVar("Meaning")
COLUMNS = ("measurement_id", "test", "value", "unit", "low", "high", "baseline")


def grade(table: pd.DataFrame, limits: Limits, *, without_baseline: WithoutBaseline) -> pd.DataFrame:
    """One row for each measurement and CTCAE term that its test can grade, in the order of the table.

    `table` has the columns measurement_id, test (CDISC LBTESTCD), value (a number, or one behind `<` or `>`),
    unit, low, high and baseline (these three in that unit; empty = not known), and may have the facts
    baseline_abnormal and on_anticoagulation (Y, N). The answer has measurement_id, term and

    - grade: 0 to 4; empty where it cannot be told, which is never 0
    - at_least: Y where what is not known here, such as a transfusion, could only raise the grade
    - criterion: the row of limits that gave the grade; empty for 0
    - missing: what is lacking, by the names of the columns; `no_term` where CTCAE does not grade the test

    `without_baseline` says what becomes of a measurement that has none: "missing" where a limit asks for it,
    or "uln", graded in multiples of the upper limit of normal, which the review of the trial alone does.
    Nothing is converted: a value meets the limits of the unit it was reported in, at the boundary exactly.
    Raises ValueError where a column is not there.
    """
    if lost := [name for name in COLUMNS if name not in table]:
        raise ValueError(f"measurements lack the column {', '.join(lost)}")
    readings = read(table, without_baseline)
    groups = [*_groups(table, limits)]

    answers = Answers.blank(_terms_of_each(groups, limits, len(table)))
    for group in groups:
        at, unread = _believed(group, readings.at(group.rows))
        for nth, term in enumerate(limits.terms_of(group.test)):
            ladder = limits.ladders[group.test][term]
            climbed = _climbed(ladder, group.unit, at, unread)
            answers.put(answers.first[group.rows] + nth, ladder, 1 + limits.terms.index(term), climbed)
    return answers.beside(table["measurement_id"], limits)


@dataclass(frozen=True, slots=True)
class _Group:
    """Measurements of one test in one unit: every fixed limit is one number for them all."""

    rows: Rows
    test: str  # "": one that no term grades
    unit: Unit | None  # None: nobody knows what was written


def _groups(table: pd.DataFrame, limits: Limits) -> Iterator[_Group]:
    tests, test_of_row = _meanings(table["test"], lambda word: _graded(word.strip().upper(), limits))
    units, unit_of_row = _meanings(table["unit"], understood)
    pair = (test_of_row * len(units) + unit_of_row).astype(np.int16)  # few enough, and sorted by radix
    order = np.argsort(pair, kind="stable")
    codes, starts = np.unique(pair[order], return_index=True)
    for code, rows in zip(codes.tolist(), np.split(order, starts)[1:], strict=True):
        yield _Group(rows, tests[code // len(units)], units[code % len(units)])


def _graded(test: str, limits: Limits) -> str:
    return test if test in limits.ladders else ""


def _meanings(column: "pd.Series[str]", meaning: Callable[[str], Meaning]) -> tuple[list[Meaning], Rows]:
    """The distinct meanings of a column's words, and which of them each row has. Each word is read once."""
    codes, words = pd.factorize(column)
    means = [*(meaning(str(word)) for word in words), meaning("")]  # the last one, -1, for an empty cell
    distinct = list(dict.fromkeys(means))
    return distinct, np.array([distinct.index(each) for each in means])[codes]


def _terms_of_each(groups: list[_Group], limits: Limits, size: int) -> Rows:
    """How many rows of the answer each measurement gets: one for no term, too."""
    counts = np.ones(size, np.intp)
    for group in groups:
        counts[group.rows] = max(1, len(limits.terms_of(group.test)))
    return counts


def _believed(group: _Group, at: Readings) -> tuple[Readings, Lacks]:
    """Forgets the values that cannot be right in the unit written, and says why a value is not known."""
    unread = np.where(np.isnan(at.least), Lack.VALUE, 0).astype(np.uint8)
    if group.unit:
        doubtful = plausible(group.test, group.unit).doubts(at.least, at.most)
        at.least[doubtful] = at.most[doubtful] = np.nan
        unread[doubtful] |= np.uint8(Lack.UNIT)
    return at, unread


def _climbed(ladder: tuple[Limit, ...], unit: Unit | None, at: Readings, unread: Lacks) -> Climb:
    """Fixed limits are asked in their own unit alone; in a unit for which NCI has none, nothing is known."""
    rungs = tuple(limit for limit in ladder if unit and unit.name in limit.units)
    if unit and rungs:
        return climb(rungs, at, unit.times, unread)
    return climb(ladder, at.without_values(), 1.0, unread | np.uint8(Lack.UNIT))
