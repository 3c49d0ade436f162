"""The verdict on the level in focus: word, shape and colour, the sentence with its proof, the date."""

from __future__ import annotations

from safety.domain.escalation import Decision
from safety.review.level_review import LevelReview
from safety.review.not_judged import not_judged
from safety.review.study_review import StudyReview
from safety.views.labels import label, said, weekday
from safety.views.links import patient
from safety.views.markup import Html, element, mark, with_codes
from safety.wording import level_proof


def banner(level: LevelReview, review: StudyReview) -> Html:
    """The verdict, readable across a room."""
    word = said().decision(level).upper()
    dose = label("level_of_cells", level=level.dose.level, cells=said().cells(level.dose.cells))
    return element(
        "section", mark(level.decision.value),
        element("div", element("h1", f"{dose} — {word}"), element("p", *proof(level, review))),
        class_=f"verdict {level.decision.value}",
    )  # fmt: skip


def proof(level: LevelReview, review: StudyReview) -> list[Html]:
    """The sentence, what it hangs on, and where it leads; every patient in it is a link."""
    codes = [p.subject_id for p in level.patients]
    pieces = [
        element("span", with_codes(text, codes, patient), said().gap)
        for text in level_proof.proof(level, said())
    ]
    if futures := said().futures(level):
        pieces.append(element("b", with_codes(futures, codes, patient)))
    return pieces


def when(level: LevelReview) -> Html:
    """The earliest day of a decision; the next dose, only where the rule for escalation is met."""
    if level.next_dose is not None:
        next_level = label("level", level=level.next_dose.level)
        told = (
            label("next_dose"),
            f"{said().cells(level.next_dose.cells)} {label('cells')}",
            label("next_dose_note", level=next_level, uncertainty=level_proof.uncertainty(level, said())),
        )
    elif level.earliest_decision_on is not None:
        key = "earliest" if level.decision is Decision.WAIT else "last_window"
        told = label(key), weekday(level.earliest_decision_on), label(f"{key}_note")
    elif level.decision is Decision.WAIT:
        told = label("earliest"), label("earliest_open"), label("earliest_open_note")
    else:
        told = label("earliest"), label("earliest_none"), label("earliest_none_note")
    quiet, big, note = told
    return element("section", quiet, element("b", big), element("span", note, class_="quiet"), class_="date")


def closing_words(review: StudyReview) -> Html:
    """Who decides, how little so few patients prove, and which rules could say nothing."""
    told = closing_text(review).removeprefix(label("committee_decides"))
    return element("p", element("b", label("committee_decides")), told, class_="foot")


def closing_text(review: StudyReview) -> str:
    """The same as plain text."""
    told = [text for level in review.levels if (text := level_proof.uncertainty(level, said()))]
    if rules := not_judged(review):
        told.append(said().line("not_judged", rules=said().listed(rules)))
    return said().gap.join([label("committee_decides"), *told])
