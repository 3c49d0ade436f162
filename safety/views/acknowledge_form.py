"""Somebody who has seen a change between data cuts answers for it, with a role and a reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from safety.domain.what_changed import Change
from safety.records.refusal import FileRefused
from safety.review.acknowledging import acknowledge
from safety.views import chosen, refused, the_store
from safety.views.labels import label, said
from safety.wording.changes import change_in_words

CHANGE, ROLE, REASON, REFUSED = "change_seen", "role_seen", "reason_seen", "acknowledge_refused"
LONGEST = 500


def acknowledge_form(changes: Sequence[Change], answered: int) -> None:
    """The form, where anything is open; what was typed is kept where it is refused.

    `answered` counts the acknowledgements that there are. Every acknowledgement makes the form another one: whoever
    presses twice means one change, and never the next in the list.
    """
    if not changes:
        return
    words = {change.id: change_in_words(change, said()) for change in changes}
    change, reason = f"{CHANGE}_{answered}", f"{REASON}_{answered}"
    with st.form(f"acknowledge_{answered}", width=760):
        st.selectbox(label("change_to_acknowledge"), list(words), key=change, format_func=words.__getitem__)
        st.text_input(label("role_of_answer"), key=ROLE, max_chars=100, placeholder=label("role_example"))
        st.text_input(label("reason_of_answer"), key=reason, max_chars=LONGEST)
        st.form_submit_button(
            label("acknowledge"),
            on_click=_acknowledge,
            args=(change, reason),
            key=f"acknowledge_now_{answered}",
        )
    if fingers := st.session_state.get(REFUSED):
        st.html(refused.not_done(fingers))


def _acknowledge(change: str, reason: str) -> None:
    store, typed = the_store.the_store(), st.session_state
    assert store is not None, "the change came from it"
    typed[REFUSED] = ()
    try:
        acknowledge(
            store, typed.get(change) or "", chosen.cut_off(), who=typed[ROLE], why=typed.get(reason) or ""
        )
    except FileRefused as refusal:
        typed[REFUSED] = refusal.fingers
