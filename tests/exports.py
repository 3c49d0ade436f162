"""Two exports of a trial, each noted as a clinic would (tests/clinic.py), and what changed between them."""

from dataclasses import dataclass

from safety.domain.acknowledgement import Acknowledgement
from safety.domain.data_cut import DataCut
from safety.domain.downgrade import Comparison
from safety.domain.export import Export
from safety.domain.open_changes import open_changes
from safety.domain.what_changed import Change, changes
from safety.review.by_protocol import OwnProtocol
from safety.review.reference import reference
from safety.review.what_changed import WhatChanged, judged_steps, what_changed
from safety.wording import speech
from safety.wording.changes import change_in_words
from tests.clinic import DEMO, Reviewed, review

ONE = "S-001 level 1 from 2026-03-02\n"


@dataclass(frozen=True)
class Between:
    """What changed, asked in the words of the clinic."""

    of: WhatChanged

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.of.step.changes

    def weights(self) -> list[tuple[str, str]]:
        return [(weight.value, change.row_id) for weight, change in self.of.changes]

    def said(self) -> list[str]:
        return [change_in_words(change, speech()) for _, change in self.of.changes]

    def open(self) -> set[str]:
        return {change.row_id for change in self.of.open}

    def until_acknowledged(self) -> Reviewed:
        return Reviewed(self.of.until_acknowledged)


def answered(changes, cut: int) -> list[Acknowledgement]:
    """Somebody answered for these changes, by their ids, while the export of that number was the latest."""
    return [
        Acknowledgement(change, "medical monitor", "2026-04-01T09:00:00Z", "seen", 1, cut)
        for change in changes
    ]


def between(before: str, after: str, cut_off: str = "day 32", acknowledged=(), protocol=DEMO) -> Between:
    """What changed from one export to the next, by their notes."""
    earlier, later = review(before, cut_off, protocol).of, review(after, cut_off, protocol).of
    return Between(
        what_changed(
            (earlier.cut.reports, later.cut.reports),
            later.protocol,
            later.cut.cut_off,
            reference(),
            answered(acknowledged, 2),
        )
    )


def came_with(*exports: tuple[str, str], cut_off: str = "day 32", acknowledged=()) -> Between:
    """The same where every export, its notes and the text of its protocol, came with a protocol of its own."""
    *before, (latest, protocol) = exports
    later = review(latest, cut_off, protocol).of
    own = [
        OwnProtocol(_read(n, p).protocol, _read(n, p).reports, _read(latest, p).reports) for n, p in before
    ]
    reports = [_read(notes, protocol).reports for notes, _ in exports]
    given = answered(acknowledged, len(exports))
    kept = [each if each.protocol.sha256 != later.protocol.sha256 else None for each in own]
    return Between(what_changed(reports, later.protocol, later.cut.cut_off, reference(), given, own=kept))


def _read(notes: str, protocol: str) -> DataCut:
    return review(notes, "2026-12-31", protocol).of.cut


def history(*notes: str, cut_off: str = "day 32", acknowledged=()) -> tuple[Change, ...]:
    """What is still open after several exports, the oldest first."""
    reviews = [review(text, cut_off).of for text in notes]
    last = reviews[-1]
    reports = [each.cut.reports for each in reviews]
    given = answered(acknowledged, len(notes))
    return open_changes(judged_steps(reports, last.protocol, last.cut.cut_off, reference()), given)


def compared(before: str, after: str, protocol=DEMO) -> Comparison:
    """Two exports side by side, without any cut-off; measurements by any other value."""
    exports = (review(notes, "2026-12-31", protocol).of for notes in (before, after))
    return Comparison(*(Export(each.cut.reports, each.protocol) for each in exports))


def dangers(before: str, after: str, protocol=DEMO) -> dict[str, str]:
    """The dangerous cells of the rows that changed, with why."""
    return {
        cell.column: cell.downgrade.value
        for change in changes(compared(before, after, protocol))
        for cell in change.cells
        if cell.downgrade
    }
