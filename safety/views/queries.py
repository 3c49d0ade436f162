"""Queries page: what must the site or the committee answer, and what became of every row?"""

import streamlit as st

from safety.reports.site_lines import as_csv, lines_of_questions
from safety.views import chosen
from safety.views.download import download
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.query_listing import kept_and_unused, queries_table, rows_table

MOST_ROWS = 100

review = chosen.review()

with st.container(horizontal=True, vertical_alignment="center"):
    st.html(heading(label("queries", n=len(review.queries)), label("queries_order")), width="content")
    page = pager(len(review.queries), MOST_ROWS, key="queries_page")
    download(
        as_csv(lines_of_questions(review, review.queries, said())), "queries", review, len(review.queries)
    )
if review.queries:
    st.html(queries_table(review.queries[page]))
else:
    st.html(element("p", label("queries_none"), class_="quiet"))

st.html(heading(label("rows"), label("rows_add_up")))
st.html(rows_table(review))
st.html(kept_and_unused(review))
