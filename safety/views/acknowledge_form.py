"""Somebody who has seen a change between data cuts answers for it, with a role and a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from safety.domain.what_changed import Change
from safety.records.refusal import FileRefused
from safety.review.acknowledging import by_patient, latest_seen
from safety.views import chosen, refused, the_store
from safety.views.labels import label, said
from safety.wording.changes import change_in_words

CHANGE, ROLE, REASON, REFUSED = "change_seen", "role_seen", "reason_seen", "acknowledge_refused"
LONGEST = 500


def acknowledge_form(changes: Sequence[Change], answered: int) -> None:
    """The form, where anything is open; what was typed is kept where it is refused.

    All that blocks of one patient can be answered for at once. `answered` counts the acknowledgements that there are:
    every one of them makes the form another one, so that whoever presses twice means one change, and never the next.
    """
    if not changes:
        return
    words = {change.id: change_in_words(change, said()) for change in changes}
    meant: dict[str, tuple[str, ...]] = {id_: (id_,) for id_ in words}
    for patient, ids in by_patient(changes).items():
        if len(ids) > 1:
            words[patient] = label("all_of_patient", n=len(ids), patient=patient)
            meant[patient] = ids
    change, reason = f"{CHANGE}_{answered}", f"{REASON}_{answered}"
    with st.form(f"acknowledge_{answered}", width=760):
        st.selectbox(label("change_to_acknowledge"), list(words), key=change, format_func=words.__getitem__)
        st.text_input(label("role_of_answer"), key=ROLE, max_chars=100, placeholder=label("role_example"))
        st.text_input(label("reason_of_answer"), key=reason, max_chars=LONGEST)
        st.form_submit_button(
            label("acknowledge"),
            on_click=_acknowledge,
            args=(change, reason, meant),
            key=f"acknowledge_now_{answered}",
        )
    if fingers := st.session_state.get(REFUSED):
        st.html(refused.not_done(fingers))


def _acknowledge(change: str, reason: str, meant: Mapping[str, Sequence[str]]) -> None:
    store, typed = the_store.the_store(), st.session_state
    assert store is not None, "the change came from it"
    typed[REFUSED] = ()
    try:
        ids = meant.get(typed.get(change) or "", ("",))
        latest_seen(store, chosen.cut_off()).acknowledge(ids, who=typed[ROLE], why=typed.get(reason) or "")
    except FileRefused as refusal:
        typed[REFUSED] = refusal.fingers
