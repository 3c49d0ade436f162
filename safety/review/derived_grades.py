"""What was derived from measurements? The values of an event's term that lie inside its period, the worst first."""

from __future__ import annotations

from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import LabGrade, taken
from safety.domain.patient import Patient


def derived_from(event: EventAssessment, patient: Patient) -> list[LabGrade]:
    """Every value that gives the event's term a grade; one above baseline in an old row stands in its own period."""
    period, laboratory = event.period, patient.laboratory
    if period is None or laboratory is None:
        return []
    of_term = laboratory.of_term(event.term)
    if period.opened_by is not None:
        return [g for g in of_term if g.measurement == period.opened_by]
    apart = {e.period.opened_by for e in patient.events if e.period and e.period.event == period.event}
    inside = [g for g in of_term if g.measurement not in apart and period.may_hold(taken(g.measurement))]
    return sorted(inside, key=lambda g: (-(g.grade or 0), taken(g.measurement).begins, repr(g.measurement)))
