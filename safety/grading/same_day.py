"""What was measured beside a value: the albumin of a calcium, the fever of a neutrophil count.

CTCAE v5.0 grades calcium corrected for albumin, and febrile neutropenia by a count and a temperature together.
Two measurements belong together where they are one patient's and of one day; the albumin of the same moment
goes first, and where those of the day differ nobody knows which is meant.
"""

import numpy as np
import pandas as pd

from safety.grading.units import as_many_of, understood
from safety.grading.written_numbers import Numbers, interval

KEYS = ("subject_id", "collected_at")
ALBUMIN, CALCIUM, TEMPERATURE, COUNT = "ALB", "CA", "TEMP", "NEUT"
NEIGHBOURS = (ALBUMIN, TEMPERATURE)
ASKERS = (CALCIUM, COUNT)

# CTCAE v5.0, Febrile neutropenia, grade 3, in degrees Celsius.
SINGLE_ABOVE, SUSTAINED_FROM = 38.3, 38.0
SUSTAINED_FOR = pd.Timedelta(hours=1)
DAY = len("2026-03-02")
NOTHING_BESIDE = pd.Series(dtype="str")


def has_days(table: pd.DataFrame) -> bool:
    """Does a table say whose measurements they are, and when they were taken?"""
    return all(key in table for key in KEYS)


def of_tests(table: pd.DataFrame, tests: tuple[str, ...]) -> pd.DataFrame:
    """The rows of some tests."""
    codes, words = pd.factorize(table["test"])
    chosen = np.array([*(str(word).strip().upper() in tests for word in words), False])
    return table.loc[chosen[codes]]


def beside(table: pd.DataFrame, neighbours: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns albumin and fever, as `grade` reads them.

    `neighbours` are the albumins and temperatures of the same patients, wherever they stand. A column that
    the table has already keeps what it says. Fever: Y, N, ? (cannot be told), empty (no temperature).
    """
    if not has_days(table):
        return table
    albumin = _albumin(of_tests(table, (CALCIUM,)), of_tests(neighbours, (ALBUMIN,)))
    fever = _fever(of_tests(table, (COUNT,)), of_tests(neighbours, (TEMPERATURE,)))
    return table.assign(
        albumin=_kept(table, "albumin", albumin),
        fever=_kept(table, "fever", fever),
    )


def _kept(table: pd.DataFrame, column: str, found: "pd.Series[str]") -> "pd.Series[str]":
    ours = found.reindex(table.index, fill_value="")
    if column not in table:
        return ours
    stated = table[column].astype("str").fillna("")
    return stated.where(stated.str.strip() != "", ours)


def day_of(moment: "pd.Series[str]") -> "pd.Series[str]":
    """The day of a moment; empty where it is not known to the day."""
    day = moment.astype("str").fillna("").str.strip().str.slice(0, DAY)
    return day.where(day.str.len() == DAY, "")


def _albumin(calcium: pd.DataFrame, albumin: pd.DataFrame) -> "pd.Series[str]":
    if calcium.empty or albumin.empty:
        return NOTHING_BESIDE
    grams = _in_unit(albumin, "g/L")
    beside = pd.DataFrame(
        {
            "subject_id": albumin["subject_id"],
            "moment": albumin["collected_at"],
            "day": day_of(albumin["collected_at"]),
            "grams": grams,
        }
    )
    keys = pd.DataFrame(
        {
            "subject_id": calcium["subject_id"],
            "moment": calcium["collected_at"],
            "day": day_of(calcium["collected_at"]),
        }
    )
    at_once = _agreed(keys, beside, "moment")
    that_day = _agreed(keys, beside, "day")
    chosen = np.where(np.isnan(at_once), that_day, at_once)
    return pd.Series([_text(number) for number in chosen], index=calcium.index, dtype="str")


def _agreed(keys: pd.DataFrame, beside: pd.DataFrame, when: str) -> Numbers:
    """The one value that stands beside each row; NaN where none does, or several that differ, or one unread."""
    known = beside[beside[when] != ""]
    each = known.groupby(["subject_id", when], sort=False)["grams"].agg(["min", "max", "count", "size"])
    one = each["min"].where((each["min"] == each["max"]) & (each["count"] == each["size"]))
    asked = pd.MultiIndex.from_frame(keys[["subject_id", when]])
    return one.reindex(asked).to_numpy(dtype=np.float64)


def _fever(counts: pd.DataFrame, temperatures: pd.DataFrame) -> "pd.Series[str]":
    if counts.empty or temperatures.empty:
        return NOTHING_BESIDE
    days = pd.DataFrame(
        {
            "subject_id": temperatures["subject_id"],
            "day": day_of(temperatures["collected_at"]),
            "at": pd.to_datetime(temperatures["collected_at"], errors="coerce", format="ISO8601"),
            "timed": temperatures["collected_at"].astype("str").str.strip().str.len() > DAY,
            "celsius": _celsius(temperatures),
        }
    )
    days = days[days["day"] != ""]
    asked = pd.MultiIndex.from_arrays([counts["subject_id"], day_of(counts["collected_at"])])
    return pd.Series(
        _said_of(days).reindex(asked, fill_value="").to_numpy(dtype=object), index=counts.index, dtype="str"
    )


def _said_of(days: pd.DataFrame) -> "pd.Series[str]":
    """Whether each patient's temperatures of a day are the fever of febrile neutropenia."""
    celsius = days["celsius"]
    facts = days.assign(
        high=celsius > SINGLE_ABOVE + 1e-9,
        doubtful=celsius.isna() | (celsius >= SUSTAINED_FROM - 1e-9),
        sustained=_sustained(days[days["timed"]]).reindex(days.index, fill_value=False),
    )
    each = facts.groupby(["subject_id", "day"], sort=False)[["high", "doubtful", "sustained"]].any()
    words = np.select([each["high"] | each["sustained"], each["doubtful"]], ["Y", "?"], "N")
    return pd.Series(words, index=each.index, dtype="str")


def _sustained(timed: pd.DataFrame) -> "pd.Series[bool]":
    """Which readings end an hour and more at 38.0 or above, with none below since it began."""
    timed = timed.sort_values(["subject_id", "day", "at"], kind="stable")
    hot = timed["celsius"] >= SUSTAINED_FROM - 1e-9
    since = timed[hot].groupby([timed["subject_id"], timed["day"], (~hot).cumsum()])["at"].transform("min")
    return timed.loc[hot, "at"] - since > SUSTAINED_FOR


def _celsius(temperatures: pd.DataFrame) -> Numbers:
    celsius = _in_unit(temperatures, "Cel")
    fahrenheit = _in_unit(temperatures, "degF")
    return np.where(np.isnan(celsius), (fahrenheit - 32) * 5 / 9, celsius)


def _in_unit(table: pd.DataFrame, name: str) -> Numbers:
    """The values as numbers of a canonical unit; NaN where they have no number or another kind of unit."""
    least, most = interval(table["value"])
    codes, words = pd.factorize(table["unit"])
    units = [understood(str(word)) for word in words]
    sizes = [as_many_of(name, unit) if unit else None for unit in units]
    sized = np.array([*(np.nan if size is None else size for size in sizes), np.nan])[codes]
    return np.where(least == most, least * sized, np.nan)


def _text(number: float) -> str:
    return "" if np.isnan(number) else f"{number:.12g}"
