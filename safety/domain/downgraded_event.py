"""Which changed cells of an adverse event take harm back? Grade, causality, findings, outcome, its place in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.case_report import AdverseEvent
from safety.domain.changed_cell import Cell, Downgrade, cells_of
from safety.domain.dlt_definition import DltDefinition
from safety.domain.fatal_outcome import tells_of_death
from safety.domain.partial_date import PartialDate

Found = Iterator[tuple[str, Downgrade]]
Span = tuple[PartialDate | None, PartialDate | None]  # start and end, as far as they are known

# From mild to grave, the words of the dictionary. What stands above the mildest and is lowered or emptied is harm
# taken back. Optimal therapy spares an event (X1 of the demonstration protocol): without it the event is graver.
MILD_FIRST: Mapping[str, tuple[Cell, ...]] = {
    "grade": (1, 2, 3, 4, 5),
    "serious": (False, True),
    "hospitalized": (False, True),
    "symptomatic": (False, True),
    "on_optimal_therapy": (True, False),
    "symptoms": ("none", "mild", "moderate", "severe"),
    "adl": ("none", "instrumental", "self_care"),
    "intervention": ("none", "nonprescription", "topical", "oral", "medical", "iv", "invasive", "operative"),
    "urgency": ("no", "non_urgent", "urgent"),
    "oxygen": ("none", "intermittent", "under_40", "from_40"),
    "ventilation": ("N", "Y"),
    "tube_feeding_or_tpn": ("N", "Y"),
    "life_threatening": ("N", "Y"),
    "instability": ("N", "Y"),
    "pressors": ("0", "1", "2"),
    "infusion_interrupted": ("no", "prompt", "prolonged", "recurrent"),
}
CAUSALITY = ("unrelated", "unlikely", "possible", "probable", "definite")
DEATH = 5
CHANCE = (InWindow.NO, InWindow.POSSIBLE, InWindow.YES)
ASKED_HOW_LONG = 3  # the grade from which a rule or an exclusion asks for a duration


def event_downgrades(
    before: AdverseEvent,
    after: AdverseEvent,
    then: AssessmentWindow | None,
    now: AssessmentWindow | None,
    definition: DltDefinition,
) -> Found:
    """The columns that may spare the event, with why; `then` and `now`: its patient's window in either export."""
    yield from _lowered(before, after)
    if _spared(before.causality, after.causality, definition):
        yield "causality", Downgrade.LOWERED
    if tells_of_death(before.outcome) and not tells_of_death(after.outcome):
        yield "outcome", Downgrade.LOWERED
    if before.term and after.term != before.term:
        yield "term", Downgrade.RECODED
    if then and now and _out_of_sight(before, after, then, now):
        yield from (("started_at", Downgrade.LEFT_WINDOW), ("ended_at", Downgrade.LEFT_WINDOW))
    elif before.grade is None or ASKED_HOW_LONG <= before.grade < DEATH:
        yield from _shortened(before, after)


def _lowered(before: AdverseEvent, after: AdverseEvent) -> Found:
    then, now = cells_of(before), cells_of(after)
    for column, mild_first in MILD_FIRST.items():
        was, is_ = then.get(column), now.get(column)
        if was in mild_first[1:] and (is_ not in mild_first or mild_first.index(is_) < mild_first.index(was)):
            yield column, Downgrade.LOWERED


def _spared(before: str | None, after: str | None, definition: DltDefinition) -> bool:
    """Was the causality lowered? Not assessed is related, as far as the protocol says so."""
    if definition.is_related(before) and not definition.is_related(after):
        return True
    return before in CAUSALITY and after in CAUSALITY and CAUSALITY.index(after) < CAUSALITY.index(before)


def _out_of_sight(
    before: AdverseEvent, after: AdverseEvent, then: AssessmentWindow, now: AssessmentWindow
) -> bool:
    """Is the window less certain to hold its start, of a death its end, or does it not reach the window any more?"""
    was, is_ = (before.started_at, before.ended_at), (after.started_at, after.ended_at)
    died = before.grade == DEATH and less_chance((before.ended_at, None), (after.ended_at, None), then, now)
    return died or less_chance(was, is_, then, now) or (then.reaches(*was) and not now.reaches(*is_))


def less_chance(was: Span, is_: Span, then: AssessmentWindow, now: AssessmentWindow) -> bool:
    """Is it less certain than it was that the start lies in the window?"""
    return CHANCE.index(_chance(*is_, now)) < CHANCE.index(_chance(*was, then))


def _chance(start: PartialDate | None, end: PartialDate | None, window: AssessmentWindow) -> InWindow:
    """May it have started in the window? Without a start it may, unless it ended before."""
    if start is None:
        return InWindow.POSSIBLE if window.reaches(None, end) else InWindow.NO
    return window.places(start)


def _shortened(before: AdverseEvent, after: AdverseEvent) -> Found:
    if before.ended_at and after.ended_at and after.ended_at.ends < before.ended_at.ends:
        yield "ended_at", Downgrade.SHORTENED
    if before.started_at and after.started_at and after.started_at.begins > before.started_at.begins:
        yield "started_at", Downgrade.SHORTENED
