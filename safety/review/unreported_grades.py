"""Laboratory grades above baseline that no event reports, and that no open question asks about.

The protocol's laboratory rule asks about values in the window, of terms that a rule can call. What lies after
the window, what no rule calls, what was ruled on, and what is mild stands here: one line a patient and term.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from safety.domain.dlt_definition import DltDefinition
from safety.domain.laboratory import callable_grade, reports
from safety.domain.laboratory_course import LabGrade, LaboratoryCourse, taken
from safety.domain.patient import Patient
from safety.domain.reason import UnreportedLab

# Where a protocol has no laboratory rule: severe as CTCAE means it, around the day as the demonstration has it.
SEVERE, AROUND = 3, timedelta(days=7)


class Aside(StrEnum):
    """Why a severe grade without an event is not asked about."""

    NO_RULE = "no_rule"
    AFTER_WINDOW = "after_window"
    RULED = "ruled"


@dataclass(frozen=True)
class UnreportedGrade:
    """The worst value of a term that no event reports, the first of its grade, with the others like it."""

    worst: LabGrade
    more: tuple[LabGrade, ...]
    mild: bool
    aside: Aside | None


def unreported_grades(
    patient: Patient, course: LaboratoryCourse, definition: DltDefinition
) -> Iterator[UnreportedGrade]:
    """One for each term with a grade above baseline that no event around the day reports."""
    rule = definition.laboratory
    severe, around = (rule.from_grade, rule.widened_by) if rule else (SEVERE, AROUND)
    asked = {(q.source, q.reason.term) for q in patient.questions if isinstance(q.reason, UnreportedLab)}
    for term in sorted({g.term for g in course.grades}):
        silent = [
            g for g in course.of_term(term)
            if (g.grade or 0) > patient.baselines.get(term, 0)
            and course.since_first_infusion(g.measurement)
            and not any(reports(event, g, around) for event in patient.events)
        ]  # fmt: skip
        grave = [g for g in silent if (g.grade or 0) >= severe]
        left = [g for g in grave if (g.measurement.source, term) not in asked]
        if left:
            worst, more = _worst_first(left)
            yield UnreportedGrade(worst, more, False, _aside(worst, course, definition))
        elif silent and not grave:
            worst, more = _worst_first(silent)
            yield UnreportedGrade(worst, more, True, None)


def _worst_first(grades: list[LabGrade]) -> tuple[LabGrade, tuple[LabGrade, ...]]:
    worst, *more = sorted(
        grades, key=lambda g: (-(g.grade or 0), taken(g.measurement).first, g.measurement.source)
    )
    return worst, tuple(more)


def _aside(grade: LabGrade, course: LaboratoryCourse, definition: DltDefinition) -> Aside:
    if not callable_grade(definition, grade) or definition.laboratory is None:
        return Aside.NO_RULE
    return Aside.RULED if course.in_window(grade.measurement) else Aside.AFTER_WINDOW
