"""The verdict on the level in focus: word, shape and colour, the sentence with its proof, the date."""

from __future__ import annotations

from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.open_question import Reach
from safety.domain.patient import Patient
from safety.review.level_review import LevelReview
from safety.review.not_judged import not_judged
from safety.review.open_level import open_level
from safety.review.study_review import StudyReview
from safety.review.uncertainty import highest_rate
from safety.views.labels import label, said, weekday
from safety.views.markup import Html, element, mark, together, unbroken

MOST_NAMED = 4
in_focus = open_level


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
    """The sentence, what it hangs on, and where it leads."""
    codes = [p.subject_id for p in level.patients]
    told = [said().headline(level), *_pending(level), *_held(level)]
    pieces = [element("span", unbroken(text, codes), " ") for text in told]
    if futures := said().futures(level):
        pieces.append(element("b", unbroken(futures, codes)))
    return pieces


def _pending(level: LevelReview) -> list[str]:
    """Who is not settled, and who is in the window until when."""
    if level.decision is not Decision.WAIT:
        return []
    awaiting = [p for p in level.patients if p.state is State.AWAITING]
    open_ = [p for p in level.patients if p.state is State.IN_WINDOW and p.window]
    told = []
    if awaiting:
        told.append(label("not_settled", patients=_named(awaiting)))
    if open_:
        last = max(p.window.last_day for p in open_ if p.window)
        key = "in_window_until" if len(open_) == 1 else "in_window_until_last"
        told.append(label(key, patients=_named(open_), day=said().day(last)))
    return told


def _named(patients: list[Patient]) -> str:
    if len(patients) > MOST_NAMED:
        return label("n_patients", n=len(patients))
    return ", ".join(p.subject_id for p in patients)


def _held(level: LevelReview) -> list[str]:
    """What keeps the whole level, whoever its patients are, from a decision."""
    if level.decision not in (Decision.WAIT, Decision.HOLD):
        return []
    return [said().message(q) for q in level.blockers if q.reach is Reach.EVERY_LEVEL][:2]


def when(level: LevelReview) -> Html:
    """The earliest day of a decision; the next dose, only where the rule for escalation is met."""
    if level.next_dose is not None:
        next_level = label("level", level=level.next_dose.level)
        told = (
            label("next_dose"),
            f"{said().cells(level.next_dose.cells)} {label('cells')}",
            label("next_dose_note", level=next_level, uncertainty=uncertainty(level)),
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


def uncertainty(level: LevelReview) -> str:
    """What the counts do not rule out."""
    rate = highest_rate(level.tally.dlt, level.tally.evaluable)
    if rate is None or rate == 1:
        return ""
    return label(
        "uncertainty", dlt=level.tally.dlt, evaluable=level.tally.evaluable, level=level.dose.level,
        percent=f"{rate:.0%}".replace("%", "\u202f%"),
    )  # fmt: skip


def closing_words(review: StudyReview) -> Html:
    """Who decides, how little so few patients prove, and which rules could say nothing."""
    told = [text for level in review.levels if (text := uncertainty(level))]
    if rules := not_judged(review):
        told.append(said().line("not_judged", rules=", ".join(rules)))
    return element(
        "p", element("b", label("committee_decides")), together(*(f" {text}" for text in told)), class_="foot"
    )
