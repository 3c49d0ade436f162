"""What is open about an event, its grade or a ruling on it: one value for each kind of question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NoGrade:
    """The site reported no grade; it is not grade 0."""

    derived: int | None


@dataclass(frozen=True)
class GradeNotYetKnown:
    """The row says grade 5 with an end after the cut-off: it runs on, and its grade is not known."""


@dataclass(frozen=True)
class OtherCtcaeVersion:
    """Graded under another version of CTCAE than the protocol's."""

    found: str
    protocol: str


@dataclass(frozen=True)
class ImpossibleGrade:
    """CTCAE has no such grade for the term."""

    term: str
    grade: int
    grades: tuple[int, ...]


@dataclass(frozen=True)
class UnknownTerm:
    """CTCAE has no such term."""

    term: str


@dataclass(frozen=True)
class FindingsAboveGrade:
    """The findings (column, value) satisfy what CTCAE says of a higher grade than the site reported."""

    supported: int
    reported: int
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FatalOutcome:
    """The outcome tells of a death that is nowhere on record; the row's own grade is lower, or not known."""

    outcome: str
    grade: int | None


@dataclass(frozen=True)
class UnreportedLab:
    """A laboratory value derives to a grade that no event reports."""

    test: str
    value: str
    unit: str
    day: date
    term: str
    grade: int


@dataclass(frozen=True)
class UngradableLab:
    """A value that a rule needs cannot be graded; what is missing is named."""

    test: str
    value: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AwaitsRuling:
    """People must rule on the event."""

    event_id: str


@dataclass(frozen=True)
class RulingNotAllowed:
    """Nobody can rule an ordinary event not evaluable."""

    event_id: str


@dataclass(frozen=True)
class RulingOutdated:
    """The ruling is dated before what it rules on, or was made on a lower grade than the one now."""

    adjudication_id: str
    ruled_grade: int | None
    grade_now: int | None
