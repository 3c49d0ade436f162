"""Chooses the earlier data cut that the open one is held against; kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from safety.store.cut import Cut
from safety.views.kept_in_url import from_url, to_url
from safety.views.labels import iso, label

SINCE = "since"


def since_cut(earlier: Mapping[int, Cut], opened: Cut) -> int:
    """The number of the cut that was picked: the one before, unless said."""
    before = max(earlier)
    picked = from_url(SINCE, sorted(earlier, reverse=True), before)
    told: int = st.selectbox(
        label("since_cut", number=opened.id), sorted(earlier, reverse=True), key=SINCE, width=420,
        format_func=lambda number: _named(earlier[number]), on_change=to_url, args=(SINCE, before),
    )  # fmt: skip
    return told if told is not None else picked


def _named(cut: Cut) -> str:
    return label("cut_named", number=cut.id, day=iso(cut.content.extracted_on), at=cut.entry.at)
