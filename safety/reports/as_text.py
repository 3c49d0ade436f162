"""The review as a text table for people: the verdict of each level first, then what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.data_cut import Standing
from safety.domain.open_question import OpenQuestion
from safety.domain.patient import Patient
from safety.reports.letters import padded
from safety.review.eligibility_review import eligibility_is_not_known
from safety.review.level_review import LevelReview
from safety.review.not_judged import not_judged
from safety.review.study_review import StudyReview
from safety.review.unknown_tests import ungraded_tests
from safety.wording import Speech
from safety.wording.changes import change_in_words


def as_text(review: StudyReview, said: Speech) -> str:
    """The whole review in plain text, each level with its proof."""
    return "\n".join(_lines(review, said)) + "\n"


def _lines(review: StudyReview, said: Speech) -> Iterator[str]:
    protocol, cut = review.protocol, review.cut
    yield said.line("title", study=cut.reports.study_id, day=said.day(cut.cut_off))
    yield said.line(
        "protocol",
        id=protocol.id,
        version=protocol.version,
        status=said.label(f"status_{protocol.status.value}").lower(),
        sha256=protocol.sha256[:12],
    )
    for level in review.levels:
        yield ""
        yield from _level(level, said)
    if rules := not_judged(review):
        yield ""
        yield said.line("not_judged", rules=said.listed(rules))
    if eligibility_is_not_known(review):
        yield ""
        yield said.words.ELIGIBILITY["no_file"]
    yield ""
    yield said.line("queries", n=len(review.queries))
    yield from (f"  {q.code:<24} {said.about(_place(q, said), said.message(q))}" for q in review.queries)
    yield from _acknowledged(review, said)
    yield ""
    yield from _rows(review, said)
    if found := ungraded_tests(review.cut, review.reference):
        yield "  " + said.line("without_grade", tests=said.counted(found))
    yield ""
    yield said.line("closing")


def _acknowledged(review: StudyReview, said: Speech) -> Iterator[str]:
    """The changes between cuts that hold nobody back, each with who answers for it."""
    if review.acknowledged:
        yield from ("", said.words.DIFF["acknowledged"].format(n=len(review.acknowledged)))
    for found in review.acknowledged:
        yield f"  {said.sentence(change_in_words(found.change, said))}"
        yield "      " + said.words.DIFF["acknowledged_by"].format(
            who=found.by.who, at=found.by.at, why=found.by.why
        )


def _level(level: LevelReview, said: Speech) -> Iterator[str]:
    cells = said.cells(level.dose.cells)
    yield said.line("level", level=level.dose.level, cells=cells, decision=said.decision(level).upper())
    yield from (f"  {line}" for line in _verdict(level, said))
    yield from (f"  {_patient(patient, said)}" for patient in level.patients)
    for question in level.blockers:
        who = said.who_clears(question)
        about = " ".join(dict.fromkeys(name for name in (question.subject_id, question.record_id) if name))
        yield f"  ! {question.code:<24} {about:<22} {said.message(question)} [{who}]"


def _verdict(level: LevelReview, said: Speech) -> Iterator[str]:
    yield said.headline(level)
    if futures := said.futures(level):
        yield futures
    if level.next_dose:
        yield said.line("next_dose", cells=said.cells(level.next_dose.cells))
    if level.earliest_decision_on:
        yield said.line("earliest", day=said.day(level.earliest_decision_on))
    if level.superseded:
        yield said.line("superseded")


def _patient(patient: Patient, said: Speech) -> str:
    window = said.line("window_to", day=said.day(patient.window.last_day)) if patient.window else ""
    dlts = said.listed(patient.dlt_ids)
    told = (padded(patient.subject_id, 12), padded(said.state(patient.state), 14), padded(window, 28), dlts)
    return " ".join(told).rstrip()


def _place(question: OpenQuestion, said: Speech) -> str:
    source = question.source
    if source is None:
        return said.line("no_place")
    name = "place" if question.column else "place_of_row"
    return said.line(name, file=source.file, row=source.row, column=question.column)


def _rows(review: StudyReview, said: Speech) -> Iterator[str]:
    yield said.line("rows")
    for file, counts in review.cut.rows.items():
        told = {standing.value: counts.get(standing, 0) for standing in Standing}
        yield f"  {file:<22} " + said.line("rows_of_file", read=sum(counts.values()), **told)
