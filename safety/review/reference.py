"""What does not belong to any one trial: the CTCAE catalogue, its clauses and limits, the codes of tests."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from safety.domain.case_report import Measurement
from safety.domain.clinical_findings import Clauses
from safety.domain.grade_doubt import Catalogue
from safety.grading import Limits, read_limits
from safety.records.ctcae_findings import read_clauses
from safety.records.ctcae_terms import CtcaeTerms, read_terms
from safety.records.measurement_codes import MeasurementCodes, read_measurement_codes


@dataclass(frozen=True)
class Reference:
    """The terms with the grades that each has, the limits of the measurable ones, the clauses of clinical ones,
    and the tests by code.
    """

    catalogue: Catalogue
    limits: Limits
    clauses: Clauses
    codes: MeasurementCodes

    def mildness(self, measurement: Measurement) -> object:
        """Orders values of one test from mild to grave, for those that nobody can order in time.

        Of a test that can be too low and too high, the mild value is the one nearest to its limits of normal.
        """
        value = measurement.value if measurement.value is not None else Decimal(0)
        return (
            gravity(value, measurement, self.directions(measurement.test)),
            measurement.measurement_id or "",
        )

    def directions(self, test: str | None) -> frozenset[str]:
        """Where the grades of a test lie: below its limits, above them, or both; empty where nothing grades it."""
        return frozenset(row.crosses for ladder in self.limits.of(test or "") for row in ladder.rows)


def gravity(value: Decimal, measurement: Measurement, directions: frozenset[str]) -> Decimal:
    """How far a value lies in the direction of harm, in the unit of the measurement and beside its limits."""
    if directions == {"below", "above"} and measurement.low is not None and measurement.high is not None:
        return max(measurement.low - value, value - measurement.high, Decimal(0))
    return -value if "below" in directions else value


@cache
def ctcae_terms() -> CtcaeTerms:
    """The CTCAE catalogue, read once."""
    return read_terms()


@cache
def reference() -> Reference:
    """The catalogue, limits and clauses that give grades, and the codes of tests, read once."""
    terms = ctcae_terms()
    catalogue = {entry.term: entry.grades for entry in terms.values()}
    return Reference(catalogue, read_limits(), read_clauses(terms), read_measurement_codes())
