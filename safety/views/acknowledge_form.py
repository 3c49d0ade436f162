"""Somebody who has seen a change between data cuts answers for it, with a role and a reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from safety.domain.what_changed import Change
from safety.records.refusal import FileRefused
from safety.review.acknowledging import acknowledge
from safety.views import refused, the_store
from safety.views.labels import label, said
from safety.wording.changes import change_in_words

CHANGE, ROLE, REASON, REFUSED = "change_seen", "role_seen", "reason_seen", "acknowledge_refused"
LONGEST = 500


def acknowledge_form(changes: Sequence[Change]) -> None:
    """The form, where anything is open. What was typed is kept where it is refused."""
    if not changes:
        return
    words = {change.id: change_in_words(change, said()) for change in changes}
    with st.form("acknowledge", width=760):
        st.selectbox(label("change_to_acknowledge"), list(words), key=CHANGE, format_func=words.__getitem__)
        st.text_input(label("role_of_answer"), key=ROLE, max_chars=100, placeholder=label("role_example"))
        st.text_input(label("reason_of_answer"), key=REASON, max_chars=LONGEST)
        st.form_submit_button(label("acknowledge"), on_click=_acknowledge, key="acknowledge_now")
    if fingers := st.session_state.get(REFUSED):
        st.html(refused.listed(fingers))


def _acknowledge() -> None:
    store, typed = the_store.the_store(), st.session_state
    assert store is not None, "the change came from it"
    typed[REFUSED] = ()
    try:
        acknowledge(store, typed[CHANGE] or "", who=typed[ROLE], why=typed[REASON])
    except FileRefused as refusal:
        typed[REFUSED] = refusal.fingers
    else:
        typed[REASON] = ""
