"""What the viewer chose: a study and a cut-off, both kept in the URL. The clock is read nowhere.

The URL names a study by a token that this server gave out when somebody typed the folder's path; a link can
never make the server read a folder that nobody opened here.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from secrets import token_urlsafe

import streamlit as st

from safety.domain.latest_day import latest_day
from safety.records.refusal import FileRefused
from safety.review.study import Study
from safety.review.study_review import StudyReview
from safety.review.what_if import WhatIf
from safety.views import refused
from safety.views.labels import label
from safety.views.reading import (
    StudyChoice,
    review_of,
    study_of,
    what_if_at_hand,
    what_if_of,
)

CUT_OFF, STUDY = "cut_off", "study"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
DEMONSTRATION = StudyChoice(Path(__file__).parents[2] / "data" / "demo")


@st.cache_resource
def _opened() -> dict[str, StudyChoice]:
    return {}


def token() -> str:
    """The study's token; empty for the demonstration study."""
    return str(st.session_state.get(STUDY, st.query_params.get(STUDY, "")))


def remember() -> None:
    """Keep the study that a link named: the URL of the next page begins without it."""
    st.session_state[STUDY] = token()


def choose(choice: StudyChoice) -> None:
    """Open another study, at its own latest day. Raises FileRefused, and then the study stays as it was."""
    opened = study_of(choice.version(), choice)
    given = "" if choice == DEMONSTRATION else token_urlsafe(9)
    if given:
        _opened()[given] = choice
    st.session_state[STUDY] = given
    st.session_state[CUT_OFF] = latest_day(opened.reports)


def choice() -> StudyChoice | None:
    """The study that is open; None where the link's token is not of this server."""
    return _opened().get(token()) if token() else DEMONSTRATION


def study() -> Study:
    """The study, read; the page ends with a plain list where it cannot be."""
    found = choice()
    if found is None:
        st.warning(label("link_expired"))
        st.stop()
    try:
        return study_of(found.version(), found)
    except FileRefused as refusal:
        st.html(refused.listed(refusal.fingers))
        st.stop()


def can_be_read() -> bool:
    """Is the chosen study there, and every file of it readable?"""
    found = choice()
    try:
        return found is not None and bool(study_of(found.version(), found))
    except FileRefused:
        return False


def latest() -> date:
    """The study's own latest day."""
    return latest_day(study().reports)


def cut_off() -> date:
    """The chosen cut-off, else the study's latest day."""
    return st.session_state.get(CUT_OFF) or latest()


def step(days: int) -> None:
    """Move the cut-off by so many days."""
    st.session_state[CUT_OFF] = min(max(cut_off() + timedelta(days=days), FIRST_DAY), LAST_DAY)


def to_latest() -> None:
    """Move the cut-off to the study's latest day."""
    st.session_state[CUT_OFF] = latest()


def review() -> StudyReview:
    """The review of the chosen study at the chosen cut-off."""
    read, found = study(), choice()
    assert found is not None
    return review_of(found.version(), cut_off(), read)


def what_if() -> WhatIf:
    """What would change the decision that the review comes to."""
    found, reviewed = choice(), review()
    assert found is not None
    return what_if_of(found.version(), cut_off(), reviewed)


def answer_at_hand() -> WhatIf | None:
    """The same, where it was asked before; trying everything anew would keep page one waiting."""
    found = choice()
    return what_if_at_hand(found.version(), cut_off()) if found else None
