"""A baseline in the unit of a later value: multiples of it are asked for, and those need one unit for both.

Grades by fixed limits never pass through here: each unit has NCI's own limits.
"""

from decimal import Decimal

from safety.grading.units import understood

# How many of the first unit named one of each unit is. Molar masses: creatinine 113.12, bilirubin 584.66 g/mol.
_ENZYMES = {"U/L": Decimal(1), "ukat/L": Decimal(60)}
FACTORS: dict[str, dict[str, Decimal]] = {
    "CREAT": {"umol/L": Decimal(1), "mg/dL": Decimal("88.4"), "mmol/L": Decimal(1000)},
    "BILI": {"umol/L": Decimal(1), "mg/dL": Decimal("17.1"), "mmol/L": Decimal(1000)},
    **dict.fromkeys(("ALT", "AST", "ALP"), _ENZYMES),
}


def in_unit_of(test: str, number: Decimal, spelling: str, other: str) -> Decimal | None:
    """The number, written in one unit, as a number of the other; None where nobody knows how to convert."""
    one, two = understood(spelling), understood(other)
    if one is None or two is None:
        return None
    if one == two:
        return number
    factors = FACTORS.get(test, {})
    if one.name == two.name:
        return number * Decimal(str(one.times)) / Decimal(str(two.times))
    if one.name not in factors or two.name not in factors:
        return None
    return number * factors[one.name] / factors[two.name]
