"""The search for a CTCAE term: it answers while one types, and shows at once what was certainly meant."""

from __future__ import annotations

import streamlit as st

from safety.review.term_lookup import Found, search
from safety.views import looked_up
from safety.views.labels import label, said
from safety.views.markup import element


def term_choice() -> None:
    """The search box, and below it the terms that may be meant."""
    sought = st.text_input(
        label("look_for"), key=looked_up.SOUGHT, type="search", live=True,
        placeholder=label("look_for_example"), on_change=_typed,
    )  # fmt: skip
    found = search(sought or "").found
    if found:
        terms, picked = [each.term.term for each in found], f"look_found {sought}"
        st.session_state[picked] = looked_up.said("term") if looked_up.said("term") in terms else None
        st.radio(
            label("look_found"), terms, format_func=said().term, captions=[_why(each) for each in found],
            key=picked, index=None, on_change=lambda: looked_up.choose(st.session_state[picked]),
        )  # fmt: skip
    elif sought and sought.strip():
        st.html(element("p", label("look_none", sought=sought.strip()), class_="quiet"))


def _typed() -> None:
    if meant := search(st.session_state[looked_up.SOUGHT] or "").meant:
        looked_up.choose(meant.term)


def _why(found: Found) -> str:
    told = label(f"look_by_{found.by.value}", code=found.term.code, word=found.word)
    return said().commas((told, label(f"look_when_{found.when}"))) if found.when else told
