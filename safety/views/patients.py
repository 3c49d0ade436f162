"""Patients page: where is every patient in the window, and what happened on the way?"""

import streamlit as st

from safety.reports.board_places import Size
from safety.review.patient_lanes import lanes_of
from safety.views import chosen
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.patient_board import STILL, board, in_words
from safety.views.patients_table import patients_table, without_lane

MOST_LANES, MOST_ROWS = 60, 8

review = chosen.review()
cut_off = review.cut.cut_off
lanes = [(level, lane) for level in reversed(review.levels) for lane in lanes_of(level, cut_off)]

with st.container(horizontal=True, vertical_alignment="center"):
    st.html(heading(label("patients"), label("patients_order")), width="content")
    grade_one = st.toggle(label("grade_one_too"), key="grade_one", persist_state="session")
    whole = st.toggle(label("whole_course"), key="whole_course", persist_state="session")
    page = pager(len(lanes), MOST_LANES, key="patients_page")

shown = lanes[page]
groups = [
    (label("level_of_cells", level=level.dose.level, cells=said().cells(level.dose.cells)),
     [lane for of, lane in shown if of is level])
    for level in reversed(review.levels)
    if any(of is level for of, _ in shown)
]  # fmt: skip
if groups:
    size = Size(width=1225, names=225, most_rows=MOST_ROWS, grade_one=grade_one, whole_course=whole)
    alt = in_words([lane for _, lane in shown])
    st.plotly_chart(board(groups, size), config=STILL, theme=None, key="board", alt=alt)
st.html(element("p", label("board_legend"), class_="foot"))
st.html(heading(label("patients_in_words")))
st.html(patients_table([lane for _, lane in shown]))
st.html(without_lane(review))
