"""One patient's screening on one sheet: every criterion, its answer, and the evidence with its row and formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safety.domain.case_report import Source
from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_evidence import Evidence
from safety.reports.spreadsheet import csv_text
from safety.review.eligibility_review import Entered
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.criterion import formula, how_read, must_hold, says
from safety.wording.eligibility import answer, fact

COLUMNS = (
    "study", "cut_off", "protocol", "protocol_version", "protocol_sha256", "subject_id", "level", "state",
    "eligibility", "ruling", "criterion", "words", "must_hold", "how_read", "literal", "careful", "answer",
    "evidence", "says", "formula", "file", "row", "column",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One fact, or a note of the site: its sentence, what it alone says, its arithmetic, and where it stands.

    `apart`: it says something else than what the criterion came to.
    """

    told: str
    says: str = ""
    formula: str = ""
    source: Source | None = None
    column: str = ""
    apart: bool = False


@dataclass(frozen=True)
class SheetRow:
    """One criterion of the sheet in words."""

    assessed: CriterionAssessment
    must_hold: str
    how_read: tuple[str, ...]
    facts: tuple[Fact, ...]


def sheet_rows(entered: Entered, said: Speech) -> list[SheetRow]:
    """Every criterion in the order of the protocol."""
    return [
        SheetRow(
            assessed, must_hold(assessed.criterion, said), tuple(how_read(assessed.criterion, said)),
            (*_facts(entered, assessed, said), *_notes(entered, assessed, said)),
        )
        for assessed in entered.eligibility.assessments
    ]  # fmt: skip


def _facts(entered: Entered, assessed: CriterionAssessment, said: Speech) -> Iterator[Fact]:
    high = {m.source: m.high for m in entered.patient.records.measurements}
    for e in assessed.evidence:
        arithmetic = formula(e, high.get(e.source) if e.source else None, said)
        yield Fact(fact(e, said), says(e, said), arithmetic, e.source, _column(e), _apart(e, assessed))


def _apart(evidence: Evidence, assessed: CriterionAssessment) -> bool:
    return evidence.says != (assessed.answer, assessed.answer)


def _column(evidence: Evidence) -> str:
    return evidence.column if evidence.source else ""


def _notes(entered: Entered, assessed: CriterionAssessment, said: Speech) -> Iterator[Fact]:
    for row in entered.notes(assessed.criterion):
        told = said.words.CRITERIA["note"].format(note=row.note)
        yield Fact(told, source=row.source, column="note")


def sheet_as_csv(entered: Entered, review: StudyReview, said: Speech) -> str:
    """The sheet as CSV, one row a fact; a criterion without any has one row all the same."""
    return csv_text(COLUMNS, _cells(entered, review, said))


def _cells(entered: Entered, review: StudyReview, said: Speech) -> Iterator[tuple[str, ...]]:
    protocol, patient, because = review.protocol, entered.patient, entered.ruling.because
    ruling = said.because(because) if because else ""
    head = (
        review.cut.reports.study_id, review.cut.cut_off.isoformat(), protocol.id, protocol.version, protocol.sha256,
        patient.subject_id, "" if entered.level is None else str(entered.level), said.state(patient.state),
        answer(entered.eligibility.answer, said), ruling,
    )  # fmt: skip
    for row in sheet_rows(entered, said):
        criterion, a = row.assessed.criterion, row.assessed
        answers = (answer(each, said) for each in (a.literal, a.careful, a.answer))
        asked = (criterion.id, criterion.words, row.must_hold, said.sentences(row.how_read), *answers)
        for f in row.facts or (Fact(""),):
            place = (f.source.file, str(f.source.row)) if f.source else ("", "")
            yield (*head, *asked, f.told, f.says, f.formula, *place, f.column)
