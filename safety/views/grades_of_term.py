"""Which grades a CTCAE term has, all five shown, and NCI's own words for them where they are imported."""

from __future__ import annotations

from collections.abc import Iterator

from safety.records.ctcae_terms import CtcaeTerm
from safety.views.labels import label, said
from safety.views.markup import Html, element, together
from safety.views.official_words import grade_text, imported, standing

GRADES = range(1, 6)


def term_heading(term: CtcaeTerm) -> Html:
    """The term, its MedDRA code and its system organ class."""
    beside = element("span", label("look_of_term", code=term.code, soc=term.soc), class_="quiet")
    return element(
        "section", element("h1", said().term(term.term)), element("div", beside), class_="identity"
    )


def grade_strip(term: CtcaeTerm) -> Html:
    """All five grades; one that the term does not have is crossed out and said not to exist."""
    return element("div", *(_grade(grade, grade in term.grades) for grade in GRADES), class_="grades")


def _grade(grade: int, exists: bool) -> Html:
    words = label("look_grade" if exists else "look_no_grade", n=grade)
    if grade == 5 and exists:
        words = said().commas((words, label("look_death")))
    digit = element("b" if exists else "s", grade, class_=f"chip {f'grade-{grade}' if exists else 'absent'}")
    return element("span", digit, words, class_="" if exists else "absent")


def official_words(term: CtcaeTerm) -> Html:
    """NCI's words for the term and its grades; else where to get them."""
    text = imported()
    of_term = text.terms.get(term.term) if text else None
    if of_term is None:
        return standing()
    return together(
        element("h4", label("nci_words")), element("dl", *_said(term, of_term.definition, of_term.note), class_="nci"),
        standing(),
    )  # fmt: skip


def _said(term: CtcaeTerm, definition: str, note: str) -> Iterator[Html]:
    told = {label("nci_definition"): definition}
    told |= {label("nci_grade", n=grade): grade_text(term.term, grade) for grade in sorted(term.grades)}
    told |= {label("nci_note"): note}
    for name, words in told.items():
        if words:
            lines = [element("div", line) for line in words.splitlines()]
            yield together(element("dt", name), element("dd", *lines))
