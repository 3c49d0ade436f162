"""A list as a file that a spreadsheet opens."""

from __future__ import annotations

import streamlit as st

from safety.review.study_review import StudyReview
from safety.views.labels import label


def download(text: str, name: str, review: StudyReview, lines: int) -> None:
    """The button for it; the file's name has the cut-off, its text the mark by which spreadsheets know UTF-8."""
    st.download_button(
        label("download"), text.encode("utf-8-sig", errors="replace"),
        file_name=f"{name}-{review.cut.cut_off.isoformat()}.csv", mime="text/csv", key="download",
        on_click="ignore", disabled=not lines,
    )  # fmt: skip
