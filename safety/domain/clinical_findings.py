"""Which grade do the findings of an event support? They check the investigator's grade and never replace it.

CTCAE describes the grades of a clinical event in clauses ("oxygen", "self care limited"). A clause is
satisfied by what was noted, and by nothing that was not: findings are often incomplete, so they can speak for
a higher grade than the one reported and never for a lower one. Source: CTCAE v5.0 (NCI, 27 November 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safety.domain.case_report import AdverseEvent

Finding = tuple[str, str]  # column, value
YES_NO = {True: "Y", False: "N"}


@dataclass(frozen=True)
class Clause:
    """One way to a grade of a term: each finding it names has one of the values it lists."""

    term: str
    grade: int
    findings: Mapping[str, frozenset[str]] = field(hash=False)

    def satisfied_by(self, noted: Mapping[str, str]) -> bool:
        """Is every finding that it names noted, and with such a value?"""
        return self.findings.keys() <= noted.keys() and all(
            noted[column] in values for column, values in self.findings.items()
        )

    def seen_in(self, event: AdverseEvent) -> tuple[Finding, ...]:
        """The findings it names, as they were noted of the event."""
        found = noted_of(event)
        return tuple((column, found[column]) for column in self.findings if column in found)


Clauses = Mapping[str, Sequence[Clause]]  # by term, in the catalogue's spelling


def noted_of(event: AdverseEvent) -> Mapping[str, str]:
    """The findings noted of an event by column, a stay in hospital and symptoms among them."""
    noted = dict(event.findings)
    for name, flag in (("hospitalized", event.hospitalized), ("symptomatic", event.symptomatic)):
        if flag is not None:
            noted[name] = YES_NO[flag]
    return noted


def supported_grade(event: AdverseEvent, clauses: Clauses) -> Clause | None:
    """The clause with the highest grade that the findings satisfy; None where they support none."""
    noted = noted_of(event)
    if not noted:
        return None
    satisfied = [clause for clause in clauses.get(event.term or "", ()) if clause.satisfied_by(noted)]
    return max(satisfied, key=lambda clause: clause.grade, default=None)
