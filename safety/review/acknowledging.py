"""Acknowledges a change between data cuts: only one that there is, once, by a role and with a reason."""

from __future__ import annotations

from itertools import pairwise

from safety.domain.acknowledgement import Acknowledged
from safety.domain.downgrade import Comparison
from safety.domain.export import Export
from safety.domain.open_changes import steps
from safety.domain.what_changed import Change, ChangeKind
from safety.records.refusal import FileRefused, Finger
from safety.review.milder_value import MilderValue
from safety.review.study import open_cut, reference
from safety.store.store import Store


def acknowledge(store: Store, change_id: str, *, who: str, why: str) -> tuple[Acknowledged, bool]:
    """Note in the store that somebody answers for the change; what was noted before stands, and is not new.

    A change is known to block at some cut-offs only, so any row that was changed or is gone may be acknowledged.
    Raises FileRefused without a role or reason, and where no cut made a change of this id.
    """
    known = changes_to_answer_for(store)
    if change_id not in known:
        raise FileRefused([Finger("acknowledge", None, "", change_id, "change_known")])
    by, new = store.acknowledge(change_id, who=who, why=why)
    return Acknowledged(known[change_id], by), new


def changes_to_answer_for(store: Store) -> dict[str, Change]:
    """Every row that a cut changed or left out, by the id of the change; empty before the second cut."""
    latest = store.latest()
    if latest is None:
        return {}
    study = open_cut(store, latest)
    milder = MilderValue(reference(), study.protocol)
    exports = [Export(reports, study.protocol) for reports in study.history]
    taken = steps(Comparison(earlier, later, milder) for earlier, later in pairwise(exports))
    return {c.id: c for step in taken for c in step.changes if c.kind is not ChangeKind.ADDED}
