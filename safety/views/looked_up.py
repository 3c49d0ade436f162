"""What was looked up, kept in the URL: a link opens the same screen, and coming back finds it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from safety.review.measured_term import measured_by
from safety.review.reference import reference
from safety.review.term_lookup import term_of

SOUGHT = "look_for"
NUMBERS = ("value", "low", "high", "baseline", "albumin")
FACTS = (
    "baseline_abnormal", "on_anticoagulation", "symptomatic", "over_24_hours", "with_exercise", "fever",
)  # fmt: skip
NAMES = ("term", "test", "unit", *NUMBERS, *FACTS)
LONGEST, WRITTEN, ANSWERS = 200, "looked_up_written", "looked_up_answers"


def key(name: str) -> str:
    """Under which key the session keeps an answer."""
    return f"look_{name}"


def said(name: str) -> str:
    """What was chosen or typed; empty: nothing."""
    return str(st.session_state.get(key(name)) or "")


def arrive() -> None:
    """Take over what the URL says: on coming to the page, and where the browser went back to an earlier screen.

    Where something was typed since the last run, a URL that differs is only late: the screen has gone on.
    """
    written: Mapping[str, str] = st.session_state.get(WRITTEN, {})
    brought = _in_url()
    if SOUGHT not in st.session_state:  # Streamlit forgets the fields of a page that is left
        _adopt(brought or written)
    elif brought != written and st.session_state.get(ANSWERS) == _answers():
        _adopt(brought)


def leave(shown: Iterable[str]) -> None:
    """Write what the page shows to the URL, all at once, so that the browser's way back is one step."""
    wanted = {name: said(name) for name in NAMES if name in {*shown} and said(name)}
    if wanted != (standing := _in_url()):
        gone: Sequence[str] = ()  # no value at all: not in the URL
        st.query_params.update(
            {name: wanted.get(name, gone) for name in NAMES if name in standing or name in wanted}
        )
    st.session_state[WRITTEN], st.session_state[ANSWERS] = wanted, _answers()


def choose(term: str) -> None:
    """Look at a term. What was typed for a test that does not grade it is put aside."""
    if said("test") not in {by.code for by in measured_by(term, reference().limits)}:
        _adopt({})
    st.session_state[key("term")] = term


def _adopt(answers: Mapping[str, str]) -> None:
    for name in NAMES:
        st.session_state[key(name)] = answers.get(name, "")[:LONGEST]
    if found := term_of(said("term")):
        st.session_state[key("term")] = found.term


def _answers() -> dict[str, str]:
    return {name: said(name) for name in NAMES} | {SOUGHT: str(st.session_state.get(SOUGHT) or "")}


def _in_url() -> dict[str, str]:
    return {name: value for name in NAMES if (value := st.query_params.get(name))}
