"""Numbers as laboratories write them: one point, or an end left open by `<` or `>`; NaN is *not known*.

A column of categories says which of a few words stands in each row: each word is read once.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Laboratories print a handful of digits and limits are short decimals, so two numbers nearer than this
# are one number written twice: 3 x 1.2 is 3.6, whatever binary makes of it.
SAME = 1e-9
# "<0.5" is below 0.5: further from it than SAME, nearer than anything a laboratory prints.
JUST = 1e-8
NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
CENSORED = r"^\s*(<=|>=|<|>|≤|≥)\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*$"


def interval(column: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    """Between which two numbers each value lies; one and the same array where none is censored."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        least, most = interval(_words(column))
        each = _of_rows(column, least)
        return each, (each if most is least else _of_rows(column, most))
    least = numbers(column)
    np.copyto(least, np.nan, where=least < 0)  # no amount in blood is negative
    if pd.api.types.is_numeric_dtype(column):
        return least, least
    rows = np.flatnonzero(np.isnan(least))
    from_, to = _censored(column.iloc[rows])
    known = to >= from_
    if not known.any():
        return least, least
    most = least.copy()
    least[rows[known]], most[rows[known]] = from_[known], to[known]
    return least, most


def _censored(column: "pd.Series[str]") -> tuple[Numbers, Numbers]:
    """What `<0.1` and `>1000` leave open: from zero, or without end."""
    codes, words = pd.factorize(column)
    parts = pd.Series([*words, ""], dtype="str").str.extract(CENSORED).iloc[codes]  # an empty cell: the last
    sign, number = parts[0].to_numpy(dtype=object, na_value=""), numbers(parts[1])
    below = np.isin(sign, ("<", "<=", "≤"))
    strictly = np.isin(sign, ("<", ">")) * JUST
    least = np.where(below, np.where((number > 0) | (strictly == 0), 0.0, np.nan), number * (1 + strictly))
    most = np.where(below, number * (1 - strictly), np.where(np.isnan(number), np.nan, np.inf))
    return least, most


def numbers(column: "pd.Series[str]") -> Numbers:
    """The numbers of a column; what is no number, or has no end, is not known."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return _of_rows(column, numbers(_words(column)))
    if pd.api.types.is_numeric_dtype(column):
        found = column.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    else:
        text = pa.array(column, type=pa.large_string(), from_pandas=True)
        found = _read(text).to_numpy(zero_copy_only=False).astype(np.float64, copy=True)
    np.copyto(found, np.nan, where=np.isinf(found))
    return found


def _words(column: "pd.Series[str]") -> "pd.Series[str]":
    return pd.Series(column.cat.categories, dtype="str")


def _of_rows(column: "pd.Series[str]", of_words: Numbers) -> Numbers:
    each: Numbers = np.append(of_words, np.nan)[column.cat.codes]  # -1, an empty cell, is the last
    return each


def _read(text: "pa.LargeStringArray") -> "pa.DoubleArray":
    """Arrow reads a column of numbers at once; one with anything else in it has that put aside first."""
    try:
        return text.cast(pa.float64())
    except pa.ArrowInvalid:
        trimmed = pc.utf8_trim_whitespace(text)
        numeric = pc.match_substring_regex(trimmed, NUMBER)
        return pc.if_else(numeric, trimmed, pa.scalar(None, pa.large_string())).cast(pa.float64())


def positive(column: "pd.Series[str]") -> Numbers:
    """Limits of normal and baselines: one of zero or less is a slip, and not known."""
    found = numbers(column)
    np.copyto(found, np.nan, where=found <= 0)
    return found


def blank(column: "pd.Series[str]", read_as: Numbers) -> Mask:
    """Where a column is empty, which is not where it holds something that is no number."""
    empty = np.isnan(read_as)
    if isinstance(column.dtype, pd.CategoricalDtype):
        none = (_words(column).str.strip() == "").to_numpy(dtype=bool)
        empty &= np.append(none, True)[column.cat.codes]
        return empty
    rows = np.flatnonzero(empty)
    words = column.iloc[rows]
    empty[rows] = (words.isna() | (words.astype("str").str.strip() == "")).to_numpy(dtype=bool)
    return empty
