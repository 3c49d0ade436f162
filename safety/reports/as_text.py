"""The review as a text table for people: the verdict of each level first, then what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.data_cut import Standing
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.wording import Speech


def as_text(review: StudyReview, said: Speech) -> str:
    """The whole review in plain text, each level with its proof."""
    return "\n".join(_lines(review, said)) + "\n"


def _lines(review: StudyReview, said: Speech) -> Iterator[str]:
    protocol, cut = review.protocol, review.cut
    yield f"{cut.reports.study_id} at the cut-off of {said.day(cut.cut_off)}"
    yield f"Protocol {protocol.id} {protocol.version} ({protocol.status}), sha256 {protocol.sha256[:12]}"
    for level in review.levels:
        yield ""
        yield from _level(level, review, said)
    yield ""
    yield from _queries(review, said)
    yield ""
    yield from _rows(review)
    yield ""
    yield "The rule is met or not met; the committee decides."


def _level(level: LevelReview, review: StudyReview, said: Speech) -> Iterator[str]:
    decision = said.decision(level, review.protocol).upper()
    yield f"LEVEL {level.dose.level}  {said.cells(level.dose.cells)} cells  {decision}"
    yield f"  {said.headline(level, review.protocol)}"
    if futures := said.futures(level, review.protocol):
        yield f"  {futures}"
    if level.next_dose:
        yield f"  Next dose: {said.cells(level.next_dose.cells)} cells."
    if level.earliest_decision_on:
        yield f"  Earliest decision: {said.day(level.earliest_decision_on)}."
    if level.superseded:
        yield "  The next level has been opened."
    for patient in level.patients:
        window = f"window to {said.day(patient.window.last_day)}" if patient.window else ""
        dlts = ", ".join(patient.dlt_ids)
        yield f"  {patient.subject_id:<12} {said.state(patient.state):<14} {window:<26} {dlts}".rstrip()
    for question in level.blockers:
        who = said.who_clears(question)
        yield f"  ! {question.code:<24} {question.subject_id:<10} {said.message(question)} [{who}]"


def _queries(review: StudyReview, said: Speech) -> Iterator[str]:
    yield f"QUERIES  {len(review.queries)}"
    for question in review.queries:
        source = question.source
        place = f"{source.file}, row {source.row}" if source else ""
        column = f", column {question.column}" if question.column else ""
        yield f"  {question.code:<24} {place}{column}: {said.message(question)}"


def _rows(review: StudyReview) -> Iterator[str]:
    yield "ROWS"
    for file, counts in review.cut.rows.items():
        told = ", ".join(f"{counts.get(s, 0)} {s.value.replace('_', ' ')}" for s in Standing)
        yield f"  {file:<22} {sum(counts.values())} read: {told}"
