"""Pages through a long list, so that a screen never draws more than it can show."""

from __future__ import annotations

import streamlit as st

from safety.views.labels import label


def pager(total: int, at_once: int, key: str, *, in_url: bool = False) -> slice:
    """The part of the list to show; a choice appears only where there is more than one part."""
    parts = max(1, -(-total // at_once))
    chosen = 0
    if parts > 1:
        chosen = st.selectbox(
            label("pager"), range(parts), format_func=lambda n: _part(n, total, at_once), key=key, width=180,
            label_visibility="collapsed", bind="query-params" if in_url else None,
        )  # fmt: skip
    return slice(chosen * at_once, (chosen + 1) * at_once)


def _part(n: int, total: int, at_once: int) -> str:
    return label("pager_part", first=n * at_once + 1, last=min(total, (n + 1) * at_once), total=total)
