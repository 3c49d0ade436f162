"""The dose the protocol plans for a patient: by the level, and where doses go by weight, by the weight on record."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from safety.domain.case_report import Subject
from safety.domain.protocol import DoseLevel, Protocol


def level_of(rows: Sequence[Subject], protocol: Protocol) -> DoseLevel | None:
    """The rung under which a subject stands; of contradicting rows the lowest, None where the protocol has none."""
    rungs = [rung for row in rows if (rung := protocol.level(row.dose_level))]
    return min(rungs, key=lambda rung: rung.level, default=None)


def weight_of(rows: Sequence[Subject]) -> Decimal | None:
    """The weight in kg that doses per kg rest on; None where nobody noted one, or rows contradict each other."""
    weights = {row.weight_kg for row in rows}
    return weights.pop() if len(weights) == 1 else None


def planned_cells(rows: Sequence[Subject], protocol: Protocol) -> Decimal | None:
    """Cells per infusion; None without a level of the protocol, or by a weight that is not known."""
    level = level_of(rows, protocol)
    return None if level is None else protocol.dosing.planned_cells(level, weight_of(rows))
