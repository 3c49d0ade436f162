"""The dashboard of the DLT safety monitor: `streamlit run dashboard.py`."""

import streamlit as st

from safety.views import strip
from safety.views.labels import label

PAGES = (
    "verdict", "what_if", "this_week", "patients", "eligibility", "exposure", "events", "queries", "reconciliation",
    "what_changed", "protocol", "look_up", "another_study",
)  # fmt: skip

st.set_page_config(page_title=label("title"), layout="wide", initial_sidebar_state="collapsed")

page = st.navigation(
    [
        st.Page(
            f"safety/views/{name}.py", title=label(f"page_{name}"), url_path=name, default=name == PAGES[0]
        )
        for name in PAGES
    ],
    position="top",
)
strip.show()
page.run()
