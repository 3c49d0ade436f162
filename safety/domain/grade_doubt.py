"""What speaks against the grade of an event: its version, its term, its value, its absence, its own findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safety.domain.case_report import AdverseEvent
from safety.domain.clinical_findings import Clause
from safety.domain.event_period import EventPeriod
from safety.domain.open_question import Code
from safety.domain.reason import (
    FindingsAboveGrade,
    GradeNotYetKnown,
    ImpossibleGrade,
    NoGrade,
    OtherCtcaeVersion,
    Reason,
    UnknownTerm,
)

Catalogue = Mapping[str, frozenset[int]]


@dataclass(frozen=True)
class GradeDoubt:
    """A reason not to take a grade as it stands; `unknown` where the grade cannot be believed at all.

    `supports` is the higher grade that the event's own findings support.
    """

    code: Code
    because: Reason
    column: str
    unknown: bool = True
    supports: int | None = None


def other_version(event: AdverseEvent, protocol_version: str) -> bool:
    """Was it graded under another version of CTCAE? Not saying is taken as the protocol's."""
    if event.ctcae_version is None:
        return False
    found = event.ctcae_version.casefold().replace("ctcae", "").strip().removeprefix("v").strip()
    return bool(found) and found.removesuffix(".0") != protocol_version.removesuffix(".0")


def grade_doubts(period: EventPeriod, catalogue: Catalogue, version: str) -> list[GradeDoubt]:
    """Everything that speaks against the grade: its version, its term, its value, its absence."""
    if period.opened_by is not None:
        return []
    event, term, doubts = period.event, period.term, []
    if other_version(event, version):
        other = OtherCtcaeVersion(event.ctcae_version or "", version)
        doubts.append(GradeDoubt(Code.VERSION_CONFLICT, other, "ctcae_version"))
    if term not in catalogue:
        lower = period.reported is not None and period.reported < 3
        doubts.append(GradeDoubt(Code.UNKNOWN_TERM, UnknownTerm(term), "term", not lower))
    elif period.reported is not None and period.reported not in catalogue[term]:
        grades = tuple(sorted(catalogue[term]))
        impossible = ImpossibleGrade(term, period.reported, grades)
        doubts.append(GradeDoubt(Code.IMPOSSIBLE_GRADE, impossible, "grade"))
    if period.reported is None:
        reason = NoGrade(period.derived) if event.grade is None else GradeNotYetKnown()
        doubts.append(GradeDoubt(Code.GRADE_UNKNOWN, reason, "grade"))
    return doubts


def doubts_by_findings(period: EventPeriod, supported: Clause | None, version: str) -> list[GradeDoubt]:
    """The findings speak for a higher grade than the site's. They never replace it: somebody must look.

    A grade under another version of CTCAE cannot be held against them, nor a row's findings against the grade
    of a period that a measurement opened inside it.
    """
    reported, event = period.reported, period.event
    if supported is None or reported is None or supported.grade <= reported or other_version(event, version):
        return []
    seen = supported.seen_in(event)
    because = FindingsAboveGrade(supported.grade, reported, seen)
    return [
        GradeDoubt(Code.FINDINGS_ABOVE_GRADE, because, seen[0][0], unknown=False, supports=supported.grade)
    ]
