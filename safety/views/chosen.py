"""What the viewer chose: a study or a data cut, and a cut-off, all kept in the URL. The clock is read nowhere.

A data cut is named by its number, of this server's own store. A study folder is named by a token that this server
gave out when somebody typed the folder's path; a link can never make the server read a folder that nobody opened here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import NamedTuple, TypeVar

import streamlit as st

from safety.domain.case_report import DecisionOfRecord
from safety.domain.latest_day import latest_day
from safety.records.refusal import FileRefused
from safety.review.study import Study
from safety.review.study_review import StudyReview
from safety.review.what_changed import WhatChanged
from safety.review.what_if import WhatIf
from safety.store.cut import Cut
from safety.store.verdicts import StoredVerdict
from safety.views import refused, the_store
from safety.views.labels import label
from safety.views.reading import (
    Choice,
    CutChoice,
    StudyChoice,
    changes_of,
    drawing_of,
    other_ground_of,
    review_of,
    study_of,
    what_if_at_hand,
    what_if_of,
)

CUT_OFF, STUDY, CUT = "cut_off", "study", "cut"
LATEST = "latest"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
DEMONSTRATION = StudyChoice(Path(__file__).parents[2] / "data" / "demo")
DEMO = "demo"  # its token: always known


@st.cache_resource
def _opened() -> dict[str, StudyChoice]:
    return {DEMO: DEMONSTRATION}


def _of_link(name: str) -> str:
    """What was chosen, or what a link says; empty where neither does."""
    return str(st.session_state.get(name, st.query_params.get(name, "")))


def token() -> str:
    """The study folder's token; empty where a data cut is open, or the demonstration study in want of one."""
    return _of_link(STUDY)


def remember() -> None:
    """Begin a page; keep the study or cut, and the day, that a link named: the next URL begins without them.

    The day would be kept by its field too, but not for whoever goes on before the field is there.
    """
    _OPENED.set(None)
    st.session_state[STUDY], st.session_state[CUT] = token(), _of_link(CUT)
    if CUT_OFF not in st.session_state and (day := _day(st.query_params.get(CUT_OFF, ""))):
        st.session_state[CUT_OFF] = day


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def choose(choice: Choice) -> None:
    """Open another study or cut, at its own latest day. Raises FileRefused, and then all stays as it was."""
    opened = study_of(choice.version(), choice)
    given, cut = "", ""
    if isinstance(choice, CutChoice):
        cut = str(choice.number or LATEST)
    elif choice == DEMONSTRATION:
        given = DEMO if the_store.cuts() else ""
    else:
        given = token_urlsafe(9)
        _opened()[given] = choice
    st.session_state[STUDY], st.session_state[CUT] = given, cut
    _OPENED.set(None)
    st.session_state[CUT_OFF] = latest_day(opened.reports)


class Opened(NamedTuple):
    """What is open while a page is drawn, and the version of it that is shown; None where a link leads nowhere."""

    choice: Choice | None
    version: str


_OPENED: ContextVar[Opened | None] = ContextVar("opened", default=None)


def _at_hand() -> Opened:
    """Asked once a page: what changes while it is drawn is seen by the next. Raises FileRefused."""
    known = _OPENED.get()
    if known is None:
        found = _choice()
        known = Opened(found, found.version() if found else "")
        _OPENED.set(known)
    return known


def choice() -> Choice | None:
    """The study that is open: a folder, a data cut, the latest cut of the store, or the demonstration study.

    None where the link's token is not of this server. Raises FileRefused.
    """
    return _at_hand().choice


def version() -> str:
    """The version of it that this page shows. Raises FileRefused."""
    return _at_hand().version


def _choice() -> Choice | None:
    if token():
        return _opened().get(token())
    asked = _of_link(CUT)
    if asked:
        return CutChoice(int(asked) if asked.isascii() and asked.isdecimal() else None)
    return CutChoice() if the_store.cuts() else DEMONSTRATION


def study() -> Study:
    """The study, read; the page ends with a plain list where it cannot be."""
    try:
        found = choice()
        if found is None:
            st.warning(label("link_expired"))
            st.stop()
        return study_of(version(), found)
    except FileRefused as refusal:
        st.html(refused.listed(refusal.fingers))
        st.stop()


def can_be_read() -> bool:
    """Is the chosen study there, and every file of it readable?"""
    try:
        found = choice()
        return found is not None and bool(study_of(version(), found))
    except FileRefused:
        return False


def in_url() -> dict[str, str]:
    """What a link must say so that it opens the same study or cut at the same cut-off."""
    kept = {STUDY: token(), CUT: "" if token() else _of_link(CUT), CUT_OFF: cut_off().isoformat()}
    return {name: value for name, value in kept.items() if value}


def cut() -> Cut | None:
    """The data cut that is open; None where it is a folder."""
    found = choice()
    return found.cut if isinstance(found, CutChoice) else None


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
    return review_of(version(), cut_off(), read)


def kept_verdict() -> StoredVerdict | None:
    """The verdict of the open cut as the store keeps it; None of a folder. Raises FileRefused."""
    found, opened = choice(), cut()
    if found is None or opened is None:
        return None
    return the_store.shown(version(), cut_off(), opened.id, review())


def changes(since: int) -> WhatChanged:
    """What changed from an earlier cut, by its number, to the one that is open."""
    found = choice()
    assert found is not None
    return changes_of(version(), cut_off(), since, study())


def on_other_ground(decision: DecisionOfRecord | None) -> bool:
    """Does a decision of record stand on other records now than those it was made on? A folder cannot tell."""
    if decision is None or not study().before:
        return False
    return other_ground_of(version(), decision.source.row, decision, study())


def what_if() -> WhatIf:
    """What would change the decision that the review comes to."""
    found, reviewed = choice(), review()
    assert found is not None
    return what_if_of(version(), cut_off(), reviewed)


def answer_at_hand() -> WhatIf | None:
    """The same, where it was asked before; trying everything anew would keep page one waiting."""
    found = choice()
    return what_if_at_hand(version(), cut_off()) if found else None


Drawn = TypeVar("Drawn")


def drawn(name: str, language: str, draw: Callable[[], Drawn]) -> Drawn:
    """A picture of the review in a language: drawn once a version and cut-off."""
    found: Drawn = drawing_of(version(), cut_off(), name, language, draw)
    return found
