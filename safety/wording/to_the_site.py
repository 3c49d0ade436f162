"""A disagreement in words: what the record says, what the measurement says, and the sentence to the site."""

from __future__ import annotations

from decimal import Decimal

from safety.domain.event_assessment import EventAssessment
from safety.domain.laboratory_course import LabGrade, taken
from safety.domain.open_question import OpenQuestion
from safety.domain.partial_date import PartialDate
from safety.review.criterion import Criterion
from safety.review.reconciliation import Discrepancy, Kind
from safety.wording.speech import Speech, kind_of

MOST_BESIDE = 3


def asked(question: OpenQuestion, said: Speech) -> str:
    """An open question as a line to whoever can answer it: what is open, and what is asked for."""
    return said.sentences((said.message(question), _ask(question, said)))


def _ask(question: OpenQuestion, said: Speech) -> str:
    return str(said.words.ASKS.get(kind_of(question), said.words.ASK))


def to_the_site(found: Discrepancy, said: Speech) -> str:
    """A disagreement as a line to the site."""
    told = {"term": said.term(found.term or ""), "event_id": _row_id(found), "reported": _reported(found)}
    if found.graded:
        told |= {
            "value": _value(found.graded, said),
            "grade": str(found.graded.grade),
            "criterion": _criterion(found.criterion, said),
            "missing": said.listed(said.words.FACTS.get(lack, lack) for lack in found.graded.missing),
        }
    if found.question:
        told |= {"message": said.message(found.question), "ask": _ask(found.question, said)}
    if found.aside:
        told["aside"] = said.words.SIDES[found.aside.value]
    name = found.kind.value
    if found.kind is Kind.ABOVE and found.event and found.event.period and found.event.period.opened_by:
        name += "_since"
    line = str(said.words.TO_THE_SITE[name].format(**told)) + _more(found, said)
    return said.begins(line)


def record_says(found: Discrepancy, said: Speech) -> str:
    """The event as it is reported; where there is none, the events of the term that do not report the value."""
    if found.event:
        return _event(found.event, said)
    if not found.term:
        return ""
    beside = said.clauses(_event(event, said) for event in found.beside[:MOST_BESIDE])
    return beside or str(said.words.SIDES["no_event"])


def measurement_says(found: Discrepancy, said: Speech) -> str:
    """The measurement's side; empty where there is none."""
    return measured(found.graded, found.criterion, said) if found.graded else ""


def measured(graded: LabGrade, criterion: Criterion | None, said: Speech) -> str:
    """The value with its unit, limits, day and id, the grade it gives, and the limit it crossed."""
    value = _value(graded, said)
    if graded.grade is None:
        return str(said.words.SIDES["no_grade"].format(value=value))
    crossed = _criterion(criterion, said)
    return str(said.words.SIDES["graded"].format(value=value, grade=graded.grade, criterion=crossed))


def _row_id(found: Discrepancy) -> str:
    """The id of the row in the file: a period that a measurement opened has none of its own."""
    period = found.event.period if found.event else None
    return (period.event.event_id or "") if period else found.record_id


def _reported(found: Discrepancy) -> str:
    period = found.event.period if found.event else None
    return "" if period is None or period.event.grade is None else str(period.event.grade)


def _value(graded: LabGrade, said: Speech) -> str:
    m, sides = graded.measurement, said.words.SIDES
    normal = {"low": _plain(m.low), "high": _plain(m.high)}
    key = "normal" if all(normal.values()) else "normal_from" if normal["low"] else "normal_to"
    return str(
        sides["value"].format(
            test=m.test or "", value=m.value_text, unit=f" {m.unit}" if m.unit else "", day=said.day(taken(m).first),
            normal=sides[key].format(**normal) if any(normal.values()) else "", measurement_id=m.measurement_id or "",
        )
    )  # fmt: skip


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _criterion(criterion: Criterion | None, said: Speech) -> str:
    """The limit crossed, as ` (above 5 × the upper limit of normal)`; nothing where none was."""
    if criterion is None:
        return ""
    sides = said.words.SIDES
    crosses = sides[f"{criterion.crosses}_closed" if criterion.closed else criterion.crosses]
    number = f"{abs(criterion.limit):g}"
    times = "" if criterion.limit == 1 else sides["times"].format(limit=number)
    limit = sides[f"of_{criterion.times}"].format(limit=number, times=times, unit=criterion.unit)
    if criterion.plus:
        base = sides[f"of_{criterion.plus}"].format(times="")
        limit = sides["plus" if criterion.limit > 0 else "minus"].format(limit=limit, base=base)
    return str(sides["criterion"].format(crosses=crosses, limit=limit))


def _more(found: Discrepancy, said: Speech) -> str:
    if not found.more:
        return ""
    last = said.day(max(taken(g.measurement).first for g in found.more))
    n = len(found.more)
    return str(said.words.SIDES["more" if n > 1 else "more_1"].format(n=n, day=last))


def _event(event: EventAssessment, said: Speech) -> str:
    period, sides = event.period, said.words.SIDES
    assert period is not None  # only rows of the log are told
    grade = period.event.grade
    told = sides["event_no_grade"] if grade is None else sides["event_grade"].format(grade=grade)
    end = sides["goes_on"] if period.runs_on else _day(period.end, said)
    return str(
        sides["event"].format(
            event_id=period.event.event_id or "", term=said.term(event.term or ""), grade=told,
            start=_day(period.event.started_at, said), end=end,
        )
    )  # fmt: skip


def _day(when: PartialDate | None, said: Speech) -> str:
    sides = said.words.SIDES
    if when is None:
        return str(sides["no_day"])
    if when.complete:
        return when.first.isoformat()
    return str(sides["partial"].format(first=when.first.isoformat(), last=when.last.isoformat()))
