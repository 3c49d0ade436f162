"""Opens a study: its folder, the protocol it is judged by, and what does not belong to any one trial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from safety.domain.case_report import CaseReports
from safety.domain.eligibility_criterion import ValueWithin
from safety.domain.protocol import Protocol
from safety.domain.what_changed import Change
from safety.grading import read_limits
from safety.grading.units import understood
from safety.records.ctcae_findings import read_clauses
from safety.records.ctcae_terms import CtcaeTerms, read_terms
from safety.records.measurement_codes import read_measurement_codes
from safety.records.protocol_file import read_protocol
from safety.records.refusal import FileRefused, Finger
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
        folder, numbers=protocol.dosing.numbers, graded_tests=graded, terms=ctcae_terms(), mapping=mapping,
        criteria=protocol.criteria_ids,
    )  # fmt: skip
    return Study(reports, protocol)


def _protocol(folder: Path, protocol_file: Path | None) -> Protocol:
    file = protocol_file or folder / "protocol.toml"
    try:
        protocol = read_protocol(file, ctcae_terms())
        _know_units(protocol, file.name)
        return protocol
    except FileRefused as refused:
        # with no protocol nothing can be judged, yet what else is wrong is worth knowing now
        try:
            read_study(folder, numbers=range(1, 100), graded_tests=frozenset(), terms=ctcae_terms())
        except FileRefused as also:
            raise FileRefused([*refused.fingers, *also.fingers]) from None
        raise


def _know_units(protocol: Protocol, file: str) -> None:
    """A criterion in a unit that nobody knows would answer nobody."""
    asked = [(c.id, c.asks) for c in (*protocol.criteria, *protocol.criteria_off)]
    unknown = [
        Finger(file, None, f"criterion {id_}, unit", asks.unit, "criterion_unit_known")
        for id_, asks in asked
        if isinstance(asks, ValueWithin) and not asks.in_uln and understood(asks.unit) is None
    ]
    if unknown:
        raise FileRefused(unknown)
