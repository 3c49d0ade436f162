"""Eligibility page: who was let in, by which criteria, and what did people rule on those who should not have been?"""

import streamlit as st

from safety.review.eligibility_review import eligibility_is_not_known, eligibility_review
from safety.views import chosen
from safety.views.eligibility_link import CRITERION, PART, SUBJECT, looked_at
from safety.views.eligibility_matrix import in_order, matrix
from safety.views.eligibility_words import in_question, legend
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.screening_sheet import screening_sheet

MOST_ROWS = 12

review = chosen.review()
everybody = in_order(eligibility_review(review))
subject_id = looked_at(SUBJECT)
looked_into = next((e for e in everybody if e.patient.subject_id == subject_id), None)

if not review.protocol.criteria or eligibility_is_not_known(review):
    words = said().words.ELIGIBILITY["no_file" if review.protocol.criteria else "no_criteria"]
    st.html(heading(label("eligibility")))
    st.html(element("p", words, class_="big"))
elif looked_into is not None:
    screening_sheet(looked_into, everybody, review, looked_at(CRITERION))
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(heading(label("eligibility"), label("eligibility_order")), width="content")
        st.html(legend(), width="content")
        page = pager(len(everybody), MOST_ROWS, key=PART, in_url=True)
    if subject_id:
        st.html(element("p", label("no_such_patient", subject_id=subject_id), class_="big", role="alert"))
    shown = everybody[page]
    if shown:
        st.html(matrix(shown, review.protocol))
    else:
        st.html(element("p", label("nobody_screened"), class_="quiet"))
    if key := in_question(shown, review.protocol):
        st.html(heading(label("open_criteria")))
        st.html(key)
    st.html(element("p", said().words.ELIGIBILITY["legend"], class_="foot"))
