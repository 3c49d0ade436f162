"""One export as a whole, before any cut-off: whom its rows concern, which windows they open, which doses they give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TypeVar

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Adjudication, CaseReports, Infusion, Record, Subject
from safety.domain.data_cut import DataCut
from safety.domain.exposure import PERCENT, first_infusion
from safety.domain.partial_date import PartialDate
from safety.domain.planned_dose import planned_cells
from safety.domain.protocol import Protocol
from safety.domain.record_table import subject_of
from safety.domain.row_match import by_key

R = TypeVar("R", bound=Record)
DEATH = 5  # CTCAE grade


class Tolerance(Enum):
    """Where the cells of one infusion stand beside the protocol's dose."""

    UNKNOWN = "unknown"
    NONE = "none"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True)
class Export:
    """The case reports of one export under a protocol."""

    reports: CaseReports
    protocol: Protocol

    @cached_property
    def _whole(self) -> DataCut:
        return DataCut(self.reports, self.protocol, date.max)

    @property
    def levels_of(self) -> Mapping[str, frozenset[int]]:
        """The dose levels under which each known subject stands."""
        return self._whole.levels_of

    @cached_property
    def rows_of(self) -> Mapping[str, Sequence[Subject]]:
        """The rows of subjects.csv by subject."""
        return _grouped(self.reports.subjects)

    @cached_property
    def infusions_of(self) -> Mapping[str, Sequence[Infusion]]:
        """The infusions by subject, planned or given."""
        return _grouped(self.reports.infusions)

    @cached_property
    def opens(self) -> Mapping[str, PartialDate]:
        """The first infusion of everybody ever dosed."""
        firsts = {sid: first_infusion(rows) for sid, rows in self.infusions_of.items()}
        return {sid: first for sid, first in firsts.items() if first is not None}

    def rows_under(self, table: str, key: str) -> Sequence[Record]:
        """The rows of a table that have this id; with an empty one, those that have none."""
        if table not in self._by_key:
            self._by_key[table] = by_key(getattr(self.reports, table))
        return self._by_key[table].get(key, ())

    @cached_property
    def _by_key(self) -> dict[str, Mapping[str, Sequence[Record]]]:
        return {}

    @cached_property
    def died(self) -> frozenset[str]:
        """Everybody of whom a row tells that they died."""
        by_row = {e.subject_id for e in self.reports.adverse_events if e.grade == DEATH}
        by_exit = {s.subject_id for s in self.reports.subjects if s.off_study_reason == "death"}
        return frozenset(sid for sid in by_row | by_exit if sid)

    def window(self, subject_id: str | None) -> AssessmentWindow | None:
        """The subject's DLT window, None for one who was never dosed."""
        first = self.opens.get(subject_id or "")
        return AssessmentWindow.after(first, self.protocol.window_days) if first else None

    def concerns(self, record: Record) -> frozenset[str]:
        """Whom a row is about; a ruling is about whomever its event is. Empty where nobody knows."""
        if isinstance(record, Adjudication):
            return frozenset(sid for sid in self._whole.subjects_of_record(record.event_id or "") if sid)
        subject_id = subject_of(record)
        return frozenset({subject_id} if subject_id else ())

    def tolerance(self, infusion: Infusion) -> Tolerance:
        """The cells of an infusion against the protocol's dose of its subject's level."""
        planned = planned_cells(self.rows_of.get(infusion.subject_id or "", ()), self.protocol)
        if infusion.cells == 0:
            return Tolerance.NONE
        if infusion.cells is None or planned is None:
            return Tolerance.UNKNOWN
        dosing = self.protocol.dosing
        if infusion.cells > planned * (1 + dosing.above_percent / PERCENT):
            return Tolerance.ABOVE
        enough = infusion.cells >= planned * (1 - dosing.below_percent / PERCENT)
        return Tolerance.WITHIN if enough else Tolerance.BELOW


def _grouped(records: Iterable[R]) -> Mapping[str, Sequence[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[subject_of(record) or ""].append(record)
    return found
