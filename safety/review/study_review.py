"""May each dose level go on? The whole review of a study folder at one cut-off, with everything it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from safety.domain.acknowledgement import Acknowledged
from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    CaseReports,
    Infusion,
    Measurement,
    ScreeningAnswer,
    Subject,
)
from safety.domain.cohort import Tally
from safety.domain.data_cut import DataCut
from safety.domain.escalation import Ladder
from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import NOTHING_GRADED, Graded
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.patient import Patient, review_patient
from safety.domain.patient_records import PatientRecords, Setting
from safety.domain.protocol import Protocol
from safety.domain.reason import DosedUnassigned
from safety.domain.record_integrity import row_questions
from safety.domain.record_table import all_of
from safety.domain.what_changed import Change
from safety.grading import LABORATORY_UNITS
from safety.records.many_rows import many_rows
from safety.review.content_order import by_subject
from safety.review.decisions_of_record import dosed_without_decision
from safety.review.laboratory_grades import graded_measurements
from safety.review.level_review import LevelReview, in_order, review_level
from safety.review.reference import Reference
from safety.review.unknown_tests import unknown_tests


@dataclass(frozen=True)
class StudyReview:
    """A study at a cut-off under a protocol. Nothing in it is read from the clock."""

    cut: DataCut
    reference: Reference
    changes: tuple[Change, ...] = ()
    changes_acknowledged: tuple[Acknowledged, ...] = ()

    @cached_property
    def row_questions(self) -> tuple[OpenQuestion, ...]:
        """Everything wrong with the rows themselves, and what changed in them and nobody acknowledged."""
        changed = (change.question for change in self.changes if change.exists_on(self.cut.cut_off))
        return (*row_questions(self.cut), *changed)

    @property
    def acknowledged(self) -> tuple[Acknowledged, ...]:
        """The changes since earlier cuts that hold nobody back because somebody answers for them."""
        cut_off = self.cut.cut_off
        return tuple(found for found in self.changes_acknowledged if found.change.exists_on(cut_off))

    @property
    def rests_on(self) -> tuple[int, ...]:
        """The entries of the audit trail that acknowledge them."""
        return tuple(found.by.entry for found in self.acknowledged)

    @property
    def protocol(self) -> Protocol:
        """The protocol the review was made under."""
        return self.cut.protocol

    @cached_property
    def records(self) -> Mapping[str, PatientRecords]:
        """Everything on record by subject; one that only its records name stands under no level."""
        named = {*self.cut.levels_of, *self._infusions, *self._adverse_events, *self._measurements} - {None}
        return {sid: self._records(sid) for sid in sorted(sid for sid in named if sid)}

    @cached_property
    def setting(self) -> Setting:
        """What every patient is judged by."""
        return Setting(
            self.protocol, self.reference.catalogue, self.reference.clauses,
            self.cut.cut_off, self.cut.reports.extracted_on, LABORATORY_UNITS,
        )  # fmt: skip

    @cached_property
    def patients(self) -> Mapping[str, Patient]:
        """Every subject by code, dosed or not."""
        with many_rows():
            return self.reviewed(self.records)

    def reviewed(self, records: Mapping[str, PatientRecords]) -> Mapping[str, Patient]:
        """These subjects, each from its own records."""
        graded = self.graded(records)
        return {
            sid: review_patient(r, graded.get(sid, NOTHING_GRADED), self.setting)
            for sid, r in records.items()
        }

    def graded(self, records: Mapping[str, PatientRecords]) -> Mapping[str, Graded]:
        """What the measurements of those grade whose first infusion is known."""
        protocol = self.protocol
        return graded_measurements(records, self.reference, protocol.dlt, protocol.window_days)

    def _records(self, sid: str) -> PatientRecords:
        return PatientRecords(
            subject_id=sid,
            rows=self._rows.get(sid, []),
            infusions=self._infusions.get(sid, ()),
            adverse_events=self._adverse_events.get(sid, ()),
            measurements=self._measurements.get(sid, ()),
            rulings=self._rulings[sid],
            questions=self._asked_of_rows.get(sid, []),
            screening=None if self._screening is None else self._screening.get(sid, ()),
        )

    @cached_property
    def _rows(self) -> Mapping[str, list[Subject]]:
        found: dict[str, list[Subject]] = defaultdict(list)
        for row in self.cut.subjects:
            found[row.subject_id or ""].append(row)
        return found

    @cached_property
    def _asked_of_rows(self) -> Mapping[str, list[OpenQuestion]]:
        found: dict[str, list[OpenQuestion]] = defaultdict(list)
        for question in self.row_questions:
            if question.reach is not Reach.NOBODY:
                found[question.subject_id].append(question)
        return found

    @cached_property
    def _infusions(self) -> Mapping[str | None, Sequence[Infusion]]:
        return by_subject(all_of(self.cut.infusions))

    @cached_property
    def _adverse_events(self) -> Mapping[str | None, Sequence[AdverseEvent]]:
        return by_subject(self.cut.adverse_events)

    @cached_property
    def _measurements(self) -> Mapping[str | None, Sequence[Measurement]]:
        return by_subject(self.cut.measurements)

    @cached_property
    def _screening(self) -> Mapping[str | None, Sequence[ScreeningAnswer]] | None:
        return None if self.cut.screening is None else by_subject(all_of(self.cut.screening))

    @cached_property
    def _rulings(self) -> Mapping[str | None, Mapping[str, Sequence[Adjudication]]]:
        found: dict[str | None, dict[str, Sequence[Adjudication]]] = defaultdict(dict)
        for record_id, rulings in self.cut.rulings.items():
            for sid in self.cut.subjects_of_record(record_id):
                found[sid][record_id] = rulings
        return found

    @cached_property
    def every_level(self) -> tuple[OpenQuestion, ...]:
        """The questions that keep every level from a decision."""
        found = [q for q in self.row_questions if q.reach is Reach.EVERY_LEVEL]
        for sid, patient in self.patients.items():
            if patient.records.dosed and self.cut.levels_of.get(sid) == frozenset({0}):
                source = patient.records.infusions[0].source
                found.append(
                    OpenQuestion(
                        Code.ORPHAN_RECORD, DosedUnassigned(sid), sid, sid, source, "cells", Reach.EVERY_LEVEL
                    )
                )
        return tuple(found)

    @cached_property
    def holds(self) -> tuple[OpenQuestion, ...]:
        """The deaths that hold every level."""
        return tuple(q for patient in self.patients.values() for q in patient.holds)

    def at_level(self, level: int) -> list[Patient]:
        """Everybody who stands under a level, dosed or only allocated, in order of first infusion."""
        there = [p for sid, p in self.patients.items() if level in self.cut.levels_of.get(sid, ())]
        return sorted(there, key=lambda p: (p.window.first_day if p.window else date.max, p.subject_id))

    @cached_property
    def ladder(self) -> Ladder:
        """Every level's tally, and what holds them all."""
        tallies = {
            rung.level: Tally.of(p.state for p in self.at_level(rung.level)) for rung in self.protocol.levels
        }
        return Ladder(self.protocol, tallies, bool(self.holds), bool(self.every_level))

    @cached_property
    def levels(self) -> tuple[LevelReview, ...]:
        """Every level of the protocol, lowest first."""
        held = (*self.every_level, *self.holds)
        rungs = sorted(self.protocol.levels, key=lambda rung: rung.level)
        return tuple(review_level(self.ladder, rung, self.at_level(rung.level), held) for rung in rungs)

    @cached_property
    def events(self) -> tuple[EventAssessment, ...]:
        """Every event with its verdict, those of subjects unknown to subjects.csv too."""
        found = [e for p in self.patients.values() for e in p.events]
        seen = Counter((e.subject_id, e.record_id) for e in found)

        def place(e: EventAssessment) -> tuple[str, str, str]:
            of_one = e.subject_id, e.record_id
            return *of_one, repr(e.period) if seen[of_one] > 1 else ""

        return tuple(sorted(found, key=place))

    @cached_property
    def queries(self) -> tuple[OpenQuestion, ...]:
        """Every question about a record that the site or the committee can answer, in order."""
        found = [
            q for q in self.row_questions if q.reach is not Reach.SUBJECT or q.subject_id not in self.patients
        ]
        found += [q for p in self.patients.values() for q in (*p.questions, *p.holds)]
        found += [*self.every_level, *dosed_without_decision(self.cut, self.at_level)]
        found += unknown_tests(self.cut, self.reference)
        asked = [q for q in dict.fromkeys(found) if q.code is not Code.WINDOW_OPEN]
        return tuple(in_order(asked))


def review_study(
    reports: CaseReports,
    protocol: Protocol,
    cut_off: date,
    reference: Reference,
    changes: Iterable[Change] = (),
    acknowledged: Iterable[Acknowledged] = (),
) -> StudyReview:
    """The review of a study at a cut-off: the same input gives the same answer, whatever the order of rows.

    `changes` are those since earlier exports that are still open, each a question more; `acknowledged` are shown.
    """
    return StudyReview(DataCut(reports, protocol, cut_off), reference, tuple(changes), tuple(acknowledged))
