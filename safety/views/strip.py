"""The strip on top of every page: which study, data and protocol, and the cut-off that replays a day."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from safety.review.study_review import StudyReview
from safety.views import chosen, the_store, theme
from safety.views.labels import label, language, remember_language, said, speak
from safety.views.markup import Html, element, together
from safety.views.page_address import address
from safety.wording import LANGUAGES, speech

# For screen readers and line breaks. The tag is the catalogue's; nothing out of a file is ever part of it.
LANGUAGE_OF_PAGE = '<script>document.documentElement.lang = "{}";</script>'
STYLE = Path(__file__).with_name("style.css")


def show() -> None:
    """The strip; only its style where the study cannot be read, so that another can be opened."""
    st.html(theme.colours())
    st.html(STYLE)
    chosen.remember()
    remember_language()
    if not chosen.can_be_read():
        return
    kept = chosen.in_url()
    for name in (chosen.STUDY, chosen.CUT):
        if name in kept:
            st.query_params[name] = kept[name]
        elif name in st.query_params:
            del st.query_params[name]
    with st.container(key="page_language"):
        st.html(LANGUAGE_OF_PAGE.format(label("language_tag")), unsafe_allow_javascript=True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="strip"):
        facts = st.empty()
        _cut_off()
        _languages()
    facts.html(_facts(chosen.review()))


def _cut_off() -> None:
    st.html(element("label", label("cut_off")), width="content")
    st.button(label("day_before"), key="day_before", on_click=chosen.step, args=(-1,))
    st.date_input(
        label("cut_off"), value=chosen.latest(), min_value=chosen.FIRST_DAY, max_value=chosen.LAST_DAY,
        format="YYYY-MM-DD", label_visibility="collapsed", width=150, key=chosen.CUT_OFF,
        bind="query-params",
    )  # fmt: skip
    st.button(label("day_after"), key="day_after", on_click=chosen.step, args=(1,))
    st.button(label("latest"), key="latest", on_click=chosen.to_latest)


def _languages() -> None:
    """Each other language by its own name."""
    for name in LANGUAGES:
        if name != language():
            told = speech(name).words.GRAMMAR["language"]
            st.button(told, key=f"speak_{name}", type="tertiary", on_click=speak, args=(name,))


def _facts(review: StudyReview) -> Html:
    protocol = review.protocol
    status = protocol.status.value
    tag = element("span", label(f"status_{status}"), class_=f"tag {status}")
    version = element("span", label("protocol_version", version=protocol.version), " ", tag)
    study = element("b", review.cut.reports.study_id)
    return element("div", study, _data(review), version, _queries(review), class_="facts")


def _queries(review: StudyReview) -> Html:
    """How many questions are open, as a link to all of them."""
    n = len(review.queries)
    return element(
        "a",
        label("open_queries_1" if n == 1 else "open_queries", n=n),
        href=address("queries"),
        target="_self",
    )


def _of_cut() -> Html | None:
    """Which data cut is open, marked where it is not the latest."""
    cut = chosen.cut()
    if cut is None:
        return None
    last = max(the_store.cuts())
    if cut.id == last:
        return element("span", label("cut_of_store", number=cut.id), " · ")
    return together(element("span", label("cut_earlier", number=cut.id, last=last), class_="tag note"), " ")


def _data(review: StudyReview) -> Html:
    """How the cut-off lies to the day of the export: a replayed day, or a day later than the data."""
    exported, cut_off = review.cut.reports.extracted_on, review.cut.cut_off
    told = label("data_of", day=said().day(exported)) if exported else label("data_of_no_day")
    late = (cut_off - chosen.latest()).days
    key = "replayed" if late < 0 else "cut_off_later" if late > 0 else ""
    key += "_1" if abs(late) == 1 else ""
    note = element("span", label(key, n=abs(late)), class_="tag note") if key else None
    return element("span", together(_of_cut()), told, " ", together(note))
