"""How measurements of one test in one unit climb the limits of one CTCAE term.

Every limit is asked two questions: is it certainly crossed, and is it certainly not? What is neither is
not known. The highest limit certainly crossed is a floor, the highest not ruled out a ceiling; where the
two meet the grade is told, whatever else is lacking. Where only a fact that nobody stated lies between
them, the floor is told as *at least*. Nowhere else.
"""

from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from safety.grading.limits import Ladder, Limit
from safety.grading.readings import SOFT_FACTS, Codes, Fact, Readings, Rows
from safety.grading.units import Unit, as_many_of
from safety.grading.written_numbers import SAME, Mask, Numbers

Lacks = npt.NDArray[np.uint16]


class Lack(IntFlag):
    """What is lacking where a grade cannot be told; the names are those of the columns."""

    VALUE = 1
    UNIT = 2
    LOW = 4
    HIGH = 8
    BASELINE = 16
    BASELINE_ABNORMAL = 32
    ON_ANTICOAGULATION = 64
    SYMPTOMATIC = 128
    OVER_24_HOURS = 256
    WITH_EXERCISE = 512
    FEVER = 1024
    ALBUMIN = 2048


class Rung(NamedTuple):
    """A row of limits in the unit that the laboratory wrote: the limit is converted, never the measurement."""

    row: Limit
    limit: float
    size: float  # how many of the row's unit one of the unit written is


@dataclass(frozen=True, slots=True)
class Climb:
    """Where each measurement stands on a term."""

    rung: Codes  # the highest rung certainly crossed, counted from 1; 0 = none
    unsettled: Rows  # the measurements that a higher rung is not ruled out for
    lacks: Lacks  # of those: what could take them there; 0 = a soft fact only


@lru_cache(maxsize=4096)
def rungs(ladder: Ladder, unit: Unit) -> tuple[Rung, ...]:
    """The rows that hold in a unit, lowest grade first; where NCI prints none in it, those of the same kind."""
    own = [row for row in ladder.rows if unit.name in row.units]
    fixed = any(not row.times for row in own) or all(row.times for row in ladder.rows)
    chosen = own if own and fixed else ladder.rows
    found = []
    for row in chosen:
        sizes = [size for name in row.units if (size := as_many_of(name, unit)) is not None]
        if unit.name in row.units:
            sizes = [unit.times]
        if sizes:
            found.append(Rung(row, row.limit if row.times else row.limit / sizes[0], sizes[0]))
    return tuple(found)


def climb(ladder: Ladder, steps: tuple[Rung, ...], at: Readings, unread: Lacks) -> Climb:
    """Takes measurements up a ladder; `unread` says why a value is not known."""
    reached = np.zeros(len(unread), np.int8)
    open_to_doubt = unread != 0
    if at.number("most") is not at.number("least"):
        open_to_doubt |= at.number("most") != at.number("least")
    for name in _references(ladder, steps):
        open_to_doubt |= np.isnan(at.number(name))
    for step, rung in enumerate(steps, start=1):
        crossed = _crossed(rung, at, _reference(ladder, rung.row))
        for fact, wanted in _conditions(rung.row, at):
            open_to_doubt |= crossed & (fact > Fact.YES)
            crossed &= fact == wanted
        np.copyto(reached, step, where=crossed)

    doubtful = np.flatnonzero(open_to_doubt)
    higher, lacks = _doubts(ladder, steps, at.at(doubtful), reached[doubtful], unread[doubtful])
    return Climb(reached, doubtful[higher], lacks[higher])


def _references(ladder: Ladder, steps: tuple[Rung, ...]) -> set[str]:
    return {_reference(ladder, rung.row) for rung in steps} - {""}


def _reference(ladder: Ladder, row: Limit) -> str:
    """The column that a limit multiplies or is added to.

    Where no baseline is to be asked for, multiples of it are crossed by nothing, if multiples of the upper
    limit of normal stand beside them; a change from a baseline that nobody measured is not known.
    """
    waived = ladder.waives_baseline and row.times == "baseline" and row.crosses == "above"
    return "known_baseline" if row.refers_to == "baseline" and not waived else row.refers_to


def _bound(rung: Rung, at: Readings, reference: str) -> Numbers | float:
    """The number that has to be passed: numbers nearer than SAME are one number written twice.

    A change from a baseline between two whole numbers is measured from the worse one.
    """
    lenient = rung.row.closed == (rung.row.crosses == "below")  # a closed lower limit is crossed at itself
    edge = 1 + SAME if lenient else 1 - SAME
    if not reference:
        return rung.limit * edge
    if rung.row.times:
        return at.number(reference) * (rung.limit * edge)
    from_ = _whole(rung, at.number(reference), upwards=rung.row.crosses == "below")
    return (from_ + rung.limit) * edge


def _crossed(rung: Rung, at: Readings, reference: str) -> Mask:
    """Which measurements certainly cross a limit; NaN compares as no."""
    bound = _bound(rung, at, reference)
    if rung.row.crosses == "below":
        return _whole(rung, at.number("most"), upwards=False) < bound
    return _whole(rung, at.number("least"), upwards=True) > bound


