"""What stands beside a lane: the patient's code, state, and the day of the window, in plain words."""

from __future__ import annotations

from html import escape

from safety.domain.evaluability import State
from safety.domain.open_question import Reach
from safety.views import palette
from safety.views.labels import label, said
from safety.views.patient_lanes import Lane, study_day

SHAPES = {
    State.IN_WINDOW: "○",
    State.AWAITING: "?",
    State.DLT: "■",
    State.CLEAR: "●",
    State.NOT_EVALUABLE: "–",
}


def name_of(lane: Lane) -> str:
    """The code and the state, for plotly: bold, and the state in its colour with its shape."""
    colour = palette.STATES[lane.state.value]
    state = f"{SHAPES[lane.state]} {escape(said().state(lane.state))}"
    code = escape(lane.patient.subject_id)
    return (
        f'<span style="font-size:16px;color:{palette.INK}"><b>{code}</b></span>'
        f'  <span style="color:{colour}"><b>{state}</b></span>'
    )


def beside_name(lane: Lane, hidden: int) -> str:
    """What stands under the code: the standing, and how many events the board leaves out."""
    told = [_standing(lane)]
    if hidden:
        told.append(label("lane_hidden", n=hidden))
    return " · ".join(told)


def _standing(lane: Lane) -> str:
    patient, window = lane.patient, lane.patient.window
    assert window is not None
    match lane.state:
        case State.DLT:
            return label("lane_dlt", ids=", ".join(patient.dlt_ids))
        case State.IN_WINDOW:
            return label("lane_in_window", day=study_day(lane.today), last=study_day(lane.window_end - 1),
                         closes=_short(said().day(window.last_day)))  # fmt: skip
        case State.AWAITING:
            open_ = [q for q in patient.questions if q.reach is not Reach.NOBODY]
            return said().code(open_[0].code) if open_ else label("lane_over")
        case State.NOT_EVALUABLE if lane.left is not None:
            return label("lane_left", day=study_day(lane.left))
        case _:
            return label("lane_over_on", day=_short(said().day(window.last_day)))


def _short(day: str) -> str:
    """Without its year: the strip has it."""
    return day.rsplit(" ", 1)[0]


def sentence(lane: Lane) -> str:
    """The lane as a sentence."""
    bars = [label("words_bar", term=b.term, grade=b.grade or label("words_no_grade"), day=study_day(b.first),
                  verdict=said().words.VERDICTS[b.verdict.value])
            for b in lane.bars if b.to_look_at]  # fmt: skip
    told = f"{lane.patient.subject_id}: {said().state(lane.state)}, {_standing(lane)}"
    return "; ".join([told, *bars]) + "."
