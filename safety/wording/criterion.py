"""An eligibility criterion in words: what must hold, how its text is read, what one fact says of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from safety.domain.eligibility_criterion import (
    AgeWithin,
    ClearanceWithin,
    ConsentFirst,
    Criterion,
    GradeBefore,
    LastingLess,
    Limits,
    SiteAnswers,
    ValueWithin,
)
from safety.domain.eligibility_evidence import NOT_KNOWN, Evidence
from safety.domain.reason import Clearance, LaboratoryValue
from safety.wording.eligibility import answer
from safety.wording.speech import Speech

Words = dict[str, str]


def must_hold(criterion: Criterion, said: Speech) -> str:
    """What a patient must fulfil, with its limit: NEUT ≥ 1.5 ×10⁹/L."""
    words: Words = said.words.CRITERIA
    match criterion.asks:
        case ValueWithin(tests=tests, limits=limits) as asks:
            return words["test"].format(
                tests=said.listed(tests), limits=_limits(limits, words, _unit(asks, said))
            )
        case ClearanceWithin(limits=limits):
            return words["clearance"].format(limits=_limits(limits, words, " mL/min"))
        case GradeBefore(term=term, limits=limits):
            return words["grade"].format(term=said.term(term), limits=_limits(limits, words))
        case LastingLess(term=term, months=months):
            return words["lasting"].format(term=said.term(term), months=months)
        case ConsentFirst():
            return words["consent"]
        case AgeWithin(limits=limits):
            return words["age"].format(limits=_limits(limits, words))
        case SiteAnswers():
            return words["site_exclusion" if criterion.exclusion else "site_inclusion"]


def how_read(criterion: Criterion, said: Speech) -> Iterator[str]:
    """Where the text can be read in two ways, leaves it to people, or contradicts itself."""
    words: Words = said.words.CRITERIA
    match criterion.asks:
        case ValueWithin(literal=literal, careful=careful) if literal is not careful:
            yield words["read"].format(literal=words[literal.value], careful=words[careful.value])
        case LastingLess():
            yield words["lasting_read"]
    if criterion.judged:
        yield words["is_judged"]
    if criterion.admitted_by:
        yield words["is_admitted_by"].format(criterion=criterion.admitted_by)


def says(evidence: Evidence, said: Speech) -> str:
    """What one fact alone says; nothing where it says nothing, or a later value took its place."""
    if evidence.says == NOT_KNOWN:
        return ""
    words: Words = said.words.CRITERIA
    literal, careful = (answer(each, said) for each in evidence.says)
    if literal == careful:
        return words["says"].format(answer=literal)
    return words["says_both"].format(literal=literal, careful=careful)


def formula(evidence: Evidence, high: Decimal | None, said: Speech) -> str:
    """The arithmetic behind a fact, with its numbers; `high` is that value's upper limit of normal."""
    words: Words = said.words.CRITERIA
    match evidence.fact:
        case Clearance() as fact:
            return words["formula_clearance"].format(
                age=_plain(fact.age), weight=_plain(fact.weight), creatinine=fact.creatinine,
                women=words["formula_women"] if fact.sex == "F" else "", clearance=fact.clearance,
            )  # fmt: skip
        case LaboratoryValue(value=value, wanted=wanted) if wanted.endswith("×ULN") and high is not None:
            return words["formula_uln"].format(value=value, high=_plain(high))
        case _:
            return ""


def _unit(asks: ValueWithin, said: Speech) -> str:
    """The unit behind a limit; that of a ratio is 1 and is not said."""
    words: Words = said.words.CRITERIA
    if asks.in_uln:
        return words["in_uln"]
    return "" if asks.unit == "1" else words["unit"].format(unit=said.words.UNITS.get(asks.unit, asks.unit))


def _limits(limits: Limits, words: Words, unit: str = "") -> str:
    told = {name: _plain(limit) for name, limit in vars(limits).items() if limit is not None}
    if {"at_least", "at_most"} <= set(told):
        return words["from_to"].format(**told, unit=unit)
    kinds = [kind for kind in ("at_least", "at_most") if kind in told] + ["by_sex"] * limits.by_sex
    return words["and"].join(words[kind].format(**told, unit=unit) for kind in kinds)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
