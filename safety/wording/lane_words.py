"""What stands beside a lane: the patient's code, state, and the day of the window, in plain words."""

from __future__ import annotations

from safety.domain.evaluability import State
from safety.domain.open_question import Reach
from safety.review.lane_infusions import Became, Given
from safety.review.patient_lanes import Bar, Gone, Lane
from safety.wording.speech import Speech

SHAPES = {
    State.IN_WINDOW: "○",
    State.AWAITING: "?",
    State.DLT: "■",
    State.CLEAR: "●",
    State.NOT_EVALUABLE: "–",
}
REASONS = (
    "completed", "adverse_event", "death", "withdrew_consent", "lost_to_follow_up", "progression",
)  # fmt: skip


def beside_name(lane: Lane, hidden: int, said: Speech) -> str:
    """What stands under the code: the standing, and how many events the board leaves out."""
    told = [_standing(lane, said)]
    if hidden:
        told.append(said.label("lane_hidden", n=hidden))
    return " · ".join(told)


def _standing(lane: Lane, said: Speech) -> str:
    patient, window = lane.patient, lane.patient.window
    assert window is not None
    match lane.state:
        case State.DLT:
            return said.label("lane_dlt", ids=said.listed(patient.dlt_ids))
        case State.IN_WINDOW:
            today, last = lane.study_day(lane.today), lane.study_day(lane.window_end - 1)
            closes = said.day_of_year(window.last_day)
            return said.label("lane_in_window", day=today, last=last, closes=closes)
        case State.AWAITING:
            open_ = [q for q in patient.questions if q.reach is not Reach.NOBODY]
            return said.code(open_[0].code) if open_ else said.label("lane_over")
        case State.NOT_EVALUABLE if lane.left is not None:
            return said.label("lane_left", day=lane.study_day(lane.left))
        case _:
            return said.label("lane_over_on", day=said.day_of_year(window.last_day))


def gone_in_words(gone: Gone, said: Speech) -> str:
    """What stands beside the mark of an exit or a death."""
    reason = gone.reason if gone.reason in REASONS else "other"
    return f"{'' if gone.exact else '~'}{said.label(f'bar_left_{reason}')}"


def sentence(lane: Lane, said: Speech) -> str:
    """The lane as a sentence: what may be a DLT, infusions that were not given as planned, exits and deaths."""
    standing = said.commas((said.state(lane.state), _standing(lane, said)))
    told = [said.about(lane.patient.subject_id, standing)]
    told += [_bar(bar, lane, said) for bar in lane.bars if bar.to_look_at]
    told += [_infusion(i, lane, said) for i in lane.infusions if i.became is not Became.GIVEN]
    told += [
        said.label("words_gone", told=gone_in_words(gone, said), day=lane.study_day(gone.day))
        for gone in lane.gone
    ]
    return said.sentence(said.clauses(told))


def _bar(bar: Bar, lane: Lane, said: Speech) -> str:
    grade = bar.grade or said.label("words_no_grade")
    day, verdict = lane.study_day(bar.first), said.words.VERDICTS[bar.verdict.value]
    return said.label("words_bar", term=said.term(bar.term), grade=grade, day=day, verdict=verdict)


def _infusion(infusion: Given, lane: Lane, said: Speech) -> str:
    return said.label(
        f"words_infusion_{infusion.became.value}", number=infusion.number or "?", day=lane.study_day(infusion.day),
        n=infusion.days_late,
    )  # fmt: skip