def _ruled_out(rung: Rung, at: Readings, reference: str) -> Mask:
    """Which measurements certainly do not cross it; NaN compares as no."""
    if reference == "high_or_baseline":
        reference = "known_of_high_and_baseline"  # what is not above one of them is not above both
    bound = _bound(rung, at, reference)
    if rung.row.crosses == "below":
        return _whole(rung, at.number("least"), upwards=False) >= bound
    return _whole(rung, at.number("most"), upwards=True) <= bound


def _whole(rung: Rung, numbers: Numbers, *, upwards: bool) -> Numbers:
    """Rounded where NCI prints whole numbers only (QTc in ms, ejection fraction in %), a half to one side."""
    if not rung.row.whole:
        return numbers
    in_its_unit = numbers * rung.size
    whole = np.floor(in_its_unit + 0.5 + SAME) if upwards else np.ceil(in_its_unit - 0.5 - SAME)
    return whole / rung.size


def _conditions(row: Limit, at: Readings) -> list[tuple[Codes, Fact]]:
    conditions = []
    if row.if_baseline:
        abnormal = at.baseline_abnormal(row.if_baseline, row.normal_below)
        conditions.append((abnormal, Fact.NO if row.if_baseline == "normal" else Fact.YES))
    for fact, wanted in row.facts:
        if at.states(fact):
            conditions.append((at.fact(fact), Fact(wanted)))
        elif fact in SOFT_FACTS or wanted:
            conditions.append((np.full(len(at.number("least")), _unstated(fact), np.int8), Fact(wanted)))
    return conditions


def _unstated(fact: str) -> Fact:
    """A fact that the table has no column for: a soft one may be so, the others are not."""
    return Fact.EMPTY if fact in SOFT_FACTS else Fact.NO


def _doubts(
    ladder: Ladder, steps: tuple[Rung, ...], at: Readings, reached: Codes, unread: Lacks
) -> tuple[Rows, Lacks]:
    """Which of the doubtful measurements a higher grade is not ruled out for, and what is lacking to tell."""
    lacks = np.zeros(len(reached), np.uint16)
    higher = np.zeros(len(reached), np.bool_)
    grades = np.array([0, *(rung.row.grade for rung in steps)], np.int8)
    for rung in steps:
        reference = _reference(ladder, rung.row)
        crossed, ruled_out = _crossed(rung, at, reference), _ruled_out(rung, at, reference)
        ruled_out |= _within_normal(rung, at)
        undecided = ~crossed & ~ruled_out
        for fact, wanted in _conditions(rung.row, at):
            crossed &= fact == wanted
            ruled_out |= fact == 1 - wanted
        open_ = ~crossed & ~ruled_out & (rung.row.grade > grades[reached])
        higher |= open_
        lacks |= np.where(open_, _reasons(rung, at, reference, undecided, unread), 0).astype(np.uint16)
    return np.flatnonzero(higher), lacks


def _within_normal(rung: Rung, at: Readings) -> Mask:
    """Which values cannot have fallen that far from a baseline below normal, whatever it was.

    Where nobody states that it was, it lay below the lower limit of the row itself.
    """
    row = rung.row
    if row.if_baseline != "low" or row.times != "baseline":
        return np.zeros(len(at.number("least")), np.bool_)
    unstated = at.baseline_abnormal("low", row.normal_below) == Fact.EMPTY
    within: Mask = unstated & (at.number("least") >= at.number("low") * (row.limit * (1 - SAME)))
    return within


def _reasons(rung: Rung, at: Readings, reference: str, undecided: Mask, unread: Lacks) -> Lacks:
    row = rung.row
    reasons = unread.copy()
    known = np.ones(len(unread), np.bool_)
    if reference:
        known = ~np.isnan(at.number(reference))
        for column, name in _columns(reference):
            reasons |= _where(np.isnan(at.number(name)), Lack[column.upper()])
    reasons |= _where(undecided & known & ~np.isnan(at.number("least")), Lack.VALUE)
    if row.if_baseline:
        abnormal = at.baseline_abnormal(row.if_baseline, row.normal_below)
        unstated = abnormal == Fact.EMPTY
        reasons |= _where(unstated & np.isnan(at.number("baseline")), Lack.BASELINE)
        if np.isnan(row.normal_below):
            limit = "low" if row.if_baseline == "low" else "high"
            reasons |= _where(unstated & np.isnan(at.number(limit)), Lack[limit.upper()])
        reasons |= _where(abnormal == Fact.UNREADABLE, Lack.BASELINE_ABNORMAL)
    for fact, _ in row.facts:
        if at.states(fact):
            reasons |= _where(at.fact(fact) == Fact.UNREADABLE, Lack[fact.upper()])
    return reasons


def _columns(reference: str) -> tuple[tuple[str, str], ...]:
    """The columns of the table that a reference is read from, each with the name of its numbers."""
    if reference == "high_or_baseline":
        return (("high", "high"), ("baseline", "baseline"))
    return (("baseline" if reference == "known_baseline" else reference, reference),)


def _where(mask: Mask, lack: Lack) -> Lacks:
    return mask.astype(np.uint16) * np.uint16(lack)
