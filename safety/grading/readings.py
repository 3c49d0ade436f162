"""What a table of measurements says, as columns of numbers and facts; NaN is *not known*."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.grading.written_numbers import SAME, Mask, Numbers, blank, interval, positive

Codes = npt.NDArray[np.int8]
Rows = npt.NDArray[np.intp]
WithoutBaseline = Literal["missing", "uln"]

# The yes/no facts that a limit may ask for. Where nobody states the soft ones, the lower grade is told, and
# told as *at least*; without a word on anticoagulation INR is read by its fixed limits.
SOFT_FACTS = ("symptomatic", "over_24_hours", "with_exercise")
ASKED_FACTS = ("on_anticoagulation", *SOFT_FACTS, "fever")


class Fact(IntEnum):
    """A yes/no fact beside a measurement. What cannot be read is never taken for not stated."""

    NO = 0
    YES = 1
    EMPTY = 2
    UNREADABLE = 3


@dataclass(frozen=True, slots=True)
class Readings:
    """Measurements of one table, or of some of its rows; the numbers of a row share the row's unit.

    Numbers: `least` and `most`, between which the value lies (one point, unless the laboratory wrote "<" or
    ">"), that laboratory's `low` and `high`, the `baseline` (infinite where none is to be asked for).
    """

    numbers: Mapping[str, Numbers]
    facts: Mapping[str, Codes]
    rows: Rows | None = None  # None: every row of the table
    gathered: dict[str, Numbers | Codes] = field(default_factory=dict)

    def at(self, rows: Rows) -> Self:
        """The readings of some rows only; each column is gathered when it is first asked for."""
        known = {name: column[rows] for name, column in self.gathered.items()}
        return type(self)(self.numbers, self.facts, rows if self.rows is None else self.rows[rows], known)

    def without(self, doubtful: Rows) -> Self:
        """The same readings, the values of some rows not known."""
        least = self.number("least").copy()
        most = least if self.number("most") is self.number("least") else self.number("most").copy()
        least[doubtful] = most[doubtful] = np.nan
        return self.with_values(least, most)

    def with_values(self, least: Numbers, most: Numbers) -> Self:
        """The same readings with other values."""
        return type(self)(self.numbers, self.facts, self.rows, self.gathered | {"least": least, "most": most})

    def number(self, name: str) -> Numbers:
        """A column of numbers. `high_or_baseline` is the greater of the two."""
        if name not in self.gathered:
            self.gathered[name] = self._number(name)
        return self.gathered[name]  # type: ignore[return-value]

    def fact(self, name: str) -> Codes:
        """A column of yes/no facts, as codes of `Fact`; one that the table does not have is empty."""
        if name not in self.gathered:
            codes = self.facts[name]
            self.gathered[name] = codes if self.rows is None else codes[self.rows]
        return self.gathered[name]  # type: ignore[return-value]

    def states(self, name: str) -> bool:
        """Does the table say anything about a fact?"""
        return name in self.facts

    def baseline_abnormal(self, direction: str, normal_below: float) -> Codes:
        """Was the baseline abnormal? As stated; else above its upper limit of normal, or `low` below the lower.

        A test without limits of normal (blood pressure) has a number below which its baseline is normal.
        """
        name = f"baseline_abnormal {direction} {normal_below}"
        if name not in self.gathered:
            baseline = self.number("baseline")
            if direction == "low":
                beyond, known = baseline < self.number("low") * (1 - SAME), ~np.isnan(self.number("low"))
            elif np.isnan(normal_below):
                beyond, known = baseline > self.number("high") * (1 + SAME), ~np.isnan(self.number("high"))
            else:
                beyond, known = baseline >= normal_below * (1 - SAME), np.ones(len(baseline), np.bool_)
            self.gathered[name] = self._stated_or(beyond, known & ~np.isnan(baseline), np.isinf(baseline))
        return self.gathered[name]  # type: ignore[return-value]

    def _stated_or(self, beyond: Mask, known: Mask, waived: Mask) -> Codes:
        if self.states("baseline_abnormal"):
            stated = self.fact("baseline_abnormal")
        else:
            stated = np.full(len(beyond), Fact.EMPTY, np.int8)
        codes = np.where((stated == Fact.EMPTY) & known, beyond, stated).astype(np.int8)
        codes[waived] = Fact.NO
        return codes

    def _number(self, name: str) -> Numbers:
        if name == "high_or_baseline":
            high, baseline = self.number("high"), self.number("baseline")
            return np.where(np.isinf(baseline), high, np.maximum(high, baseline))
        if name == "known_of_high_and_baseline":
            return np.fmax(self.number("high"), self.number("known_baseline"))
        if name == "known_baseline":
            baseline = self.number("baseline")
            return np.where(np.isinf(baseline), np.nan, baseline)
        if name == "most" and self.numbers["most"] is self.numbers["least"]:
            return self.number("least")
        column = self.numbers[name]
        return column if self.rows is None else column[self.rows]


def read(table: pd.DataFrame, without_baseline: WithoutBaseline) -> Readings:
    """Reads the numbers and facts of a table. A limit of normal or a baseline of zero is not known."""
    least, most = interval(table["value"])
    low, high = _limits_of_normal(table["low"], table["high"])
    baseline = positive(table["baseline"])
    stated = {name: _fact(table[name]) for name in ("baseline_abnormal", *ASKED_FACTS) if name in table}
    if (anticoagulated := stated.get("on_anticoagulation")) is not None:
        anticoagulated[anticoagulated == Fact.EMPTY] = Fact.NO

    if without_baseline == "uln":
        # None was measured, which is not the same as one that nobody can read.
        none = blank(table["baseline"], baseline)
        baseline[none] = np.inf
        if anticoagulated is not None:
            anticoagulated[none] = Fact.NO
    numbers = {"least": least, "most": most, "low": low, "high": high, "baseline": baseline}
    return Readings(numbers, stated)


def _limits_of_normal(low: "pd.Series[str]", high: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    lows, highs = positive(low), positive(high)
    crossed = np.flatnonzero(lows >= highs)  # one of the two is wrong, and nothing says which
    lows[crossed] = highs[crossed] = np.nan
    return lows, highs


def _fact(column: "pd.Series[str]") -> Codes:
    codes, words = pd.factorize(column)
    meaning = {"Y": Fact.YES, "N": Fact.NO, "": Fact.EMPTY}
    read_as = [meaning.get(str(word).strip().upper(), Fact.UNREADABLE) for word in words]
    return np.array([*read_as, Fact.EMPTY], np.int8)[codes]  # an absent word has code -1: the last one
