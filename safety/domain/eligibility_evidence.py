"""One fact that a criterion is held against, and what it says in the literal and in the careful reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from safety.domain.case_report import Source
from safety.domain.eligibility_criterion import Among, Answer, Limits
from safety.domain.reason import FactsLacking, Reason
from safety.domain.value_range import ValueRange

Readings = tuple[Answer, Answer]
NOT_KNOWN: Readings = (Answer.UNKNOWN, Answer.UNKNOWN)
IN_CONFLICT: Readings = (Answer.CONFLICT, Answer.CONFLICT)


@dataclass(frozen=True)
class Evidence:
    """One fact, where it stands, and what it alone says of the criterion: `says` is (literal, careful).

    `superseded`: a later value took its place, and it says nothing any more.
    """

    fact: Reason
    says: Readings = NOT_KNOWN
    source: Source | None = None
    column: str = ""
    day: date | None = None
    superseded: bool = False


@dataclass(frozen=True)
class Found:
    """What all facts together say of a criterion, the site's own answers apart."""

    literal: Answer
    careful: Answer
    evidence: tuple[Evidence, ...] = ()


def passes(holds: bool) -> Answer:
    """Pass or fail."""
    return Answer.PASS if holds else Answer.FAIL


def agreed(answers: Iterable[Answer]) -> Answer:
    """The answer that all known ones give; those that differ are in conflict."""
    known = {answer for answer in answers if answer is not Answer.UNKNOWN}
    if len(known) > 1:
        return Answer.CONFLICT
    return known.pop() if known else Answer.UNKNOWN


def together(evidence: Iterable[Evidence]) -> Found:
    """What facts of one kind come to. Of dated values only the last ones count; undated ones always do."""
    counted = _last_of(_needed(list(evidence)))
    return Found(agreed(e.says[0] for e in counted), agreed(e.says[1] for e in counted), tuple(counted))


def _needed(evidence: list[Evidence]) -> list[Evidence]:
    """What is lacking is only told where nothing else speaks."""
    speaks = any(e.says != NOT_KNOWN for e in evidence)
    return [e for e in evidence if not (speaks and isinstance(e.fact, FactsLacking))]


def _last_of(evidence: list[Evidence]) -> list[Evidence]:
    last = max((e.day for e in evidence if e.day is not None and e.says != NOT_KNOWN), default=None)
    return [
        replace(e, says=NOT_KNOWN, superseded=True)
        if last is not None and e.day is not None and e.day < last and e.says != NOT_KNOWN
        else e
        for e in evidence
    ]


def among(which: Among, answers: Sequence[Answer]) -> Answer:
    """What several tests come to: one that holds is enough, or every one must."""
    if which is Among.MEASURED:
        answers = [a for a in answers if a is not Answer.UNKNOWN]
    decisive, other = (Answer.PASS, Answer.FAIL) if which is Among.ANY else (Answer.FAIL, Answer.PASS)
    if decisive in answers:
        return decisive
    if Answer.CONFLICT in answers:
        return Answer.CONFLICT
    return other if answers and all(a is other for a in answers) else Answer.UNKNOWN


def within(value: ValueRange, limits: Limits, sex: str | None = None) -> Readings:
    """Is the value inside? Of one not known to the digit, the literal reading takes the kinder end.

    A limit that differs by sex, for a patient whose sex nobody noted, answers only where both agree.
    """
    sexes = [sex] if sex or not limits.by_sex else ["F", "M"]
    readings = {_within(value, limits.at_least, limits.highest(each)) for each in sexes}
    return readings.pop() if len(readings) == 1 else NOT_KNOWN


def _within(value: ValueRange, at_least: Decimal | None, at_most: Decimal | None) -> Readings:
    return passes(value.may_be_within(at_least, at_most)), passes(value.surely_within(at_least, at_most))
