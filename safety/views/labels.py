"""The words of the screen in the viewer's language."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date

import streamlit as st

from safety.domain.partial_date import PartialDate
from safety.wording import LANGUAGES, Speech, speech
from safety.wording import days as wording_days

LANGUAGE, ENGLISH = "lang", "en"
_SPOKEN: ContextVar[str | None] = ContextVar(
    "spoken", default=None
)  # while a page is drawn: a thousand ask it


def language() -> str:
    """The language chosen, else that in the URL, `?lang=`, where there are words in it; else English."""
    if spoken := _SPOKEN.get():
        return spoken
    asked = st.session_state.get(LANGUAGE, st.query_params.get(LANGUAGE, ENGLISH))
    return asked if asked in LANGUAGES else ENGLISH


def speak(chosen: str) -> None:
    """Go on in another language, on this page and the next."""
    st.session_state[LANGUAGE] = chosen
    _SPOKEN.set(None)


def remember_language() -> None:
    """Keep the language that a link named, for the URL of the next page begins without it; English is not written."""
    speak(language())
    _SPOKEN.set(language())
    if language() != ENGLISH:
        st.query_params[LANGUAGE] = language()
    elif LANGUAGE in st.query_params:
        del st.query_params[LANGUAGE]


def said() -> Speech:
    """The chosen language's way of saying things."""
    return speech(language())


def label(key: str, **values: object) -> str:
    """A label or short sentence of the screen in the viewer's language."""
    return said().label(key, **values)


def weekday(day: date) -> str:
    """A calendar day with its weekday, as Friday 11 September 2026."""
    return said().weekday(day)


def iso(day: date | None) -> str:
    """A calendar day as tables show it, 2026-09-11."""
    return wording_days.iso(day, said())


def days(when: PartialDate | None) -> str:
    """A date as far as it is known: a day, or the days it may mean."""
    return wording_days.days(when, said())


def moment(when: PartialDate | None) -> str:
    """A date as far as it is known, with its clock time."""
    return wording_days.moment(when, said())
