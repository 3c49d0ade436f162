"""Which patient and criterion are looked at, kept in the URL: a link opens the same sheet."""

from __future__ import annotations

import streamlit as st

from safety.views.page_address import address

SUBJECT, CRITERION, PART = "subject", "criterion", "eligibility_page"


def looked_at(name: str) -> str:
    """The patient or the criterion in the URL; empty: none."""
    return str(st.query_params.get(name, ""))


def link(subject_id: str = "", criterion: str = "") -> str:
    """The address of a sheet, or of the whole table."""
    return address(**{SUBJECT: subject_id, CRITERION: criterion, PART: looked_at(PART)})
