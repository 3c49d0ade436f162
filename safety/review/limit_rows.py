"""The limits of a term as they stand in the table of limits, for one test in one unit."""

from __future__ import annotations

from dataclasses import dataclass

from safety.grading import Limit, Limits
from safety.grading.ladder import rungs
from safety.grading.units import understood


@dataclass(frozen=True)
class LimitRow:
    """One row: the grade that crossing it gives, the limit in the unit asked for, and its conditions."""

    criterion: str
    grade: int
    crosses: str  # below, above
    closed: bool
    limit: float
    times: str  # low, high, baseline, high_or_baseline; empty: multiplies nothing
    plus: str  # low, high, baseline; empty: added to nothing
    conditions: tuple[str, ...]  # baseline_normal, symptomatic_Y …


def limit_rows(term: str, test: str, unit: str, limits: Limits) -> tuple[LimitRow, ...]:
    """The rows that hold in a unit, in the order of the table; a limit that NCI prints in another unit is converted."""
    meant = understood(unit)
    steps = rungs(limits.ladders[test][term], meant) if meant else ()
    return tuple(
        LimitRow(r.criterion, r.grade, r.crosses, r.closed, step.limit, r.times, r.plus, _conditions(r))
        for step in sorted(steps, key=lambda step: step.row.number)
        for r in (step.row,)
    )


def _conditions(row: Limit) -> tuple[str, ...]:
    baseline = (f"baseline_{row.if_baseline}",) if row.if_baseline else ()
    return (*baseline, *(f"{fact}_{'Y' if wanted else 'N'}" for fact, wanted in row.facts))
