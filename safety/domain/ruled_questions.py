"""What the committee ruled about one patient, and which open questions that settles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safety.domain.case_report import Adjudication
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import RulingOutdated
from safety.domain.rulings import NO_RULING, RulingsOnRecord, on_record

Rulings = Mapping[str, Sequence[Adjudication]]


def ruling_on(
    rulings: Rulings, record_id: str, arose_on: date | None, grade_now: int | None
) -> RulingsOnRecord:
    """The rulings on one record of the patient."""
    found = rulings.get(record_id)
    return on_record(found, arose_on, grade_now) if found else NO_RULING


def outdated_question(question: OpenQuestion, ruling: RulingsOnRecord) -> list[OpenQuestion]:
    """Asks again where the latest ruling on the question cannot stand."""
    if ruling.outdated is None:
        return []
    outdated = RulingOutdated(
        ruling.outdated.adjudication_id or "", ruling.outdated.ruled_grade, question.grade
    )
    return [replace(question, code=Code.RULING_OUTDATED, reason=outdated)]


@dataclass(frozen=True)
class Settled:
    """The questions left open, the records ruled a DLT, and whether one was ruled not evaluable."""

    open: tuple[OpenQuestion, ...]
    dlt_ids: frozenset[str]
    not_evaluable: bool


def settle(
    asked: Iterable[OpenQuestion],
    rulings: Rulings,
    events: frozenset[str],
    day_of: Callable[[str], date | None],
) -> Settled:
    """Hold the rulings against the questions: an exit, a dose, a late infusion, a laboratory value.

    A ruling on something that is not asked (any more) still counts against the patient: for DLT, and for not
    evaluable. `events` are the ids of events, whose own rulings are part of their verdict; `day_of` tells the day of
    a record that can be ruled on, before which no kind ruling stands.
    """
    asked = list(asked)
    if not rulings:
        return Settled(tuple(asked), frozenset(), not_evaluable=False)
    by_question = [(q, ruling_on(rulings, q.record_id, q.arose_on, q.grade)) for q in asked]
    elsewhere = set(rulings) - events - {q.record_id for q in asked}
    standing = {q.record_id: ruling for q, ruling in by_question}
    standing |= {id_: ruling_on(rulings, id_, day_of(id_), None) for id_ in elsewhere}
    left: list[OpenQuestion] = []
    for question, ruling in by_question:
        left += outdated_question(question, ruling)
        left += [question] if ruling.stands is None else []
    return Settled(
        tuple(left),
        frozenset(id_ for id_, ruling in standing.items() if ruling.verdict == "dlt"),
        any(ruling.verdict == "not_evaluable" for ruling in standing.values()),
    )
