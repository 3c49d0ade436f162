"""Which changed cells may make a verdict kinder? Harm on record that is lowered, emptied or moved out of sight.

Harm is believed at once, so taking it back is never a matter of course: each such cell blocks until somebody says
why. What was empty and is filled in answers a question and is none of these, but for a causality (not assessed counts
as related, and unrelated does not) and a start (an unknown one may lie in the window, and now it does not). A raised
grade, a longer period, a page completed later ask nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    Infusion,
    Measurement,
    Record,
    Subject,
)
from safety.domain.changed_cell import CellChange, Downgrade, cell_changes
from safety.domain.disposition import FOR_AN_EVENT
from safety.domain.downgraded_event import event_downgrades, less_chance
from safety.domain.export import Export, Tolerance
from safety.domain.exposure import given
from safety.domain.record_table import subject_of

Found = Iterator[tuple[str, Downgrade]]

VALUE = ("test", "value", "unit", "low", "high")  # of a measurement, what its grade rests on


def any_other_value(before: Measurement, after: Measurement) -> bool:
    """Every other value, unit or limit may be the milder one, where nobody can compare them."""
    return any(cell.column in VALUE and not cell.answers for cell in cell_changes(before, after))


@dataclass(frozen=True)
class Comparison:
    """Two exports to be compared, and how two readings of one measurement are: may the second be the milder one?"""

    earlier: Export
    later: Export
    milder: Callable[[Measurement, Measurement], bool] = any_other_value

    def cells(self, before: Record, after: Record) -> tuple[CellChange, ...]:
        """Every changed cell of a row, the dangerous ones marked."""
        dangers: dict[str, Downgrade] = {}
        for column, danger in self._dangers(before, after):
            dangers.setdefault(column, danger)
        return tuple(
            CellChange(cell.column, cell.before, cell.after, dangers.get(cell.column))
            for cell in cell_changes(before, after)
        )

    def _dangers(self, before: Record, after: Record) -> Found:
        if subject_of(before) is not None and subject_of(before) != subject_of(after):
            yield "subject_id", Downgrade.MOVED
        match before, after:
            case Subject(), Subject():
                yield from self._subject(before, after)
            case Infusion(), Infusion():
                yield from self._infusion(before, after)
            case AdverseEvent(), AdverseEvent():
                then, now = self.earlier.window(before.subject_id), self.later.window(after.subject_id)
                yield from event_downgrades(before, after, then, now, self.earlier.protocol.dlt)
            case Measurement(), Measurement():
                yield from self._measurement(before, after)
            case Adjudication(), Adjudication():
                yield from _ruling(before, after)

    def _subject(self, before: Subject, after: Subject) -> Found:
        if before.dose_level is not None and after.dose_level != before.dose_level:
            yield "dose_level", Downgrade.MOVED
        if _exit_harm(after.off_study_reason) < _exit_harm(before.off_study_reason):
            yield "off_study_reason", Downgrade.LOWERED
        window = self.earlier.window(before.subject_id)
        if window and _left_by(before.off_study_on, window) and not _left_by(after.off_study_on, window):
            yield "off_study_on", Downgrade.LEFT_WINDOW
        infusions = self.earlier.infusions_of.get(before.subject_id or "", ())
        if any(self._into_another_class(i, i) for i in infusions):
            yield "weight_kg", Downgrade.TOLERANCE

    def _infusion(self, before: Infusion, after: Infusion) -> Found:
        if before.number is not None and after.number != before.number:
            yield "number", Downgrade.REWRITTEN
        if (given(before) or given(after)) and self._opens_elsewhere(before.subject_id or ""):
            yield "started_at", Downgrade.WINDOW_MOVED
        if self._into_another_class(before, after):
            yield "cells", Downgrade.TOLERANCE
        became = (before.status, after.status)
        if before.status and before.status != after.status and became != ("completed", "interrupted"):
            yield "status", Downgrade.LOWERED
        if before.reason == "adverse_event" != after.reason:
            yield "reason", Downgrade.LOWERED

    def _opens_elsewhere(self, subject_id: str) -> bool:
        """Does the window open on another day, or at another time where one was known?"""
        then, now = self.earlier.opens.get(subject_id), self.later.opens.get(subject_id)
        if then is None or now is None:
            return then is not now
        return then.first != now.first or (then.at is not None and then.at != now.at)

    def _into_another_class(self, before: Infusion, after: Infusion) -> bool:
        """Below or above tolerance, none at all, or within: what was within and is not known blocks already."""
        then, now = self.earlier.tolerance(before), self.later.tolerance(after)
        emptied = then is Tolerance.WITHIN and now is Tolerance.UNKNOWN
        return then not in (now, Tolerance.UNKNOWN) and not emptied

    def _measurement(self, before: Measurement, after: Measurement) -> Found:
        then, now = self.earlier.window(before.subject_id), self.later.window(after.subject_id)
        taken = before.collected_at
        may_be_baseline = then is not None and taken is not None and taken.first <= then.first_day
        # a baseline excuses, or accuses, what comes after it: either way another one may be the kinder
        if self.milder(before, after) or (may_be_baseline and self.milder(after, before)):
            yield from ((column, Downgrade.LOWERED) for column in VALUE)
        if then and now and less_chance((taken, None), (after.collected_at, None), then, now):
            yield "collected_at", Downgrade.LEFT_WINDOW


def _exit_harm(reason: str | None) -> int:
    """A death weighs more than an adverse event, and both more than any other reason."""
    return FOR_AN_EVENT.index(reason) + 1 if reason in FOR_AN_EVENT else 0


def _left_by(day: date | None, window: AssessmentWindow) -> bool:
    return day is not None and window.is_open_on(day)


def _ruling(before: Adjudication, after: Adjudication) -> Found:
    """A ruling on record is not rewritten: a new one is a new row. Only what makes it harsher asks nothing."""
    for column in ("event_id", "decided_on"):
        was = getattr(before, column)
        if was is not None and was != getattr(after, column):
            yield column, Downgrade.REWRITTEN
    if before.verdict and after.verdict not in (before.verdict, "dlt"):
        yield "verdict", Downgrade.REWRITTEN
    if before.ruled_grade and (after.ruled_grade is None or after.ruled_grade > before.ruled_grade):
        yield "ruled_grade", Downgrade.REWRITTEN
    if after.resumes and not before.resumes:
        yield "resumes", Downgrade.REWRITTEN
