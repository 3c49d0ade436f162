"""Which patient a page shows, kept in the URL as `?subject=`: a link opens the same screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from safety.views.labels import label

SUBJECT = "subject"


def chosen_subject(subject_ids: Sequence[str], everybody: str) -> str:
    """The code of the chosen patient; empty for everybody, which is told in the words given."""
    return st.selectbox(
        label("column_patient"), ["", *subject_ids], key=SUBJECT, width=190, bind="query-params",
        format_func=lambda sid: sid or everybody, label_visibility="collapsed",
    )  # fmt: skip
