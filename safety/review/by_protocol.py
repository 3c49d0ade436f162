"""The protocol file came along edited, or amended: what does the file alone do to the verdict at a cut-off?

Nothing of this is asked where both exports have the same file, so that it costs nothing until one is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from safety.domain.case_report import CaseReports
from safety.domain.changed_cell import Downgrade
from safety.domain.export import Export
from safety.domain.protocol import Protocol
from safety.domain.protocol_edit import edit_of, edited, gives_more, same_version
from safety.domain.what_changed import Change
from safety.review.study_review import StudyReview, review_study
from safety.review.verdict_moves import Moves


@dataclass(frozen=True)
class OwnProtocol:
    """The protocol that an earlier export came with, where it is another file than that of the latest.

    `reports` are those of the earlier export as they read under it, `latest` those of the latest.
    """

    protocol: Protocol
    reports: CaseReports
    latest: CaseReports

    @property
    def export(self) -> Export:
        """The earlier export as it was judged when it came."""
        return Export(self.reports, self.protocol)


Own = Sequence[OwnProtocol | None]  # of every earlier export, oldest first; None: the latest's own file


@dataclass(frozen=True)
class ByProtocol:
    """An earlier export with another protocol file; `earlier` are its reports as they read under the later one.

    `later` is the review of the latest export under the later file.
    """

    own: OwnProtocol
    earlier: CaseReports
    later: StudyReview

    @property
    def same_version(self) -> bool:
        """Does the later file say that it is the version that the earlier one is?"""
        return same_version(self.own.protocol, self.later.protocol)

    @cached_property
    def moves(self) -> Moves:
        """What the file alone does: the latest records under the earlier file, and under the later one."""
        return Moves(self._review(self.own.latest, self.own.protocol), self.later)

    @cached_property
    def each_by_its_own(self) -> Moves:
        """The earlier export under its own file, and the latest under the later one."""
        return Moves(self._as_it_was, self.later)

    @cached_property
    def edit(self) -> Change | None:
        """An edit under the same version by which something comes out kinder, or more is given; None where not."""
        was, now = self.own.protocol, self.later.protocol
        if not edited(was, now):
            return None
        both = self.moves, self._of_earlier
        if any(moves.kinder or moves.kinder_levels for moves in both):
            return edit_of(was, now, frozenset[str]().union(*(moves.kinder for moves in both)))
        return edit_of(was, now, (), Downgrade.MORE_GIVEN) if gives_more(was, now) else None

    @cached_property
    def _as_it_was(self) -> StudyReview:
        return self._review(self.own.reports, self.own.protocol)

    @cached_property
    def _of_earlier(self) -> Moves:
        """The same of the earlier records: harm that was lowered since was harm all the same."""
        return Moves(self._as_it_was, self._review(self.earlier, self.later.protocol))

    def _review(self, reports: CaseReports, protocol: Protocol) -> StudyReview:
        return review_study(reports, protocol, self.later.cut.cut_off, self.later.reference)


def protocol_edits(before: Sequence[CaseReports], own: Own, later: StudyReview) -> tuple[Change | None, ...]:
    """For each earlier export the edit of its protocol file that blocks; a file is judged once, at its last export."""
    last = {each.protocol.sha256: n for n, each in enumerate(own) if each}
    edits = {
        sha256: ByProtocol(each, before[n], later).edit for sha256, n in last.items() if (each := own[n])
    }
    return tuple(edits[each.protocol.sha256] if each else None for each in own)
