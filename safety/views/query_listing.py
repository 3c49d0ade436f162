"""The queries as a table, and what became of every row."""

from __future__ import annotations

from collections.abc import Sequence

from safety.domain.data_cut import Standing
from safety.domain.open_question import OpenQuestion
from safety.review.study_review import StudyReview
from safety.review.unknown_tests import ungraded_tests
from safety.views import links
from safety.views.in_the_way import shape
from safety.views.labels import label, said
from safety.views.markup import Html, element, mark, row, table, together

COLUMNS = ("code", "file", "row", "column", "patient", "who", "message")


def _cells(question: OpenQuestion, review: StudyReview) -> list[str | Html]:
    source = question.source
    return [
        source.file if source else "", str(source.row) if source else "", question.column,
        _patient(question, review), said().who_clears(question), said().message(question),
    ]  # fmt: skip


def _patient(question: OpenQuestion, review: StudyReview) -> str | Html:
    """Whom it is about; the code opens what the question is about."""
    sid = question.subject_id
    if not sid or (sid not in review.patients and question.code not in links.OF_A_CHANGE):
        return sid
    return element("a", sid, href=links.of_question(question, review), class_="code", target="_self")


def queries_table(questions: Sequence[OpenQuestion], review: StudyReview) -> Html:
    """One row a query, the kind of question in words."""
    rows = []
    for question in questions:
        kind = together(mark(shape(question)), element("b", said().code(question.code)))
        rows.append(row(kind, *(cell or label("nothing") for cell in _cells(question, review))))
    return table([label(f"column_{name}") for name in COLUMNS], rows, "list queries")


def rows_table(review: StudyReview) -> Html:
    """File by file: rows read, and what became of each."""
    head = [label(f"column_{name}") for name in ("file", "read", "used", "unreadable", "after_cut_off")]
    rows = [
        row(file, sum(counts.values()), *(counts.get(standing, 0) for standing in Standing))
        for file, counts in review.cut.rows.items()
    ]
    return table(head, rows, "levels rows")


def kept_and_unused(review: StudyReview) -> Html:
    """What no row shows: tests from which no grade is derived, and columns that a file does not have."""
    lines = []
    if found := ungraded_tests(review.cut, review.reference):
        lines.append(said().line("without_grade", tests=said().counted(found)))
    for header in review.cut.reports.headers:
        if header.absent:
            columns = said().listed(header.absent)
            lines.append(label("headers_absent", file=header.file, columns=columns))
    return element("div", *(element("p", line, class_="foot") for line in lines))
