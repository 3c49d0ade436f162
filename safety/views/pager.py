"""Pages through a long list, so that a screen never draws more than it can show."""

from __future__ import annotations

import re

import streamlit as st

from safety.views.labels import label


def pager(total: int, at_once: int, key: str, *, in_url: bool = False) -> slice:
    """The part of the list to show; a choice appears only where there is more than one part.

    `in_url`: the choice is kept in the URL too, under its key, counted from 1.
    """
    parts = max(1, -(-total // at_once))
    chosen = 0
    if parts > 1:
        if in_url:
            _adopt(key, parts)
        chosen = st.selectbox(
            label("pager"), range(parts), format_func=lambda n: _part(n, total, at_once), key=key, width=180,
            label_visibility="collapsed",
        )  # fmt: skip
        if in_url:
            _write(key, chosen)
    return slice(chosen * at_once, (chosen + 1) * at_once)


def _adopt(key: str, parts: int) -> None:
    """Take over what the URL says, on coming to the page and where the browser went back."""
    brought = st.query_params.get(key, "1")
    if brought != st.session_state.get(f"{key}_written"):
        page = int(brought) if re.fullmatch("[0-9]{1,4}", brought) else 1
        st.session_state[key] = min(max(page, 1), parts) - 1


def _write(key: str, chosen: int) -> None:
    told = str(chosen + 1)
    if st.query_params.get(key, "1") != told:
        st.query_params[key] = told
    st.session_state[f"{key}_written"] = told


def _part(n: int, total: int, at_once: int) -> str:
    return label("pager_part", first=n * at_once + 1, last=min(total, (n + 1) * at_once), total=total)
