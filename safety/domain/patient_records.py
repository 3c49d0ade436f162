"""Everything on record about one patient, and what the patient is judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from safety.domain.case_report import (
    AdverseEvent,
    Infusion,
    Measurement,
    ScreeningAnswer,
    Source,
    Subject,
)
from safety.domain.clinical_findings import Clauses
from safety.domain.exposure import first_infusion, given
from safety.domain.grade_doubt import Catalogue
from safety.domain.laboratory_course import taken
from safety.domain.open_question import OpenQuestion
from safety.domain.partial_date import PartialDate
from safety.domain.protocol import Protocol
from safety.domain.ruled_questions import Rulings
from safety.domain.screening import LaboratoryUnits


@dataclass(frozen=True)
class PatientRecords:
    """Everything on record about one subject at the cut-off, and what the intake already asks about it.

    `rows` are those of subjects.csv; a subject that it does not have has none, and is reviewed all the same.
    `screening` is None where the study has no screening.csv.
    """

    subject_id: str
    rows: Sequence[Subject]
    infusions: Sequence[Infusion]
    adverse_events: Sequence[AdverseEvent]
    measurements: Sequence[Measurement]
    rulings: Rulings
    questions: Sequence[OpenQuestion]
    screening: Sequence[ScreeningAnswer] | None = None

    @property
    def source(self) -> Source | None:
        """The subject's own row."""
        return self.rows[0].source if self.rows else None

    @cached_property
    def dosed(self) -> bool:
        """Was any infusion given, as far as anybody can tell?"""
        return any(given(i) for i in self.infusions)

    @cached_property
    def first_infusion(self) -> PartialDate | None:
        """The day that opens the window."""
        return first_infusion(self.infusions)

    def day_of(self, record_id: str) -> date | None:
        """The day of a record that can be ruled on although it is no event."""
        return self._days.get(record_id)

    @cached_property
    def _days(self) -> Mapping[str, date]:
        given_on = {i.infusion_id: i.started_at.first for i in self.infusions if i.started_at}
        taken_on = {f"lab:{m.measurement_id}": taken(m).first for m in self.measurements}
        first = self.first_infusion
        entered_on = {f"elig:{self.subject_id}": first.first} if first else {}
        doses = {f"{kind}:{id_}": day for kind in ("dose", "late") for id_, day in given_on.items()}
        return taken_on | entered_on | doses


@dataclass(frozen=True)
class Setting:
    """What a patient is judged by: protocol, CTCAE catalogue and clauses, cut-off, the day of the export."""

    protocol: Protocol
    catalogue: Catalogue
    clauses: Clauses
    cut_off: date
    extracted_on: date | None
    units: LaboratoryUnits
