"""Did a change that looks harmless take harm back all the same? What comes out tells, not the column.

An episode's id, a weight, an infusion's end, the period before the first infusion whose grade became the baseline:
any cell may spare somebody. So the harmless changes are taken back, and where that gives somebody a harsher answer
at the cut-off, they block too. A cell that was empty and is filled in answers a question; it blocks only where it
takes back a DLT, or a death that held every level; and so does a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from safety.domain.case_report import AdverseEvent, Measurement, Record
from safety.domain.changed_cell import CellChange, Downgrade, Unread
from safety.domain.open_changes import Step
from safety.domain.what_changed import Change, ChangeKind, reach_of
from safety.review.reviewed_again import ReviewedAgain
from safety.review.study_review import StudyReview
from safety.review.verdict_moves import Moves

NEVER_DECIDE = {  # of each table, what no rule reads
    "subjects": {"replaces"},
    "infusions": {"planned_cells", "lot"},
    "adverse_events": {"verbatim", "serious"},
    "measurements": set[str](),
    "adjudications": {"decided_by", "reason"},
    "screening": set[str](),
}
# The tables whose new rows may take a DLT back unasked; a new ruling is what people were asked for.
MAY_SPARE = ("infusions", "adverse_events", "measurements", "screening")


@dataclass(frozen=True)
class Judge:
    """Reviews an export at a cut-off as it would be with some of its changes taken back."""

    step: Step
    later: StudyReview

    def judged(self) -> Step:
        """The step, with those changes marked that made a verdict kinder."""
        every = self.step.changes
        if any(_suspect(change, _any) for change in every):
            altered = _marked(every, self._without(answered).kinder, lambda cell: not _answers(cell))
            every = _marked(altered, self._without(lambda change: change.before).harm_taken_back, _any)
        if any(_new(change) for change in every):
            spared = self._without_new_rows().harm_taken_back
            every = tuple(self._sparing(change) if _spares(change, spared) else change for change in every)
        return replace(self.step, changes=every)

    def _without_new_rows(self) -> Moves:
        """What the new rows move: a baseline entered late, a value that excuses another."""
        new = {id(change.after) for change in self.step.changes if _new(change)}
        later = self.later.cut.reports
        tables: dict[str, Any] = {
            table: tuple(row for row in getattr(later, table) if id(row) not in new) for table in MAY_SPARE
        }
        return self._moves(tables)

    def _sparing(self, change: Change) -> Change:
        sparing = replace(change, spares=True)
        return replace(sparing, reach=reach_of(sparing, self.step.compared))

    def _without(self, as_it_was: Callable[[Change], Record | None]) -> Moves:
        """What the harmless changes move, held against the rows `as_it_was` leaves in their place."""
        later = self.step.compared.later.reports
        rows = {id(c.after): as_it_was(c) for c in self.step.changes if _suspect(c, _any)}
        altered = {c.table for c in self.step.changes if id(c.after) in rows}
        tables: dict[str, Any] = {
            table: tuple(rows.get(id(row), row) for row in getattr(later, table)) for table in altered
        }
        return self._moves(tables)

    def _moves(self, tables: dict[str, Any]) -> Moves:
        """The review with these tables in place of the later export's, held against it."""
        cut = self.later.cut
        otherwise = replace(cut, reports=replace(cut.reports, **tables))
        return Moves(ReviewedAgain(otherwise, self.later.reference, before=self.later), self.later)


def _new(change: Change) -> bool:
    return change.kind is ChangeKind.ADDED and change.table in MAY_SPARE


def _spares(change: Change, spared: Collection[str]) -> bool:
    return _new(change) and not frozenset(spared).isdisjoint(change.subjects)


def _any(_: CellChange) -> bool:
    return True


def _marked(
    changes: Iterable[Change], moved: Collection[str], counts: Callable[[CellChange], bool]
) -> tuple[Change, ...]:
    """Marks the deciding cells of the harmless changes of those who were moved; of all, where none is theirs."""
    changes = tuple(changes)
    suspects = {c for c in changes if _suspect(c, counts)} if moved else set()
    blamed = {c for c in suspects if not frozenset(moved).isdisjoint(c.subjects)} or suspects
    return tuple(_blamed(c, counts) if c in blamed else c for c in changes)


def _suspect(change: Change, counts: Callable[[CellChange], bool]) -> bool:
    harmless = change.kind is ChangeKind.CHANGED and not change.dangerous
    return harmless and any(counts(cell) for cell in _deciding(change))


def _deciding(change: Change) -> list[CellChange]:
    """The changed cells that a rule may read; one that cannot be read any more makes its row unreadable."""
    aside = NEVER_DECIDE.get(change.table)
    if aside is None:
        return []
    return [cell for cell in change.cells if cell.column not in aside or isinstance(cell.after, Unread)]


def _blamed(change: Change, counts: Callable[[CellChange], bool]) -> Change:
    deciding = [cell for cell in _deciding(change) if counts(cell)]
    marked = (replace(c, downgrade=Downgrade.KINDER) if c in deciding else c for c in change.cells)
    return replace(change, cells=tuple(marked))


def _answers(cell: CellChange) -> bool:
    """Is it an answer to what was asked: a cell filled in, or the pages completed through a later day?"""
    match cell:
        case CellChange(column="ae_reviewed_through", before=date() as was, after=date() as is_):
            return is_ > was
        case _:
            return cell.answers


def answered(change: Change) -> Record | None:
    """The row as it was, with what was asked answered as it is now."""
    before, after = change.before, change.after
    if before is None or after is None:
        return before
    columns = {cell.column for cell in change.cells if _answers(cell)}
    now: dict[str, Any] = {name: getattr(after, name) for name in columns if hasattr(after, name)}
    if isinstance(after, Measurement) and "value" in columns:
        now |= {"value_text": after.value_text, "censored": after.censored}
    if isinstance(before, AdverseEvent) and isinstance(after, AdverseEvent):
        filled_in = {name: found for name, found in after.findings.items() if name in columns}
        now["findings"] = {**before.findings, **filled_in}
    problems = tuple(problem for problem in before.problems if problem.column not in columns)
    return replace(before, problems=problems, **now)
