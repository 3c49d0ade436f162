"""The CTCAE v5.0 grade of every measurement of a table (NCI's table of 27 November 2017)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from safety.grading.answers import Answer, Answers, said_of
from safety.grading.calcium import corrected
from safety.grading.ladder import Climb, Lack, Lacks, climb, rungs
from safety.grading.limits import Ladder, Limits
from safety.grading.plausible import plausible
from safety.grading.readings import Fact, Readings, Rows, WithoutBaseline, read
from safety.grading.units import Unit, understood

Meaning = TypeVar("Meaning")
COLUMNS = ("measurement_id", "test", "value", "unit", "low", "high", "baseline")


def grade(table: pd.DataFrame, limits: Limits, *, without_baseline: WithoutBaseline) -> pd.DataFrame:
    """One row for each measurement and CTCAE term that its test can grade, in the order of the table.

    `table` has the columns measurement_id, test (a CDISC test code), value (a number, or one behind `<` or
    `>`), unit, low, high and baseline (these three in that unit; empty = not known). It may have

    - the facts baseline_abnormal, on_anticoagulation, symptomatic, over_24_hours, with_exercise (Y, N)
    - albumin (g/dL or g/L) beside a calcium, and fever (Y, N, ? = nobody can tell) beside a neutrophil count
      (`same_day` finds both among the other measurements of the patient)
    - term: where it is not empty, only that term answers

    A column of categories, which keeps each of its words once, is read the faster for it.

    The answer has measurement_id, term and

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
    wanted = _wanted(table)
    answers = [
        answer
        for group in _groups(table, limits)
        if group.test
        for answer in _answers(group, *_believed(group, readings.at(group.rows), table), limits, wanted)
    ]
    return Answers(answers, len(table)).beside(table["measurement_id"], limits)


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
    sizes = np.bincount(pair, minlength=len(tests) * len(units))
    for code, rows in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        if len(rows):
            yield _Group(rows, tests[code // len(units)], units[code % len(units)])


def _graded(test: str, limits: Limits) -> str:
    return test if test in limits.ladders else ""


def _meanings(column: "pd.Series[str]", meaning: Callable[[str], Meaning]) -> tuple[list[Meaning], Rows]:
    """The distinct meanings of a column's words, and which of them each row has. Each word is read once."""
    codes, words = pd.factorize(column)
    means = [*(meaning(str(word)) for word in words), meaning("")]  # the last one, -1, for an empty cell
    distinct = list(dict.fromkeys(means))
    return distinct, np.array([distinct.index(each) for each in means])[codes]


def _believed(group: _Group, at: Readings, table: pd.DataFrame) -> tuple[Readings, Lacks]:
    """Forgets the values that cannot be right in the unit written, and says why a value is not known."""
    unread = np.where(np.isnan(at.number("least")), Lack.VALUE, 0).astype(np.uint16)
    if group.unit is None:
        return at.without(np.arange(len(unread))), unread | np.uint16(Lack.UNIT)
    bounds = plausible(group.test, group.unit)
    if not bounds.believes_all:
        doubtful = np.flatnonzero(bounds.doubts(at.number("least"), at.number("most")))
        if len(doubtful):
            at = at.without(doubtful)
            unread[doubtful] |= np.uint16(Lack.UNIT)
    if group.test == "CA":
        at, uncorrected = corrected(at, group.unit, table, group.rows)
        unread |= np.where(uncorrected & (unread == 0), Lack.ALBUMIN, 0).astype(np.uint16)
    return at, unread


def _answers(
    group: _Group, at: Readings, unread: Lacks, limits: Limits, wanted: "np.ndarray | None"
) -> Iterator[Answer]:
    for ladder in limits.of(group.test):
        asked = _asked(ladder, group.rows, at, wanted)
        if asked is None:
            yield _answer(ladder, group, group.rows, at, unread)
        elif len(asked):
            yield _answer(ladder, group, group.rows[asked], at.at(asked), unread[asked])


def _answer(ladder: Ladder, group: _Group, rows: Rows, at: Readings, unread: Lacks) -> Answer:
    steps = rungs(ladder, group.unit) if group.unit else ()
    if steps:
        return Answer(rows, ladder.term, said_of(ladder, steps, climb(ladder, steps, at, unread)))
    nothing = Climb(np.zeros(len(rows), np.int8), np.arange(len(rows)), unread | np.uint16(Lack.UNIT))
    return Answer(rows, ladder.term, said_of(ladder, (), nothing))


def _wanted(table: pd.DataFrame) -> "np.ndarray | None":
    """The one term that each row asks for; None where the table asks for none."""
    if "term" not in table:
        return None
    return table["term"].astype("str").str.strip().fillna("").to_numpy(dtype=object)


def _asked(ladder: Ladder, rows: Rows, at: Readings, wanted: "np.ndarray | None") -> Rows | None:
    """Which measurements of a group a term is asked of; None: all of them."""
    asked = np.ones(len(rows), np.bool_)
    if ladder.asks_for_fever:
        asked &= at.states("fever") and at.fact("fever") != Fact.EMPTY
    if wanted is not None:
        asked &= np.isin(wanted[rows], ("", ladder.term))
    return None if asked.all() else np.flatnonzero(asked)
