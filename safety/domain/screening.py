"""What is on record of one patient at screening: answers, the last values before the first infusion, the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol, TypeVar

from safety.domain.case_report import Measurement, ScreeningAnswer, Subject
from safety.domain.creatinine_clearance import Body
from safety.domain.eligibility_criterion import Criterion
from safety.domain.event_period import EventPeriod, chained, may_touch
from safety.domain.laboratory_course import last_values
from safety.domain.partial_date import PartialDate

T = TypeVar("T")


class LaboratoryUnits(Protocol):
    """What units mean, which the domain does not know itself."""

    def into(self, test: str, number: Decimal, unit: str, wanted: str) -> Decimal | None:
        """A number of a test in another unit; None where nobody knows how."""

    def believes(self, test: str, number: Decimal, unit: str) -> bool:
        """Can the number be right in its unit?"""


@dataclass(frozen=True)
class Screening:
    """What one patient's eligibility rests on.

    `first_infusion` is None for somebody never dosed, whose last values then count. `grades` are those of each
    term at the first infusion; `periods` are the patient's events.
    """

    rows: Sequence[Subject]
    answers: Sequence[ScreeningAnswer]
    measurements: Sequence[Measurement]
    first_infusion: PartialDate | None
    grades: Mapping[str, int]
    periods: Sequence[EventPeriod]
    units: LaboratoryUnits

    @cached_property
    def last_values(self) -> Mapping[str, list[Measurement]]:
        """The last values of each test before the first infusion: several where nobody can order them."""
        return last_values(self.measurements, self.first_infusion)

    @cached_property
    def body(self) -> Body:
        """Sex, age and weight; of rows that contradict each other, nothing. A weight may have been measured."""
        weight = _one({row.weight_kg for row in self.rows}) or self._measured_weight
        return Body(_one({row.sex for row in self.rows}), _one({row.age_years for row in self.rows}), weight)

    @property
    def _measured_weight(self) -> Decimal | None:
        found = {
            self.units.into("WEIGHT", m.value, m.unit or "", "kg")
            for m in self.last_values.get("WEIGHT", ())
            if m.value is not None and not m.censored
        }
        return _one(found)

    @property
    def consented_on(self) -> date | None:
        """The day of consent."""
        return _one({row.consented_on for row in self.rows})

    def answers_to(self, criterion: Criterion) -> list[ScreeningAnswer]:
        """The rows of screening.csv that speak of a criterion."""
        if criterion.id not in self._answers_by_criterion:
            self._answers_by_criterion[criterion.id] = [
                row for row in self.answers if row.criterion and criterion.answered_by(row.criterion)
            ]
        return self._answers_by_criterion[criterion.id]

    @cached_property
    def _answers_by_criterion(self) -> dict[str, list[ScreeningAnswer]]:
        return {}

    def too_late(self, day: date | None) -> bool:
        """Was it noted for a day after the first infusion? That cannot have let anybody in."""
        return day is not None and self.first_infusion is not None and day > self.first_infusion.last

    def brought_along_since(self, term: str) -> PartialDate | None:
        """When the term began that the patient brought along; None where none of its rows is dated.

        No later than any row that is dated to the day, and as early as any that may be older: a row whose start
        nobody noted may be as old as it likes.
        """
        of_term = [p for p in self.periods if p.term == term]
        stood = [p for p in of_term if self._before_dosing(p)]
        episode = [link for p in stood for link in chained(p, of_term, _one_episode)]
        starts = [p.start for p in episode if p.start is not None]
        if not starts:
            return None
        first = min(start.first for start in starts) if len(starts) == len(episode) else date.min
        return PartialDate(first, min(start.last for start in starts))

    def _before_dosing(self, period: EventPeriod) -> bool:
        if period.start is None:
            return False
        return self.first_infusion is None or period.start.surely_before(self.first_infusion)


def _one_episode(one: EventPeriod, other: EventPeriod) -> bool:
    named = one.event.episode_id is not None and one.event.episode_id == other.event.episode_id
    return named or may_touch(one, other)


def _one(values: set[T | None]) -> T | None:
    """The only value of a set, or nothing."""
    return next(iter(values)) if len(values) == 1 else None
