"""May a corrected measurement be the milder one? What cannot be compared may be.

Which direction is harm, the limits of CTCAE v5.0 say: a count falls, an enzyme rises, potassium does both. The other
way round for alkaline phosphatase, which excuses Hy's law where it is high (FDA 2009): there any other value may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safety.domain.case_report import Measurement
from safety.domain.protocol import Protocol
from safety.grading.conversion import in_unit_of
from safety.review.reference import Reference, gravity

EITHER_WAY = frozenset({"above", "below"})


@dataclass(frozen=True)
class MilderValue:
    """Compares two readings of one measurement under a protocol."""

    reference: Reference
    protocol: Protocol

    def __call__(self, before: Measurement, after: Measurement) -> bool:
        """May the second reading be milder than the first? A first one that nobody could grade was not graver."""
        directions = self.reference.directions(before.test)
        if not directions or before.value is None:
            return False
        if after.test != before.test or after.censored != before.censored:
            return True
        value, low, high = (_in_unit_of(before, after, n) for n in (after.value, after.low, after.high))
        if (
            value is None
            or (low is None and before.low is not None)
            or (high is None and before.high is not None)
        ):
            return True
        if self._excuses(before):
            return value != before.value or high != before.high
        raised = high is not None and before.high is not None and high > before.high
        lowered = low is not None and before.low is not None and low < before.low
        wider = ("above" in directions and raised) or ("below" in directions and lowered)
        return wider or _nearer_to_normal(before, before.value, value, directions)

    def _excuses(self, measurement: Measurement) -> bool:
        rule = self.protocol.dlt.hys_law
        return rule is not None and measurement.test == rule.alkaline_phosphatase


def _nearer_to_normal(before: Measurement, was: Decimal, value: Decimal, directions: frozenset[str]) -> bool:
    if directions == EITHER_WAY and (before.low is None or before.high is None):
        return value != was
    return gravity(value, before, directions) < gravity(was, before, directions)


def _in_unit_of(before: Measurement, after: Measurement, number: Decimal | None) -> Decimal | None:
    """A number of the later reading in the unit of the earlier; None where nobody can convert it."""
    if number is None or (before.unit or "") == (after.unit or ""):
        return number
    if before.unit is None:
        return number  # the unit was not known and now is: an answer
    return in_unit_of(before.test or "", number, after.unit or "", before.unit)
