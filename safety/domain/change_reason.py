"""What changed since an earlier export, and which verdict of the past with it: one value for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safety.domain.changed_cell import Cell, CellChange


@dataclass(frozen=True)
class RowGone:
    """A row of an earlier export is not in a later one; `named`: what it was about, column and cell."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class RowSpares:
    """A row that no earlier export had takes back what was a DLT; `named`: what it is about, column and cell."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class RowDowngraded:
    """Cells of a row changed in a way that may make a verdict kinder."""

    table: str
    row_id: str
    named: tuple[tuple[str, Cell], ...]
    lowered: tuple[CellChange, ...]


@dataclass(frozen=True)
class ProtocolEdited:
    """The protocol file has another content under the same version, by which a verdict is kinder (SHA-256)."""

    protocol_id: str
    version: str
    before: str
    after: str


@dataclass(frozen=True)
class DecisionGroundChanged:
    """With newer records, the cut-off that a decision of record rests on has another verdict, or other patients."""

    decision_id: str
    decided_on: date
    cut_off: date
    level: int
    rule_then: str
    rule_now: str
    patients: tuple[str, ...]


@dataclass(frozen=True)
class PastVerdictChanged:
    """With newer records, the rule would have said something else of a level at an earlier cut-off."""

    level: int
    cut_off: date
    rule_then: str
    rule_now: str
