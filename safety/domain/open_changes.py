"""Which dangerous changes hold somebody back in the latest of several exports?

The latest is held against every export before it, not only against the one before: what was lowered while nobody
could tell, or taken out and brought back milder, is lowered all the same. What stands again as it stood is undone. Of
several states of one row that were worse than today's, the oldest is told.

Whoever answers for a change has seen the row as it stands in the latest export, and answers for all that it said
before; what becomes of it afterwards is asked anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from safety.domain.acknowledgement import Acknowledged, Acknowledgement
from safety.domain.downgrade import Comparison
from safety.domain.what_changed import PROTOCOL, Change, changes, in_order

Row = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """From an earlier export to the latest: the two of them, and what changed."""

    compared: Comparison
    changes: tuple[Change, ...]


def steps(history: Iterable[Comparison]) -> tuple[Step, ...]:
    """What changed from each export to the latest, the oldest first."""
    return tuple(Step(compared, changes(compared)) for compared in history)


@dataclass(frozen=True)
class Answers:
    """The acknowledgements that were given while the latest export, or one before it, was the latest.

    Exports are counted from 1, as data cuts are.
    """

    given: Sequence[Acknowledgement]

    def of(self, change: Change, since: int, step: Step) -> Acknowledgement | None:
        """Who answered for the change since that export; None where nobody did."""
        if not _alone(change, step):
            return next((by for by in self.given if by.change == change.id and by.cut > since), None)
        row = f"change:{change.table}:{change.row_id}:"
        later = [by for by in self.given if by.cut > since and by.change.rpartition(":")[0] + ":" == row]
        return max(later, key=lambda by: by.cut, default=None)

    def asked(self, change: Change) -> Change:
        """The change under an id that nobody has used up: what happens a second time is another change."""
        used = {by.change for by in self.given}
        while change.id in used:
            change = replace(change, occurrence=change.occurrence + 1)
        return change


def open_changes(taken: Sequence[Step], given: Sequence[Acknowledgement]) -> tuple[Change, ...]:
    """The dangerous changes that still hold somebody back, in the order of their rows."""
    answers, found = Answers(given), dict[object, Change]()
    for key, change, by in _dangerous(taken, answers):
        if by is None and key not in found:
            found[key] = answers.asked(change)
    return tuple(sorted(found.values(), key=in_order))


def acknowledged_changes(taken: Sequence[Step], given: Sequence[Acknowledgement]) -> tuple[Acknowledged, ...]:
    """The dangerous changes that somebody answers for, in the order of their rows."""
    found: dict[object, Acknowledged] = {}
    for key, change, by in _dangerous(taken, Answers(given)):
        if by is not None and key not in found:
            found[key] = Acknowledged(change, by)
    return tuple(sorted(found.values(), key=lambda told: in_order(told.change)))


def _dangerous(
    taken: Sequence[Step], answers: Answers
) -> Iterator[tuple[object, Change, Acknowledgement | None]]:
    """Each change that would block, by its row, and who answered for it."""
    for since, step in enumerate(taken, start=1):
        for change in step.changes:
            if change.blocks:
                key: object = (change.table, change.row_id) if _alone(change, step) else change.id
                yield key, change, answers.of(change, since, step)


def _alone(change: Change, step: Step) -> bool:
    """Does the row have an id that no other row has, before or after?"""
    if change.table == PROTOCOL:
        return False
    both = (step.compared.earlier, step.compared.later)
    return bool(change.row_id) and all(
        len(export.rows_under(change.table, change.row_id)) <= 1 for export in both
    )
