"""Which patients a link asks for: one of them, those of a level, or those whom a number of the levels table counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from safety.domain.evaluability import State
from safety.domain.patient import Patient
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.views.labels import label
from safety.views.markup import Html, element, together
from safety.views.page_address import address

# the columns of the levels table, each with the states that it counts
GROUPS: dict[str, tuple[State, ...]] = {
    "dosed": (State.CLEAR, State.DLT, State.IN_WINDOW, State.AWAITING, State.NOT_EVALUABLE),
    "clear": (State.CLEAR,),
    "dlt": (State.DLT,),
    "pending": (State.IN_WINDOW, State.AWAITING),
    "not_evaluable": (State.NOT_EVALUABLE,),
}


@dataclass(frozen=True)
class PatientsOfLevel:
    """The patients of a level whom a number counts."""

    level: LevelReview
    group: str
    patients: tuple[Patient, ...]


def patients_of_level(review: StudyReview) -> PatientsOfLevel | None:
    """What `?level=` and `?group=` in the URL ask for; None where they ask for nothing that there is."""
    level = level_asked(review)
    group = str(st.query_params.get("group", "dosed"))
    if level is None or group not in GROUPS:
        return None
    return PatientsOfLevel(level, group, counted(level.patients, group))


def level_asked(review: StudyReview) -> LevelReview | None:
    """The level that the URL names, where the protocol has it."""
    asked = st.query_params.get("level")
    return next((level for level in review.levels if str(level.dose.level) == asked), None)


def counted(patients: Sequence[Patient], group: str) -> tuple[Patient, ...]:
    """The patients whom a column of the levels table counts."""
    return tuple(patient for patient in patients if patient.state in GROUPS[group])


def beside_the_board(level: LevelReview, left_out: int) -> Html:
    """What the signs of page one's board mean, and how many patients of the level are not drawn, as a link to them."""
    legend = label("board_legend_short")
    if not left_out:
        return together(legend)
    everybody = address("patients", level=str(level.dose.level), group="dosed")
    more = element("a", label("and_more", n=left_out), href=everybody, target="_self")
    return together(legend, " · ", more)
