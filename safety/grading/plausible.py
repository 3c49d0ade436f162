"""Whether a number can be what its unit says: a count of 4.2 per microlitre is an error, not an aplasia.

The bounds of data/ctcae/plausible.csv are ours, not NCI's. They lie where a number written under another
unit of the same test would fall, since such an error can hide a grade 4 behind a grade 0 as well as the
other way round.
"""

import csv
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from safety.grading.units import COUNT, Unit, as_many_of
from safety.grading.written_numbers import Mask, Numbers

BOUNDS = Path(__file__).parents[2] / "data" / "ctcae" / "plausible.csv"


class Plausible(NamedTuple):
    """Between which values a number can be what its unit says; outside, the unit is in error."""

    least: float = 0
    most: float = math.inf
    zero: bool = True  # none at all: believed of cells

    def doubts(self, least: Numbers, most: Numbers) -> Mask:
        """Which values, each between its least and most, cannot carry this unit."""
        return (most < self.least) & ((most > 0) | (not self.zero)) | (least > self.most)

    @property
    def believes_all(self) -> bool:
        """Is there no number that it doubts?"""
        return self == Plausible()


# Where cells are counted singly (/uL) or in millions (10^6/L), fewer is a number meant in thousands:
# 4.2 thousand million per litre written as "/uL".
FEWEST_PER_UL = {"NEUT": 20.0, "LYM": 20.0, "WBC": 20.0, "PLAT": 1000.0, "CD4": 2.0}


@cache
def bounds() -> dict[str, dict[str, Plausible]]:
    """Test -> canonical unit -> its plausible values."""
    found: dict[str, dict[str, Plausible]] = {}
    with BOUNDS.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            values = Plausible(float(row["least"]), float(row["most"]), row["zero"] == "Y")
            for test in row["tests"].split():
                found.setdefault(test, {}).update(dict.fromkeys(row["units"].split(), values))
    return found


@cache
def plausible(test: str, unit: Unit) -> Plausible:
    """The plausible values of a test, as numbers of the unit that was written."""
    by_unit = bounds().get(test, {})
    same_kind = (name for name in by_unit if as_many_of(name, unit) is not None)
    name = unit.name if unit.name in by_unit else next(same_kind, None)
    if name is None:
        return Plausible()
    least, most, zero = by_unit[name]
    if unit.name == COUNT and unit.times < 1:
        least = FEWEST_PER_UL.get(test, 0.0) * 0.001
    one = as_many_of(name, unit) or 1.0
    return Plausible(least / one, most / one, zero)
