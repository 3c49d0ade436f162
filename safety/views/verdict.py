"""Verdict page: may the open dose level escalate, on what does that rest, and what stands in the way?"""

import streamlit as st

from safety.review.in_focus import in_focus
from safety.review.patient_lanes import lanes_of
from safety.views import chosen, for_the_minutes
from safety.views.in_the_way import in_the_way
from safety.views.kept_verdict import kept_verdict, trail
from safety.views.labels import label, language
from safety.views.levels_table import levels_table
from safety.views.markup import heading, together
from safety.views.next_patients import drawn as grid
from safety.views.next_patients import next_patients
from safety.views.patient_board import PAGE_ONE, STILL, board, in_words
from safety.views.patients_asked import beside_the_board
from safety.views.room_for_lanes import lanes_that_fit
from safety.views.verdict_banner import banner, closing_words, when
from safety.views.what_if_link import what_if_link

review = chosen.review()
level = in_focus(review)
who = lanes_of(level, review.cut.cut_off)

left, right = st.columns([2.2, 1], gap="medium")
with left:
    st.html(banner(level, review))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(what_if_link(), width="content")
        for_the_minutes.offer(review)
    if who:
        drawn = who[: lanes_that_fit(level, review)]
        st.html(heading(label("who_is_where"), beside_the_board(level, len(who) - len(drawn))))
        st.plotly_chart(
            chosen.drawn("board", language(), lambda: board([(None, drawn)], PAGE_ONE)),
            config=STILL,
            theme=None,
            key="who",
            alt=in_words(who),
        )
    st.html(heading(label("all_levels")))
    st.html(levels_table(review, level))
    st.html(together(kept_verdict(), closing_words(review), trail()))
with right:
    st.html(when(level))
    st.html(heading(label("in_the_way"), label("who_can_clear")))
    st.html(in_the_way(level, review))
    st.html(heading(label("next_patients"), label("grid_axes")))
    st.html(grid(next_patients(level, review.protocol)))
