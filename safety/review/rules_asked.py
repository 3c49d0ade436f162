"""Which rules of the protocol were asked of an event and are not met, and why? The trace has those that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from safety.domain.assessment_window import InWindow
from safety.domain.dlt_definition import DltDefinition, EventRule
from safety.domain.event_assessment import EventAssessment
from safety.domain.reason import MeetsRule


class NotMet(StrEnum):
    """Why a rule is silent on an event, what comes nearest to being met first.

    Without a grade it is not known whether the rule would be met.
    """

    NO_GRADE = "no_grade"
    OTHER_GRADE = "other_grade"
    OUTSIDE = "outside"
    NO_REACTION = "no_reaction"
    NOT_DEAD = "not_dead"
    OTHER_TERM = "other_term"


NEAREST_FIRST = tuple(NotMet)


def rules_not_met(event: EventAssessment, definition: DltDefinition) -> Mapping[NotMet, Sequence[str]]:
    """Every rule for events that the trace does not name, by why it is silent. Nothing for what was raised.

    A rule of several clauses is silent for the one that comes nearest.
    """
    if event.period is None:
        return {}
    clauses: dict[str, list[NotMet]] = defaultdict(list)
    for rule, why in _silent(event, definition):
        clauses[rule].append(why)
    found: dict[NotMet, list[str]] = defaultdict(list)
    for rule in clauses.keys() - _spoke(event):
        found[min(clauses[rule], key=NEAREST_FIRST.index)].append(rule)
    return {why: sorted(rules, key=lambda rule: (len(rule), rule)) for why, rules in found.items()}


def exclusions_not_for(event: EventAssessment, definition: DltDefinition) -> Mapping[str, Sequence[str]]:
    """The exclusions that could lift a rule that is met, but are about another term or grade."""
    met = _met(event)
    rules = [rule for rule in definition.events if rule.id in met and rule.exclusions]
    found = {rule.id: [x for x in rule.exclusions if not _is_for(x, event, definition)] for rule in rules}
    return {rule: exclusions for rule, exclusions in found.items() if exclusions}


def _spoke(event: EventAssessment) -> set[str]:
    return {answer.rule for answer in event.trace} | _met(event)


def _met(event: EventAssessment) -> set[str]:
    return {
        reason.rule for answer in event.trace for reason in answer.because if isinstance(reason, MeetsRule)
    }


def _silent(event: EventAssessment, definition: DltDefinition) -> Iterator[tuple[str, NotMet]]:
    yield definition.death.id, NotMet.NOT_DEAD
    for rule in definition.events:
        yield rule.id, _why(rule, event)
    for reaction in definition.infusion_reactions:
        yield reaction.id, NotMet.NO_REACTION if event.term in reaction.terms else NotMet.OTHER_TERM


def _why(rule: EventRule, event: EventAssessment) -> NotMet:
    if not rule.covers(event.term):
        return NotMet.OTHER_TERM
    if event.in_window is InWindow.NO:
        return NotMet.OUTSIDE
    return NotMet.NO_GRADE if event.grade is None else NotMet.OTHER_GRADE


def _is_for(exclusion: str, event: EventAssessment, definition: DltDefinition) -> bool:
    found = definition.exclusions[exclusion]
    return event.term in found.terms and event.grade in found.grades
