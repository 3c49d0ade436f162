"""Patients page: where is every patient in the window, and what happened on the way?"""

import streamlit as st

from safety.reports.board_places import Size
from safety.review.patient_lanes import lanes_of
from safety.views import chosen
from safety.views.board_legend import board_legend
from safety.views.kept_in_url import from_url, to_url
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.one_patient import events_of, still_open, ways
from safety.views.page_address import address
from safety.views.pager import pager
from safety.views.patient_board import STILL, board, in_words
from safety.views.patients_asked import patients_of_level
from safety.views.patients_table import patients_table, without_lane
from safety.views.subject_choice import chosen_subject

MOST_LANES, MOST_ROWS = 20, 8
DAYS, DATES = "days", "dates"

review = chosen.review()
cut_off = review.cut.cut_off

with st.container(horizontal=True, vertical_alignment="center"):
    title = st.empty()
    subject = chosen_subject([*review.patients], label("patients_everybody", n=len(review.patients)))
    one = review.patients.get(subject)
    of_level = None if one else patients_of_level(review)
    from_url("axis", (DAYS, DATES), DAYS)
    axis = st.segmented_control(
        label("board_axis"), (DAYS, DATES), required=True, key="axis", on_change=to_url, args=("axis", DAYS),
        format_func=lambda name: label(f"axis_{name}"), label_visibility="collapsed",
    )  # fmt: skip
    grade_one = st.toggle(label("grade_one_too"), key="grade_one", bind="query-params")
    whole = st.toggle(label("whole_course"), key="whole_course", bind="query-params", disabled=axis == DATES)
    asked = (one,) if one else of_level.patients if of_level else None
    lanes = [
        (level, lane)
        for level in reversed(review.levels)
        for lane in lanes_of(level, cut_off)
        if asked is None or lane.patient in asked
    ]
    page = pager(len(lanes), MOST_LANES, key="patients_page", in_url=True)
title.html(heading(label("patients"), label("patients_order")), width="content")

if one:
    st.html(ways(one))
elif of_level:
    of, name = of_level.level.dose.level, label(of_level.group)
    told = label("patients_of_level", level=of, name=name, n=len(of_level.patients))
    everybody = element("a", label("patients_all"), href=address("patients"), target="_self")
    st.html(element("nav", element("b", told), everybody, class_="ways"))

shown = lanes[page]
groups = [
    (label("level_of_cells", level=level.dose.level, cells=said().cells(level.dose.cells)),
     [lane for of, lane in shown if of is level])
    for level in reversed(review.levels)
    if any(of is level for of, _ in shown)
]  # fmt: skip
if groups:
    size = Size(1225, 225, grade_one, whole, MOST_ROWS, dates=axis == DATES)
    alt = in_words([lane for _, lane in shown])
    st.plotly_chart(board(groups, size), config=STILL, theme=None, key="board", alt=alt)
    st.html(board_legend())
if one:
    st.html(still_open(one, review))
    st.html(events_of(one))
st.html(heading(label("patients_in_words")))
drawn = [lane.patient for _, lane in shown]
st.html(patients_table([*drawn, *(patient for patient in asked or () if patient.window is None)]))
if asked is None:
    st.html(without_lane(review))
