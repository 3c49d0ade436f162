"""What the site wrote down, one value a row: subjects, infusions, adverse events, measurements, rulings.

Empty means *not known* and is None. A cell that could not be read is None as well, and stands in `problems`
with what was found there: such a row is never dropped, and is evidence for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from safety.domain.partial_date import PartialDate


@dataclass(frozen=True, order=True)
class Source:
    """Where a record stands: file and row, counted as a spreadsheet does (the header is row 1)."""

    file: str
    row: int


@dataclass(frozen=True)
class CellProblem:
    """A cell that could not be read: its column, what stood there, and the key of what is allowed."""

    column: str
    found: str
    allowed: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row of a study folder, with the columns nobody asked for kept as they stood."""

    source: Source
    problems: tuple[CellProblem, ...] = ()
    unknown_columns: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def readable(self) -> bool:
        """Could every cell of the row be read?"""
        return not self.problems


@dataclass(frozen=True, kw_only=True)
class Subject(Record):
    """A patient by code (SDTM DM, DS). Level 0: never assigned, a screening failure."""

    subject_id: str | None
    dose_level: int | None
    sex: str | None = None
    age_years: Decimal | None = None
    weight_kg: Decimal | None = None
    consented_on: date | None = None
    enrolled_on: date | None = None
    ae_reviewed_through: date | None = None
    off_study_on: date | None = None
    off_study_reason: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, kw_only=True)
class Infusion(Record):
    """A planned or given infusion (SDTM EX, EC). One that was not given stands with its planned day."""

    infusion_id: str | None
    subject_id: str | None
    number: int | None
    started_at: PartialDate | None
    ended_at: PartialDate | None = None
    cells: Decimal | None = None
    planned_cells: Decimal | None = None
    status: str | None = None
    reason: str | None = None
    lot: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdverseEvent(Record):
    """One period of constant grade of an adverse event (SDTM AE, one row per severity period).

    `term` is the CTCAE term as the catalogue writes it, or as the site wrote it where no such term exists.
    `findings` holds the optional findings columns by name.
    """

    event_id: str | None
    subject_id: str | None
    term: str | None
    verbatim: str | None = None
    started_at: PartialDate | None = None
    ended_at: PartialDate | None = None
    grade: int | None = None
    causality: str | None = None
    serious: bool | None = None
    outcome: str | None = None
    episode_id: str | None = None
    hospitalized: bool | None = None
    symptomatic: bool | None = None
    on_optimal_therapy: bool | None = None
    ctcae_version: str | None = None
    findings: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class Measurement(Record):
    """A laboratory value or vital sign (SDTM LB, VS). `censored` is "<" or ">" where only a bound is known.

    `value` is None for a result that is text; `value_text` keeps what the laboratory wrote.
    """

    measurement_id: str | None
    subject_id: str | None
    test: str | None
    collected_at: PartialDate | None
    value: Decimal | None
    value_text: str = ""
    censored: str = ""
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    def __hash__(self) -> int:
        """Few have the same id."""
        return hash(self.measurement_id)


@dataclass(frozen=True, kw_only=True)
class Adjudication(Record):
    """A ruling of the committee on an event, or on something the monitor raised itself."""

    adjudication_id: str | None
    event_id: str | None
    verdict: str | None
    decided_on: date | None
    decided_by: str | None = None
    reason: str | None = None
    ruled_grade: int | None = None
    resumes: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionOfRecord(Record):
    """What the committee decided for a dose level, shown beside the rule's verdict and never changing it."""

    decision_id: str | None
    level: int | None
    decision: str | None
    decided_on: date | None
    decided_by: str | None = None
    cut_off: date | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class ScreeningAnswer(Record):
    """One eligibility criterion answered for one subject."""

    subject_id: str | None
    criterion: str | None
    answer: str | None = None
    value: str | None = None
    unit: str | None = None
    date: date | None = None
    judged_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class SupportingRow(Record):
    """A row that says something about another record: a disposition (SDTM DS) that dates a subject's exit."""

    subject_id: str | None
    starts_on: date | None = None


@dataclass(frozen=True)
class StrayColumn:
    """A column that the dictionary does not have: in how many rows something stands, what it may be meant for."""

    name: str
    rows: int
    like: str = ""


@dataclass(frozen=True)
class Header:
    """The header of one file: columns that nobody knows, and columns of the dictionary that are not there."""

    file: str
    stray: tuple[StrayColumn, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseReports:
    """Everything a study folder holds, as it was read and before any cut-off.

    `files` names the tables that were there, in the order of the contract, `files_not_read` those that nobody
    here knows by that name: a misspelt one would hide its records. `headers` says what their columns have
    beyond the dictionary, and lack of it. `extracted_on` is the day of the export, None where nobody says.
    """

    study_id: str
    files: tuple[str, ...]
    files_not_read: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()
    subjects: tuple[Subject, ...] = ()
    infusions: tuple[Infusion, ...] = ()
    adverse_events: tuple[AdverseEvent, ...] = ()
    measurements: Sequence[Measurement] = ()
    adjudications: tuple[Adjudication, ...] = ()
    decisions: tuple[DecisionOfRecord, ...] = ()
    screening: tuple[ScreeningAnswer, ...] = ()
    supporting: tuple[SupportingRow, ...] = ()
    extracted_on: date | None = None
