"""How measurements of one test in one unit climb the limits of one CTCAE term.

Every limit is asked two questions: is it certainly crossed, and is it certainly not? What is neither is
not known. The highest limit certainly crossed is a floor, the highest not ruled out a ceiling; where the
two meet the grade is told, whatever else is lacking, and nowhere else.
"""

from dataclasses import dataclass
from enum import IntFlag

import numpy as np
import numpy.typing as npt

from safety.grading.limits import Limit
from safety.grading.readings import Codes, Fact, Readings
from safety.grading.written_numbers import SAME, Mask, Numbers

Lacks = npt.NDArray[np.uint8]


class Lack(IntFlag):
    """What is lacking where a grade cannot be told; the names are those of the columns."""

    VALUE = 1
    UNIT = 2
    LOW = 4
    HIGH = 8
    BASELINE = 16
    BASELINE_ABNORMAL = 32
    ON_ANTICOAGULATION = 64


@dataclass(frozen=True, slots=True)
class Climb:
    """Where each measurement stands on a term."""

    floor: Codes  # the grade that is certain
    criterion: npt.NDArray[np.int16]  # number of the row of limits that makes it so; 0 = none is crossed
    lacks: Lacks  # what could raise it; 0 = nothing, the floor is the grade


def climb(ladder: tuple[Limit, ...], at: Readings, unit_times: float, unread: Lacks) -> Climb:
    """Takes measurements up a ladder, lowest grade first; `unread` says why a value is not known."""
    floor, ceiling = np.zeros_like(at.abnormal), np.zeros_like(at.abnormal)
    criterion = np.zeros(len(floor), np.int16)
    for row in ladder:
        crossed, ruled_out = _weighed(row, at, unit_times)
        np.copyto(floor, row.grade, where=crossed)
        np.copyto(criterion, row.number, where=crossed)
        np.copyto(ceiling, row.grade, where=~ruled_out)

    lacks = np.zeros(len(floor), np.uint8)
    if len(unsettled := np.flatnonzero(ceiling > floor)):
        some = at.at(unsettled)
        lacks[unsettled] = _lacking(ladder, some, unit_times, floor[unsettled], unread[unsettled])
    return Climb(floor, criterion, lacks)


def _weighed(row: Limit, at: Readings, unit_times: float) -> tuple[Mask, Mask]:
    """Which measurements certainly cross a limit, and which certainly do not."""
    crossed, ruled_out = _compared(row, at, _threshold(row, at, unit_times))
    for fact, wanted in _conditions(row, at):
        crossed &= fact == wanted
        ruled_out |= fact == 1 - wanted
    return crossed, ruled_out


def _compared(row: Limit, at: Readings, threshold: Numbers | float) -> tuple[Mask, Mask]:
    """Both answers are no where a number is not known: NaN compares as neither."""
    if row.crosses == "below":
        bound = threshold * (1 - SAME)
        return at.most < bound, at.least >= bound
    if row.closed:
        bound = threshold * (1 - SAME)
        return at.least >= bound, at.most < bound
    bound = threshold * (1 + SAME)
    return at.least > bound, at.most <= bound


def _threshold(row: Limit, at: Readings, unit_times: float) -> Numbers | float:
    """The limit in the unit that the laboratory wrote: the limit is converted, never the measurement."""
    if not row.times:
        return row.limit / unit_times
    reference: Numbers = getattr(at, row.times)
    return reference * row.limit


def _conditions(row: Limit, at: Readings) -> list[tuple[Codes, Fact]]:
    conditions = []
    if row.if_baseline:
        conditions.append((at.abnormal, Fact.YES if row.if_baseline == "abnormal" else Fact.NO))
    if row.if_anticoagulated:
        conditions.append((at.anticoagulated, Fact.YES if row.if_anticoagulated == "Y" else Fact.NO))
    return conditions


def _lacking(
    ladder: tuple[Limit, ...], at: Readings, unit_times: float, floor: Codes, unread: Lacks
) -> Lacks:
    """What is lacking to decide the limits above the floor."""
    lacks = np.zeros(len(floor), np.uint8)
    for row in ladder:
        crossed, ruled_out = _weighed(row, at, unit_times)
        undecided = ~crossed & ~ruled_out & (row.grade > floor)
        lacks |= np.where(undecided, _reasons(row, at, unit_times, unread), 0).astype(np.uint8)
    return lacks


def _reasons(row: Limit, at: Readings, unit_times: float, unread: Lacks) -> Lacks:
    threshold = _threshold(row, at, unit_times)
    crossed, ruled_out = _compared(row, at, threshold)
    censored = ~crossed & ~ruled_out & ~np.isnan(threshold) & ~np.isnan(at.least)
    reasons = unread | _where(censored, Lack.VALUE)
    if row.times:
        reasons |= _where(np.isnan(threshold), Lack[row.times.upper()])
    if row.if_baseline:
        unstated = at.abnormal == Fact.EMPTY
        reasons |= _where(unstated & np.isnan(at.baseline), Lack.BASELINE)
        reasons |= _where(unstated & np.isnan(at.high), Lack.HIGH)
        reasons |= _where(at.abnormal == Fact.UNREADABLE, Lack.BASELINE_ABNORMAL)
    if row.if_anticoagulated:
        reasons |= _where(at.anticoagulated == Fact.UNREADABLE, Lack.ON_ANTICOAGULATION)
    return reasons


def _where(mask: Mask, lack: Lack) -> Lacks:
    return mask.astype(np.uint8) * np.uint8(lack)
