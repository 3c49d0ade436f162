"""What existed on the day of the cut-off, and what is wrong with it: every row used, unreadable, or later.

A row that cannot be read blocks the subject it names; where that subject is not known, every level. Rows of
one id contradict each other and make nobody clear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

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
    SupportingRow,
)
from safety.domain.protocol import Protocol

R = TypeVar("R", bound=Record)
SCREENING_FILE = "screening.csv"


class Standing(StrEnum):
    """What became of a row."""

    USED = "used"
    UNREADABLE = "unreadable"
    AFTER_CUT_OFF = "after_cut_off"


# Of all that can be ruled on, only these can be ruled not evaluable.
RULED_NOT_EVALUABLE = ("exit", "dose", "late", "lab", "elig")


def starts_on(record: Record) -> date | None:
    """The day a record starts to exist, where it can be read; a subject has none and always exists."""
    match record:
        case Infusion(started_at=start) | AdverseEvent(started_at=start) | Measurement(collected_at=start):
            return start.first if start else None
        case Adjudication(decided_on=day) | DecisionOfRecord(decided_on=day) | ScreeningAnswer(date=day):
            return day
        case SupportingRow(starts_on=day):
            return day
        case _:
            return None


def standing(record: Record, cut_off: date) -> Standing:
    """Used, unreadable, or after the cut-off, which is asked first."""
    day = starts_on(record)
    if day is not None and day > cut_off:
        return Standing.AFTER_CUT_OFF
    return Standing.USED if record.readable else Standing.UNREADABLE


def subject_of(record: Record) -> str | None:
    """The subject a record names in its own cells."""
    return getattr(record, "subject_id", None)


def id_of(record: Record) -> str | None:
    """The record's own id."""
    match record:
        case Infusion(infusion_id=id_) | AdverseEvent(event_id=id_) | Measurement(measurement_id=id_):
            return id_
        case Adjudication(adjudication_id=id_) | DecisionOfRecord(decision_id=id_) | Subject(subject_id=id_):
            return id_
        case _:
            return None


@dataclass(frozen=True)
class DataCut:
    """The case reports as they stood on the cut-off, under one protocol. Nothing in it is later than that."""

    reports: CaseReports
    protocol: Protocol
    cut_off: date

    def existing(self, records: Iterable[R]) -> tuple[R, ...]:
        """The records that had started by the cut-off."""
        return tuple(r for r in records if standing(r, self.cut_off) is not Standing.AFTER_CUT_OFF)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Every row of subjects.csv, readable or not: an unreadable one counts at its level."""
        return self.reports.subjects

    @cached_property
    def infusions(self) -> tuple[Infusion, ...]:
        """Every infusion row that exists, readable or not: an unreadable one still counts as given."""
        return self.existing(self.reports.infusions)

    @cached_property
    def adverse_events(self) -> tuple[AdverseEvent, ...]:
        """The readable event rows: an unreadable one is evidence of nothing."""
        return tuple(e for e in self.existing(self.reports.adverse_events) if e.readable)

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """The readable measurements."""
        return tuple(m for m in self.existing(self.reports.measurements) if m.readable)

    @cached_property
    def decisions(self) -> tuple[DecisionOfRecord, ...]:
        """The readable decisions of record."""
        return tuple(d for d in self.existing(self.reports.decisions) if d.readable)

    @cached_property
    def screening(self) -> tuple[ScreeningAnswer, ...] | None:
        """The readable answers of screening.csv; None where the study has no such file."""
        if SCREENING_FILE not in self.reports.files:
            return None
        return tuple(s for s in self.existing(self.reports.screening) if s.readable)

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
        for event in self.existing(self.reports.adverse_events):
            if event.event_id is not None:
                found[event.event_id].add(event.subject_id)
        for infusion in self.infusions:
            for kind in ("dose", "late"):
                found[f"{kind}:{infusion.infusion_id}"].add(infusion.subject_id)
        for measurement in self.existing(self.reports.measurements):
            found[f"lab:{measurement.measurement_id}"].add(measurement.subject_id)
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
        existing = self.existing(self.reports.adjudications)
        seen = Counter(a.adjudication_id for a in existing)
        events = Counter(e.event_id for e in self.existing(self.reports.adverse_events))
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
        counts: dict[str, Counter[Standing]] = {file: Counter() for file in self.reports.files}
        for record in self.everything:
            counts.setdefault(record.source.file, Counter())[self.standing_of(record)] += 1
        return counts

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """Every row that was read, whatever became of it."""
        r = self.reports
        return (
            *r.subjects, *r.infusions, *r.adverse_events, *r.measurements,
            *r.adjudications, *r.decisions, *r.screening, *r.supporting,
        )  # fmt: skip
