"""Gives laboratory measurements their CTCAE v5.0 grades: `grade` reads a table, `read_limits` the limits."""

from safety.grading.conversion import LaboratoryUnits
from safety.grading.limits import Limit, Limits, UnreadableLimitsError, read_limits
from safety.grading.measurements import grade

LABORATORY_UNITS = LaboratoryUnits()

__all__ = [
    "LABORATORY_UNITS",
    "LaboratoryUnits",
    "Limit",
    "Limits",
    "UnreadableLimitsError",
    "grade",
    "read_limits",
]
