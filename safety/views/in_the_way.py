"""What stands in the way of a decision, and who can clear it."""

from __future__ import annotations

from safety.domain.open_question import OpenQuestion
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark

MOST_SHOWN = 4
SHAPE_OF = {"time": "time", "committee": "people"}


def in_the_way(level: LevelReview, review: StudyReview) -> Html:
    """The list, as long as it is read in a meeting; the Queries page has all of it."""
    if not level.blockers:
        return element("p", label("nothing_in_the_way"), class_="quiet")
    terms = {event.record_id: event.term for event in review.events if event.term}
    points = [_point(question, terms) for question in level.blockers[:MOST_SHOWN]]
    if more := len(level.blockers) - MOST_SHOWN if len(level.blockers) > MOST_SHOWN else 0:
        points.append(element("li", mark("more"), element("div", label("and_more_queries", n=more))))
    return element("ul", *points, class_="block")


def _point(question: OpenQuestion, terms: dict[str, str]) -> Html:
    about = question.subject_id or label("every_level")
    if question.record_id in terms:
        about += f" · {question.record_id} {terms[question.record_id]}"
    who = said().who_clears(question)
    clears = element("div", who[:1].upper() + who[1:], class_="who")
    told = element("div", element("b", about), f" · {said().message(question)}", clears)
    return element("li", mark(shape(question)), told)


def shape(question: OpenQuestion) -> str:
    """A clock where time clears it, an exclamation mark for the committee, else a question mark."""
    who = said().words.WHO_CLEARS.get(question.code.value, "")
    return SHAPE_OF.get(who, "fact")
