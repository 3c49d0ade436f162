"""What a criterion was held against, and what eligibility leaves open: one value for each kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class SiteAnswered:
    """The site's own answer: met, not_met or judged_acceptable."""

    criterion: str
    answer: str
    day: date | None
    judged_by: str | None


@dataclass(frozen=True)
class SiteWrote:
    """A value in screening.csv; `wanted` is the same in the unit of the criterion."""

    criterion: str
    value: str
    unit: str
    day: date | None
    wanted: str


@dataclass(frozen=True)
class LaboratoryValue:
    """The last value before the first infusion; `wanted` is the same in the unit of the criterion."""

    test: str
    value: str
    unit: str
    day: date
    wanted: str


@dataclass(frozen=True)
class Clearance:
    """Creatinine clearance by Cockcroft and Gault, with everything that went into the formula."""

    clearance: str
    sex: str
    age: Decimal
    weight: Decimal
    creatinine: str
    value: str
    unit: str
    day: date | None


@dataclass(frozen=True)
class StoodAtGrade:
    """The grade at which a term stood at the first infusion."""

    term: str
    grade: int


@dataclass(frozen=True)
class BegunBefore:
    """An event began some day from `first` to `last`; its length was read up to these two days."""

    term: str
    first: date
    last: date
    literal_to: date
    careful_to: date


@dataclass(frozen=True)
class Consented:
    """Consent is dated; `first_infusion` None where nobody was dosed."""

    consented_on: date
    first_infusion: date | None


@dataclass(frozen=True)
class AgeAtConsent:
    """Age in years."""

    age: Decimal


@dataclass(frozen=True)
class FactsLacking:
    """What nobody noted, by the names of columns and tests."""

    lacking: tuple[str, ...]


@dataclass(frozen=True)
class WrongUnit:
    """The number cannot be right in the unit that stands beside it."""

    test: str
    value: str
    unit: str


@dataclass(frozen=True)
class EligibilityOpen:
    """A dosed patient who fails criteria, or whose eligibility is in conflict or needs a judgement.

    `words` are those of the first such criterion.
    """

    failed: tuple[str, ...]
    conflicting: tuple[str, ...]
    to_judge: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class EligibilityUnknown:
    """Criteria of a dosed patient about which nobody noted enough."""

    criteria: tuple[str, ...]


@dataclass(frozen=True)
class UnknownCriterion:
    """A criterion that the protocol does not have."""

    criterion: str
