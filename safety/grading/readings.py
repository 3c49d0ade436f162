"""What a table of measurements says, as columns of numbers; NaN is *not known*."""

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.grading.written_numbers import SAME, Numbers, blank, interval, positive

Codes = npt.NDArray[np.int8]
Rows = npt.NDArray[np.intp]
WithoutBaseline = Literal["missing", "uln"]


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
    least, most = interval(table["value"])
    low, high = _limits_of_normal(table["low"], table["high"])
    baseline = positive(table["baseline"])
    abnormal = _abnormal(_fact(table, "baseline_abnormal"), baseline, high)
    anticoagulated = _fact(table, "on_anticoagulation")
    anticoagulated[anticoagulated == Fact.EMPTY] = Fact.NO  # unless stated, INR is read by its fixed limits

    if without_baseline == "uln":
        # None was measured, which is not the same as one that nobody can read.
        none = blank(table["baseline"], baseline)
        baseline[none] = np.inf
        abnormal[none] = anticoagulated[none] = Fact.NO
    return Readings(least, most, low, high, baseline, abnormal, anticoagulated)


def _limits_of_normal(low: "pd.Series[str]", high: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    lows, highs = positive(low), positive(high)
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
