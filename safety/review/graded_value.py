"""How is one value graded, by which limit, and what could still raise it? The one grading function answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from safety.grading import Limits, grade
from safety.review.measured_term import soft_facts

NUMBERS = ("low", "high", "baseline", "albumin")


@dataclass(frozen=True)
class Circumstances:
    """Everything beside the value that its grade may rest on, as it was typed; empty = not known.

    The numbers share the unit; `facts` are the yes/no facts by the names of their columns (Y, N).
    """

    term: str
    test: str
    unit: str
    low: str = ""
    high: str = ""
    baseline: str = ""
    albumin: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def stating(self, fact: str, answer: str) -> Circumstances:
        """The same, with one fact stated."""
        return replace(self, facts=(*(pair for pair in self.facts if pair[0] != fact), (fact, answer)))

    def states(self, fact: str) -> bool:
        """Is the fact answered?"""
        return bool(dict(self.facts).get(fact))


@dataclass(frozen=True)
class Raise:
    """A fact that nobody stated, and the higher grade that one answer to it gives."""

    fact: str
    answer: str  # Y, N
    grade: int


@dataclass(frozen=True)
class Told:
    """What is told of a value: a grade, or none and what is lacking; with both, the grade is a floor."""

    grade: int | None
    missing: tuple[str, ...] = ()
    raises: tuple[Raise, ...] = ()


@dataclass(frozen=True)
class GradedValue:
    """What is told of a value, and the row of limits that gave it; empty for grade 0."""

    told: Told
    criterion: str


def graded(values: Sequence[str], under: Circumstances, limits: Limits) -> list[GradedValue]:
    """The grade of each value of one term. A term that answers only beside a fever lacks `fever`."""
    if not values:
        return []
    unstated = [fact for fact in soft_facts(under.term, under.test, limits) if not under.states(fact)]
    other = [(fact, answer) for fact in unstated for answer in "YN"]
    answers = grade(_table(values, under, other), limits, without_baseline="missing")
    grades = [None if pd.isna(given) else int(given) for given in answers["grade"].array]
    criteria, missing = (answers[name].tolist() for name in ("criterion", "missing"))
    n = len(values)
    return [
        GradedValue(
            Told(grades[i], _lacking(missing[i]), _raises(grades[i], other, grades[n + i :: n])), criteria[i]
        )
        for i in range(n)
    ]


def _raises(
    found: int | None, other: Sequence[tuple[str, str]], grades: Sequence[int | None]
) -> tuple[Raise, ...]:
    higher = zip(other, grades, strict=True)
    return tuple(Raise(*pair, grade) for pair, grade in higher if grade is not None and grade > (found or 0))


def _table(values: Sequence[str], under: Circumstances, other: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """One row a value, each with one answer, since the term is named; then the same with each fact answered."""
    stated = {"measurement_id": "", "test": under.test, "unit": under.unit, "term": under.term}
    stated |= {name: getattr(under, name) for name in NUMBERS}
    facts = dict.fromkeys((fact for fact, _ in other), "") | dict(under.facts)
    rows = [stated | facts | {"value": value} for value in values]
    rows += [row | {fact: answer} for fact, answer in other for row in rows[: len(values)]]
    return pd.DataFrame(rows, dtype=str)


def _lacking(missing: str) -> tuple[str, ...]:
    return ("fever",) if missing == "no_term" else tuple(missing.split())
