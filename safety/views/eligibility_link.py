"""Which patient and criterion are looked at, kept in the URL: a link opens the same sheet."""

from __future__ import annotations

import re

import streamlit as st

from safety.views import chosen
from safety.views.labels import language

SUBJECT, CRITERION, PART = "subject", "criterion", "eligibility_page"


def looked_at(name: str) -> str:
    """The patient or the criterion in the URL; empty: none."""
    return str(st.query_params.get(name, ""))


def link(subject_id: str = "", criterion: str = "") -> str:
    """The address of a sheet, or of the whole table; study, cut-off and language stay as they are."""
    wanted = {
        SUBJECT: subject_id, CRITERION: criterion, PART: looked_at(PART), chosen.STUDY: chosen.token(),
        chosen.CUT_OFF: chosen.cut_off().isoformat(), "lang": "" if language() == "en" else language(),
    }  # fmt: skip
    return "?" + "&".join(f"{name}={_quoted(value)}" for name, value in wanted.items() if value)


def _quoted(text: str) -> str:
    """Percent-encoded as RFC 3986 asks: a code out of a file may hold anything."""
    return re.sub(rb"[^\w.~-]", lambda byte: b"%%%02X" % ord(byte[0]), text.encode(errors="replace")).decode()
