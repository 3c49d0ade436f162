"""What the page rests on: protocol, data and their age, rows, queries, program; and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safety.domain.data_cut import Standing
from safety.review.eligibility_review import eligibility_is_not_known
from safety.review.not_judged import not_judged
from safety.review.provenance import Provenance
from safety.review.study_review import StudyReview
from safety.wording import Speech


def facts(review: StudyReview, provenance: Provenance, said: Speech) -> Iterator[Sequence[str]]:
    """Each fact behind its name."""
    protocol = review.protocol
    label = said.label
    status = label(f"status_{protocol.status.value}").lower()
    told = label(
        "minutes_protocol_is", id=protocol.id, version=protocol.version, status=status,
        ctcae=protocol.ctcae_version,
    )  # fmt: skip
    yield label("minutes_protocol"), said.commas((told, f"sha256 {protocol.sha256}"))
    yield (
        label("minutes_data"),
        said.clauses((_age(review, said), _rows(review, said), _queries(review, said))),
    )
    if provenance.cut is not None:
        yield label("minutes_cut"), label("minutes_cut_is", number=provenance.cut, head=provenance.head)
    yield label("minutes_program"), label("minutes_program_is", program=provenance.program)


def _age(review: StudyReview, said: Speech) -> str:
    """When the data were exported, and how old they are at the cut-off."""
    exported = review.cut.reports.extracted_on
    if exported is None:
        return said.label("minutes_not_exported")
    n = (review.cut.cut_off - exported).days
    key = "minutes_exported" if n == 0 else "minutes_exported_before" if n > 0 else "minutes_exported_after"
    return said.label(key + ("_1" if abs(n) == 1 else ""), day=said.day(exported), n=abs(n))


def _rows(review: StudyReview, said: Speech) -> str:
    counts = review.cut.rows.values()
    told = {standing.value: sum(c.get(standing, 0) for c in counts) for standing in Standing}
    return said.label("minutes_rows", read=sum(told.values()), **told)


def _queries(review: StudyReview, said: Speech) -> str:
    n = len(review.queries)
    return said.label("minutes_queries_1" if n == 1 else "minutes_queries", n=n)


def notes(review: StudyReview, said: Speech) -> Iterator[str]:
    """What could not be judged or read."""
    if rules := not_judged(review):
        yield said.line("not_judged", rules=said.listed(rules))
    if eligibility_is_not_known(review):
        yield said.words.ELIGIBILITY["no_file"]
    if unread := review.cut.reports.files_not_read:
        yield said.label("minutes_not_read", files=said.listed(unread))
