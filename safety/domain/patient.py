"""One patient at the cut-off: first infusion, window, every event, what is open, and the state it adds up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.baseline import (
    LabGrade,
    baseline_grade,
    baseline_values,
    before_first_infusion,
    in_window,
    opened_by_measurements,
    stood_at_first_infusion,
)
from safety.domain.case_report import Adjudication, AdverseEvent, Infusion, Measurement, Subject
from safety.domain.data_cut import RULED_NOT_EVALUABLE
from safety.domain.death import Death, DeathPlacement, deaths
from safety.domain.disposition import Disposition, exits
from safety.domain.dlt_rules import Course, RuleAnswer
from safety.domain.evaluability import FollowUp, State
from safety.domain.event_assessment import (
    Catalogue,
    EventAssessment,
    assess,
    grade_doubts,
    never_dosed,
)
from safety.domain.event_period import EventPeriod
from safety.domain.exposure import Exposure, first_infusion, given
from safety.domain.laboratory import ungradable, unreported
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.partial_date import PartialDate
from safety.domain.protocol import Protocol, Verdict
from safety.domain.raised import as_event, as_ruled, raised
from safety.domain.reason import (
    DeathHolds,
    DoseAbovePlan,
    InfusionAfterWindow,
    LeftStudy,
    RulingOutdated,
    UnreportedLab,
)
from safety.domain.rulings import RulingsOnRecord, on_record


@dataclass(frozen=True)
class PatientRecords:
    """Everything on record about one subject at the cut-off, and what the intake already asks about it.

    `grades` are the CTCAE grades of the measurements; `mildness` orders values that nobody can order in time.
    """

    subject_id: str
    rows: Sequence[Subject]
    infusions: Sequence[Infusion]
    adverse_events: Sequence[AdverseEvent]
    measurements: Sequence[Measurement]
    rulings: Mapping[str, Sequence[Adjudication]]
    questions: Sequence[OpenQuestion]

    @property
    def dosed(self) -> bool:
        """Was any infusion given, as far as anybody can tell?"""
        return any(given(i) for i in self.infusions)

    @property
    def first_infusion(self) -> PartialDate | None:
        """The day that opens the window."""
        return first_infusion(self.infusions)

    def baselines(self, mildness: Callable[[Measurement], object]) -> Mapping[str, Measurement]:
        """Each test's last value before the first infusion."""
        first = self.first_infusion
        return baseline_values(self.measurements, first, mildness) if first else {}


@dataclass(frozen=True)
class Patient:
    """What a safety review says of one patient, and everything it rests on."""

    records: PatientRecords
    state: State
    favourable: State
    window: AssessmentWindow | None = None
    events: tuple[EventAssessment, ...] = ()
    dlt_ids: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    holds: tuple[OpenQuestion, ...] = ()
    exposure: Exposure | None = None
    disposition: Disposition | None = None
    grades: tuple[LabGrade, ...] = ()

    @property
    def subject_id(self) -> str:
        """The patient's code."""
        return self.records.subject_id


@dataclass(frozen=True)
class Setting:
    """What one patient is judged by: protocol, catalogue, cut-off, the day of the export."""

    protocol: Protocol
    catalogue: Catalogue
    cut_off: date
    extracted_on: date | None


def review_patient(
    records: PatientRecords,
    grades: Sequence[LabGrade],
    baselines: Mapping[str, Measurement],
    setting: Setting,
) -> Patient:
    """The state of one patient, with every event assessed and every open question named."""
    if not records.dosed:
        listed = [never_dosed(EventPeriod.at(setting.cut_off, e)) for e in records.adverse_events]
        return Patient(
            records, State.ALLOCATED, State.ALLOCATED, None, tuple(listed), (), tuple(records.questions)
        )
    first = records.first_infusion
    if first is None:
        return _without_first_day(records, setting)
    return _Assessed(records, tuple(grades), baselines, setting, first).patient()


def _without_first_day(records: PatientRecords, setting: Setting) -> Patient:
    """Dosed on a day that nobody can read: nothing can be placed, and everything waits."""
    events = []
    for event in records.adverse_events:
        period = EventPeriod.at(setting.cut_off, event)
        ruling = on_record(records.rulings.get(period.id, ()), None, period.grade)
        verdict = ruling.as_verdict or Verdict.UNKNOWN
        events.append(
            EventAssessment(
                period.id, records.subject_id, period.term, InWindow.POSSIBLE, verdict,
                "ruling" if ruling.as_verdict else "", (RuleAnswer("", verdict, ()),), (),
                period.reported, None, period.grade, ruling, period, event.source,
            )
        )  # fmt: skip
    dlt = tuple(e.record_id for e in events if e.verdict is Verdict.DLT)
    state = State.DLT if dlt else State.AWAITING
    return Patient(records, state, State.CLEAR, None, tuple(events), dlt, tuple(records.questions))


