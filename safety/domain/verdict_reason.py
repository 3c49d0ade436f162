"""Why an event is a DLT, or is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class MeetsRule:
    """The event meets a rule of the protocol; `grade` None where the rule asks for none."""

    rule: str
    term: str
    grade: int | None


@dataclass(frozen=True)
class NotCalled:
    """No rule of the protocol calls this term at this grade."""

    term: str
    grade: int | None


@dataclass(frozen=True)
class NotRelated:
    """The site judged the event not related: people rule on it."""

    causality: str


@dataclass(frozen=True)
class Excluded:
    """Every condition of an exclusion is documented."""

    exclusion: str


@dataclass(frozen=True)
class ExclusionFails:
    """A condition of an exclusion is documented not to hold."""

    exclusion: str
    condition: str


@dataclass(frozen=True)
class ExclusionOpen:
    """The exclusion could apply, and what is named here is not documented yet."""

    exclusion: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LastedTooLong:
    """Longer than the rule's limit, read at its longest."""

    limit_hours: int


@dataclass(frozen=True)
class EndedInTime:
    """Ended within the rule's limit."""

    limit_hours: int


@dataclass(frozen=True)
class DurationOpen:
    """Not yet longer than the limit, and it may still grow; or nobody knows how long it lasted."""

    limit_hours: int


@dataclass(frozen=True)
class StoodAtBaseline:
    """At or below the grade the patient brought along, without a gap since the first infusion."""

    grade: int
    baseline: int


@dataclass(frozen=True)
class BackAtBaseline:
    """Not above baseline, but not the same harm either: it had gone, or had stood lower, in between."""

    grade: int
    baseline: int


@dataclass(frozen=True)
class StartUncertain:
    """The event may have started in the window, or outside it."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class OutsideWindow:
    """The event did not start in the window; `before` the first infusion, or after the last day."""

    before: bool


@dataclass(frozen=True)
class NeverDosed:
    """The patient was given no infusion."""


@dataclass(frozen=True)
class Died:
    """A death, on one of these days (interval by interval)."""

    days: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class ReactionToInfusion:
    """Began from the start of this infusion to the end of its reaction time."""

    infusion_id: str


@dataclass(frozen=True)
class MayBeReactionToInfusion:
    """May have begun in the reaction time of this infusion; what is missing decides."""

    infusion_id: str


@dataclass(frozen=True)
class GrewAfterTheWindow:
    """Began or stood in the window and would be a DLT had it reached this grade there."""

    event_id: str


@dataclass(frozen=True)
class HysLaw:
    """An aminotransferase and a bilirubin in the window without an alkaline phosphatase that excuses them."""

    aminotransferase: str
    bilirubin: str


@dataclass(frozen=True)
class AboveFloor:
    """An aminotransferase above so many times its upper limit of normal, on an abnormal baseline."""

    measurement_id: str
    limit: Decimal


@dataclass(frozen=True)
class InfusionsOmitted:
    """Planned infusions not given, or interrupted, for an adverse event."""

    not_given: tuple[str, ...]
    interrupted: tuple[str, ...]


@dataclass(frozen=True)
class Ruled:
    """A ruling that stands."""

    adjudication_id: str
    verdict: str
    decided_on: date
    decided_by: str
