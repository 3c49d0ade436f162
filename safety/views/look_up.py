"""Look it up: which grades does a CTCAE term have, where do they lie, and which has this value?"""

import streamlit as st

from safety.review.measured_term import measured_by
from safety.review.reference import reference
from safety.review.term_lookup import term_of
from safety.views import looked_up
from safety.views.grades_of_term import grade_strip, official_words, term_heading
from safety.views.labels import label
from safety.views.markup import element
from safety.views.measured_grades import measured_grades
from safety.views.measurement_form import asked, measurement_form
from safety.views.term_choice import term_choice

looked_up.arrive()
left, right = st.columns([1, 3.2], gap="medium")
with left:
    term_choice()

written = looked_up.said("term")
term = term_of(written)
fields = ["term"] if term else []
with right, st.container(key="look_up"):
    if term is None:
        told = label("look_no_term", written=written) if written else label("look_start")
        st.html(element("p", told, class_="big" if written else "quiet"))
    else:
        st.html(term_heading(term))
        st.html(grade_strip(term))
        if tests := measured_by(term.term, reference().limits):
            by, under = measurement_form(term.term, tests)
            measured_grades(by, under, looked_up.said("value").strip())
            fields += asked(by)
        else:
            st.html(element("p", label("look_no_number")))
        st.html(official_words(term))
looked_up.leave(fields)
