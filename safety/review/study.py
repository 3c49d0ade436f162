"""Opens a study: its folder, the protocol it is judged by, and what does not belong to any one trial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from safety.domain.case_report import CaseReports
from safety.domain.protocol import Protocol
from safety.domain.what_changed import Change
from safety.grading import read_limits
from safety.records.ctcae_findings import read_clauses
from safety.records.ctcae_terms import CtcaeTerms, read_terms
from safety.records.measurement_codes import read_measurement_codes
from safety.records.protocol_file import read_protocol
from safety.records.refusal import FileRefused
from safety.records.study_folder import read_study
from safety.review.reference import Reference
from safety.review.study_review import StudyReview, review_study


@cache
def ctcae_terms() -> CtcaeTerms:
    """The CTCAE catalogue, read once."""
    return read_terms()


@cache
def reference() -> Reference:
    """The catalogue, limits and clauses that give grades, and the codes of tests, read once."""
    terms = ctcae_terms()
    catalogue = {entry.term: entry.grades for entry in terms.values()}
    return Reference(catalogue, read_limits(), read_clauses(terms), read_measurement_codes())


@dataclass(frozen=True)
class Study:
    """A study as it was read, to be reviewed at any cut-off."""

    reports: CaseReports
    protocol: Protocol

    def review(self, cut_off: date, changes: Iterable[Change] = ()) -> StudyReview:
        """The review of the study at a cut-off; `changes` since earlier exports that are still open block."""
        return review_study(self.reports, self.protocol, cut_off, reference(), changes)


def open_study(folder: Path, protocol_file: Path | None = None, mapping: Path | None = None) -> Study:
    """The study of a folder, under its own protocol.toml or the one given.

    Raises FileRefused with every reason, of the protocol and of the folder, at once.
    """
    protocol = _protocol(folder, protocol_file)
    graded = frozenset(reference().limits.ladders)
    reports = read_study(
        folder, numbers=protocol.dosing.numbers, graded_tests=graded, terms=ctcae_terms(), mapping=mapping
    )
    return Study(reports, protocol)


def _protocol(folder: Path, protocol_file: Path | None) -> Protocol:
    try:
        return read_protocol(protocol_file or folder / "protocol.toml", ctcae_terms())
    except FileRefused as refused:
        # with no protocol nothing can be judged, yet what else is wrong is worth knowing now
        try:
            read_study(folder, numbers=range(1, 100), graded_tests=frozenset(), terms=ctcae_terms())
        except FileRefused as also:
            raise FileRefused([*refused.fingers, *also.fingers]) from None
        raise
