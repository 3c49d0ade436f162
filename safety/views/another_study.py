"""Study page: which study is open, and how to open another."""

from pathlib import Path

import streamlit as st

from safety.records.refusal import FileRefused
from safety.views import chosen, refused, the_store
from safety.views.cuts_table import cuts_table
from safety.views.import_form import import_form, import_outcome
from safety.views.labels import label
from safety.views.markup import element, heading
from safety.views.reading import Choice, CutChoice, StudyChoice


def open_typed() -> None:
    """Open the folder that was typed in, and keep the reasons where it is refused."""
    folder, protocol, mapping = (
        st.session_state[f"{name}_typed"].strip() for name in ("folder", "protocol", "mapping")
    )
    typed = StudyChoice(
        _path(folder), _path(protocol) if protocol else None, _path(mapping) if mapping else None
    )
    _open(typed if folder else chosen.DEMONSTRATION)


def open_demonstration() -> None:
    """Back to the demonstration study."""
    _open(chosen.DEMONSTRATION)


def _open(choice: StudyChoice) -> None:
    st.session_state["refusal"] = ()
    try:
        chosen.choose(choice)
    except FileRefused as refusal:
        st.session_state["refusal"] = refusal.fingers


def open_now(now: Choice | None) -> str:
    """The study folder or data cut that is open, in words."""
    if isinstance(now, CutChoice):
        return label("cut_open", number=now.cut.id, study=now.cut.content.name)
    return label("study_demo") if now in (None, chosen.DEMONSTRATION) else str(now.folder)


def studies_at_hand() -> None:
    """What is open, and the data cuts that there are; a folder that is open can become one."""
    now = chosen.choice()
    st.html(heading(label("study_open")))
    st.html(element("p", open_now(now), class_="big"))
    import_outcome()
    if isinstance(now, StudyChoice) and chosen.can_be_read():
        st.html(heading(label("import_folder"), label("import_folder_why")))
        import_form(now)
    if known := the_store.cuts():
        st.html(heading(label("cuts_kept"), label("cuts_kept_why")))
        st.html(cuts_table(known))
    if now != chosen.DEMONSTRATION:
        st.button(label("back_to_demo"), on_click=open_demonstration, key="back_to_demo")


def _path(typed: str) -> Path:
    return Path(typed.strip('"')).expanduser()


try:
    studies_at_hand()
except FileRefused as refusal:
    st.html(refused.listed(refusal.fingers))
st.html(heading(label("study_another"), label("study_another_why")))
with st.form("another_study", width=760):
    st.text_input(label("folder"), key="folder_typed", max_chars=1000, placeholder=label("folder_example"))
    st.text_input(label("protocol_file"), key="protocol_typed", max_chars=1000, help=None)
    st.text_input(label("mapping_file"), key="mapping_typed", max_chars=1000)
    st.form_submit_button(label("open"), on_click=open_typed, key="open_study")
if fingers := st.session_state.get("refusal"):
    st.html(refused.listed(fingers))
