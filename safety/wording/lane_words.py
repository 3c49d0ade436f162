"""What stands beside a lane: the patient's code, state, and the day of the window, in plain words."""

from __future__ import annotations

from safety.domain.evaluability import State
from safety.domain.open_question import Reach
from safety.review.patient_lanes import Lane, study_day
from safety.wording.speech import Speech

SHAPES = {
    State.IN_WINDOW: "○",
    State.AWAITING: "?",
    State.DLT: "■",
    State.CLEAR: "●",
    State.NOT_EVALUABLE: "–",
}


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
            return said.label("lane_in_window", day=study_day(lane.today), last=study_day(lane.window_end - 1),
                         closes=said.day_of_year(window.last_day))  # fmt: skip
        case State.AWAITING:
            open_ = [q for q in patient.questions if q.reach is not Reach.NOBODY]
            return said.code(open_[0].code) if open_ else said.label("lane_over")
        case State.NOT_EVALUABLE if lane.left is not None:
            return said.label("lane_left", day=study_day(lane.left))
        case _:
            return said.label("lane_over_on", day=said.day_of_year(window.last_day))


def sentence(lane: Lane, said: Speech) -> str:
    """The lane as a sentence."""
    bars = [said.label("words_bar", term=said.term(b.term), grade=b.grade or said.label("words_no_grade"),
                       day=study_day(b.first), verdict=said.words.VERDICTS[b.verdict.value])
            for b in lane.bars if b.to_look_at]  # fmt: skip
    standing = said.commas((said.state(lane.state), _standing(lane, said)))
    return said.sentence(said.clauses([said.about(lane.patient.subject_id, standing), *bars]))
