"""Creatinine clearance by Cockcroft and Gault (Nephron 1976;16:31-41), in mL/min.

    (140 - age in years) x weight in kg / (72 x serum creatinine in mg/dL), x 0.85 for a woman

The weight is the one on record: the trial's text names none (actual, ideal or adjusted).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safety.domain.value_range import ValueRange

WOMEN = Decimal("0.85")


@dataclass(frozen=True)
class Body:
    """What the formula asks of a patient besides the creatinine; None is not known."""

    sex: str | None
    age_years: Decimal | None
    weight_kg: Decimal | None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The facts nobody noted, by the names of their columns."""
        return tuple(name for name in ("sex", "age_years", "weight_kg") if getattr(self, name) is None)


def cockcroft_gault(body: Body, creatinine_mg_dl: Decimal) -> Decimal:
    """The clearance in mL/min of a patient all of whose facts are known, and whose creatinine is above 0."""
    assert body.age_years is not None and body.weight_kg is not None
    clearance = (140 - body.age_years) * body.weight_kg / (72 * creatinine_mg_dl)
    return clearance * WOMEN if body.sex == "F" else clearance


def clearance_range(body: Body, creatinine_mg_dl: ValueRange) -> ValueRange | None:
    """The clearance between both ends of a creatinine: the more creatinine, the less is cleared."""
    if body.lacking or creatinine_mg_dl.most == 0 or (body.age_years or 0) >= 140:
        return None

    def cleared(end: Decimal | None) -> Decimal | None:
        return cockcroft_gault(body, end) if end else None

    least = cleared(creatinine_mg_dl.most) if creatinine_mg_dl.most is not None else Decimal(0)
    return ValueRange(least, cleared(creatinine_mg_dl.least), creatinine_mg_dl.strict)
