"""Laboratory values that speak where the adverse-event log is silent, and those that cannot be graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from safety.domain.assessment_window import InWindow
from safety.domain.case_report import Measurement
from safety.domain.dlt_definition import DltDefinition
from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import LabGrade, LaboratoryCourse, taken
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import UngradableLab, UnreportedLab

# Where the finger points: at the first of what is lacking, the value before all.
COLUMNS = ("value", "unit", "high", "low")


def callable_grade(definition: DltDefinition, grade: LabGrade) -> bool:
    """Can any rule call the term, at a grade that a number can give it?"""
    return definition.calls_up_to(grade.term, grade.up_to)


def tests_in_multiples(definition: DltDefinition) -> frozenset[str]:
    """The tests whose multiple of the upper limit of normal a rule asks for."""
    tests: set[str] = set()
    if definition.hys_law:
        hy = definition.hys_law
        tests |= hy.aminotransferases | {hy.bilirubin, hy.alkaline_phosphatase}
    if definition.abnormal_baseline:
        tests |= definition.abnormal_baseline.tests
    return frozenset(tests)


def least_multiples(definition: DltDefinition) -> Mapping[str, Decimal]:
    """Of each of these tests the least multiple that a rule asks for; 0 where every value counts."""
    found: dict[str, Decimal] = {}
    if definition.abnormal_baseline:
        floor = definition.abnormal_baseline
        found |= dict.fromkeys(floor.tests, floor.above)
    if definition.hys_law:
        hy = definition.hys_law
        asked = dict.fromkeys(hy.aminotransferases, hy.aminotransferase_at_least)
        asked[hy.bilirubin] = hy.bilirubin_above
        found |= {test: min(multiple, found.get(test, multiple)) for test, multiple in asked.items()}
        found[hy.alkaline_phosphatase] = Decimal(0)
    return found


def ungradable(laboratory: LaboratoryCourse, definition: DltDefinition) -> list[OpenQuestion]:
    """Values of tests that a rule uses and that cannot be graded whole: no unit, no limit, no figure."""
    multiples = tests_in_multiples(definition)
    missing: dict[Measurement, set[str]] = {}
    for grade in laboratory.telling:
        if grade.missing and callable_grade(definition, grade):
            missing.setdefault(grade.measurement, set()).update(grade.missing)
    for m in laboratory.telling_values:
        if m.test in multiples and (not m.high or m.high < 0):
            missing.setdefault(m, set()).add("high")
    return [
        _question(Code.UNGRADABLE_LAB, m, UngradableLab(m.test or "", m.value_text, tuple(sorted(lacking))))
        for m, lacking in missing.items()
    ]


def unreported(
    laboratory: LaboratoryCourse,
    baseline: Mapping[str, int],
    events: Sequence[EventAssessment],
    definition: DltDefinition,
) -> list[OpenQuestion]:
    """Values in the window of a grade that no event of the term reports around their day."""
    rule = definition.laboratory
    if rule is None:
        return []
    of_term: dict[str, list[EventAssessment]] = {}
    for event in events:
        if event.in_window is not InWindow.NO:
            of_term.setdefault(event.term, []).append(event)
    return [
        _question(Code.UNREPORTED_LAB, g.measurement, _unreported(g), g.grade)
        for g in laboratory.telling
        if g.grade is not None
        and g.grade >= rule.from_grade
        and g.grade > baseline.get(g.term, 0)
        and callable_grade(definition, g)
        and laboratory.in_window(g.measurement)
        and not any(reports(event, g, rule.widened_by) for event in of_term.get(g.term, ()))
    ]


def _unreported(grade: LabGrade) -> UnreportedLab:
    m = grade.measurement
    return UnreportedLab(
        m.test or "", m.value_text, m.unit or "", taken(m).first, grade.term, grade.grade or 0
    )


def reports(event: EventAssessment, grade: LabGrade, widened_by: timedelta) -> bool:
    """Is it an event of the term, of at least that grade, whose period lies that close to the day?"""
    period = event.period
    if period is None or event.term != grade.term:
        return False
    if event.grade is None or grade.grade is None or event.grade < grade.grade:
        return False
    day = taken(grade.measurement).first
    early = period.start is not None and day + widened_by < period.start.first
    late = period.end is not None and day - widened_by > period.end.last
    return not early and not late


def _question(
    code: Code, m: Measurement, because: UngradableLab | UnreportedLab, grade: int | None = None
) -> OpenQuestion:
    lacking = because.missing if isinstance(because, UngradableLab) else ()
    column = next(filter(lacking.__contains__, COLUMNS), "value")
    return OpenQuestion(
        code, because, m.subject_id or "", f"lab:{m.measurement_id}", m.source, column,
        arose_on=taken(m).first, grade=grade,
    )  # fmt: skip
