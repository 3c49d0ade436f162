"""Is an event a dose-limiting toxicity? The protocol's rules, asked of one period of one event.

The worst answer of the rules is the verdict: a DLT; unknown, where a missing fact could make it one (asked
before causality); review, where people must rule; not a DLT.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.baseline import stands_since_baseline
from safety.domain.case_report import Infusion
from safety.domain.death import Death
from safety.domain.dlt_definition import DltDefinition, EventRule, Exclusion, Verdict
from safety.domain.duration import Lasted, lasted
from safety.domain.event_period import EventPeriod
from safety.domain.open_question import Code
from safety.domain.reason import (
    BackAtBaseline,
    Died,
    DurationOpen,
    EndedInTime,
    Excluded,
    ExclusionFails,
    ExclusionOpen,
    LastedTooLong,
    MeetsRule,
    NotRelated,
    Reason,
    StartUncertain,
    StoodAtBaseline,
)

HARSHEST_FIRST = (Verdict.DLT, Verdict.UNKNOWN, Verdict.REVIEW, Verdict.NOT_DLT)
ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class RuleAnswer:
    """What one rule says of an event, and why; `code` names what is missing where it says unknown."""

    rule: str
    verdict: Verdict
    because: tuple[Reason, ...]
    code: Code | None = None


def worst(answers: Sequence[RuleAnswer]) -> RuleAnswer | None:
    """The harshest answer, the first of equals; None where no rule spoke."""
    return min(answers, key=lambda a: HARSHEST_FIRST.index(a.verdict)) if answers else None


@dataclass(frozen=True)
class Course:
    """One patient's course as the rules see it: the window, all periods, infusions, deaths and baselines."""

    definition: DltDefinition
    window: AssessmentWindow
    cut_off: date
    periods: Sequence[EventPeriod]
    infusions: Sequence[Infusion]
    completed: Callable[[Infusion], bool]
    deaths: Mapping[str, Death]
    baselines: Mapping[str, int]

    def of_term(self, term: str) -> Sequence[EventPeriod]:
        """The periods of a term."""
        return self._by_term[term]

    @cached_property
    def _by_term(self) -> Mapping[str, Sequence[EventPeriod]]:
        found: dict[str, list[EventPeriod]] = {}
        for period in self.periods:
            found.setdefault(period.term, []).append(period)
        return found

    def places(self, period: EventPeriod) -> InWindow:
        """Where the period starts; a death, where it happened."""
        death = self.deaths.get(period.id)
        if death is not None:
            return death.in_window(self.window)
        if period.end is not None and period.end.surely_before(self.window.opens):
            return InWindow.NO
        return self.window.places(period.started(self.cut_off))

    def answers(self, period: EventPeriod, grade: int | None, placed: InWindow) -> list[RuleAnswer]:
        """What every rule for events in the window says at this grade, were the period placed there.

        With grade None only the rules that ask for no grade speak.
        """
        rules = self.definition.calling(period.term, grade)
        found = [self._asked(rule, period, grade, placed) for rule in rules]
        death = self._death(period, placed)
        return [*found, death] if death else found

    def _death(self, period: EventPeriod, placed: InWindow) -> RuleAnswer | None:
        death = self.deaths.get(period.id)
        if death is None:
            return None
        rule, because = self.definition.death.id, (Died(death.as_reason),)
        if placed is InWindow.POSSIBLE:
            return RuleAnswer(rule, Verdict.UNKNOWN, because, Code.DATE_UNCERTAIN)
        return RuleAnswer(rule, Verdict.DLT, because)

    def _asked(self, rule: EventRule, period: EventPeriod, grade: int | None, placed: InWindow) -> RuleAnswer:
        met = MeetsRule(rule.id, period.term, grade)
        at_baseline = (
            rule.knows_baseline and grade is not None and grade <= self.baselines.get(period.term, 0)
        )
        if at_baseline and self._stands(period):
            return RuleAnswer("baseline", Verdict.NOT_DLT, (met, self._stood(StoodAtBaseline, period, grade)))
        answer = self._excluded(rule, period, grade) or self._long_enough(rule, period)
        answer = RuleAnswer(answer.rule or rule.id, answer.verdict, (met, *answer.because), answer.code)
        if answer.verdict is not Verdict.DLT:
            return answer
        if at_baseline:
            back = self._stood(BackAtBaseline, period, grade)
            return RuleAnswer("baseline", Verdict.REVIEW, (*answer.because, back))
        if rule.related and not self.definition.is_related(period.event.causality):
            not_related = NotRelated(period.event.causality or "")
            return RuleAnswer(answer.rule, Verdict.REVIEW, (*answer.because, not_related))
        return self.if_dated(answer, period, placed)

    def _stands(self, period: EventPeriod) -> bool:
        return stands_since_baseline(
            period, self.of_term(period.term), self.baselines.get(period.term, 0), self.window
        )

    def _stood(self, reason: Callable[[int, int], Reason], period: EventPeriod, grade: int | None) -> Reason:
        return reason(grade or 0, self.baselines.get(period.term, 0))

    def if_dated(self, answer: RuleAnswer, period: EventPeriod, placed: InWindow) -> RuleAnswer:
        """A DLT that may lie outside the window is not known to be one."""
        if placed is not InWindow.POSSIBLE:
            return answer
        start = period.started(self.cut_off)
        uncertain = StartUncertain(None if start.first == date.min else start.first, start.last)
        return RuleAnswer(answer.rule, Verdict.UNKNOWN, (*answer.because, uncertain), Code.DATE_UNCERTAIN)

    def _long_enough(self, rule: EventRule, period: EventPeriod) -> RuleAnswer:
        if rule.longer_than is None:
            return RuleAnswer("", rule.gives, ())
        hours = rule.longer_than // ONE_HOUR
        match lasted(period, rule.longer_than, self.of_term(period.term), self.cut_off):
            case Lasted.LONGER:
                return RuleAnswer("", rule.gives, (LastedTooLong(hours),))
            case Lasted.WITHIN:
                return RuleAnswer("", Verdict.NOT_DLT, (EndedInTime(hours),))
            case _:
                return RuleAnswer("", Verdict.UNKNOWN, (DurationOpen(hours),), Code.DURATION_UNKNOWN)

    def _excluded(self, rule: EventRule, period: EventPeriod, grade: int | None) -> RuleAnswer | None:
        """What the rule's exclusions say; None where none applies to the term and grade, or one fails."""
        for exclusion in (self.definition.exclusions[id_] for id_ in rule.exclusions):
            if period.term in exclusion.terms and grade in exclusion.grades:
                return self._exclusion(exclusion, period, rule)
        return None

    def _exclusion(self, exclusion: Exclusion, period: EventPeriod, rule: EventRule) -> RuleAnswer:
        missing: list[str] = []
        for fact, wanted in exclusion.documented.items():
            documented = getattr(period.event, fact)
            if documented is None:
                missing.append(fact)
            elif documented is not wanted:
                return RuleAnswer(rule.id, rule.gives, (ExclusionFails(exclusion.id, fact),))
        code = Code.FACT_MISSING
        if exclusion.within is not None:
            hours = exclusion.within // ONE_HOUR
            match lasted(period, exclusion.within, self.of_term(period.term), self.cut_off):
                case Lasted.LONGER:
                    return RuleAnswer(rule.id, rule.gives, (LastedTooLong(hours),))
                case Lasted.OPEN:
                    missing.append("duration")
                    code = Code.DURATION_UNKNOWN
        if missing:
            return RuleAnswer(
                exclusion.id, Verdict.UNKNOWN, (ExclusionOpen(exclusion.id, tuple(missing)),), code
            )
        return RuleAnswer(exclusion.id, Verdict.NOT_DLT, (Excluded(exclusion.id),))


def never_called(definition: DltDefinition, term: str, grade: int) -> str:
    """The exclusion that spares a term whatever else is known of it, or an empty string."""
    return next(
        (
            x.id
            for x in definition.exclusions.values()
            if term in x.terms and grade in x.grades and not x.documented and x.within is None
        ),
        "",
    )
