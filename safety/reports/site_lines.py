"""Lines ready to send to the site: every open question, and every disagreement between measurement and record.

As a CSV file that a spreadsheet opens without running anything in it: what stands in the cells came out of files
that anybody may have written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from safety.domain.open_question import OpenQuestion
from safety.reports.spreadsheet import csv_text
from safety.review.reconciliation import Discrepancy, Priority, reconciliation
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.to_the_site import asked, measurement_says, record_says, to_the_site


@dataclass(frozen=True)
class SiteLine:
    """One line: how much hangs on it, about which record, both sides of it, and the sentence to the site."""

    priority: str
    patient: str
    record_id: str
    file: str
    row: str
    column: str
    code: str
    record_says: str
    measurement_says: str
    message: str
    who: str


COLUMNS = tuple(field.name for field in fields(SiteLine))


def lines_to_the_site(review: StudyReview, said: Speech, *, information: bool = False) -> list[SiteLine]:
    """Every query and every disagreement, what blocks a decision first; `information`: also what asks nothing."""
    found = reconciliation(review)
    told = {d.question for d in found if d.question}
    lines = lines_of_questions(review, [q for q in review.queries if q not in told], said)
    lines += [line_of(d, said) for d in found if information or d.priority is not Priority.INFORMATION]
    order = list(Priority)
    return sorted(lines, key=lambda line: (order.index(Priority(line.priority)), line.patient))


def lines_of_questions(
    review: StudyReview, questions: Iterable[OpenQuestion], said: Speech
) -> list[SiteLine]:
    """Open questions as lines, in their order."""
    blocking = {q for level in review.levels for q in level.blockers}
    return [_line(q, Priority.BLOCKS if q in blocking else Priority.ASK, said) for q in questions]


def _line(question: OpenQuestion, priority: Priority, said: Speech) -> SiteLine:
    source = question.source
    return SiteLine(
        priority.value, question.subject_id, question.record_id, source.file if source else "",
        str(source.row) if source else "", question.column, question.code.value, "", "",
        asked(question, said), said.who_clears(question),
    )  # fmt: skip


def line_of(found: Discrepancy, said: Speech) -> SiteLine:
    """A disagreement as a line."""
    source, question = found.source, found.question
    return SiteLine(
        found.priority.value, found.subject_id, found.record_id, source.file if source else "",
        str(source.row) if source else "", found.column, question.code.value if question else found.kind.value,
        record_says(found, said), measurement_says(found, said), to_the_site(found, said),
        said.who_clears(question) if question else said.words.SITE,
    )  # fmt: skip


def as_csv(lines: Iterable[SiteLine]) -> str:
    """The lines as CSV text; a file that a spreadsheet shall open begins with the mark of UTF-8."""
    return csv_text(COLUMNS, (astuple(line) for line in lines))
