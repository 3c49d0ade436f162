"""Reconciliation page: where do measurements and adverse-event records disagree, and what is the site asked?"""

import streamlit as st

from safety.reports.site_lines import as_csv, line_of
from safety.review.reconciliation import Priority, compared, reconciliation
from safety.views import chosen
from safety.views.download import download
from safety.views.labels import label, said
from safety.views.markup import element, heading
from safety.views.pager import pager
from safety.views.reconciliation_table import nothing_to_show, reconciliation_table

MOST_ROWS = 50

review = chosen.review()
found = reconciliation(review)
to_ask = [d for d in found if d.priority is not Priority.INFORMATION]
how_many = compared(review)

with st.container(horizontal=True, vertical_alignment="center"):
    beside = label("reconciliation_order", **vars(how_many)) if how_many.values else ""
    st.html(heading(label("reconciliation", n=len(to_ask)), beside), width="content")
    all_of_it = st.toggle(
        label("information_too", n=len(found) - len(to_ask)), key="information", persist_state="session"
    )
    shown = list(found) if all_of_it else to_ask
    page = pager(len(shown), MOST_ROWS, key="reconciliation_page")
    download(as_csv(line_of(d, said()) for d in shown), "reconciliation", review, len(shown))
if text := nothing_to_show(review, found, shown):
    st.html(element("p", text, class_="quiet"))
if shown:
    st.html(reconciliation_table(shown[page]))
    st.html(element("p", label("reconciliation_counts"), class_="foot"))
if ungraded := how_many.values - how_many.graded:
    st.html(element("p", label("reconciliation_ungraded", n=ungraded), class_="foot"))
