"""What is wrong with a row, a column or a file as it was delivered: one value for each kind of question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safety.domain.case_report import CellProblem


@dataclass(frozen=True)
class Unreadable:
    """Cells of a row that could not be read."""

    cells: tuple[CellProblem, ...]


@dataclass(frozen=True)
class SeenTwice:
    """The id, or the infusion number of the subject, stands in more than one row."""

    what: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class UnknownSubject:
    """A record of a subject that subjects.csv does not have."""

    subject_id: str


@dataclass(frozen=True)
class UnknownLevel:
    """A dose level that the protocol does not have."""

    level: int


@dataclass(frozen=True)
class UnknownRecord:
    """A ruling on an id that nobody knows."""

    record_id: str


@dataclass(frozen=True)
class DosedUnassigned:
    """Cells were given to a subject that was never assigned to a level."""

    subject_id: str


@dataclass(frozen=True)
class DatedAfterExport:
    """A record of the site starts after the day of the export: a slip in its year would hide it for years."""

    day: date
    extracted_on: date


@dataclass(frozen=True)
class FileNotRead:
    """A table lies in the folder under a name that nobody knows; nothing of it was read."""

    file: str


@dataclass(frozen=True)
class UnknownColumn:
    """A column that the dictionary does not have: kept, and deciding nothing; `like`: what may be meant."""

    column: str
    rows: int
    like: str


@dataclass(frozen=True)
class UnknownTest:
    """A test code that nobody knows: its measurements are kept, and no rule sees them."""

    test: str
    rows: int
    like: str
