"""Queries page: what must the site or the committee answer, and what became of every row?"""

import streamlit as st

from safety.reports.site_lines import as_csv, lines_of_questions
from safety.views import chosen
from safety.views.download import download
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.page_address import address
from safety.views.pager import pager
from safety.views.patients_asked import level_asked
from safety.views.query_listing import kept_and_unused, queries_table, rows_table

MOST_ROWS = 100

review = chosen.review()
level = level_asked(review)
queries = level.blockers if level else review.queries

with st.container(horizontal=True, vertical_alignment="center"):
    if level:
        told = label("queries_of_level", level=level.dose.level, n=len(queries))
        everything = label("queries_all", n=len(review.queries))
        st.html(heading(told), width="content")
        st.html(
            element("p", element("a", everything, href=address("queries"), target="_self"), class_="ways"),
            width="content",
        )
    else:
        st.html(heading(label("queries", n=len(queries)), label("queries_order")), width="content")
    page = pager(len(queries), MOST_ROWS, key="queries_page")
    download(as_csv(lines_of_questions(review, queries, said())), "queries", review, len(queries))
if queries:
    st.html(queries_table(queries[page], review))
else:
    st.html(element("p", label("queries_none"), class_="quiet"))

st.html(heading(label("rows"), label("rows_add_up")))
st.html(rows_table(review))
st.html(kept_and_unused(review))
