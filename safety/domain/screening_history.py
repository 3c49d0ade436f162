"""What a patient brings along: the grade and the length of an injury, consent, age."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal

from safety.domain.eligibility_criterion import AgeWithin, Answer, GradeBefore, LastingLess
from safety.domain.eligibility_evidence import Evidence, passes, within
from safety.domain.partial_date import PartialDate
from safety.domain.reason import AgeAtConsent, BegunBefore, Consented, FactsLacking, StoodAtGrade
from safety.domain.screening import Screening
from safety.domain.value_range import ValueRange


def grade(asks: GradeBefore, screening: Screening) -> Iterator[Evidence]:
    """The grade at the first infusion. That nothing is on record is no proof that there was nothing."""
    stood = screening.grades.get(asks.term, 0)
    if stood == 0:
        yield Evidence(FactsLacking((asks.term,)))
        return
    yield Evidence(StoodAtGrade(asks.term, stood), within(ValueRange.of(Decimal(stood)), asks.limits))


def lasting(asks: LastingLess, screening: Screening) -> Iterator[Evidence]:
    """How long it has lasted: to consent in the literal reading, to the first infusion in the careful one."""
    began, consented = screening.brought_along_since(asks.term), screening.consented_on
    infused = screening.first_infusion.last if screening.first_infusion else None
    literal, careful = consented or infused, infused or consented
    if began is None or literal is None or careful is None:
        yield Evidence(FactsLacking((asks.term,) if began is None else ("consented_on",)))
        return
    says = _lasted_less(began, asks.months, literal), _lasted_less(began, asks.months, careful)
    yield Evidence(BegunBefore(asks.term, began.first, began.last, literal, careful), says)


def _lasted_less(began: PartialDate, months: int, until: date) -> Answer:
    """Two months from 31 December end on the last of February: on that day it has lasted two months."""
    if months_later(began.first, months) > until:
        return Answer.PASS
    return Answer.FAIL if months_later(began.last, months) <= until else Answer.UNKNOWN


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def consent(screening: Screening) -> Iterator[Evidence]:
    """Is consent dated, and not after the first infusion?"""
    day, first = screening.consented_on, screening.first_infusion
    if day is None:
        yield Evidence(FactsLacking(("consented_on",)))
        return
    says = passes(first is None or day <= first.last)
    fact = Consented(day, first.first if first else None)
    yield Evidence(fact, (says, says), screening.rows[0].source, "consented_on")


def age(asks: AgeWithin, screening: Screening) -> Iterator[Evidence]:
    """Age in completed years at consent."""
    years = screening.body.age_years
    if years is None:
        yield Evidence(FactsLacking(("age_years",)))
        return
    completed = ValueRange.of(years.to_integral_value(ROUND_DOWN))
    yield Evidence(AgeAtConsent(years), within(completed, asks.limits), screening.rows[0].source, "age_years")
