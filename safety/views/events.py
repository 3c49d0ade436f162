"""Events page: who had what, each event as a sentence, and what did the rules say of it?"""

import streamlit as st

from safety.domain.event_assessment import EventAssessment
from safety.review.events_by_term import EventsByTerm, Part, events_by_term
from safety.review.gravity import Gravity, gravest_first, gravity
from safety.review.study_review import StudyReview
from safety.views import chosen
from safety.views.event_listing import event_sentences, name_of
from safety.views.event_map import MOST_PATIENTS, MOST_TERMS, event_map, legend
from safety.views.event_map import name_of as name_of_term
from safety.views.event_trace import event_trace
from safety.views.kept_in_url import from_url, to_url
from safety.views.labels import label
from safety.views.links import SENTENCES
from safety.views.markup import element, heading
from safety.views.pager import pager

MAP, MOST_ROWS = "map", 50


def choice(name: str, options: list[str], everything: str, width: int, names: dict[str, str]) -> str:
    """One of several, kept in the URL; empty for all of them, told in the words given."""
    from_url(name, ["", *options], "")
    return st.selectbox(
        everything, ["", *options], key=name, width=width, on_change=to_url, args=(name, ""),
        format_func=lambda key: names.get(key, key) if key else everything, label_visibility="collapsed",
    )  # fmt: skip


def show_map(by_term: EventsByTerm, review: StudyReview) -> None:
    """The map, a part of the terms at a time."""
    with top:
        terms = by_term.terms[pager(len(by_term.terms), MOST_TERMS, key="terms_page", in_url=True)]
        people = by_term.patients[pager(len(by_term.patients), MOST_PATIENTS, key="map_page", in_url=True)]
    st.html(event_map(by_term, terms, people, review.protocol))
    if not by_term.terms:
        st.html(element("p", label("events_none"), class_="quiet"))
    st.html(legend())


def chosen_events(by_term: EventsByTerm) -> list[EventAssessment]:
    """The events of the chosen patient, term and part, the gravest first."""
    terms = {column.key: name_of_term(column) for column in by_term.terms}
    parts = {part.value: label(f"map_{part.value}") for part in Part}
    subject = choice(
        "subject", [p.subject_id for _, p in by_term.patients], label("events_everybody"), 130, {}
    )
    term = choice("term", list(terms), label("events_every_term"), 215, terms)
    part = choice("part", list(parts), label("events_every_part"), 170, parts)
    return gravest_first(
        event
        for column in by_term.terms
        for (sid, of_part), had in column.had.items()
        if subject in ("", sid) and term in ("", column.key) and part in ("", of_part.value)
        for event in had.events
    )


def keyed(events: list[EventAssessment]) -> dict[str, EventAssessment]:
    """The events under names for the URL: their ids, numbered where one stands twice."""
    found: dict[str, EventAssessment] = {}
    for event in events:
        key, n = event.record_id, 1
        while key in found:
            n += 1
            key = f"{event.record_id}~{n}"
        found[key] = event
    return found


def show_sentences(by_term: EventsByTerm, review: StudyReview) -> None:
    """The chosen events as sentences, and beside them the trace of one."""
    left, right = st.columns([1.5, 1], gap="medium")
    with left, st.container(horizontal=True, vertical_alignment="center"):
        events = chosen_events(by_term)
        grave = [e for e in events if gravity(e) is not Gravity.OTHER]
        if st.toggle(label("events_grave", n=len(grave)), key="grave", bind="query-params"):
            events = grave
        listed = keyed(events)
        page = pager(len(listed), MOST_ROWS, key="events_page", in_url=True)
    if not listed:
        left.html(element("p", label("events_none"), class_="quiet"))
        return
    with right:
        from_url("event", list(listed), next(iter(listed)))
        picked = st.selectbox(
            label("event_why"), list(listed), key="event", format_func=lambda key: name_of(listed[key]),
            on_change=to_url, args=("event", ""),
        )  # fmt: skip
        st.html(event_trace(listed[picked], review))
    kept = {name: str(st.query_params.get(name, "")) for name in ("show", "subject", "term", "part")}
    with left:
        st.html(event_sentences(list(listed.items())[page], picked, review, **kept))


review = chosen.review()
by_term = events_by_term(review)
asked = any(st.query_params.get(name) for name in ("event", "subject", "term", "part"))
usual = SENTENCES if asked else MAP
from_url("show", (MAP, SENTENCES), usual)
top = st.container(horizontal=True, vertical_alignment="center")
with top:
    show = st.segmented_control(
        label("events_show"), (MAP, SENTENCES), required=True, key="show", on_change=to_url, args=("show", ""),
        format_func=lambda name: label(f"show_{name}"), label_visibility="collapsed",
    )  # fmt: skip
    order = label("events_order" if show == SENTENCES else "events_map_order")
    st.html(heading(label("events"), order), width="content")
if show == SENTENCES:
    show_sentences(by_term, review)
else:
    show_map(by_term, review)