class _Assessed:
    """The working-out for a dosed patient whose first infusion has a day."""

    def __init__(
        self,
        records: PatientRecords,
        grades: tuple[LabGrade, ...],
        baselines: Mapping[str, Measurement],
        setting: Setting,
        first: PartialDate,
    ) -> None:
        self.records, self.grades, self.setting = records, grades, setting
        self.protocol, self.cut_off = setting.protocol, setting.cut_off
        self.window = AssessmentWindow.after(first, self.protocol.window_days)
        self.lab_baselines = baselines
        self._before = self._taken_before(first)
        self.exposure = Exposure(
            records.subject_id, records.infusions, self._planned_cells(), self.protocol.dosing, self.window
        )

    def _taken_before(self, first: PartialDate) -> frozenset[Measurement]:
        by_test: dict[str | None, list[Measurement]] = {}
        for m in self.records.measurements:
            by_test.setdefault(m.test, []).append(m)
        return frozenset(
            m for values in by_test.values() for m in values if before_first_infusion(m, values, first)
        )

    def _planned_cells(self) -> Decimal | None:
        levels = [self.protocol.level(row.dose_level) for row in self.records.rows]
        level = min((rung for rung in levels if rung), key=lambda rung: rung.level, default=None)
        weights = {row.weight_kg for row in self.records.rows}
        weight = weights.pop() if len(weights) == 1 else None
        return self.protocol.dosing.planned_cells(level, weight) if level else None

    def _in_window(self, measurement: Measurement) -> bool:
        return in_window(measurement, self.window, self._before.__contains__)

    def _periods(self) -> tuple[list[EventPeriod], dict[str, int]]:
        """All periods with their derived grades, measurements inside old rows split off; and term baselines."""
        rows = [EventPeriod.at(self.cut_off, e) for e in self.records.adverse_events]
        believed = [p for p in rows if not any(d.unknown for d in self._doubts(p))]
        at_baseline = [
            g for g in self.grades if self.lab_baselines.get(g.measurement.test or "") is g.measurement
        ]
        terms = {p.term for p in rows} | {g.term for g in self.grades}
        baselines = {t: baseline_grade(t, believed, at_baseline, self.window) for t in terms}
        periods: list[EventPeriod] = []
        for row in rows:
            of_term = [g for g in self.grades if g.term == row.term and g.grade is not None]
            opened = opened_by_measurements(
                row, of_term, baselines[row.term], self.window, self._before.__contains__
            )
            apart = {p.opened_by for p in opened}
            inside = [
                g.grade for g in of_term
                if g.measurement not in apart and g.measurement.collected_at
                and row.may_hold(g.measurement.collected_at)
            ]  # fmt: skip
            periods.append(replace(row, derived=max((g for g in inside if g is not None), default=None)))
            periods += opened
        return periods, baselines

    def _doubts(self, period: EventPeriod) -> list:  # type: ignore[type-arg]
        return grade_doubts(period, self.setting.catalogue, self.protocol.ctcae_version)

    def _ruling(self, record_id: str, started: date | None, grade: int | None) -> RulingsOnRecord:
        return on_record(self.records.rulings.get(record_id, ()), started, grade)

    def patient(self) -> Patient:
        """Put everything together; see the rooms called for what each part means."""
        r, sid = self.records, self.records.subject_id
        left = exits(r.rows, self.cut_off)
        periods, term_baselines = self._periods()
        for_death = next((e.source for e in left if e.reason == "death"), None)
        dated = tuple(PartialDate.on(e.on) for e in left if e.reason == "death" and e.on)
        placement = DeathPlacement(self.window, self.exposure.last_given(), dated, self.cut_off)
        died = deaths(periods, placement, sid, for_death)
        course = Course(
            self.protocol.dlt, self.window, self.cut_off, periods, r.infusions, self.exposure.completed,
            {d.record_id: d for d in died if d.row is not None}, term_baselines,
        )  # fmt: skip
        events = [assess(p, course, self._doubts(p), self._event_ruling(p, course.deaths)) for p in periods]
        events += self._raised()
        disposition = Disposition(sid, left, died, self.window)
        follow_up = FollowUp(
            sid, self.cut_off, self.window, self.exposure, disposition, self.protocol.infusions_to_complete,
            self._reviewed_through(), self.setting.extracted_on, False,
        )  # fmt: skip
        return self._settled(events, term_baselines, follow_up, died)

    def _event_ruling(self, period: EventPeriod, died: Mapping[str, Death]) -> RulingsOnRecord:
        death = died.get(period.id)
        started = death.earliest if death else period.start.first if period.start else None
        return self._ruling(period.id, started, period.grade)

    def _raised(self) -> list[EventAssessment]:
        r = self.records
        values = [m for m in r.measurements if self._in_window(m)]
        found = raised(self.protocol.dlt, values, r.measurements, self.lab_baselines, r.infusions)
        sid = r.subject_id
        return [as_event(f, sid, self._ruling(f"{f.rule}:{sid}", f.started, None)) for f in found]

    def _reviewed_through(self) -> date | None:
        through = [row.ae_reviewed_through for row in self.records.rows]
        known = [day for day in through if day is not None]
        return min(known) if known and len(known) == len(through) else None

    def _settled(
        self,
        events: list[EventAssessment],
        term_baselines: Mapping[str, int],
        follow_up: FollowUp,
        died: Sequence[Death],
    ) -> Patient:
        disposition = follow_up.disposition
        assert disposition is not None
        ruled = _Ruled(self, died)
        asked = [
            *disposition.questions(),
            *self.exposure.deviations(),
            *self.exposure.late(),
            *ungradable(self.records.measurements, self.grades, self.protocol.dlt),
            *unreported(self.grades, self._in_window, term_baselines, events, self.protocol.dlt),
        ]
        open_ = ruled.still_open(asked)
        events += ruled.believed({e.record_id for e in events}, {q.record_id for q in asked})
        questions = [
            *self.records.questions, *(q for e in events for q in e.questions), *open_,
            *self.exposure.incomplete(disposition.last_day_on_study(self.cut_off)),
            *self.exposure.unknown_doses(), *follow_up.questions(),
        ]  # fmt: skip
        dlt_ids = tuple(sorted({e.record_id for e in events if e.verdict is Verdict.DLT} | ruled.dlt_ids))
        follow_up = replace(follow_up, ruled_not_evaluable=ruled.not_evaluable)
        return Patient(
            self.records, follow_up.state(bool(dlt_ids), questions), follow_up.favourable(), self.window,
            tuple(events), dlt_ids, tuple(questions), tuple(self._holds(died)), self.exposure, disposition, self.grades,
        )  # fmt: skip

    def _holds(self, died: Sequence[Death]) -> list[OpenQuestion]:
        """Deaths that hold every level: in the window, possibly, or later unless judged not related."""
        if not self.protocol.death_holds_all_levels:
            return []
        return [
            OpenQuestion(
                Code.STOPPING_RULE,
                DeathHolds(d.subject_id),
                d.subject_id,
                d.record_id,
                d.source,
                "",
                Reach.EVERY_LEVEL,
            )
            for d in died
            if not self._late_and_not_related(d)
            and not self._ruling(d.record_id, d.earliest, _grade(d)).lifts_hold
        ]

    def _late_and_not_related(self, death: Death) -> bool:
        causality = death.row.causality if death.row else None
        late = death.in_window(self.window) is InWindow.NO
        return late and causality is not None and not self.protocol.dlt.is_related(causality)


