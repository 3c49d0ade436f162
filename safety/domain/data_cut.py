"""What existed on the day of the cut-off, and what is wrong with it: every row used, unreadable, or later.

A row that cannot be read blocks the subject it names; where that subject is not known, every level. Rows of
one id contradict each other and make nobody clear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    CaseReports,
    DecisionOfRecord,
    Infusion,
    Measurement,
    Record,
    ScreeningAnswer,
    Subject,
)
from safety.domain.protocol import Protocol
from safety.domain.record_table import RecordTable, SomeRecords, as_table, starts_on

SCREENING_FILE = "screening.csv"
# The kinds of records, as the case reports name them.
KINDS = (
    "subjects", "infusions", "adverse_events", "measurements", "adjudications", "decisions", "screening",
    "supporting",
)  # fmt: skip


class Standing(StrEnum):
    """What became of a row."""

    USED = "used"
    UNREADABLE = "unreadable"
    AFTER_CUT_OFF = "after_cut_off"


# Of all that can be ruled on, only these can be ruled not evaluable.
RULED_NOT_EVALUABLE = ("exit", "dose", "late", "lab", "elig")


def standing(record: Record, cut_off: date) -> Standing:
    """Used, unreadable, or after the cut-off, which is asked first."""
    day = starts_on(record)
    if day is not None and day > cut_off:
        return Standing.AFTER_CUT_OFF
    return Standing.USED if record.readable else Standing.UNREADABLE


def _in_each(files: Sequence[str]) -> Mapping[str, int]:
    """How many rows stand in each file, which for most kinds is one."""
    names = set(files)
    return dict.fromkeys(names, len(files)) if len(names) == 1 else Counter(files)


@dataclass(frozen=True)
class DataCut:
    """The case reports as they stood on the cut-off, under one protocol. Nothing in it is later than that."""

    reports: CaseReports
    protocol: Protocol
    cut_off: date

    def existing(self, kind: str) -> SomeRecords[Any]:
        """The records of a kind that had started by the cut-off."""
        return self._existing[kind]

    @cached_property
    def _existing(self) -> Mapping[str, SomeRecords[Record]]:
        return {kind: self._started(table) for kind, table in self.tables.items()}

    def _started(self, table: RecordTable[Record]) -> SomeRecords[Record]:
        later = {day for day in set(table.days) if day is not None and day > self.cut_off}
        if not later:
            return SomeRecords(table, range(len(table)))
        return SomeRecords(table, [n for n, day in enumerate(table.days) if day not in later])

    def _readable(self, kind: str) -> SomeRecords[Any]:
        existing = self.existing(kind)
        unreadable = existing.table.unreadable
        readable = [n for n in existing.places if n not in unreadable] if unreadable else existing.places
        return SomeRecords(existing.table, readable)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Every row of subjects.csv, readable or not: an unreadable one counts at its level."""
        return self.reports.subjects

    @cached_property
    def infusions(self) -> tuple[Infusion, ...]:
        """Every infusion row that exists, readable or not: an unreadable one still counts as given."""
        return tuple(self.existing("infusions"))

    @cached_property
    def adverse_events(self) -> SomeRecords[AdverseEvent]:
        """The readable event rows: an unreadable one is evidence of nothing."""
        return self._readable("adverse_events")

    @cached_property
    def measurements(self) -> SomeRecords[Measurement]:
        """The readable measurements."""
        return self._readable("measurements")

    @cached_property
    def decisions(self) -> tuple[DecisionOfRecord, ...]:
        """The readable decisions of record."""
        return tuple(self._readable("decisions"))

    @cached_property
    def screening(self) -> tuple[ScreeningAnswer, ...] | None:
        """The readable answers of screening.csv; None where the study has no such file."""
        if SCREENING_FILE not in self.reports.files:
            return None
        return tuple(self._readable("screening"))

    @cached_property
    def levels_of(self) -> Mapping[str, frozenset[int]]:
        """The dose levels under which each known subject stands: one, unless its rows contradict each other."""
        levels: dict[str, set[int]] = defaultdict(set)
        for subject in self.subjects:
            if subject.subject_id is not None:
                levels[subject.subject_id] |= set() if subject.dose_level is None else {subject.dose_level}
        return {subject_id: frozenset(found) for subject_id, found in levels.items()}

    def subjects_of_record(self, record_id: str) -> frozenset[str | None]:
        """Whom a ruling on this id is about; empty where nobody knows the id."""
        if record_id in self._subjects_by_id:
            return self._subjects_by_id[record_id]
        event_id, _, measurement_id = record_id.rpartition(":")
        measured = self._subjects_by_id.get(f"lab:{measurement_id}", frozenset())
        return self._subjects_by_id.get(event_id, frozenset()) & measured

    @cached_property
    def _subjects_by_id(self) -> Mapping[str, frozenset[str | None]]:
        found: dict[str, set[str | None]] = defaultdict(set)
        for event in self.existing("adverse_events"):
            if event.event_id is not None:
                found[event.event_id].add(event.subject_id)
        for infusion in self.infusions:
            for kind in ("dose", "late"):
                found[f"{kind}:{infusion.infusion_id}"].add(infusion.subject_id)
        measured = self.existing("measurements")
        ids, subject_ids = measured.table.ids, measured.table.subject_ids
        for n in measured.places:
            found[f"lab:{ids[n]}"].add(subject_ids[n])
        for subject_id in self.levels_of:
            for kind in ("exit", "elig", *self.protocol.dlt.raised_rules):
                found[f"{kind}:{subject_id}"].add(subject_id)
        return {record_id: frozenset(ids) for record_id, ids in found.items()}

    @staticmethod
    def _may_be_ruled(ruling: Adjudication) -> bool:
        kind = (ruling.event_id or "").split(":", 1)[0]
        return ruling.verdict != "not_evaluable" or kind in RULED_NOT_EVALUABLE

    def standing_of(self, record: Record) -> Standing:
        """What became of a row: an ordinary event ruled not evaluable cannot be read either."""
        found = standing(record, self.cut_off)
        if found is Standing.USED and isinstance(record, Adjudication) and not self._may_be_ruled(record):
            return Standing.UNREADABLE
        return found

    @cached_property
    def rulings(self) -> Mapping[str, tuple[Adjudication, ...]]:
        """The readable rulings by the id they rule on.

        Where the ruling's own id, or that of the event it rules on, stands twice, only the harm is believed.
        """
        rulings: dict[str, list[Adjudication]] = defaultdict(list)
        existing = self.existing("adjudications")
        seen, events = Counter(existing.ids), Counter(self.existing("adverse_events").ids)
        for ruling in existing:
            if self.standing_of(ruling) is Standing.USED and ruling.event_id:
                if seen[ruling.adjudication_id] == 1 and events[ruling.event_id] <= 1:
                    rulings[ruling.event_id].append(ruling)
                elif ruling.verdict == "dlt":
                    rulings[ruling.event_id].append(replace(ruling, resumes=None))
        return {record_id: tuple(found) for record_id, found in rulings.items()}

    @cached_property
    def rows(self) -> Mapping[str, Mapping[Standing, int]]:
        """How many rows of each file are used, unreadable, or after the cut-off: together all that were read."""
        read, existing = Counter[str](), Counter[str]()
        unreadable = Counter(record.source.file for record in self.unreadable)
        for kind, table in self.tables.items():
            read.update(_in_each(table.files))
            existing.update(_in_each(self.existing(kind).files))
        return {
            file: {
                Standing.USED: existing[file] - unreadable[file],
                Standing.UNREADABLE: unreadable[file],
                Standing.AFTER_CUT_OFF: read[file] - existing[file],
            }
            for file in dict.fromkeys((*self.reports.files, *read))
        }

    @cached_property
    def unreadable(self) -> tuple[Record, ...]:
        """Every row that exists and cannot be read, kind by kind."""
        suspected = (
            table[n]
            for kind, table in self.tables.items()
            for n in (range(len(table)) if kind == "adjudications" else sorted(table.unreadable))
        )
        return tuple(record for record in suspected if self.standing_of(record) is Standing.UNREADABLE)

    @cached_property
    def tables(self) -> Mapping[str, RecordTable[Record]]:
        """Every row that was read, whatever became of it, by kind."""
        return {kind: as_table(getattr(self.reports, kind)) for kind in KINDS}

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """Every row that was read, whatever became of it."""
        return tuple(record for table in self.tables.values() for record in table)
