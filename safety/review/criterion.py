"""The limit of CTCAE that a value crossed, as it can be told to the site that measured it."""

from __future__ import annotations

from dataclasses import dataclass

from safety.domain.laboratory_course import LabGrade
from safety.grading import Limits


@dataclass(frozen=True)
class Criterion:
    """`crosses` below or above `limit`: in `unit`, or `times` a limit of normal (low, high) or the baseline.

    `plus`: what a limit in a unit is added to, if anything. `closed`: the limit itself is crossed already.
    `name` is that of the row in data/ctcae/limits.csv.
    """

    name: str
    crosses: str
    closed: bool
    limit: float
    times: str
    unit: str
    plus: str


def criterion_of(graded: LabGrade | None, limits: Limits) -> Criterion | None:
    """The limit that gave the grade; None for grade 0, and where none could be told."""
    row = next((row for row in limits.rows if graded and graded.criterion == row.criterion), None)
    if row is None:
        return None
    unit = "" if row.times else row.units[0]
    return Criterion(row.criterion, row.crosses, row.closed, row.limit, row.times, unit, row.plus)