def _grade(death: Death) -> int | None:
    return 5 if death.row else None


class _Ruled:
    """The rulings on what is no event: an exit, a dose, a late infusion, a laboratory value."""

    def __init__(self, work: _Assessed, died: Sequence[Death]) -> None:
        self.work, self.died = work, died
        self.dlt_ids: set[str] = set()
        self.not_evaluable = False

    def still_open(self, asked: Sequence[OpenQuestion]) -> list[OpenQuestion]:
        """The questions that no ruling settles, and the rulings that are outdated."""
        left = []
        for question in asked:
            ruling = self.work._ruling(question.record_id, self._started(question), self._grade(question))
            if ruling.outdated is not None:
                outdated = RulingOutdated(
                    ruling.outdated.adjudication_id or "", ruling.outdated.ruled_grade, self._grade(question)
                )
                left.append(replace(question, code=Code.RULING_OUTDATED, reason=outdated))
            if ruling.stands is None:
                left.append(question)
            self._note(question.record_id, ruling)
        return left

    def believed(self, listed: set[str], asked: set[str]) -> list[EventAssessment]:
        """Rulings on ids that nothing raises at this cut-off: harm is believed, and so is "not evaluable"."""
        found = []
        for record_id in set(self.work.records.rulings) - listed - asked:
            ruling = self.work._ruling(record_id, None, None)
            self._note(record_id, ruling)
            kind, about, _ = record_id.partition(":")
            if ruling.verdict == "dlt" and about and kind not in RULED_NOT_EVALUABLE:
                found.append(as_ruled(record_id, self.work.records.subject_id, ruling))
        return found

    def _note(self, record_id: str, ruling: RulingsOnRecord) -> None:
        if ruling.verdict == "dlt":
            self.dlt_ids.add(record_id)
        self.not_evaluable |= ruling.verdict == "not_evaluable"

    def _started(self, question: OpenQuestion) -> date | None:
        match question.reason:
            case LeftStudy(on=on):
                unplaced = [d.earliest for d in self.died if d.row is None]
                return on or min(unplaced, default=self.work.window.first_day)
            case InfusionAfterWindow(on=on):
                return on
            case DoseAbovePlan(infusion_id=id_):
                days = [
                    i.started_at.first
                    for i in self.work.records.infusions
                    if i.infusion_id == id_ and i.started_at
                ]
                return max(days, default=None)
            case _:
                measured = [
                    m.collected_at.first for m in self.work.records.measurements
                    if f"lab:{m.measurement_id}" == question.record_id and m.collected_at
                ]  # fmt: skip
                return max(measured, default=None)

    @staticmethod
    def _grade(question: OpenQuestion) -> int | None:
        return question.reason.grade if isinstance(question.reason, UnreportedLab) else None
