"""One thing that could be otherwise: a patient's outcome, a grade, a causality, a value, a ruling, a reading.

A flip names what is changed. What the facts would be then stands beside it as `Otherwise`: rows that read
otherwise, rows that came in addition, rows that were withdrawn, another protocol. Nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from safety.domain.case_report import CaseReports, Record, Source
from safety.domain.protocol import Protocol


@dataclass(frozen=True)
class StaysClear:
    """A pending patient comes through the window, and every open question is answered kindly."""

    subject_id: str


@dataclass(frozen=True)
class HasDlt:
    """A pending patient has a DLT."""

    subject_id: str


@dataclass(frozen=True)
class GradeIs:
    """An event has another grade than reported: one up or down, or the one it could be (`was` None or doubted)."""

    subject_id: str
    event_id: str
    term: str
    row: int
    was: int | None
    now: int


@dataclass(frozen=True)
class CausalityIs:
    """An event's causality is judged otherwise; `was` None: nobody assessed it."""

    subject_id: str
    event_id: str
    term: str
    row: int
    was: str | None
    now: str


@dataclass(frozen=True)
class ValueIs:
    """A laboratory value that no event reports, or that has no grade, counts as an event of this grade."""

    subject_id: str
    measurement_id: str
    row: int
    term: str
    grade: int


@dataclass(frozen=True)
class RuledAs:
    """People rule on something that is open."""

    subject_id: str
    record_id: str
    verdict: str


@dataclass(frozen=True)
class WindowIs:
    """The window's last study day is read otherwise."""

    was: int
    now: int


@dataclass(frozen=True)
class OnlyWithoutDlt:
    """The strict reading of the rule: nothing but no DLT at all permits the step up."""


KINDS: dict[type, str] = {
    StaysClear: "stays_clear", HasDlt: "has_dlt", GradeIs: "grade", CausalityIs: "causality", ValueIs: "value",
    RuledAs: "ruling", WindowIs: "window", OnlyWithoutDlt: "strict_rule",
}  # fmt: skip
Flip = StaysClear | HasDlt | GradeIs | CausalityIs | ValueIs | RuledAs | WindowIs | OnlyWithoutDlt


@dataclass(frozen=True)
class Otherwise:
    """How the facts read otherwise.

    A row of `rows` takes the place of the one that stands at its source; where none stands there, it is new.
    """

    rows: tuple[Record, ...] = ()
    withdrawn: tuple[Source, ...] = ()
    protocol: Protocol | None = None


@dataclass(frozen=True)
class Supposed:
    """A flip, and the facts that it changes."""

    flip: Flip
    otherwise: Otherwise


def about(flip: Flip) -> str:
    """The patient whom a flip is about; empty for a reading of the protocol."""
    return getattr(flip, "subject_id", "")


def key(flip: Flip) -> str:
    """The flip as a link or a program names it: the same at every cut-off, and no other flip's."""
    match flip:
        case StaysClear(subject_id=sid) | HasDlt(subject_id=sid):
            return f"{KINDS[type(flip)]}:{sid}"
        case GradeIs(event_id=id_, row=row, now=now) | CausalityIs(event_id=id_, row=row, now=now):
            return f"{KINDS[type(flip)]}:{id_}:{row}:{now}"
        case ValueIs(measurement_id=id_, row=row, term=term, grade=grade):
            return f"{KINDS[type(flip)]}:{id_}:{row}:{term}:{grade}"
        case RuledAs(subject_id=sid, record_id=id_, verdict=verdict):
            return f"{KINDS[type(flip)]}:{sid}:{id_}:{verdict}"
        case WindowIs(now=now):
            return f"{KINDS[type(flip)]}:{now}"
        case _:
            return KINDS[type(flip)]


def after(source: CaseReports, file: str, nth: int = 0) -> Source:
    """The place of a row that is not there yet: behind everything that stands in the file."""
    tables = (source.infusions, source.adverse_events, source.adjudications)
    rows = [record.source.row for table in tables for record in table if record.source.file == file]
    return Source(file, max(rows, default=1) + 1 + nth)
