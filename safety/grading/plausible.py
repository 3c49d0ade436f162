"""Whether a number can be what its unit says: a count of 4.2 per microlitre is an error, not an aplasia.

These bounds are ours, not NCI's. They lie where a number written under another unit of the same test would
fall, since such an error can hide a grade 4 behind a grade 0 as well as the other way round.
"""

import math
from typing import NamedTuple

from safety.grading.units import COUNT, Unit
from safety.grading.written_numbers import Mask, Numbers


class Plausible(NamedTuple):
    """Between which values a number can be what its unit says; outside, the unit is in error."""

    least: float
    most: float
    zero: bool = True  # none at all: believed of cells

    def doubts(self, least: Numbers, most: Numbers) -> Mask:
        """Which values, each between its least and most, cannot carry this unit."""
        return (most < self.least) & ((most > 0) | (not self.zero)) | (least > self.most)


# In the canonical unit: 450 per uL written as "10^9/L", or 80 g/L written as "g/dL", lies outside.
PLAUSIBLE: dict[tuple[str, str], Plausible] = {
    ("NEUT", COUNT): Plausible(0, 100),
    ("LYM", COUNT): Plausible(0, 100),
    ("WBC", COUNT): Plausible(0, 500),
    ("PLAT", COUNT): Plausible(0, 2000),
    ("HGB", "g/dL"): Plausible(1, 25, zero=False),
    ("HGB", "g/L"): Plausible(20, 250, zero=False),
    ("HGB", "mmol/L"): Plausible(1, 16, zero=False),
}
# Where cells are counted singly (/uL) or in millions (10^6/L), fewer is a number meant in thousands:
# 4.2 thousand million per litre written as "/uL".
FEWEST_PER_UL = {"NEUT": 20.0, "LYM": 20.0, "WBC": 20.0, "PLAT": 1000.0}


def plausible(test: str, unit: Unit) -> Plausible:
    """The plausible values of a test, as numbers of the unit that was written."""
    least, most, zero = PLAUSIBLE.get((test, unit.name), Plausible(0, math.inf))
    if unit.name == COUNT and unit.times < 1:
        least = FEWEST_PER_UL.get(test, 0.0) * 0.001
    return Plausible(least / unit.times, most / unit.times, zero)
