"""Acknowledges a change between data cuts: only one that there is, once, by a role and with a reason."""

from __future__ import annotations

from safety.domain.acknowledgement import Acknowledged
from safety.domain.open_changes import to_answer_for
from safety.records.refusal import FileRefused, Finger
from safety.review.study import open_cut, reference
from safety.review.what_changed import steps_to_latest
from safety.store.store import Store


def acknowledge(store: Store, change_id: str, *, who: str, why: str) -> tuple[Acknowledged, bool]:
    """Note in the store that somebody answers for a change up to the latest cut; a second time it is not new.

    A change is known to block at some cut-offs only, so any row that says something else may be acknowledged.
    Raises FileRefused without a role or reason, and where the latest cut has no change of this id.
    """
    latest = store.latest()
    if latest is None:
        raise FileRefused([Finger("acknowledge", None, "", change_id, "change_known")])
    study = open_cut(store, latest)
    taken = steps_to_latest(study.history, study.protocol, reference())
    noted = {by.change: by for by in study.acknowledgements}
    known = to_answer_for(taken, [by for by in study.acknowledgements if by.change != change_id])
    if change_id not in known:
        raise FileRefused([Finger("acknowledge", None, "", change_id, "change_known")])
    if change_id in noted:
        return Acknowledged(known[change_id], noted[change_id]), False
    by, new = store.acknowledge(change_id, latest.id, who=who, why=why)
    return Acknowledged(known[change_id], by), new
