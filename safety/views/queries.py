"""Queries page: what must the site or the committee answer, and what became of every row?"""

import streamlit as st

from safety.views import chosen
from safety.views.labels import label
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.query_listing import as_csv, queries_table, rows_table

MOST_ROWS = 100

review = chosen.review()
study, cut_off = review.cut.reports.study_id, review.cut.cut_off

with st.container(horizontal=True, vertical_alignment="center"):
    st.html(heading(label("queries", n=len(review.queries)), label("queries_order")), width="content")
    page = pager(len(review.queries), MOST_ROWS, key="queries_page")
    st.download_button(
        label("download"), as_csv(review.queries), file_name=f"queries-{cut_off.isoformat()}.csv",
        mime="text/csv", key="download", on_click="ignore", disabled=not review.queries,
    )  # fmt: skip
if review.queries:
    st.html(queries_table(review.queries[page]))
else:
    st.html(element("p", label("queries_none"), class_="quiet"))

st.html(heading(label("rows"), label("rows_add_up")))
st.html(rows_table(review))
