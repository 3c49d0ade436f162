"""Gives laboratory measurements their CTCAE v5.0 grades: `grade` reads a table, `read_limits` the limits."""

from safety.grading.limits import Limit, Limits, UnreadableLimitsError, read_limits
from safety.grading.measurements import grade

__all__ = ["Limit", "Limits", "UnreadableLimitsError", "grade", "read_limits"]
