"""What stands in the way of a decision, and who can clear it."""

from __future__ import annotations

from collections.abc import Sequence

from safety.domain.open_question import OpenQuestion
from safety.reports.letters import lines
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.views import links
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark
from safety.views.page_address import address
from safety.wording import speech

# what stands beside the verdict without a scroll bar at 1280 × 720; between two questions lies a third of a line
MOST_LINES, LETTERS_A_LINE, BETWEEN = 12, 44, 0.33
SHAPE_OF = {"time": "time", "committee": "people"}


def in_the_way(level: LevelReview, review: StudyReview) -> Html:
    """The list, as long as it is read in a meeting; the Queries page has all of it."""
    if not level.blockers:
        return element("p", label("nothing_in_the_way"), class_="quiet")
    shown = _that_fit(level.blockers, review)
    points = [point(question, review) for question in shown]
    if more := len(level.blockers) - len(shown):
        all_of_them = address("queries", level=str(level.dose.level))
        told = element("a", label("and_more_queries", n=more), href=all_of_them, target="_self")
        points.append(element("li", mark("more"), element("div", told)))
    return element("ul", *points, class_="block")


def _that_fit(questions: Sequence[OpenQuestion], review: StudyReview) -> Sequence[OpenQuestion]:
    """The first questions that fit, one at least; each takes the lines of its words, and one for who clears it."""
    taken = 0.0
    for n, question in enumerate(questions):
        words = f"{_about(question, review)} · {said().message(question)}"
        taken += lines(words, LETTERS_A_LINE) + 1 + BETWEEN
        if n and taken > MOST_LINES:
            return questions[:n]
    return questions


def point(question: OpenQuestion, review: StudyReview) -> Html:
    """One question: whom it is about, as a link, what is asked, and who can clear it."""
    who = said().who_clears(question)
    clears = element("div", said().begins(who), class_="who")
    named = element("a", _about(question, review), href=links.of_question(question, review), target="_self")
    told = element("div", element("b", named), f" · {said().message(question)}", clears)
    return element("li", mark(shape(question)), told)


def _about(question: OpenQuestion, review: StudyReview) -> str:
    """The patient, and the event where it is about one."""
    about = question.subject_id or label("every_level")
    term = next((e.term for e in review.events if e.record_id == question.record_id and e.term), "")
    return f"{about} · {question.record_id} {said().term(term)}" if term and question.record_id else about


def shape(question: OpenQuestion) -> str:
    """A clock where time clears it, an exclamation mark for the committee, else a question mark: in any language."""
    who = speech().words.WHO_CLEARS.get(question.code.value, "")
    return SHAPE_OF.get(who, "fact")
