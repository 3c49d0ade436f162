"""A number in the unit of another value of its test, or of a limit of eligibility.

Multiples of a baseline need one unit for both. Grades by fixed limits never pass through here: each unit has
NCI's own limits.
"""

from decimal import Decimal

import numpy as np

from safety.grading.plausible import plausible
from safety.grading.units import DIMENSIONS, as_many_of, understood

# How many umol/L one mg/dL is. Molar masses: creatinine 113.12, bilirubin 584.66 g/mol.
UMOL_PER_MG_DL = {"CREAT": Decimal("88.4"), "BILI": Decimal("17.1")}
MASS, SUBSTANCE = "mass concentration", "substance concentration"


def in_unit_of(test: str, number: Decimal, spelling: str, other: str) -> Decimal | None:
    """The number, written in one unit, as a number of the other; None where nobody knows how to convert."""
    one, two = understood(spelling), understood(other)
    if one is None or two is None:
        return None
    if one == two:
        return number
    if (factor := as_many_of(two.name, one)) is not None:
        return number * _exact(factor) / _exact(two.times)
    factors = UMOL_PER_MG_DL.get(test)
    kinds = (DIMENSIONS[one.name].kind, DIMENSIONS[two.name].kind)
    if factors is None or set(kinds) != {MASS, SUBSTANCE}:
        return None
    if kinds[0] == MASS:
        moles = number * _exact(as_many_of("mg/dL", one)) * factors
        return moles / _exact(as_many_of("umol/L", two))
    masses = number * _exact(as_many_of("umol/L", one)) / factors
    return masses / _exact(as_many_of("mg/dL", two))


def _exact(factor: float | None) -> Decimal:
    """The factor as it is written: 0.1, not the nearest binary number."""
    return Decimal(f"{factor or 0:.12g}")


class LaboratoryUnits:
    """What units mean, for those who hold a value against a limit of their own."""

    @staticmethod
    def into(test: str, number: Decimal, unit: str, wanted: str) -> Decimal | None:
        """The number of a test in another unit; None where nobody knows how."""
        return in_unit_of(test, number, unit, wanted)

    @staticmethod
    def believes(test: str, number: Decimal, unit: str) -> bool:
        """Can the number be right in its unit? Of a unit that nobody knows, nobody can doubt it."""
        meant = understood(unit)
        if meant is None:
            return True
        one = np.array([float(number)])
        return not bool(plausible(test, meant).doubts(one, one)[0])
