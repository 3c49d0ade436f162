"""Choices of one page, kept in the URL under names that no language changes: a link opens the same screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T", str, int)


def from_url(name: str, options: Sequence[T], default: T) -> T:
    """Sets the choice of that key to what the URL says, where it is one of the options; else to the default.

    Called before the widget is drawn; the widget's `on_change` is `to_url` with the same name and default.
    """
    asked = st.query_params.get(name)
    found = next((option for option in options if str(option) == asked), default)
    st.session_state[name] = found
    return found


def to_url(name: str, default: object) -> None:
    """Writes what was just chosen to the URL; the default is not written."""
    picked = st.session_state.get(name)
    if picked is None or picked == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(picked)
