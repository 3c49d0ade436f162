"""What if: does the decision hang on any single fact, and on which?"""

import streamlit as st

from safety.review.countdown import countdowns
from safety.views import chosen
from safety.views.flip_choice import flip_choice
from safety.views.flip_detail import answer_banner, flip_detail, lasting
from safety.views.labels import label
from safety.views.markup import element, heading

review = chosen.review()
with st.spinner(label("what_if_trying")):
    found = chosen.what_if()

st.html(answer_banner(found))
left, right = st.columns([1.15, 1], gap="medium")
with left:
    picked = flip_choice(found)
with right:
    if picked:
        st.html(flip_detail(picked, review))
    st.html(heading(label("what_if_lasting")))
    st.html(lasting(countdowns(review)))
st.html(element("p", element("b", label("committee_decides")), class_="foot"))
