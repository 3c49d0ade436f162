"""This week: what falls due after the cut-off, and who must see to it?"""

import streamlit as st

from safety.review.this_week import this_week
from safety.views import chosen
from safety.views.kept_in_url import from_url, to_url
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.week_table import slot_card, week_table

SPANS = (7, 14, 31)

review = chosen.review()
left, right = st.columns([2.6, 1], gap="medium")
with left, st.container(horizontal=True, vertical_alignment="center"):
    title = st.empty()
    from_url("days", SPANS, SPANS[0])
    days = st.segmented_control(
        label("week_days"), SPANS, required=True, key="days", on_change=to_url, args=("days", SPANS[0]),
        format_func=lambda n: label("week_n_days", n=n), label_visibility="collapsed",
    )  # fmt: skip
week = this_week(review, days or SPANS[0])
title.html(
    heading(label("week", first=said().day(week.first), last=said().day(week.last)), label("week_order")),
    width="content",
)
with left:
    st.html(week_table(week))
with right:
    st.html(slot_card(week, review.protocol.stagger))
    if week.held:
        st.html(element("p", said().words.THIS_WEEK["held"], class_="state dlt"))
    st.html(element("p", said().words.THIS_WEEK["no_permission"], class_="foot"))
