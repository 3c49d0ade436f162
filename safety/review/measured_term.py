"""By which tests is a CTCAE term measured, in which units, and what does its grade rest on beside the value?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from safety.grading import Limit, Limits
from safety.grading.limits import Ladder
from safety.grading.readings import SOFT_FACTS

CORRECTED_FOR_ALBUMIN = ("CA",)  # CTCAE grades total calcium only as corrected calcium


@dataclass(frozen=True)
class MeasuredBy:
    """A test that grades a term: its CDISC code, the units that NCI has limits in, and what is asked."""

    code: str
    units: tuple[str, ...]
    asks: frozenset[str]  # low, high, baseline, albumin, and the yes/no facts by the names of their columns
    facts_up_to: int  # the highest grade that clinical facts without a number can give; 0: none
    also_grades: tuple[str, ...]  # the other terms of the same test


def measured_by(term: str, limits: Limits) -> tuple[MeasuredBy, ...]:
    """The tests of a term, in the order of the table; none where NCI gives it no number."""
    codes = dict.fromkeys(code for row in limits.rows if row.term == term for code in row.tests)
    ladders = {code: limits.ladders[code] for code in codes}
    return tuple(
        _test(code, by_term[term], tuple(other for other in by_term if other != term))
        for code, by_term in ladders.items()
    )


def soft_facts(term: str, test: str, limits: Limits) -> tuple[str, ...]:
    """The facts of a ladder without which the lower grade is told."""
    asked = {fact for row in limits.ladders[test][term].rows for fact, _ in row.facts}
    return tuple(fact for fact in SOFT_FACTS if fact in asked)


def _test(code: str, ladder: Ladder, others: tuple[str, ...]) -> MeasuredBy:
    units = tuple(dict.fromkeys(unit for row in ladder.rows for unit in row.units))
    asks = {name for row in ladder.rows for name in _asks(row)}
    if code in CORRECTED_FOR_ALBUMIN:
        asks.add("albumin")
    return MeasuredBy(code, units, frozenset(asks), ladder.facts_up_to, others)


def _asks(row: Limit) -> Iterator[str]:
    """What one row of limits asks for, by the names of the columns of a table of measurements."""
    yield from filter(None, row.refers_to.split("_or_"))
    if row.if_baseline:
        yield from ("baseline", "baseline_abnormal")
        if row.if_baseline == "low":
            yield "low"
        elif isnan(row.normal_below):
            yield "high"
    yield from (fact for fact, _ in row.facts)
