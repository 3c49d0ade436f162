"""NCI's own words beside an event and beside a rule, where they are imported; else one line on how to get them.

They are shown only: no grade, verdict or query rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import streamlit as st

from safety.domain.event_assessment import EventAssessment
from safety.records import official_text
from safety.records.official_text import OfficialText, TermText
from safety.records.refusal import FileRefused
from safety.records.term_search import term_search
from safety.views.labels import label, said
from safety.views.markup import Html, element, together


def imported() -> OfficialText | None:
    """The imported words, as the file stands now; None where there are none that can be read."""
    return _read()[0]


def standing() -> Html:
    """Where the words shown come from, what is wrong with their file, or how to get them."""
    text, why = _read()
    if why:
        told = label("nci_damaged", why=why)
    elif text is None:
        told = label("nci_none", how=said().line("how_to_import"))
    else:
        told = label("nci_from" if text.as_published else "nci_altered", source=text.source)
    return element("p", told, class_="foot")


def grade_text(term: str, grade: int) -> str:
    """NCI's words for a grade of a term; empty where there are none."""
    of_term = _of(term)
    return of_term.grades.get(grade, "") if of_term else ""


def beside_event(event: EventAssessment) -> Html | None:
    """The words for the grades of an event, and its term's definition; for a term that is none, what it may be."""
    if not event.term:
        return None
    of_term = _of(event.term)
    told: list[Html] = []
    if of_term is not None:
        told = [element("dl", *_grades_of_event(event, of_term), class_="nci")]
        told.append(_whole(event.term, of_term, unfolded=event.grade is None))
    elif imported():
        leads = term_search().offer(event.term).leads
        told = [_whole(lead.term, words) for lead in leads if (words := _of(lead.term))]
    return together(element("h4", label("nci_words")), *told) if told else None


def grades_in_nci_words(named: Iterable[tuple[str, frozenset[int]]]) -> Html | None:
    """The words for the grades that a rule names, folded away; None where there are none."""
    told = [
        together(
            element("dt", label("nci_grade_of", term=said().term(term), n=grade)),
            element("dd", *_paragraphs(words)),
        )
        for term, grades in named
        for grade in sorted(grades)
        if (words := grade_text(term, grade))
    ]
    if not told:
        return None
    return element(
        "details", element("summary", label("nci_of_rule")), element("dl", *told, class_="nci"), class_="nci"
    )


def _grades_of_event(event: EventAssessment, of_term: TermText) -> Iterator[Html]:
    """Each grade that the event was given, by whom it was, and NCI's words for it."""
    given = {"nci_reported": event.reported, "nci_derived": event.derived, "nci_counts": event.grade}
    for grade in sorted({grade for grade in given.values() if grade}):
        roles = said().listed(label(role) for role, of_role in given.items() if of_role == grade)
        words = of_term.grades.get(grade) or label("nci_no_grade")
        yield element("dt", label("nci_grade_as", n=grade, roles=roles))
        yield element("dd", *_paragraphs(words))


def _whole(term: str, of_term: TermText, unfolded: bool = False) -> Html:
    """Definition, note and every grade of a term, folded away unless a grade is still to be found."""
    lines = {label("nci_definition"): of_term.definition, label("nci_note"): of_term.note}
    lines |= {label("nci_grade", n=grade): words for grade, words in sorted(of_term.grades.items())}
    told = [together(element("dt", name), element("dd", *_paragraphs(t))) for name, t in lines.items() if t]
    opened = {"open": ""} if unfolded else {}
    summary = element("summary", label("nci_of_term", term=said().term(term)))
    return element("details", summary, element("dl", *told, class_="nci"), class_="nci", **opened)


def _paragraphs(words: str) -> list[Html]:
    return [element("div", line) for line in words.splitlines()]


def _of(term: str) -> TermText | None:
    text = imported()
    return text.terms.get(term) if text else None


def _read() -> tuple[OfficialText | None, str]:
    """The words, and why they cannot be read where they cannot."""
    path = official_text.INSTALLED
    try:
        stat = path.stat()
    except OSError:
        return None, ""
    return _read_version(str(path), stat.st_mtime_ns, stat.st_size)


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_version(path: str, changed: int, size: int) -> tuple[OfficialText | None, str]:
    try:
        return official_text.read_official_text(), ""
    except FileRefused as refused:
        return None, str(refused)
