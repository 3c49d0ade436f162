"""What does not belong to any one trial: the CTCAE catalogue, the limits that grade measurements, test codes."""

from __future__ import annotations

from dataclasses import dataclass

from safety.domain.case_report import Measurement
from safety.domain.event_assessment import Catalogue
from safety.grading import Limits
from safety.records.measurement_codes import MeasurementCodes


@dataclass(frozen=True)
class Reference:
    """The terms with the grades that each has, the limits of the measurable ones, and the tests by code."""

    catalogue: Catalogue
    limits: Limits
    codes: MeasurementCodes

    def mildness(self, measurement: Measurement) -> object:
        """Orders values of one test from mild to grave, for those that nobody can order in time."""
        value = measurement.value if measurement.value is not None else 0
        ladders = self.limits.ladders.get(measurement.test or "", {}).values()
        low_is_grave = any(limit.crosses == "below" for ladder in ladders for limit in ladder)
        return (-value if low_is_grave else value), measurement.measurement_id or ""
