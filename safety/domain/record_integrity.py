"""What is wrong with the rows themselves: unreadable, given twice, belonging to nobody known.

A row that cannot be read blocks the subject it names; where that subject is not known, every level.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from safety.domain.case_report import Adjudication, DecisionOfRecord, Record, ScreeningAnswer, Source, Subject
from safety.domain.data_cut import DataCut, Standing
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import (
    DatedAfterExport,
    FileNotRead,
    Reason,
    RulingNotAllowed,
    SeenTwice,
    UnknownColumn,
    UnknownCriterion,
    UnknownLevel,
    UnknownRecord,
    UnknownSubject,
    Unreadable,
)
from safety.domain.record_table import SomeRecords, id_of, subject_of


def row_questions(cut: DataCut) -> tuple[OpenQuestion, ...]:
    """Everything wrong with the rows themselves, before their content is asked anything."""
    return (
        *_unreadable(cut),
        *_seen_twice(cut),
        *_orphans(cut),
        *_unknown_levels(cut),
        *_files_not_read(cut),
        *_unknown_columns(cut),
        *_dated_after_export(cut),
        *_unknown_criteria(cut),
    )


def _dated_after_export(cut: DataCut) -> Iterable[OpenQuestion]:
    """What the site cannot have known: shown on every day, since by its date it does not exist yet."""
    exported = cut.reports.extracted_on
    if exported is None:
        return
    for table in (cut.tables[kind] for kind in ("infusions", "adverse_events", "measurements")):
        for place, day in enumerate(table.days):
            if day is not None and day > exported:
                record, because = table[place], DatedAfterExport(day, exported)
                yield OpenQuestion(
                    Code.DATED_AFTER_EXPORT, because, subject_of(record) or "", id_of(record) or "",
                    record.source, reach=Reach.NOBODY,
                )  # fmt: skip


def _files_not_read(cut: DataCut) -> Iterable[OpenQuestion]:
    for file in cut.reports.files_not_read:
        yield OpenQuestion(Code.FILE_NOT_READ, FileNotRead(file), source=Source(file, 1), reach=Reach.NOBODY)


def _unknown_columns(cut: DataCut) -> Iterable[OpenQuestion]:
    for header in cut.reports.headers:
        for stray in header.stray:
            because = UnknownColumn(stray.name, stray.rows, stray.like)
            yield OpenQuestion(
                Code.UNKNOWN_COLUMN, because, source=Source(header.file, 1), column=stray.name, reach=Reach.NOBODY
            )  # fmt: skip


def _unknown_criteria(cut: DataCut) -> Iterable[OpenQuestion]:
    """Answers to what the protocol does not ask: kept and shown. Without any criteria nobody can tell."""
    known = (*cut.protocol.criteria, *cut.protocol.criteria_off)
    for row in (cut.screening or ()) if known else ():
        criterion = row.criterion or ""
        if not any(c.answered_by(criterion) for c in known):
            yield OpenQuestion(
                Code.UNKNOWN_CRITERION, UnknownCriterion(criterion), row.subject_id or "", "", row.source,
                "criterion", Reach.NOBODY,
            )  # fmt: skip


def _subjects(cut: DataCut, record: Record) -> tuple[str | None, ...]:
    if isinstance(record, Adjudication):
        return tuple(cut.subjects_of_record(record.event_id or "")) or (None,)
    return (subject_of(record),)


def reach(cut: DataCut, subject_id: str | None) -> Reach:
    """Whom a question about this subject's record holds back."""
    if subject_id is None or subject_id not in cut.levels_of:
        return Reach.EVERY_LEVEL
    return Reach.NOBODY if cut.levels_of[subject_id] == {0} else Reach.SUBJECT


def _about(
    cut: DataCut, record: Record, code: Code, reason: Reason, column: str = ""
) -> Iterable[OpenQuestion]:
    shown_only = isinstance(record, DecisionOfRecord | ScreeningAnswer)
    for subject_id in _subjects(cut, record):
        holds_back = Reach.NOBODY if shown_only else reach(cut, subject_id)
        if isinstance(record, Subject) and code is Code.UNREADABLE_ROW:
            holds_back = Reach.EVERY_LEVEL
        yield OpenQuestion(
            code, reason, subject_id or "", id_of(record) or "", record.source, column, holds_back
        )


def _unreadable(cut: DataCut) -> Iterable[OpenQuestion]:
    for record in cut.unreadable:
        if record.readable and isinstance(record, Adjudication):
            not_allowed = RulingNotAllowed(record.event_id or "")
            yield from _about(cut, record, Code.UNREADABLE_ROW, not_allowed, "verdict")
        else:
            reason = Unreadable(record.problems)
            yield from _about(cut, record, Code.UNREADABLE_ROW, reason, record.problems[0].column)


def _seen_twice(cut: DataCut) -> Iterable[OpenQuestion]:
    for kind in ("subjects", "infusions", "adverse_events", "measurements", "adjudications", "decisions"):
        for id_, of_one in _by_repeated_id(cut.existing(kind)):
            yield from _twice(cut, id_, of_one)
    by_number: dict[tuple[str | None, int], list[Record]] = defaultdict(list)
    for infusion in cut.infusions:
        if infusion.number is not None:
            by_number[infusion.subject_id, infusion.number].append(infusion)
    for (_, number), records in by_number.items():
        yield from _twice(cut, str(number), records, "number")


def _by_repeated_id(existing: SomeRecords[Record]) -> Iterator[tuple[str, list[Record]]]:
    ids = existing.ids
    if len(set(ids)) == len(ids):
        return
    times = Counter(ids)
    by_id: dict[str, list[Record]] = {}
    for place, id_ in zip(existing.places, ids, strict=True):
        if id_ is not None and times[id_] > 1:
            by_id.setdefault(id_, []).append(existing.table[place])
    yield from by_id.items()


def _twice(cut: DataCut, what: str, records: list[Record], column: str = "") -> Iterable[OpenQuestion]:
    if len(records) > 1:
        reason = SeenTwice(what, tuple(sorted(r.source.row for r in records)))
        for record in records:
            yield from _about(cut, record, Code.DUPLICATE_ID, reason, column)


def _orphans(cut: DataCut) -> Iterable[OpenQuestion]:
    for table in cut.tables.values():
        strange = set(table.subject_ids) - cut.levels_of.keys()
        for place, subject_id in enumerate(table.subject_ids) if strange else ():
            if subject_id in strange:
                yield from _orphan(cut, table[place])


def _orphan(cut: DataCut, record: Record) -> Iterable[OpenQuestion]:
    """What is asked of a record that names no known subject."""
    if cut.standing_of(record) is not Standing.USED or isinstance(record, DecisionOfRecord):
        return
    if not isinstance(record, Adjudication):
        orphan = UnknownSubject(subject_of(record) or "")
        yield from _about(cut, record, Code.ORPHAN_RECORD, orphan, "subject_id")
    elif not cut.subjects_of_record(record.event_id or ""):
        unknown = UnknownRecord(record.event_id or "")
        yield from _about(cut, record, Code.ORPHAN_RECORD, unknown, "event_id")


def _unknown_levels(cut: DataCut) -> Iterable[OpenQuestion]:
    for subject in cut.subjects:
        level = subject.dose_level
        if level and cut.protocol.level(level) is None:
            yield OpenQuestion(
                Code.ORPHAN_RECORD, UnknownLevel(level), subject.subject_id or "", subject.subject_id or "",
                subject.source, "dose_level", Reach.EVERY_LEVEL,
            )  # fmt: skip
