"""One patient's measurements: which came before the first infusion, which lie in the window, what they grade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Measurement
from safety.domain.partial_date import PartialDate


@dataclass(frozen=True)
class LabGrade:
    """The CTCAE grade that one measurement gives one term; None where it cannot be told.

    `missing` says why, or what could still raise a grade that is told; `criterion` names the row of limits
    that gave it, and is empty for grade 0. `up_to` is the highest grade that any number gives the term (1 for
    haptoglobin).
    """

    measurement: Measurement
    term: str
    grade: int | None
    missing: tuple[str, ...] = ()
    criterion: str = ""
    up_to: int = 4


def before_first_infusion(
    measurement: Measurement, of_its_test: Iterable[Measurement], first_infusion: PartialDate
) -> bool:
    """Was it taken before the first infusion?

    On the same day: with both times known and it earlier; or its own time unknown and none of its test earlier.
    """
    day = taken(measurement)
    if day.first != first_infusion.first:
        return day.first < first_infusion.first
    if day.at is not None:
        return day.surely_before(first_infusion)
    return not any(taken(other).surely_before(first_infusion) for other in of_its_test)


def taken(measurement: Measurement) -> PartialDate:
    """The day, or moment, it was collected."""
    assert measurement.collected_at is not None  # a readable measurement has its day
    return measurement.collected_at


def baseline_values(
    measurements: Iterable[Measurement],
    first_infusion: PartialDate,
    mildness: Callable[[Measurement], object],
) -> Mapping[str, Measurement]:
    """The last value of each test before the first infusion; of several that nobody can order, the mildest."""
    last = last_values(measurements, first_infusion)
    return {test: min(values, key=mildness) for test, values in last.items()}  # type: ignore[arg-type]


def last_values(
    measurements: Iterable[Measurement], first_infusion: PartialDate | None
) -> Mapping[str, list[Measurement]]:
    """The last values of each test before the first infusion, or of all where there was none.

    Several of one day whose order nobody knows all are the last.
    """
    before = _taken_before(measurements, first_infusion) if first_infusion else measurements
    return {test: _last_of(values) for test, values in _by_test(before).items()}


def _by_test(measurements: Iterable[Measurement]) -> Mapping[str, list[Measurement]]:
    by_test: dict[str, list[Measurement]] = {}
    for measurement in measurements:
        by_test.setdefault(measurement.test or "", []).append(measurement)
    return by_test


def _taken_before(measurements: Iterable[Measurement], first_infusion: PartialDate) -> list[Measurement]:
    return [
        m
        for values in _by_test(measurements).values()
        for m in values
        if before_first_infusion(m, values, first_infusion)
    ]


def _last_of(values: list[Measurement]) -> list[Measurement]:
    last_day = max(taken(m).first for m in values)
    on_it = [m for m in values if taken(m).first == last_day]
    clocks = [at for m in on_it if (at := taken(m).at) is not None]
    return [m for m in on_it if taken(m).at is None or taken(m).at == max(clocks)]


@dataclass(frozen=True)
class Graded:
    """The baselines of a patient, each test's last value before the first infusion, and all grades.

    `telling` are the grades that a verdict or a question can rest on: those that cannot be told whole, those of
    baselines and of terms that the log has, and the severe ones of the window. `telling_values` are the values that may
    be a multiple of their upper limit that a rule asks for, or lack the limit. `terms` are all that were graded.
    """

    baselines: Mapping[str, Measurement] = field(default_factory=dict)
    grades: Sequence[LabGrade] = ()
    telling: Sequence[LabGrade] = ()
    telling_values: Sequence[Measurement] = ()
    terms: frozenset[str] = frozenset()


NOTHING_GRADED = Graded()


@dataclass(frozen=True)
class LaboratoryCourse:
    """A patient's measurements with their grades and baselines, seen from the DLT window."""

    measurements: Sequence[Measurement]
    graded: Graded
    window: AssessmentWindow

    @property
    def grades(self) -> Sequence[LabGrade]:
        """The grades of every measurement."""
        return self.graded.grades

    @property
    def telling(self) -> Sequence[LabGrade]:
        """The grades that a verdict or a question can rest on."""
        return self.graded.telling

    @property
    def telling_values(self) -> Sequence[Measurement]:
        """The values that a rule on multiples of the upper limit can rest on."""
        return self.graded.telling_values

    @property
    def baselines(self) -> Mapping[str, Measurement]:
        """Each test's last value before the first infusion."""
        return self.graded.baselines

    def since_first_infusion(self, measurement: Measurement) -> bool:
        """Was it taken after it? On Day 1: unless its time is before the infusion's, or it is the baseline."""
        when = taken(measurement)
        if when.surely_before(self.window.opens) or measurement in self._before:
            return False
        return self.window.first_day <= when.first

    def in_window(self, measurement: Measurement) -> bool:
        """Was it taken in the window?"""
        return self.since_first_infusion(measurement) and taken(measurement).first <= self.window.last_day

    def of_term(self, term: str) -> list[LabGrade]:
        """The grades that could be told for a term."""
        return [g for g in self.grades if g.term == term and g.grade is not None]

    def of_event(self, term: str) -> Sequence[LabGrade]:
        """The same of a term that the log has, or at baseline."""
        return self._told.get(term, ())

    @cached_property
    def _told(self) -> Mapping[str, list[LabGrade]]:
        found: dict[str, list[LabGrade]] = {}
        for grade in self.telling:
            if grade.grade is not None:
                found.setdefault(grade.term, []).append(grade)
        return found

    def baseline_grade(self, term: str) -> int:
        """The worst grade that the term's baseline values give it; none is 0."""
        at_baseline = [g.grade for g in self.of_event(term) if g.measurement in self._before]
        return max((grade for grade in at_baseline if grade is not None), default=0)

    @cached_property
    def _before(self) -> frozenset[Measurement]:
        return frozenset(self.baselines.values())
