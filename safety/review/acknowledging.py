"""Acknowledges a change between data cuts: only one that holds somebody back, once, by a role and with a reason."""

from __future__ import annotations

from datetime import date

from safety.domain.acknowledgement import Acknowledged
from safety.domain.latest_day import latest_day
from safety.records.refusal import FileRefused, Finger
from safety.review.study import open_cut
from safety.store.store import Store


def acknowledge(
    store: Store, change_id: str, cut_off: date | None = None, *, who: str, why: str
) -> tuple[Acknowledged, bool]:
    """Note in the store that somebody answers for a change up to the latest cut; a second time it is not new.

    Some changes block at some cut-offs only: `cut_off` is where it was seen, the day up to which the records reach
    unless said. Raises FileRefused without a role or reason, and where no change of this id blocks then: whoever
    answers for a harmless change has not seen what another one of that row took back.
    """
    latest = store.latest()
    if latest is None:
        raise FileRefused([Finger("acknowledge", None, "", change_id, "change_known")])
    study = open_cut(store, latest)
    review = study.review(cut_off or latest_day(study.reports))
    for noted in review.changes_acknowledged:
        if noted.by.change == change_id:
            return noted, False
    known = {change.id: change for change in review.changes}
    if change_id not in known:
        raise FileRefused([Finger("acknowledge", None, "", change_id, "change_known")])
    by, new = store.acknowledge(change_id, latest.id, who=who, why=why)
    return Acknowledged(known[change_id], by), new
