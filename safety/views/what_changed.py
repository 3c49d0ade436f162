"""What changed page: since an earlier data cut, which rows are new, say something else, or are gone?"""

import streamlit as st

from safety.views import chosen, the_store
from safety.views.acknowledge_form import acknowledge_form
from safety.views.change_listing import (
    acknowledged_list,
    alarms,
    another_protocol,
    changed_rows,
    counted,
    moves,
    still_open,
)
from safety.views.cut_choice import since_cut
from safety.views.labels import label
from safety.views.markup import element, heading

review, cut = chosen.review(), chosen.cut()
earlier = {} if cut is None else {n: known for n, known in the_store.cuts().items() if n < cut.id}
if not earlier or cut is None:
    st.html(element("p", label("changes_folder" if cut is None else "changes_first_cut"), class_="big"))
    st.stop()

since = since_cut(earlier, cut)
with st.spinner(label("changes_comparing")):
    found = chosen.changes(since)
    if found.by_protocol:
        st.html(another_protocol(found))
    st.html(counted(found, since, cut.id))
    st.html(alarms(found))
left, right = st.columns([1.6, 1], gap="medium")
with left:
    st.html(still_open(found))
    acknowledge_form(found.open, answered=len(chosen.study().acknowledgements))
    if rows := changed_rows(found):
        st.html(rows)
with right:
    st.html(moves(found))
    if review.acknowledged:
        st.html(acknowledged_list(review.acknowledged))
store = the_store.the_store()
assert store is not None, "the cut came from it"
st.html(heading(label("head_of_trail"), label("head_note")))
st.html(element("p", store.head(), class_="hash"))
