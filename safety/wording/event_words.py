"""An event in words: the rule that gave its verdict, and what every rule says of it."""

from __future__ import annotations

from safety.domain.dlt_definition import Verdict
from safety.domain.dlt_rules import RuleAnswer
from safety.domain.event_assessment import EventAssessment
from safety.wording.speech import Speech


def rule_name(rule: str, said: Speech) -> str:
    """A rule as it is told: its id, a ruling, the baseline, or nothing."""
    return said.label(f"rule_{rule}") if rule in ("ruling", "baseline") else rule or said.label("nothing")


def who_answers(answer: RuleAnswer, said: Speech) -> str:
    """A rule with its verdict, as R3: DLT."""
    unnamed = said.label("no_rule_unknown" if answer.verdict is Verdict.UNKNOWN else "no_rule")
    name = rule_name(answer.rule, said) if answer.rule else unnamed
    return said.about(name, said.words.VERDICTS[answer.verdict.value])


def reasons(answer: RuleAnswer, said: Speech) -> list[str]:
    """Every reason of an answer as a sentence."""
    return [said.sentence(said.because(reason)) for reason in answer.because]


def ruling(event: EventAssessment, said: Speech) -> tuple[str, ...]:
    """The ruling that stands and the committee's reason for it, in its own words; empty where none does."""
    because, stands = event.ruling.because, event.ruling.stands
    return (said.sentence(said.because(because)), stands.reason or "") if because and stands else ()
