"""Exposure page: what was every patient given, beside what the protocol plans?"""

import streamlit as st

from safety.reports.exposure_lines import exposure_csv
from safety.review.exposure_courses import exposure_courses, rows_of_nobody
from safety.views import chosen
from safety.views.download import download
from safety.views.exposure_board import exposure_board, in_words
from safety.views.exposure_tables import infusions_table, legend, notes, to_look_at, totals_table
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.patient_board import STILL
from safety.views.subject_choice import chosen_subject

MOST_LANES = 20

review = chosen.review()
everybody = exposure_courses(review)

with st.container(horizontal=True, vertical_alignment="center"):
    st.html(heading(label("exposure"), label("exposure_order")), width="content")
    subject = chosen_subject([*review.patients], label("exposure_everybody", n=len(everybody)))
    courses = [course for course in everybody if subject in ("", course.subject_id)]
    shown = courses[pager(len(courses), MOST_LANES, key="exposure_page", in_url=True)]
    download(exposure_csv(courses, said()), "exposure", review, len(courses))

if not shown:
    nothing = label("exposure_none_of", patient=subject) if subject else label("exposure_nobody")
    st.html(element("p", nothing, class_="quiet"))
    st.stop()

levels = dict.fromkeys(course.level for course in shown)
groups = [
    (label("level_of_cells", level=level.level, cells=said().cells(level.cells)) if level
     else label("exposure_level_unknown"),
     [course for course in shown if course.level is level])
    for level in levels
]  # fmt: skip
st.plotly_chart(exposure_board(groups), config=STILL, theme=None, key="exposure", alt=in_words(shown))
st.html(element("p", said().sentences(legend(review.protocol)), class_="foot"))
n = sum(len(course.to_look_at) for course in shown)
st.html(heading(label("exposure_in_words", n=n)))
st.html(to_look_at(shown) if n else element("p", label("exposure_nothing"), class_="quiet"))
if nobody := rows_of_nobody(review):
    st.html(element("p", label("exposure_rows_of_nobody", n=nobody), class_="foot"))
st.html(heading(label("exposure_totals")))
st.html(totals_table(shown))
st.html(element("p", said().sentences(notes(review.protocol)), class_="foot"))
st.html(heading(label("exposure_infusions")))
st.html(infusions_table(shown))
