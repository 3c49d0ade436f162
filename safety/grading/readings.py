"""What a table of measurements says, as columns of numbers; NaN is *not known*."""

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
WithoutBaseline = Literal["missing", "uln"]

# Laboratories print a handful of digits and limits are short decimals, so two numbers nearer than this
# are one number written twice: 3 x 1.2 is 3.6, whatever binary makes of it.
SAME = 1e-9
# "<0.5" is below 0.5: further from it than SAME, nearer than anything a laboratory prints.
JUST = 1e-8
CENSORED = r"^\s*(<=|>=|<|>|≤|≥)\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*$"


class Fact(IntEnum):
    """A yes/no fact beside a measurement. What cannot be read is never taken for not stated."""

    NO = 0
    YES = 1
    EMPTY = 2
    UNREADABLE = 3


@dataclass(frozen=True, slots=True)
class Readings:
    """Measurements of one table, or of some of its rows; the numbers of a row share the row's unit."""

    least: Numbers  # the value lies from here
    most: Numbers  # to here: one point, unless the laboratory wrote "<" or ">"
    low: Numbers  # that laboratory's limits of normal
    high: Numbers
    baseline: Numbers  # infinite, and so crossed by nothing, where no baseline is to be asked for
    abnormal: Codes  # was the baseline above its upper limit of normal?
    anticoagulated: Codes

    def at(self, rows: Rows) -> Self:
        """The readings of some rows only."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    def without_values(self) -> Self:
        """The same readings, no value known."""
        unknown = np.full_like(self.least, np.nan)
        return replace(self, least=unknown, most=unknown)


def read(table: pd.DataFrame, without_baseline: WithoutBaseline) -> Readings:
    """Reads the numbers and facts of a table. A limit of normal or a baseline of zero is not known."""
    least, most = _value(table["value"])
    low, high = _limits_of_normal(table["low"], table["high"])
    baseline = _positive(table["baseline"])
    abnormal = _abnormal(_fact(table, "baseline_abnormal"), baseline, high)
    anticoagulated = _fact(table, "on_anticoagulation")
    anticoagulated[anticoagulated == Fact.EMPTY] = Fact.NO  # unless stated, INR is read by its fixed limits

    if without_baseline == "uln":
        # None was measured, which is not the same as one that nobody can read.
        none = _blank(table["baseline"], baseline)
        baseline[none] = np.inf
        abnormal[none] = anticoagulated[none] = Fact.NO
    return Readings(least, most, low, high, baseline, abnormal, anticoagulated)


def _value(column: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    least = _numbers(column)
    most = least.copy()
    rows = np.flatnonzero(np.isnan(least))
    if not pd.api.types.is_numeric_dtype(column):
        least[rows], most[rows] = _censored(column.iloc[rows])
    nonsense = ~((least >= 0) & (most >= least))  # no amount in blood is negative
    least[nonsense] = most[nonsense] = np.nan
    return least, most


def _censored(column: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    """What `<0.1` and `>1000` leave open: from zero, or without end."""
    codes, words = pd.factorize(column)
    parts = pd.Series([*words, ""], dtype="str").str.extract(CENSORED).iloc[codes]  # an empty cell: the last
    sign, number = parts[0].to_numpy(dtype=object, na_value=""), _numbers(parts[1])
    below = np.isin(sign, ("<", "<=", "≤"))
    strictly = np.isin(sign, ("<", ">")) * JUST
    least = np.where(below, np.where((number > 0) | (strictly == 0), 0.0, np.nan), number * (1 + strictly))
    most = np.where(below, number * (1 - strictly), np.where(np.isnan(number), np.nan, np.inf))
    return least, most


def _limits_of_normal(low: "pd.Series[str]", high: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    lows, highs = _positive(low), _positive(high)
    crossed = lows >= highs  # one of the two is wrong, and nothing says which
    lows[crossed] = highs[crossed] = np.nan
    return lows, highs


def _abnormal(stated: Codes, baseline: Numbers, high: Numbers) -> Codes:
    """Stated, or else read from the limit of the row: of a rising test, *abnormal* is above the upper one."""
    unstated = (stated == Fact.EMPTY) & ~np.isnan(baseline) & ~np.isnan(high)
    return np.where(unstated, baseline > high * (1 + SAME), stated).astype(np.int8)


def _fact(table: pd.DataFrame, name: str) -> Codes:
    if name not in table:
        return np.full(len(table), Fact.EMPTY, np.int8)
    codes, words = pd.factorize(table[name])
    meaning = {"Y": Fact.YES, "N": Fact.NO, "": Fact.EMPTY}
    read_as = [meaning.get(str(word).strip().upper(), Fact.UNREADABLE) for word in words]
    return np.array([*read_as, Fact.EMPTY], np.int8)[codes]  # an absent word has code -1: the last one


def _numbers(column: "pd.Series[str]") -> Numbers:
    """The numbers of a column; of text, each distinct word is read once."""
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    else:
        codes, words = pd.factorize(column)
        read_as = pd.to_numeric(pd.Series(words, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
        numbers = np.append(read_as, np.nan)[codes]  # an empty cell has code -1: the last one
    numbers[np.isinf(numbers)] = np.nan
    return numbers


def _positive(column: "pd.Series[str]") -> Numbers:
    numbers = _numbers(column)
    numbers[~(numbers > 0)] = np.nan
    return numbers


def _blank(column: "pd.Series[str]", numbers: Numbers) -> Mask:
    blank = np.isnan(numbers)
    rows = np.flatnonzero(blank)
    words = column.iloc[rows]
    blank[rows] = (words.isna() | (words.astype("str").str.strip() == "")).to_numpy(dtype=bool)
    return blank
