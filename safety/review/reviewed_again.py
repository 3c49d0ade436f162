"""The whole review once more on changed facts: a patient of whom nothing changed has the answer given before.

What is said of one patient rests on that patient's records, the protocol and the cut-off alone, so only those
whose records differ are reviewed anew; tallies, levels and decisions always are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    CaseReports,
    Infusion,
    Measurement,
    Record,
    ScreeningAnswer,
    Subject,
)
from safety.domain.data_cut import DataCut
from safety.domain.laboratory_course import Graded
from safety.domain.patient import Patient
from safety.domain.patient_records import PatientRecords
from safety.review.flip import Otherwise
from safety.review.study_review import StudyReview

TABLE_OF: Mapping[type[Record], str] = {
    Subject: "subjects", Infusion: "infusions", AdverseEvent: "adverse_events", Measurement: "measurements",
    Adjudication: "adjudications", ScreeningAnswer: "screening",
}  # fmt: skip


@dataclass(frozen=True)
class ReviewedAgain(StudyReview):
    """The review of changed facts; `before` is that of the facts as they stand."""

    before: StudyReview | None = None

    @cached_property
    def patients(self) -> Mapping[str, Patient]:
        """Every subject by code: as before where nothing of it changed, else reviewed anew."""
        known = self._known
        anew = self.reviewed({sid: r for sid, r in self.records.items() if sid not in known})
        return {sid: known.get(sid) or anew[sid] for sid in self.records}

    @cached_property
    def _known(self) -> Mapping[str, Patient]:
        assert self.before is not None
        if self.setting != self.before.setting:
            return {}
        before = self.before.patients
        return {
            sid: before[sid]
            for sid, records in self.records.items()
            if sid in before and before[sid].records == records
        }

    def graded(self, records: Mapping[str, PatientRecords]) -> Mapping[str, Graded]:
        """As before where a patient's measurements and first infusion did not change; all of it may then tell."""
        assert self.before is not None
        found: dict[str, Graded] = {}
        for sid, of_one in records.items():
            patient = self.before.patients.get(sid)
            course = patient.laboratory if patient else None
            if patient is None or course is None:
                continue
            same = patient.records.first_infusion == of_one.first_infusion
            if same and course.measurements == of_one.measurements:
                all_tell = replace(course.graded, telling=course.grades, telling_values=course.measurements)
                found[sid] = all_tell
        others = {sid: of_one for sid, of_one in records.items() if sid not in found}
        return {**found, **super().graded(others)} if others else found


def reviewed_again(before: StudyReview, otherwise: Otherwise, cut_off: date | None = None) -> StudyReview:
    """The review on the facts that `otherwise` changes, at the same cut-off or at another."""
    kept = {field.name: getattr(before, field.name) for field in fields(StudyReview)}
    cut = before.cut
    changed = DataCut(
        facts(cut.reports, otherwise), otherwise.protocol or cut.protocol, cut_off or cut.cut_off
    )
    return ReviewedAgain(**kept | {"cut": changed, "before": before})


def facts(reports: CaseReports, otherwise: Otherwise) -> CaseReports:
    """The case reports as they would read; every row that is not named stays the very same."""
    tables: dict[str, Any] = {name: getattr(reports, name) for name in TABLE_OF.values()}
    for row in otherwise.rows:
        name = TABLE_OF[type(row)]
        others = [old for old in tables[name] if old.source != row.source]
        tables[name] = (*others, row)
    for name, table in tables.items() if otherwise.withdrawn else ():
        tables[name] = tuple(row for row in table if row.source not in otherwise.withdrawn)
    return replace(reports, **tables)
