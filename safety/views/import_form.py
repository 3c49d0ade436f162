"""Keeps the study folder that is open as a data cut; the same files twice make one cut, however often it is pressed."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from safety.records.refusal import FileRefused
from safety.review.opening import delivery
from safety.views import chosen, refused, the_store
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark
from safety.views.page_address import address
from safety.views.reading import CutChoice, StudyChoice
from safety.wording.the_store import blocking_said, imported_said

ROLE, REASON, OUTCOME = "role_of_import", "reason_of_import", "import_outcome"
LONGEST = 500


class Imported(NamedTuple):
    """What is said of an import, and whether it made a cut."""

    told: str
    new: bool


def import_form(folder: StudyChoice) -> None:
    """Role and reason, and the button."""
    with st.form("import_folder", width=760):
        st.text_input(
            label("role_of_import"), key=ROLE, max_chars=100, placeholder=label("role_of_import_example")
        )
        st.text_input(label("reason_of_answer"), key=REASON, max_chars=LONGEST)
        st.form_submit_button(label("import_now"), on_click=_import, args=(folder,), key="import_now")


def import_outcome() -> None:
    """What came of the last import, told once: the cut that is open now, and what of it blocks."""
    outcome = st.session_state.pop(OUTCOME, None)
    if isinstance(outcome, Imported):
        blocks = _blocking() if outcome.new and chosen.study().before else None
        st.html(element("section", element("p", outcome.told), blocks, class_="big", role="status"))
    elif outcome:
        st.html(refused.not_done(outcome))


def _blocking() -> Html:
    """How many changes since the cuts before block, with the way to them."""
    day = chosen.cut_off()
    n = sum(change.exists_on(day) for change in chosen.review().changes)
    way = element("a", label("page_what_changed"), href=address("what_changed"), target="_self")
    return element("p", mark("people") if n else None, blocking_said(n, day, said()), " ", way)


def _import(folder: StudyChoice) -> None:
    try:
        given = delivery(folder.folder, folder.protocol, folder.mapping)
        cut, new = the_store.made_store().import_cut(
            given, who=st.session_state[ROLE], why=st.session_state[REASON]
        )
        st.session_state[OUTCOME] = Imported(imported_said(cut, said(), new=new), new)
        chosen.choose(CutChoice())
    except FileRefused as refusal:
        st.session_state[OUTCOME] = refusal.fingers
