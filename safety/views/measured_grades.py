"""What the limits say of a value under its circumstances: the answer, the picture, and both in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from safety.review.grade_scale import Band, grade_scale, number
from safety.review.graded_value import NUMBERS, Circumstances, GradedValue, graded
from safety.review.limit_rows import LimitRow, limit_rows
from safety.review.measured_term import MeasuredBy
from safety.review.reference import reference
from safety.views import looked_up
from safety.views.labels import label
from safety.views.labels import said as say
from safety.views.markup import Html, element, heading, mark
from safety.views.measurement_form import NO_UNIT, unit_in_words
from safety.views.scale_drawing import picture, words
from safety.views.scale_places import scale_of
from safety.views.scale_words import answer_words, lacking, limit_words


def measured_grades(by: MeasuredBy, under: Circumstances, value: str) -> None:
    """The answer to the value typed in, the picture of the scale, and the limits it rests on."""
    limits = reference().limits
    rows = limit_rows(under.term, under.test, under.unit, limits)
    bands = grade_scale(under, limits)
    found = graded([value], under, limits)[0] if value else None
    scale = scale_of(bands, under)
    for slip in _slips(under):
        st.html(element("p", mark("people"), slip))
    if found:
        st.html(_answer(value, by, under, found, rows))
    graded_somewhere = any(band.told.grade is not None for band in bands)
    if scale:
        st.html(picture(bands, scale, under, value, found))
    elif not found and not graded_somewhere:
        st.html(_nothing(bands, by, under))
    if graded_somewhere:
        told, listed = st.columns([1, 1.15], gap="medium")
        told.html(words(bands, under))
        listed.html(_limits(rows, under.unit))
    else:
        st.html(_limits(rows, under.unit))
    _also(by)


def _slips(under: Circumstances) -> Iterator[str]:
    """What was typed and cannot be used, each with what stands there."""
    typed = {name: getattr(under, name) for name in NUMBERS}
    for name, written in typed.items():
        if written and number(written) is None:
            yield label("typed_no_number", name=label(f"look_{name}"), typed=written)
    low, high = number(under.low), number(under.high)
    if low is not None and high is not None and low >= high:
        yield label("typed_crossed", low=under.low, high=under.high)


def _answer(
    value: str, by: MeasuredBy, under: Circumstances, found: GradedValue, rows: Sequence[LimitRow]
) -> Html:
    """The grade of the value, the limit that gave it, and what could still raise it."""
    said, needs = answer_words(value, under, found, _abnormal_would_do(by, under))
    row = next((row for row in rows if row.criterion == found.criterion), None)
    why = (
        [limit_words(row, under.unit)] if row else [label("answer_no_limit")] if found.told.grade == 0 else []
    )
    why += [needs] if needs else []
    clinical = ""
    if found.told.grade is not None and by.facts_up_to > found.told.grade:
        clinical = label("answer_clinical", n=by.facts_up_to)
    return element(
        "div", element("p", element("b", said), " · " if why else "", say().clauses(why), class_="big"),
        element("p", clinical, class_="quiet"), class_="answer", role="status",
    )  # fmt: skip


def _nothing(bands: Sequence[Band], by: MeasuredBy, under: Circumstances) -> Html:
    """Why no picture can be drawn."""
    missing = tuple(dict.fromkeys(name for band in bands for name in band.told.missing if name != "unit"))
    needs = lacking(missing, _abnormal_would_do(by, under))
    return element("p", mark("fact"), label("scale_none", missing=needs), class_="big")


def _abnormal_would_do(by: MeasuredBy, under: Circumstances) -> bool:
    """Would it do to know whether the baseline was abnormal, where the baseline itself is not known?"""
    return "baseline_abnormal" in by.asks and not under.states("baseline_abnormal")


def _limits(rows: Sequence[LimitRow], unit: str) -> Html:
    """The limits as they stand in the table of limits."""
    points = [
        element("li", element("span", row.grade, class_=f"chip grade-{row.grade}"), limit_words(row, unit))
        for row in rows
    ]
    head = heading(
        label("limits_of", unit=unit_in_words(unit)) if unit != NO_UNIT else label("limits_plain"),
        label("limits_how"),
    )
    return element("div", head, element("ul", *points, class_="told"))


def _also(by: MeasuredBy) -> None:
    """The other terms of the same test, to go on to with what is typed."""
    if by.also_grades:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(element("span", label("look_also"), class_="quiet"), width="content")
            for term in by.also_grades:
                st.button(
                    say().term(term),
                    key=f"look_also {term}",
                    type="tertiary",
                    on_click=looked_up.choose,
                    args=(term,),
                )
