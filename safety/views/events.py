"""Events page: what did the rules say of every event, and why?"""

import streamlit as st

from safety.domain.dlt_definition import Verdict
from safety.review.dlt_candidates import in_order
from safety.views import chosen
from safety.views.event_listing import events_table, name_of
from safety.views.event_trace import event_trace
from safety.views.labels import label
from safety.views.markup import element, heading
from safety.views.pager import pager

MOST_ROWS = 100

review = chosen.review()
events = in_order(review.events)
to_look_at = [e for e in events if e.verdict is not Verdict.NOT_DLT or e.rule == "ruling"]
subjects = sorted({e.subject_id for e in events})

left, right = st.columns([1.75, 1], gap="medium")
with left, st.container(horizontal=True, vertical_alignment="bottom"):
    asked = st.query_params.get("subject", "")
    if asked in subjects and "events_shown" not in st.session_state:
        st.session_state["events_shown"] = asked
    which = st.selectbox(
        label("events_shown"), ["", "look", *subjects], key="events_shown", width=260,
        format_func=lambda key: label("events_all", n=len(events)) if not key
        else label("events_look", n=len(to_look_at)) if key == "look" else key,
    )  # fmt: skip
    listed = (
        events
        if not which
        else to_look_at
        if which == "look"
        else [e for e in events if e.subject_id == which]
    )
    page = pager(len(listed), MOST_ROWS, key="events_page")
with right:
    named = st.query_params.get("event")
    if "event" not in st.session_state:
        st.session_state["event"] = next((n for n, e in enumerate(listed) if e.record_id == named), 0)
    picked = st.selectbox(
        label("event_why"), range(len(listed)), format_func=lambda n: name_of(listed[n]), key="event"
    ) if listed else None  # fmt: skip
    if picked is not None:
        st.html(event_trace(listed[picked], review))
with left:
    st.html(heading(label("events"), label("events_order")))
    if listed:
        st.html(events_table(listed[page], listed[picked or 0]))
    else:
        st.html(element("p", label("events_none"), class_="quiet"))
