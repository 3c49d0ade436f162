"""The choice of one change among all that were tried, kept in the URL: a click is enough."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from safety.review.flip import about, key
from safety.review.what_if import Effect, Outcome, WhatIf
from safety.views.kept_in_url import from_url, to_url
from safety.views.labels import label, said
from safety.views.markup import as_label, element
from safety.wording.what_if import effect_said, flip_said

SHOWN = {
    "decision": (Effect.DECISION,),
    "possible": (Effect.DECISION, Effect.POSSIBLE),
    "all": tuple(Effect),
}
EVERYBODY, READING = "", " "  # no patient's code is a blank
MOST_SHOWN = 60


def flip_choice(found: WhatIf) -> Outcome | None:
    """What is shown, of whom, and the one looked at; None where nothing is left to choose."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="what_if_shown"):
        outcomes = _of_patient(_shown(found.outcomes))
    if not outcomes:
        st.html(element("p", label("what_if_none"), class_="quiet"))
        return None
    by_key = {key(o.flip): o for o in outcomes[:MOST_SHOWN]}
    first = next(iter(by_key))
    from_url("flip", list(by_key), first)
    picked = st.radio(
        label("what_if_pick"), list(by_key), key="flip", on_change=to_url, args=("flip", ""),
        format_func=lambda name: as_label(_line(by_key[name])),
    )  # fmt: skip
    if more := len(outcomes) - len(by_key):
        st.html(element("p", label("what_if_more", n=more), class_="foot"))
    return by_key[picked or first]


def _line(outcome: Outcome) -> str:
    told = flip_said(outcome.flip, said())
    return told if outcome.effect is Effect.NOTHING else f"{told} → {effect_said(outcome, said())}"


def _shown(outcomes: Sequence[Outcome]) -> list[Outcome]:
    numbers = {name: sum(o.effect in effects for o in outcomes) for name, effects in SHOWN.items()}
    names = [name for name in SHOWN if numbers[name]] or ["all"]
    from_url("flips", names, names[0])
    which = st.selectbox(
        label("what_if_show"), names, key="flips", width=330, on_change=to_url, args=("flips", names[0]),
        format_func=lambda name: label(f"what_if_{name}", n=numbers[name]),
    )  # fmt: skip
    return [o for o in outcomes if o.effect in SHOWN[which]]


def _of_patient(outcomes: Sequence[Outcome]) -> list[Outcome]:
    whom = [EVERYBODY, *sorted({_whom(o) for o in outcomes})]
    from_url("flips_of", whom, EVERYBODY)
    names = {EVERYBODY: label("what_if_patients"), READING: label("what_if_reading")}
    sid = st.selectbox(
        label("column_patient"), whom, key="flips_of", width=230, on_change=to_url,
        args=("flips_of", EVERYBODY), format_func=lambda name: names.get(name, name),
    )  # fmt: skip
    return [o for o in outcomes if sid in (EVERYBODY, _whom(o))]


def _whom(outcome: Outcome) -> str:
    return about(outcome.flip) or READING
