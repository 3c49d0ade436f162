"""Which dangerous changes are still open after several exports? Those that nobody acknowledged and nothing undid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from safety.domain.acknowledgement import Acknowledged, Acknowledgement
from safety.domain.case_report import Record, Source
from safety.domain.changed_cell import CellChange, Downgrade
from safety.domain.downgrade import Comparison
from safety.domain.row_match import differing
from safety.domain.what_changed import Change, changes, in_order, numbered, reach_of


@dataclass(frozen=True)
class Step:
    """From one export to the next: the two of them, and what changed."""

    compared: Comparison
    changes: tuple[Change, ...]


def steps(history: Iterable[Comparison]) -> tuple[Step, ...]:
    """What changed from each export to the next, oldest first; what happens a second time is another change."""
    seen: Counter[str] = Counter()
    return tuple(Step(compared, numbered(changes(compared), seen)) for compared in history)


def open_changes(taken: Sequence[Step], acknowledged: Collection[str]) -> tuple[Change, ...]:
    """The dangerous changes that still hold somebody back, as the latest export stands, in the order of their rows.

    `acknowledged` are the ids of changes that somebody acknowledged with a reason; each covers that change alone.
    A change is undone where what it took back stands again, in a row of the same id.
    """
    if not taken:
        return ()
    latest = taken[-1].compared.later
    found = (
        replace(change, reach=reach_of(change, since), place=_place(change, since))
        for step in taken
        for since in (replace(step.compared, later=latest),)
        for change in step.changes
        if change.dangerous and change.id not in acknowledged
        if step is taken[-1] or not _undone(change, since)
    )
    return tuple(sorted((change for change in found if change.blocks), key=in_order))


def acknowledged_changes(
    taken: Sequence[Step], acknowledgements: Mapping[str, Acknowledgement]
) -> tuple[Acknowledged, ...]:
    """The dangerous changes that somebody answers for, oldest first."""
    return tuple(
        Acknowledged(change, acknowledgements[change.id])
        for step in taken
        for change in step.changes
        if change.dangerous and change.id in acknowledgements
    )


def _undone(change: Change, since: Comparison) -> bool:
    """Does what stood before stand again?"""
    return not any(_still_open(change, before, after, since) for before, after in _differing(change, since))


def _differing(change: Change, since: Comparison) -> Iterator[tuple[Record | None, Record | None]]:
    then, now = (export.rows_under(change.table, change.row_id) for export in (since.earlier, since.later))
    return differing(then, now)


def _still_open(change: Change, before: Record | None, after: Record | None, since: Comparison) -> bool:
    if before != change.before or before is None:
        return False
    if after is None:
        return True
    cells = since.cells(before, after)
    return any(cell.downgrade for cell in cells) or any(_kinder(cell, change.cells) for cell in cells)


def _kinder(cell: CellChange, lowered: Iterable[CellChange]) -> bool:
    """Was the column found to have made a verdict kinder, by what came out and not by the column itself?"""
    return any(c.column == cell.column and c.downgrade is Downgrade.KINDER for c in lowered)


def _place(change: Change, since: Comparison) -> Source | None:
    """Where the row stands now, if it does and no other has its id."""
    rows = since.later.rows_under(change.table, change.row_id)
    return rows[0].source if change.row_id and len(rows) == 1 else None
