"""What the protocol calls a dose-limiting toxicity: its rules as values, each with the section it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Verdict(StrEnum):
    """What an event is under the DLT rules, harshest first."""

    DLT = "dlt"
    UNKNOWN = "unknown"
    REVIEW = "review"
    NOT_DLT = "not_dlt"


@dataclass(frozen=True)
class DeathRule:
    """A death, under whatever term it was recorded."""

    id: str
    section: str


@dataclass(frozen=True)
class EventRule:
    """An event of these terms and grades gives `gives`.

    `terms` None means every term but those of `other_than`. `ungraded` also holds where no grade is known;
    `related` asks for causality; `longer_than` for a duration; `knows_baseline` spares what the patient
    brought along; `exclusions` name the exclusions that may lift it.
    """

    id: str
    gives: Verdict
    section: str
    terms: frozenset[str] | None
    other_than: frozenset[str]
    grades: frozenset[int]
    ungraded: bool
    related: bool
    longer_than: timedelta | None
    knows_baseline: bool
    exclusions: tuple[str, ...]

    def covers(self, term: str) -> bool:
        """Is the term one of the rule's?"""
        return term not in self.other_than and (self.terms is None or term in self.terms)


@dataclass(frozen=True)
class InfusionReactionRule:
    """A reaction from the start of any infusion to `within` after its end."""

    id: str
    section: str
    terms: frozenset[str]
    dlt_grades: frozenset[int]
    review_grades_if_not_completed: frozenset[int]
    within: timedelta


@dataclass(frozen=True)
class HysLawRule:
    """Liver injury without cholestasis, in multiples of the upper limit of normal (FDA 2009, Hy's law)."""

    id: str
    section: str
    aminotransferases: frozenset[str]
    aminotransferase_at_least: Decimal
    bilirubin: str
    bilirubin_above: Decimal
    alkaline_phosphatase: str
    excused_from: Decimal


@dataclass(frozen=True)
class AbnormalBaselineRule:
    """A floor in multiples of the upper limit of normal where baseline multiples would hide an injury."""

    id: str
    section: str
    tests: frozenset[str]
    above: Decimal


@dataclass(frozen=True)
class OmissionRule:
    """Planned infusions not given, or interrupted, for an adverse event."""

    id: str
    section: str
    omitted_at_least: int


@dataclass(frozen=True)
class Exclusion:
    """What spares an event that a rule would call: every condition must be documented.

    `within` bounds its duration; `documented` names facts of the event and the answer each must have.
    """

    id: str
    section: str
    terms: frozenset[str]
    grades: frozenset[int]
    within: timedelta | None
    documented: Mapping[str, bool]


@dataclass(frozen=True)
class LaboratoryRule:
    """A laboratory grade that no event reports is asked about: from which grade, how far around its day."""

    id: str
    section: str
    from_grade: int
    widened_by: timedelta


@dataclass(frozen=True)
class DltDefinition:
    """Every rule that can call a dose-limiting toxicity, and what relates an event to the treatment."""

    related: frozenset[str]
    unassessed_is_related: bool
    death: DeathRule
    events: tuple[EventRule, ...]
    infusion_reactions: tuple[InfusionReactionRule, ...]
    hys_law: HysLawRule | None
    abnormal_baseline: AbnormalBaselineRule | None
    omission: OmissionRule | None
    exclusions: Mapping[str, Exclusion]
    laboratory: LaboratoryRule | None

    def calling(self, term: str, grade: int | None) -> tuple[EventRule, ...]:
        """The rules for events that look at a term at a grade; at None, those that ask for no grade."""
        known = self._calling.get((term, grade))
        if known is None:
            known = self._calling[term, grade] = tuple(
                rule
                for rule in self.events
                if rule.covers(term) and (rule.ungraded if grade is None else grade in rule.grades)
            )
        return known

    def looks_at(self, term: str, grade: int | None) -> bool:
        """Is there any rule, for events or for reactions, that can say something of a term at a grade?"""
        return grade is None or term in self._of_reactions or bool(self.calling(term, grade))

    @cached_property
    def _of_reactions(self) -> frozenset[str]:
        return frozenset(term for rule in self.infusion_reactions for term in rule.terms)

    @cached_property
    def _calling(self) -> dict[tuple[str, int | None], tuple[EventRule, ...]]:
        return {}

    def calls_up_to(self, term: str, highest: int) -> bool:
        """Does any rule for events look at a term at a grade that is no higher?"""
        if term not in self._lowest:
            grades = {grade for rule in self.events if rule.covers(term) for grade in rule.grades}
            self._lowest[term] = min(grades, default=None)
        lowest = self._lowest[term]
        return lowest is not None and lowest <= highest

    @cached_property
    def _lowest(self) -> dict[str, int | None]:
        return {}

    @property
    def raised_rules(self) -> tuple[str, ...]:
        """The ids of the rules that need no event row: they raise a finding of the patient's own."""
        return tuple(rule.id for rule in (self.hys_law, self.abnormal_baseline, self.omission) if rule)

    @property
    def rules_on_measurements(self) -> tuple[str, ...]:
        """The ids of the rules that say nothing where nothing was measured."""
        return tuple(rule.id for rule in (self.hys_law, self.abnormal_baseline, self.laboratory) if rule)

    @property
    def sections(self) -> Mapping[str, str]:
        """The section of the protocol that each rule and exclusion comes from, by its id."""
        alone = (self.hys_law, self.abnormal_baseline, self.omission, self.laboratory)
        rules = (self.death, *self.events, *self.infusion_reactions, *(rule for rule in alone if rule))
        return {rule.id: rule.section for rule in (*rules, *self.exclusions.values())}

    def is_related(self, causality: str | None) -> bool:
        """Does the causality count towards a DLT? Not assessed is not unrelated (ICH E2A)."""
        return self.unassessed_is_related if causality is None else causality in self.related
