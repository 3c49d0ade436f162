"""Acknowledges changes between data cuts: only those that hold somebody back, once, by a role and with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safety.domain.acknowledgement import Acknowledged
from safety.domain.latest_day import latest_day
from safety.domain.what_changed import PROTOCOL, Change
from safety.records.refusal import FileRefused, Finger
from safety.review.opening import open_cut
from safety.review.study_review import StudyReview
from safety.store.allowed import listing
from safety.store.store import Store


@dataclass(frozen=True)
class Seen:
    """The latest cut at a cut-off, as it is seen by whoever answers for what blocks."""

    store: Store
    cut: int
    review: StudyReview

    def acknowledge(
        self, change_ids: Sequence[str], *, who: str, why: str
    ) -> list[tuple[Acknowledged, bool]]:
        """Note that somebody answers for these changes, all of them or none; whether each is new stands beside it.

        Raises FileRefused without a role or reason, and where one of them blocks nobody: whoever answers for a
        harmless change has not seen what another one of that row took back.
        """
        known = {change.id: change for change in self.review.changes}
        noted = {found.by.change: (found, False) for found in self.review.changes_acknowledged}
        asked = list(dict.fromkeys(change_ids))
        if wrong := [id_ for id_ in asked if id_ not in known and id_ not in noted]:
            raise FileRefused(_no_such(id_) for id_ in wrong)
        for by, new in self.store.acknowledge_all(
            [id_ for id_ in asked if id_ not in noted], self.cut, who=who, why=why
        ):
            noted[by.change] = Acknowledged(known[by.change], by), new
        return [noted[id_] for id_ in asked]

    def of_patient(self, subject_id: str) -> tuple[str, ...]:
        """The ids of all that blocks of one patient. Raises FileRefused where nothing does."""
        patients = by_patient(self.review.changes)
        if subject_id not in patients:
            allowed = listing("subject_blocks", sorted(patients) or ["none"])
            raise FileRefused([Finger("--subject", None, "", subject_id, allowed)])
        return patients[subject_id]


def latest_seen(store: Store, cut_off: date | None = None) -> Seen:
    """The latest cut at a cut-off, the day up to which its records reach unless said: some changes block on some days.

    Raises FileRefused where there is no cut.
    """
    latest = store.latest()
    if latest is None:
        raise FileRefused([_no_such("")])
    study = open_cut(store, latest)
    return Seen(store, latest.id, study.review(cut_off or latest_day(study.reports)))


def by_patient(changes: Iterable[Change]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the changes of each patient; the protocol file is no patient's, and is answered for by itself."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for change in changes:
        for subject_id in change.subjects if change.table != PROTOCOL else ():
            found[subject_id] += (change.id,)
    return dict(found)


def _no_such(change_id: str) -> Finger:
    return Finger("acknowledge", None, "", change_id, "change_known")
