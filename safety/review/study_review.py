"""May each dose level go on? The whole review of a study folder at one cut-off, with everything it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from safety.domain.assessment_window import InWindow
from safety.domain.case_report import Adjudication, CaseReports, Measurement, Subject
from safety.domain.cohort import Tally
from safety.domain.data_cut import DataCut, subject_of
from safety.domain.dlt_rules import RuleAnswer
from safety.domain.escalation import Decision, Ladder
from safety.domain.evaluability import State
from safety.domain.event_assessment import Catalogue, EventAssessment
from safety.domain.event_period import EventPeriod
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.patient import Patient, PatientRecords, Setting, review_patient
from safety.domain.protocol import DoseLevel, Protocol, Verdict
from safety.domain.reason import (
    DosedUnassigned,
    DosedWithoutDecision,
    LowerLevelChanged,
    ProtocolIsDraft,
    UnknownSubject,
)
from safety.domain.record_integrity import row_questions
from safety.grading import Limits
from safety.review.laboratory_grades import laboratory_grades


@dataclass(frozen=True)
class Reference:
    """What does not belong to one trial: the CTCAE catalogue and the limits that grade measurements."""

    catalogue: Catalogue
    limits: Limits

    def mildness(self, measurement: Measurement) -> object:
        """Orders values of one test from mild to grave, for those that nobody can order in time."""
        value = measurement.value if measurement.value is not None else 0
        ladders = self.limits.ladders.get(measurement.test or "", {}).values()
        low_is_grave = any(limit.crosses == "below" for ladder in ladders for limit in ladder)
        return (-value if low_is_grave else value), measurement.measurement_id or ""


@dataclass(frozen=True)
class LevelReview:
    """One dose level: what the rule says, who stands where, and what is in the way."""

    dose: DoseLevel
    tally: Tally
    decision: Decision
    possible: tuple[Decision, ...]
    next_dose: DoseLevel | None
    superseded: bool
    earliest_decision_on: date | None
    blockers: tuple[OpenQuestion, ...]
    patients: tuple[Patient, ...]

    @property
    def may_escalate(self) -> bool:
        """Is the rule for escalation met? People decide whether it happens."""
        return self.decision is Decision.ESCALATE


def _in_order(question: OpenQuestion) -> tuple[str, str, str, str, int, str]:
    source = question.source
    return (
        question.subject_id, question.code, question.record_id,
        source.file if source else "", source.row if source else 0, repr(question.reason),
    )  # fmt: skip


@dataclass(frozen=True)
class StudyReview:
    """A study at a cut-off under a protocol. Nothing in it is read from the clock."""

    cut: DataCut
    reference: Reference

    @cached_property
    def row_questions(self) -> tuple[OpenQuestion, ...]:
        """Everything wrong with the rows themselves."""
        return row_questions(self.cut)

    @property
    def protocol(self) -> Protocol:
        """The protocol the review was made under."""
        return self.cut.protocol

    @cached_property
    def patients(self) -> Mapping[str, Patient]:
        """Every subject of the study by code, dosed or not."""
        records = {sid: self._records(sid) for sid in sorted(self.cut.levels_of)}
        baselines = {sid: r.baselines(self.reference.mildness) for sid, r in records.items()}
        dosed = [(r.measurements, baselines[sid]) for sid, r in records.items() if r.dosed]
        grades = laboratory_grades(dosed, self.reference.limits)
        setting = Setting(
            self.protocol, self.reference.catalogue, self.cut.cut_off, self.cut.reports.extracted_on
        )
        return {
            sid: review_patient(
                r, [g for m in r.measurements for g in grades.get(m, ())], baselines[sid], setting
            )
            for sid, r in records.items()
        }

    def _records(self, sid: str) -> PatientRecords:
        tables = self._by_subject
        return PatientRecords(
            sid,
            [row for row in self.cut.subjects if row.subject_id == sid],
            tables["infusions"][sid],
            tables["adverse_events"][sid],
            tables["measurements"][sid],
            self._rulings[sid],
            [q for q in self.row_questions if q.subject_id == sid and q.reach is Reach.SUBJECT],
        )  # type: ignore[arg-type]

    @cached_property
    def _by_subject(self) -> Mapping[str, Mapping[str | None, list]]:  # type: ignore[type-arg]
        found = {}
        for name in ("infusions", "adverse_events", "measurements"):
            rows = defaultdict(list)
            for record in sorted(getattr(self.cut, name), key=repr_without_source):
                rows[subject_of(record)].append(record)
            found[name] = rows
        return found

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
            if patient.records.dosed and self.cut.levels_of[sid] == {0}:
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
        there = [p for sid, p in self.patients.items() if level in self.cut.levels_of[sid]]
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
        return tuple(self._level(rung) for rung in sorted(self.protocol.levels, key=lambda r: r.level))

    def _level(self, rung: DoseLevel) -> LevelReview:
        patients = self.at_level(rung.level)
        tally, above = self.ladder.tallies[rung.level], self.protocol.next_level(rung.level)
        decision = self.ladder.decide(rung.level)
        pending = [p.favourable for p in patients if p.state.pending]
        ends = [p.window.over_on for p in patients if p.state is State.IN_WINDOW and p.window]
        return LevelReview(
            dose=rung,
            tally=tally,
            decision=decision,
            possible=tuple(self.ladder.possible(rung.level, pending)),
            next_dose=above if decision is Decision.ESCALATE else None,
            superseded=above is not None and self.ladder.tallies[above.level].dosed > 0,
            earliest_decision_on=max(ends, default=None),
            blockers=tuple(sorted(self._blockers(rung.level, patients), key=_in_order)),
            patients=tuple(patients),
        )

    def _blockers(self, level: int, patients: Sequence[Patient]) -> list[OpenQuestion]:
        found = [*self.every_level, *self.holds]
        found += [q for p in patients if p.state.pending for q in p.questions if q.reach is Reach.SUBJECT]
        changed = self.ladder.lower_level_changed(level)
        if changed is not None and self.ladder.tallies[level].dosed:
            found.append(
                OpenQuestion(Code.LOWER_LEVEL_CHANGED, LowerLevelChanged(changed), reach=Reach.EVERY_LEVEL)
            )
        if self.ladder.draft:
            found.append(OpenQuestion(Code.PROTOCOL_DRAFT, ProtocolIsDraft(), reach=Reach.EVERY_LEVEL))
        return list(dict.fromkeys(found))

    @cached_property
    def events(self) -> tuple[EventAssessment, ...]:
        """Every event with its verdict, those of unknown subjects too."""
        known = [e for p in self.patients.values() for e in p.events]
        orphans = [self._orphan(e) for e in self.cut.adverse_events if e.subject_id not in self.patients]
        return tuple(sorted((*known, *orphans), key=lambda e: (e.subject_id, e.record_id, repr(e.period))))

    def _orphan(self, event) -> EventAssessment:  # type: ignore[no-untyped-def]
        period = EventPeriod.at(self.cut.cut_off, event)
        because = RuleAnswer("", Verdict.UNKNOWN, (UnknownSubject(event.subject_id or ""),))
        return EventAssessment(
            period.id, event.subject_id or "", period.term, InWindow.POSSIBLE, Verdict.UNKNOWN, "", (because,),
            (), period.reported, None, period.reported, period=period, source=event.source,
        )  # fmt: skip

    @cached_property
    def queries(self) -> tuple[OpenQuestion, ...]:
        """Every question about a record that the site or the committee can answer, in order."""
        found = [
            q for q in self.row_questions if q.reach is not Reach.SUBJECT or q.subject_id not in self.patients
        ]
        found += [q for p in self.patients.values() for q in (*p.questions, *p.holds)]
        found += [*self.every_level, *self._dosed_without_decision()]
        asked = [q for q in dict.fromkeys(found) if q.code is not Code.WINDOW_OPEN]
        return tuple(sorted(asked, key=_in_order))

    def _dosed_without_decision(self) -> list[OpenQuestion]:
        """Patients dosed with no earlier decision of record to escalate the level below."""
        if "decisions.csv" not in self.cut.reports.files:
            return []
        found = []
        for rung in self.protocol.levels:
            below = [r for r in self.protocol.levels if r.level < rung.level]
            if not below:
                continue
            lower = max(below, key=lambda r: r.level).level
            decided = [
                d.decided_on for d in self.cut.decisions if d.level == lower and d.decision == "escalate"
            ]
            for p in self.at_level(rung.level):
                if p.window and not any(day and day < p.window.first_day for day in decided):
                    because = DosedWithoutDecision(lower, p.window.first_day)
                    subject: Subject = p.records.rows[0]
                    found.append(
                        OpenQuestion(
                            Code.DOSED_WITHOUT_DECISION, because, p.subject_id, "", subject.source, "dose_level",
                            Reach.NOBODY,
                        )
                    )  # fmt: skip
        return found


def repr_without_source(record: object) -> str:
    """A record's content as text, for an order that does not depend on the file's."""
    return repr({k: v for k, v in vars(record).items() if k not in ("source", "unknown_columns")})


def review_study(
    reports: CaseReports, protocol: Protocol, cut_off: date, reference: Reference
) -> StudyReview:
    """The review of a study at a cut-off: the same input gives the same answer, whatever the order of rows."""
    return StudyReview(DataCut(reports, protocol, cut_off), reference)
