"""Who may enter the trial: its inclusion and exclusion criteria (SDTM TI, IE) as values.

Every row says what a patient must fulfil, exclusions too: `creatinine at most 1.5 mg/dL`, where the text says
*above 1.5 is excluded*. So *pass* always means that the criterion does not stand in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Answer(StrEnum):
    """What a criterion says of a patient, worst first."""

    FAIL = "fail"
    CONFLICT = "conflict"
    NEEDS_JUDGEMENT = "needs_judgement"
    UNKNOWN = "unknown"
    PASS = "pass"


OPEN = (Answer.FAIL, Answer.CONFLICT, Answer.NEEDS_JUDGEMENT)


class Among(StrEnum):
    """Where a criterion names several tests: which of them must hold."""

    ANY = "any"
    ALL = "all"
    MEASURED = "measured"  # every one that was measured


@dataclass(frozen=True)
class Limits:
    """From, to: both allowed themselves. Another upper limit may hold for each sex."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    at_most_men: Decimal | None = None
    at_most_women: Decimal | None = None

    @property
    def by_sex(self) -> bool:
        """Does the limit ask for the patient's sex?"""
        return self.at_most_men is not None

    def highest(self, sex: str | None) -> Decimal | None:
        """The upper limit for a patient of that sex."""
        return (self.at_most_women if sex == "F" else self.at_most_men) if self.by_sex else self.at_most


@dataclass(frozen=True)
class SiteAnswers:
    """Nothing but the site's own answer can tell."""


@dataclass(frozen=True)
class ValueWithin:
    """Values of these tests within limits, in a unit, or in multiples of that laboratory's upper limit of normal.

    `literal` and `careful` say which of several tests must hold in either reading of the text.
    """

    tests: tuple[str, ...]
    unit: str
    in_uln: bool
    limits: Limits
    literal: Among
    careful: Among


@dataclass(frozen=True)
class ClearanceWithin:
    """Creatinine clearance by Cockcroft and Gault within limits, in mL/min."""

    limits: Limits


@dataclass(frozen=True)
class GradeBefore:
    """The grade at which a term stood at the first infusion, within limits."""

    term: str
    limits: Limits


@dataclass(frozen=True)
class LastingLess:
    """An event that the patient brings along has lasted less than so many calendar months.

    The literal reading counts to the day of consent, the careful one to the first infusion.
    """

    term: str
    months: int


@dataclass(frozen=True)
class ConsentFirst:
    """Consent is dated, and not after the first infusion (ICH E6)."""


@dataclass(frozen=True)
class AgeWithin:
    """Age in completed years at consent."""

    limits: Limits


Asks = SiteAnswers | ValueWithin | ClearanceWithin | GradeBefore | LastingLess | ConsentFirst | AgeWithin


@dataclass(frozen=True)
class Criterion:
    """One criterion, or the part of one with its letter (I04a).

    `words` are those of the trial that it renders. `judged`: the text leaves it to the investigator's judgement.
    `admitted_by` names the criterion of the same text that admits what this one excludes.
    """

    id: str
    words: str
    section: str
    asks: Asks
    judged: bool = False
    admitted_by: str = ""

    @property
    def exclusion(self) -> bool:
        """Is it an exclusion criterion? `met` then means that the patient is excluded."""
        return self.id.startswith("E")

    def answered_by(self, written: str) -> bool:
        """Does an answer under that name speak for it? The whole speaks for its parts, I03a for an unsplit I03."""
        return written.startswith(self.id) or self.id.startswith(written)
