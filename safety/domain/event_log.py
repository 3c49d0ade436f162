"""The adverse-event log of one patient at the cut-off, with what the laboratory knows of each event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from safety.domain.baseline import reported_baseline, stood_at_first_infusion
from safety.domain.case_report import AdverseEvent
from safety.domain.event_period import EventPeriod
from safety.domain.laboratory_course import LabGrade, LaboratoryCourse, taken


@dataclass(frozen=True)
class EventLog:
    """Every period of constant grade, and the grade of each term at the first infusion."""

    periods: tuple[EventPeriod, ...]
    baselines: Mapping[str, int]


def event_log(
    events: Iterable[AdverseEvent],
    laboratory: LaboratoryCourse,
    cut_off: date,
    believed: Callable[[EventPeriod], bool],
) -> EventLog:
    """The log with derived grades; a measurement above baseline inside an old row begins a period of its own.

    `believed` says whether a row's reported grade can serve as a baseline.
    """
    rows = [EventPeriod.at(cut_off, event) for event in events]
    stood_of: dict[str, list[EventPeriod]] = {}
    for row in rows:
        if stood_at_first_infusion(row, laboratory.window) and believed(row):
            stood_of.setdefault(row.term, []).append(row)
    terms = {row.term for row in rows} | laboratory.graded.terms
    baselines = {
        term: max(
            reported_baseline(term, stood_of.get(term, ()), laboratory.window),
            laboratory.baseline_grade(term),
        )
        for term in terms
    }
    periods = [p for row in rows for p in _split(row, laboratory, baselines[row.term])]
    return EventLog(tuple(periods), baselines)


def _split(row: EventPeriod, laboratory: LaboratoryCourse, baseline: int) -> list[EventPeriod]:
    inside = [g for g in laboratory.of_event(row.term) if row.may_hold(taken(g.measurement))]
    if not inside:
        return [row]
    apart = [g for g in inside if _begins_a_period(row, g, laboratory, baseline)]
    derived = max((g.grade for g in inside if g not in apart and g.grade is not None), default=None)
    measured = row if derived is None else replace(row, derived=derived)
    return [measured, *(_begun(row, g) for g in apart)]


def _begins_a_period(row: EventPeriod, grade: LabGrade, laboratory: LaboratoryCourse, baseline: int) -> bool:
    old = row.start is not None and row.start.surely_before(laboratory.window.opens)
    above = grade.grade is not None and grade.grade > baseline
    return old and above and laboratory.in_window(grade.measurement)


def _begun(row: EventPeriod, grade: LabGrade) -> EventPeriod:
    measurement = grade.measurement
    return replace(
        row,
        id=f"{row.id}:{measurement.measurement_id}",
        start=measurement.collected_at,
        reported=None,
        derived=grade.grade,
        opened_by=measurement,
    )
