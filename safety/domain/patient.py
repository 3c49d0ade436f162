"""One patient at the cut-off: first infusion, window, every event, what is open, and the state it adds up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.clinical_findings import supported_grade
from safety.domain.date_conflicts import date_conflicts
from safety.domain.death import Death, DeathPlacement, deaths
from safety.domain.disposition import Disposition, exits
from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import Course
from safety.domain.eligibility import Eligibility, eligibility
from safety.domain.evaluability import FollowUp, State
from safety.domain.event_assessment import EventAssessment, assess, never_dosed, never_placed
from safety.domain.event_log import EventLog, event_log
from safety.domain.event_period import EventPeriod
from safety.domain.exposure import Exposure, contradicted
from safety.domain.fatal_outcome import fatal_outcome
from safety.domain.grade_doubt import doubts_by_findings, grade_doubts
from safety.domain.laboratory import ungradable, unreported
from safety.domain.laboratory_course import Graded, LaboratoryCourse
from safety.domain.open_question import OpenQuestion, Reach
from safety.domain.partial_date import PartialDate
from safety.domain.patient_records import PatientRecords, Setting
from safety.domain.planned_dose import planned_cells
from safety.domain.protocol import Protocol
from safety.domain.raised import as_event, raised, ruled_alone
from safety.domain.ruled_questions import ruling_on, settle
from safety.domain.screening import Screening
from safety.domain.stopping_rule import holding_deaths, outdated_late_rulings


@dataclass(frozen=True)
class Patient:
    """What a safety review says of one patient, and everything it rests on.

    `baselines` holds the grade of each term at the first infusion; a term that is not in it had none.
    `eligibility` is None where the protocol lists no criteria, and empty where there is no screening.csv.
    """

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
    laboratory: LaboratoryCourse | None = None
    baselines: Mapping[str, int] = field(default_factory=dict)
    eligibility: Eligibility | None = None

    @property
    def subject_id(self) -> str:
        """The patient's code."""
        return self.records.subject_id


def review_patient(
    records: PatientRecords,
    graded: Graded,
    setting: Setting,
) -> Patient:
    """The state of one patient, with every event assessed and every open question named."""
    first = records.first_infusion
    if not records.dosed and records.rows:
        return _never_dosed(records, setting)
    if first is None:
        return _never_placed(records, setting)
    window = AssessmentWindow.after(first, setting.protocol.window_days)
    laboratory = LaboratoryCourse(records.measurements, graded, window)
    exposure = Exposure(
        records.subject_id,
        records.infusions,
        planned_cells(records.rows, setting.protocol),
        setting.protocol.dosing,
        window,
    )
    return _reviewed(records, laboratory, exposure, setting)


def _never_dosed(records: PatientRecords, setting: Setting) -> Patient:
    periods = [EventPeriod.at(setting.cut_off, e) for e in records.adverse_events]
    events = tuple(
        never_dosed(
            p,
            ruling_on(records.rulings, p.id, None, p.highest_grade),
            supported_grade(p.event, setting.clauses),
        )
        for p in periods
    )
    asked = (*records.questions, *contradicted(records.infusions, Reach.NOBODY))
    return Patient(
        records, State.ALLOCATED, State.ALLOCATED, None, events, (), asked,
        eligibility=_eligibility(records, periods, {}, setting),
    )  # fmt: skip


def _never_placed(records: PatientRecords, setting: Setting) -> Patient:
    """Dosed on a day that nobody can read, or a subject nobody knows: nothing can be placed, everything waits."""
    periods = [EventPeriod.at(setting.cut_off, e) for e in records.adverse_events]
    events = tuple(
        never_placed(
            p,
            ruling_on(records.rulings, p.id, None, p.highest_grade),
            supported_grade(p.event, setting.clauses),
        )
        for p in periods
    )
    settled = settle((), records.rulings, frozenset(e.record_id for e in events), records.day_of)
    dlt = settled.dlt_ids | {e.record_id for e in events if e.verdict is Verdict.DLT}
    state = State.DLT if dlt else State.AWAITING
    return Patient(
        records, state, State.CLEAR, None, events, tuple(sorted(dlt)), tuple(records.questions),
        eligibility=_eligibility(records, periods, {}, setting),
    )  # fmt: skip


def _eligibility(
    records: PatientRecords, periods: Sequence[EventPeriod], grades: Mapping[str, int], setting: Setting
) -> Eligibility | None:
    """The criteria, answered; nothing is asked of anybody without a screening.csv."""
    if not setting.protocol.criteria:
        return None
    if records.screening is None:
        return Eligibility()
    screening = Screening(
        records.rows, records.screening, records.measurements, records.first_infusion, grades, periods,
        setting.units,
    )  # fmt: skip
    return eligibility(setting.protocol.criteria, screening)


