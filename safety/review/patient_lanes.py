"""One patient as a lane on the board: days counted from the first infusion, events as bars, what lies ahead.

Days are offsets, 0 on the day of the first infusion (study day 1), so that bars have lengths; `study_day`
gives the number a reader sees. There is no study day 0. A lane can be moved onto a calendar that others share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safety.domain.death import Death
from safety.domain.dlt_definition import Verdict
from safety.domain.evaluability import State
from safety.domain.event_assessment import EventAssessment
from safety.domain.patient import Patient
from safety.review.gravity import is_serious
from safety.review.lane_infusions import Given, infusions_of
from safety.review.level_review import LevelReview

# the order in which a committee asks after patients
PENDING_FIRST = (
    State.IN_WINDOW, State.AWAITING, State.DLT, State.CLEAR, State.NOT_EVALUABLE, State.ALLOCATED,
)  # fmt: skip
FAR_BACK, DIED = -10_000, "death"


@dataclass(frozen=True)
class Bar:
    """One event period on the board, from the morning of its first day to the evening of its last.

    `exact` is False where its start is only known as an interval, drawn from its earliest day. It has surely begun
    by the morning of `begun_by`, and surely not ended before the evening before `not_ended_before`.
    """

    record_id: str
    term: str
    grade: int | None
    first: int
    end: int
    verdict: Verdict
    runs_on: bool
    exact: bool
    begun_by: int
    not_ended_before: int
    serious: bool = False

    @property
    def to_look_at(self) -> bool:
        """Is it a DLT, or may it become one?"""
        return self.verdict is not Verdict.NOT_DLT

    @property
    def may_be_dlt(self) -> bool:
        """Is it not known whether it is one, or must people rule?"""
        return self.to_look_at and self.verdict is not Verdict.DLT

    @property
    def sure(self) -> tuple[int, int]:
        """The days on which it was certainly there, its first where that is known; none where both are the same."""
        first = min(max(self.first, self.begun_by), self.end)
        return first, min(self.end, max(first + self.exact, self.not_ended_before))

    def moved(self, days: int) -> Bar:
        """The same so many days later."""
        return replace(
            self, first=self.first + days, end=self.end + days, begun_by=self.begun_by + days,
            not_ended_before=self.not_ended_before + days,
        )  # fmt: skip


@dataclass(frozen=True)
class Gone:
    """A patient left the study or died, on that day or, where that is not known exactly, not before it.

    `reason` is that of the exit, `death` for a death; `last` the latest day on which it can have happened.
    """

    day: int
    last: int
    reason: str | None

    @property
    def exact(self) -> bool:
        """Is the day itself known?"""
        return self.day == self.last

    @property
    def died(self) -> bool:
        """Is it a death?"""
        return self.reason == DIED


@dataclass(frozen=True)
class Lane:
    """What the board draws of one patient. `today` is the cut-off, `gone` the exits and deaths before it."""

    patient: Patient
    window_end: int
    today: int
    gone: tuple[Gone, ...]
    infusions: tuple[Given, ...]
    bars: tuple[Bar, ...]
    window_start: int = 0

    @property
    def state(self) -> State:
        """The patient's state."""
        return self.patient.state

    @property
    def left(self) -> int | None:
        """The day of the first exit or death."""
        return min((gone.day for gone in self.gone), default=None)

    def middle_of(self, gone: Gone) -> float:
        """Where the mark of an exit or death stands: in the middle of its day, at its end where an infusion is too."""
        return gone.day + (1.1 if any(i.day == gone.day for i in self.infusions) else 0.5)

    @property
    def surely_gone(self) -> int | None:
        """The last day on which the patient can still have been there."""
        return min((gone.last for gone in self.gone), default=None)

    def study_day(self, day: int) -> int:
        """The study day of a day of the lane."""
        return study_day(day - self.window_start)

    def moved(self, days: int) -> Lane:
        """The same lane so many days later, as it stands on a calendar."""
        return replace(
            self, window_end=self.window_end + days, today=self.today + days, window_start=self.window_start + days,
            gone=tuple(replace(g, day=g.day + days, last=g.last + days) for g in self.gone),
            infusions=tuple(replace(i, day=i.day + days) for i in self.infusions),
            bars=tuple(bar.moved(days) for bar in self.bars),
        )  # fmt: skip


def study_day(offset: int) -> int:
    """The study day of an offset: 0 is Day 1, -1 is Day -1."""
    return offset + 1 if offset >= 0 else offset


def lanes_of(level: LevelReview, cut_off: date) -> list[Lane]:
    """Every patient of a level whose first infusion has a day, pending first, then by window."""
    lanes = [lane_of(p, cut_off) for p in level.patients if p.window]
    return sorted(lanes, key=lambda lane: (PENDING_FIRST.index(lane.state), -lane.today))


def on_calendar(lanes: Sequence[Lane]) -> tuple[list[Lane], date | None]:
    """The lanes side by side on one calendar, and its day 0, the earliest first infusion."""
    first = [lane.patient.window.first_day for lane in lanes if lane.patient.window]
    if not first:
        return list(lanes), None
    return [lane.moved((day - min(first)).days) for lane, day in zip(lanes, first, strict=True)], min(first)


def lane_of(patient: Patient, cut_off: date) -> Lane:
    """The lane of a dosed patient."""
    window = patient.window
    assert window is not None
    first_day = window.first_day
    return Lane(
        patient, (window.last_day - first_day).days + 1, (cut_off - first_day).days,
        tuple(sorted(_gone(patient, first_day), key=lambda g: (g.day, not g.died))),
        tuple(infusions_of(patient, cut_off)), tuple(_bars(patient.events, first_day, cut_off)),
    )  # fmt: skip


def _gone(patient: Patient, first_day: date) -> Iterator[Gone]:
    """Every exit that has a day, and every death; an exit for a death is that death."""
    if patient.disposition is None:
        return
    deaths: Sequence[Death] = patient.disposition.deaths
    for death in deaths:
        earliest, latest = death.earliest, max(day.last for day in death.days)
        yield Gone((earliest - first_day).days, (latest - first_day).days, DIED)
    for e in patient.disposition.exits:
        if e.on and not (e.reason == DIED and deaths):
            day = (e.on - first_day).days
            yield Gone(day, day, e.reason)


def _bars(events: Iterable[EventAssessment], first_day: date, cut_off: date) -> list[Bar]:
    found = [_bar(event, first_day, cut_off) for event in events if event.period is not None]
    return sorted(found, key=lambda bar: (bar.first, bar.end, bar.record_id))


def _bar(event: EventAssessment, first_day: date, cut_off: date) -> Bar:
    period = event.period
    assert period is not None

    def evening(day: date) -> int:
        return (day - first_day).days + 1

    start, end = period.start, evening(period.end.last if period.end else cut_off)
    return Bar(
        event.record_id, event.term, event.grade, (start.first - first_day).days if start else FAR_BACK, end,
        event.verdict, period.runs_on, start is not None and start.complete,
        (start.last - first_day).days if start else end - 1,
        evening(period.end.first) if period.end else end, is_serious(event),
    )  # fmt: skip


def shown(lane: Lane, grade_one: bool) -> list[list[Bar]]:
    """The bars by term. Without grade 1, a term is left out where all of it is grade 1 and no question."""
    by_term: dict[str, list[Bar]] = {}
    for bar in lane.bars:
        by_term.setdefault(bar.term, []).append(bar)
    return [bars for bars in by_term.values() if grade_one or any(b.to_look_at or b.grade != 1 for b in bars)]
