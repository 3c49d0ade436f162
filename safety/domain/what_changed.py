"""What changed between two exports: every row that is new, says something else, or is gone.

A row that is gone and a cell that may make a verdict kinder block, until somebody acknowledges them with a reason or
the row is back as it was. Rows of decisions.csv never block, nor do those of screening.csv under a protocol without
criteria; they are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from safety.domain.case_report import DecisionOfRecord, Record, ScreeningAnswer, Source
from safety.domain.changed_cell import Cell, CellChange, Downgrade, cells_of
from safety.domain.data_cut import KINDS, Standing, standing
from safety.domain.downgrade import Comparison
from safety.domain.export import Export
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import ProtocolEdited, Reason, RowDowngraded, RowGone, RowSpares
from safety.domain.row_match import content_of, differing, key_of

PROTOCOL = "protocol"  # no table of a folder, and yet it may change (`protocol_edit`)
IN_ORDER = (PROTOCOL, *KINDS)
DIGITS = 16  # of the digest: 64 bits, enough that no two changes of one row share them
KNOWN_BY = {  # the few cells of each table by which a reader knows what a row is about
    "infusions": ("number",),
    "adverse_events": ("term", "grade"),
    "measurements": ("test", "value", "unit"),
    "adjudications": ("event_id", "verdict"),
    "decisions": ("level", "decision"),
    PROTOCOL: ("version",),
}


class ChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class Change:
    """One row of one table that is not the same in both exports.

    `subjects` says whom it concerns, before or after; nobody where that is not known. `reach` is whom it holds back
    while it is open, `place` where the row stands now. `occurrence` counts changes that read alike: the second time
    is another change. `spares` says that the row is new, and that without it somebody would have a DLT.
    """

    table: str
    kind: ChangeKind
    row_id: str
    subjects: tuple[str, ...]
    before: Record | None
    after: Record | None
    cells: tuple[CellChange, ...] = ()
    reach: Reach = Reach.NOBODY
    place: Source | None = None
    occurrence: int = 1
    spares: bool = False

    @property
    def row(self) -> Record:
        """The row as it is known now, or was last known."""
        found = self.after or self.before
        assert found is not None, "a change has a row on one side at least"
        return found

    @property
    def dangerous(self) -> bool:
        """Is the row gone, or may it, or a cell of it, make a verdict kinder?"""
        return self.kind is ChangeKind.DELETED or self.spares or any(cell.downgrade for cell in self.cells)

    @property
    def blocks(self) -> bool:
        """Does it hold somebody back until it is acknowledged?"""
        return self.dangerous and self.reach is not Reach.NOBODY

    def exists_on(self, cut_off: date) -> bool:
        """Had the row started by the cut-off, as it was or as it is?"""
        rows = (row for row in (self.before, self.after) if row)
        return any(standing(row, cut_off) is not Standing.AFTER_CUT_OFF for row in rows)

    @cached_property
    def id(self) -> str:
        """What an acknowledgement must name: it is bound to what the row said before and says after."""
        rows = (self.before, self.after)
        said = "\n".join("" if row is None else content_of(row, row.unknown_columns) for row in rows)
        digest = sha256(said.encode()).hexdigest()[:DIGITS]
        again = f"-{self.occurrence}" if self.occurrence > 1 else ""
        return f"change:{self.table}:{self.row_id}:{digest}{again}"

    @property
    def question(self) -> OpenQuestion:
        """The change as a question: it waits for the row to come back, or for an acknowledgement with a reason."""
        code = Code.DELETED_ROW if self.kind is ChangeKind.DELETED else Code.DOWNGRADED
        subject_id = self.subjects[0] if self.subjects and self.table != PROTOCOL else ""
        column = next((cell.column for cell in self.cells if cell.downgrade), "")
        return OpenQuestion(code, self._reason, subject_id, self.id, self.place, column, self.reach)

    @property
    def _reason(self) -> Reason:
        if self.kind is ChangeKind.DELETED:
            return RowGone(self.table, self.row_id, self.known_by)
        if self.spares:
            return RowSpares(self.table, self.row_id, self.known_by)
        if self.table == PROTOCOL:
            before, after = (str(cell) for cell in (self.cells[0].before, self.cells[0].after))
            return ProtocolEdited(self.row_id, str(dict(self.known_by)["version"]), before, after)
        lowered = tuple(cell for cell in self.cells if cell.downgrade)
        return RowDowngraded(self.table, self.row_id, self.known_by, lowered)

    @property
    def known_by(self) -> tuple[tuple[str, Cell], ...]:
        """The few cells by which a reader knows what the row is about, those left out that changed."""
        found, changed = cells_of(self.row), {cell.column for cell in self.cells}
        names = (name for name in KNOWN_BY.get(self.table, ()) if name in found and name not in changed)
        return tuple((name, found[name]) for name in names)


def changes(compared: Comparison) -> tuple[Change, ...]:
    """Every row that is not the same in both exports, once, in an order that theirs does not alter."""
    found = (change for table in KINDS for change in _of_table(table, compared))
    return numbered(sorted(found, key=in_order), Counter())


def in_order(change: Change) -> tuple[int, tuple[str, ...], str, str, str]:
    """Table by table, patient by patient: an order that depends on what the rows say."""
    return IN_ORDER.index(change.table), change.subjects, change.row_id, change.kind, change.id


def numbered(found: Sequence[Change], seen: Counter[str]) -> tuple[Change, ...]:
    """The changes, each that reads like one `seen` before numbered on; these are then seen as well."""
    told = []
    for change in found:
        first = replace(change, occurrence=1)
        seen[first.id] += 1
        told.append(replace(first, occurrence=seen[first.id]))
    return tuple(told)


def _of_table(table: str, compared: Comparison) -> Iterator[Change]:
    then, now = (getattr(export.reports, table) for export in (compared.earlier, compared.later))
    for before, after in differing(then, now):
        cells = compared.cells(before, after) if before and after else ()
        kind = ChangeKind.ADDED if not before else ChangeKind.CHANGED if after else ChangeKind.DELETED
        change = Change(table, kind, "", _subjects(before, after, compared), before, after, cells)
        place = after.source if after else None
        yield replace(change, row_id=key_of(change.row), reach=reach_of(change, compared), place=place)


def _subjects(before: Record | None, after: Record | None, compared: Comparison) -> tuple[str, ...]:
    """Whom the row was about, and whom it is about now."""
    was = compared.earlier.concerns(before) if before else frozenset()
    is_ = compared.later.concerns(after) if after else frozenset()
    return (*sorted(was), *sorted(is_ - was))


def reach_of(change: Change, compared: Comparison) -> Reach:
    """Whom the change holds back: its subject, or every level where that would not hold a count of patients back."""
    new = change.kind is ChangeKind.ADDED and not change.spares
    if new or _decides_nothing(change.row, compared.later):
        return Reach.NOBODY
    moved = any(cell.downgrade is Downgrade.MOVED for cell in change.cells)
    if moved or len(change.subjects) != 1 or _concerns_every_level(change.subjects[0], compared):
        return Reach.EVERY_LEVEL
    return Reach.NOBODY if _unassigned(change.subjects[0], compared.later) else Reach.SUBJECT


def _decides_nothing(row: Record, export: Export) -> bool:
    """Is it a decision of record, which never changes a verdict, or an answer to criteria that nobody judges by?"""
    screened = isinstance(row, ScreeningAnswer) and not export.protocol.criteria
    return screened or isinstance(row, DecisionOfRecord)


def _concerns_every_level(subject_id: str, compared: Comparison) -> bool:
    """May somebody who was counted no longer be, or a death that held every level hold none, on some day at least?

    Not counted: not known any more, no longer assigned to a level, first dosed on a later day than before, if at all.
    """
    earlier, later = compared.earlier, compared.later
    if earlier.protocol.death_holds_all_levels and subject_id in earlier.died:
        return True
    if subject_id not in later.levels_of or (
        _unassigned(subject_id, later) and not _unassigned(subject_id, earlier)
    ):
        return True
    then, now = earlier.opens.get(subject_id), later.opens.get(subject_id)
    return then is not None and (now is None or now.first > then.first)


def _unassigned(subject_id: str, export: Export) -> bool:
    """Is the subject a screening failure, at no level?"""
    return export.levels_of.get(subject_id) == frozenset({0})