def _reviewed(
    records: PatientRecords, laboratory: LaboratoryCourse, exposure: Exposure, setting: Setting
) -> Patient:
    protocol, window, sid = setting.protocol, exposure.window, records.subject_id

    def believed(period: EventPeriod) -> bool:
        return not any(
            doubt.unknown for doubt in grade_doubts(period, setting.catalogue, protocol.ctcae_version)
        )

    log = event_log(records.adverse_events, laboratory, setting.cut_off, believed)
    died = _deaths(records, log, exposure, setting)
    events = (*_assessed(records, log, died, exposure, setting), *_raised(records, laboratory, protocol))
    disposition = Disposition(sid, exits(records.rows, setting.cut_off), died, window)
    entered = _eligibility(records, log.periods, log.baselines, setting)
    asked = [
        *(entered.open(sid, window.first_day) if entered else ()),
        *disposition.questions(),
        *exposure.deviations(),
        *exposure.late(),
        *ungradable(laboratory, protocol.dlt),
        *unreported(laboratory, log.baselines, events, protocol.dlt),
    ]
    settled = settle(asked, records.rulings, frozenset(e.record_id for e in events), records.day_of)
    follow_up = FollowUp(
        records.rows, setting.cut_off, exposure, disposition, protocol.infusions_to_complete,
        setting.extracted_on, settled.not_evaluable,
    )  # fmt: skip
    questions = (
        *records.questions,
        *(question for event in events for question in event.questions),
        *settled.open,
        *exposure.incomplete(disposition.last_day_on_study(setting.cut_off)),
        *exposure.unknown_doses(),
        *contradicted(records.infusions, Reach.SUBJECT),
        *date_conflicts(records.rows, records.infusions, window),
        *follow_up.questions(),
        *(entered.not_known(sid) if entered else ()),
        *outdated_late_rulings(died, window, records.rulings),
    )
    questions = tuple(q if q.source else replace(q, source=records.source) for q in questions)
    dlt = settled.dlt_ids | {e.record_id for e in events if e.verdict is Verdict.DLT}
    holds = (
        holding_deaths(died, window, protocol.dlt, records.rulings) if protocol.death_holds_all_levels else []
    )
    return Patient(
        records, follow_up.state(bool(dlt), questions), follow_up.favourable(), window, events,
        tuple(sorted(dlt)), questions, tuple(holds), exposure, disposition, laboratory, log.baselines, entered,
    )  # fmt: skip


def _deaths(records: PatientRecords, log: EventLog, exposure: Exposure, setting: Setting) -> list[Death]:
    left = exits(records.rows, setting.cut_off)
    of_death = [e for e in left if e.reason == "death"]
    dated = tuple(PartialDate.on(e.on) for e in of_death if e.on)
    placement = DeathPlacement(exposure.window, exposure.last_given(), dated, setting.cut_off)
    return deaths(log.periods, placement, records.subject_id, of_death[0].source if of_death else None)


def _assessed(
    records: PatientRecords, log: EventLog, died: Sequence[Death], exposure: Exposure, setting: Setting
) -> list[EventAssessment]:
    by_row = {death.record_id: death for death in died if death.row is not None}
    course = Course(
        setting.protocol.dlt, exposure.window, setting.cut_off, log.periods, records.infusions,
        exposure.completed, by_row, log.baselines,
    )  # fmt: skip
    found = []
    for period in log.periods:
        death = by_row.get(period.id)
        began = death.earliest if death else period.start.first if period.start else None
        supported = supported_grade(period.event, setting.clauses)
        version = setting.protocol.ctcae_version
        doubts = grade_doubts(period, setting.catalogue, version)
        doubts += fatal_outcome(period, died)
        doubts += doubts_by_findings(period, supported, version)
        ruling = ruling_on(records.rulings, period.id, began, period.highest_grade)
        found.append(assess(period, course, doubts, ruling, supported))
    return found


def _raised(
    records: PatientRecords, laboratory: LaboratoryCourse, protocol: Protocol
) -> list[EventAssessment]:
    sid, found = records.subject_id, raised(protocol.dlt, laboratory, records.infusions)
    events = [as_event(f, sid, ruling_on(records.rulings, f"{f.rule}:{sid}", f.started, None)) for f in found]
    listed = {event.record_id for event in events}
    for rule in protocol.dlt.raised_rules:
        ruling = ruling_on(records.rulings, f"{rule}:{sid}", None, None)
        if ruling.verdict == "dlt" and f"{rule}:{sid}" not in listed:
            events.append(ruled_alone(rule, sid, ruling))
    return events
