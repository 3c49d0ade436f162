"""Numbers as laboratories write them: one point, or an end left open by `<` or `>`; NaN is *not known*."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Laboratories print a handful of digits and limits are short decimals, so two numbers nearer than this
# are one number written twice: 3 x 1.2 is 3.6, whatever binary makes of it.
SAME = 1e-9
# "<0.5" is below 0.5: further from it than SAME, nearer than anything a laboratory prints.
JUST = 1e-8
CENSORED = r"^\s*(<=|>=|<|>|≤|≥)\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*$"


def interval(column: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    """Between which two numbers each value lies; they are one and the same unless it is censored."""
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


def positive(column: "pd.Series[str]") -> Numbers:
    """Limits of normal and baselines: one of zero or less is a slip, and not known."""
    numbers = _numbers(column)
    numbers[~(numbers > 0)] = np.nan
    return numbers


def blank(column: "pd.Series[str]", numbers: Numbers) -> Mask:
    """Where a column is empty, which is not where it holds something that is no number."""
    empty = np.isnan(numbers)
    rows = np.flatnonzero(empty)
    words = column.iloc[rows]
    empty[rows] = (words.isna() | (words.astype("str").str.strip() == "")).to_numpy(dtype=bool)
    return empty
