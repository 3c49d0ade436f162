"""What is typed in to be graded: test, unit, value, and whatever else its grade rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from safety.review.graded_value import Circumstances
from safety.review.measured_term import MeasuredBy
from safety.views.labels import label, said
from safety.views.looked_up import FACTS, key
from safety.views.looked_up import said as typed

WIDTH = {"test": 260, "unit": 140, "albumin": 190}
NUMBER, FACT = 120, 165
NO_UNIT = "1"


def measurement_form(term: str, tests: Sequence[MeasuredBy]) -> tuple[MeasuredBy, Circumstances]:
    """The fields of a term; the test that was chosen, and the circumstances as they were typed."""
    with st.container(horizontal=True, gap="small", key="look_measured"):
        by = {test.code: test for test in tests}[_choice("test", [test.code for test in tests], name_of)]
        unit = _choice("unit", by.units, unit_in_words)
        for name in asked(by)[2:]:
            if name in FACTS:
                _choice(name, ("", "Y", "N"), lambda answer: label(f"look_fact_{answer}"))
            else:
                _number(name)
    facts = tuple((name, typed(name)) for name in FACTS if name in by.asks)
    numbers = {
        name: typed(name).strip() for name in ("low", "high", "baseline", "albumin") if name in asked(by)
    }
    return by, Circumstances(term, by.code, unit, **numbers, facts=facts)


def asked(by: MeasuredBy) -> list[str]:
    """The fields that are shown for a test; the limits of normal always, since the picture shows them."""
    always = ["test", "unit", "value", "low", "high"]
    return always + [name for name in ("baseline", "albumin", *FACTS) if name in by.asks]


def name_of(test: str) -> str:
    """A test's code with its name."""
    name = said().words.TESTS.get(test, "")
    return f"{test} · {name}" if name and name != test else test


def unit_in_words(unit: str) -> str:
    """A unit as people write it: ×10⁹/L."""
    return str(said().words.UNITS.get(unit, unit))


def with_unit(number: str, unit: str) -> str:
    """A number with its unit, where it has one."""
    return number if unit == NO_UNIT else f"{number} {unit_in_words(unit)}"


def _choice(name: str, options: Sequence[str], told: Callable[[str], str] = str) -> str:
    if typed(name) not in options:
        st.session_state[key(name)] = options[0]
    return st.selectbox(
        label(f"look_{name}"), options, format_func=told, key=key(name), width=WIDTH.get(name, FACT)
    )


def _number(name: str) -> None:
    st.text_input(label(f"look_{name}"), key=key(name), width=WIDTH.get(name, NUMBER))
