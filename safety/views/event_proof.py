"""The rest of an event's proof: the rules that were asked and are not met, and what was derived from measurements."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.dlt_definition import DltDefinition
from safety.domain.event_assessment import EventAssessment
from safety.review.criterion import criterion_of
from safety.review.derived_grades import derived_from
from safety.review.rules_asked import NotMet, exclusions_not_for, rules_not_met
from safety.review.study_review import StudyReview
from safety.views.labels import label, said
from safety.views.markup import Html, element, together
from safety.wording.to_the_site import measured

MOST_VALUES = 5


def not_met(event: EventAssessment, definition: DltDefinition) -> Html | None:
    """Every rule that says nothing of the event, and why; the exclusions that could have lifted one that is met."""
    lines = [*_silent(event, definition), *_other_exclusions(event, definition)]
    if not lines:
        return None
    points = [element("li", told) for told in lines]
    return together(element("h4", label("asked_head")), element("ul", *points, class_="points"))


def _silent(event: EventAssessment, definition: DltDefinition) -> Iterator[str]:
    found = rules_not_met(event, definition)
    for why in NotMet:
        if rules := found.get(why, ()):
            yield label(f"asked_{why.value}", rules=said().listed(rules), grade=event.grade)


def _other_exclusions(event: EventAssessment, definition: DltDefinition) -> Iterator[str]:
    for rule, exclusions in exclusions_not_for(event, definition).items():
        yield label("asked_exclusion_other", rule=rule, exclusions=said().listed(exclusions))


def derived(event: EventAssessment, review: StudyReview) -> Html | None:
    """The values that lie inside the event, each with the grade that it gives; nothing where none does."""
    graded = derived_from(event, review.patients[event.subject_id])
    if not graded:
        return None
    limits = review.reference.limits
    told = [measured(g, criterion_of(g, limits), said()) for g in graded[:MOST_VALUES]]
    if len(graded) > MOST_VALUES:
        told.append(label("and_more", n=len(graded) - MOST_VALUES))
    points = [element("li", line) for line in told]
    return together(element("h4", label("derived_head")), element("ul", *points, class_="points"))
