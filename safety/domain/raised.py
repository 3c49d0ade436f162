"""What the monitor raises itself, from measurements and infusions: it is listed and ruled on like an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safety.domain.assessment_window import InWindow
from safety.domain.case_report import Infusion
from safety.domain.dlt_definition import DltDefinition, OmissionRule, Verdict
from safety.domain.dlt_rules import RuleAnswer
from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import LaboratoryCourse
from safety.domain.liver_injury import above_floor, hys_law
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import AwaitsRuling, InfusionsOmitted, Reason
from safety.domain.ruled_questions import outdated_question
from safety.domain.rulings import RulingsOnRecord


@dataclass(frozen=True)
class Raised:
    """A rule met without an event row, and the day on which it was first met as it stands now."""

    rule: str
    verdict: Verdict
    started: date
    answer: RuleAnswer


def raised(
    definition: DltDefinition, laboratory: LaboratoryCourse, infusions: Iterable[Infusion]
) -> list[Raised]:
    """Hy's law, the floor under an abnormal baseline, and infusions omitted for an adverse event."""
    found = []
    values = [m for m in laboratory.telling_values if laboratory.in_window(m)]
    if definition.hys_law and (pair := hys_law(definition.hys_law, values, laboratory.telling_values)):
        found.append(_dlt(definition.hys_law.id, *pair))
    floor = definition.abnormal_baseline
    if floor and (hit := above_floor(floor, values, laboratory.baselines)):
        found.append(_dlt(floor.id, *hit))
    if definition.omission and (omitted := _omitted(definition.omission, infusions)):
        found.append(omitted)
    return found


def _dlt(rule: str, started: date, because: Reason) -> Raised:
    return Raised(rule, Verdict.DLT, started, RuleAnswer(rule, Verdict.DLT, (because,)))


def _omitted(rule: OmissionRule, infusions: Iterable[Infusion]) -> Raised | None:
    """Planned infusions not given (or given with no cells), or interrupted, for an adverse event."""
    for_event = [i for i in infusions if i.readable and i.reason == "adverse_event"]
    not_given = [i for i in for_event if i.status == "not_given" or i.cells == 0]
    interrupted = [i for i in for_event if i.status == "interrupted" and i not in not_given]
    if not (not_given or interrupted):
        return None
    enough = len({i.number for i in not_given}) >= rule.omitted_at_least
    verdict = Verdict.DLT if enough else Verdict.REVIEW
    days = [i.started_at.first for i in (*not_given, *interrupted) if i.started_at]
    because = InfusionsOmitted(_ids(not_given), _ids(interrupted))
    return Raised(rule.id, verdict, max(days), RuleAnswer(rule.id, verdict, (because,)))


def _ids(infusions: Iterable[Infusion]) -> tuple[str, ...]:
    return tuple(sorted(i.infusion_id or "" for i in infusions))


def as_event(found: Raised, subject_id: str, ruling: RulingsOnRecord) -> EventAssessment:
    """The raised finding as it is listed under the events: in the window, without a grade."""
    record_id = f"{found.rule}:{subject_id}"
    review = OpenQuestion(Code.REVIEW_NEEDED, AwaitsRuling(record_id), subject_id, record_id)
    questions = outdated_question(review, ruling)
    if ruling.stands is None and found.verdict is Verdict.REVIEW:
        questions.append(review)
    verdict = ruling.as_verdict or found.verdict
    rule = "ruling" if ruling.as_verdict else found.rule
    return EventAssessment(
        record_id,
        subject_id,
        "",
        InWindow.YES,
        verdict,
        rule,
        (found.answer,),
        tuple(questions),
        ruling=ruling,
    )


def ruled_alone(rule: str, subject_id: str, ruling: RulingsOnRecord) -> EventAssessment:
    """A ruling for DLT on a rule that is not met (any more) on record: harm is believed all the same."""
    because = (ruling.because,) if ruling.because else ()
    answer = RuleAnswer("ruling", Verdict.DLT, because)
    return EventAssessment(
        f"{rule}:{subject_id}", subject_id, "", InWindow.YES, Verdict.DLT, "ruling", (answer,), ruling=ruling
    )
