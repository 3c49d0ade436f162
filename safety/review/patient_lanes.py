"""One patient as a lane on the board: days counted from the first infusion, events as bars, what lies ahead.

Days are offsets, 0 on the day of the first infusion (study day 1), so that bars have lengths; `study_day`
gives the number a reader sees. There is no study day 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from safety.domain.dlt_definition import Verdict
from safety.domain.evaluability import State
from safety.domain.event_assessment import EventAssessment
from safety.domain.exposure import given
from safety.domain.patient import Patient
from safety.review.level_review import LevelReview

# the order in which a committee asks after patients
PENDING_FIRST = (
    State.IN_WINDOW, State.AWAITING, State.DLT, State.CLEAR, State.NOT_EVALUABLE, State.ALLOCATED,
)  # fmt: skip
FAR_BACK = -10_000


@dataclass(frozen=True)
class Bar:
    """One event period on the board, from the morning of its first day to the evening of its last.

    `exact` is False where its start is only known as an interval, drawn from its earliest day.
    """

    record_id: str
    term: str
    grade: int | None
    first: int
    end: int
    verdict: Verdict
    runs_on: bool
    exact: bool

    @property
    def to_look_at(self) -> bool:
        """Is it a DLT, or may it become one?"""
        return self.verdict is not Verdict.NOT_DLT


@dataclass(frozen=True)
class Given:
    """A planned infusion and whether cells were given."""

    day: int
    given: bool


@dataclass(frozen=True)
class Lane:
    """What the board draws of one patient. `today` is the cut-off, `left` the day of an exit before it."""

    patient: Patient
    window_end: int
    today: int
    left: int | None
    infusions: tuple[Given, ...]
    bars: tuple[Bar, ...]

    @property
    def state(self) -> State:
        """The patient's state."""
        return self.patient.state


def study_day(offset: int) -> int:
    """The study day of an offset: 0 is Day 1, -1 is Day -1."""
    return offset + 1 if offset >= 0 else offset


def lanes_of(level: LevelReview, cut_off: date) -> list[Lane]:
    """Every patient of a level whose first infusion has a day, pending first, then by window."""
    lanes = [lane_of(p, cut_off) for p in level.patients if p.window]
    return sorted(lanes, key=lambda lane: (PENDING_FIRST.index(lane.state), -lane.today))


def lane_of(patient: Patient, cut_off: date) -> Lane:
    """The lane of a dosed patient."""
    window = patient.window
    assert window is not None

    def offset(day: date) -> int:
        return (day - window.first_day).days

    exits = patient.disposition.exits if patient.disposition else ()
    left = [offset(e.on) for e in exits if e.on]
    infusions = [
        Given(offset(i.started_at.first), given(i)) for i in patient.records.infusions if i.started_at
    ]
    return Lane(
        patient, offset(window.last_day) + 1, offset(cut_off), min(left, default=None),
        tuple(sorted(infusions, key=lambda i: i.day)),
        tuple(_bars(patient.events, window.first_day, cut_off)),
    )  # fmt: skip


def _bars(events: Iterable[EventAssessment], first_day: date, cut_off: date) -> list[Bar]:
    found = []
    for event in events:
        period = event.period
        if period is None:
            continue
        start = (period.start.first - first_day).days if period.start else FAR_BACK
        last = period.end.last if period.end else cut_off
        found.append(
            Bar(
                event.record_id, event.term, event.grade, start, (last - first_day).days + 1, event.verdict,
                period.runs_on, period.start is not None and period.start.complete,
            )
        )  # fmt: skip
    return sorted(found, key=lambda bar: (bar.first, bar.end, bar.record_id))


def shown(lane: Lane, grade_one: bool) -> list[list[Bar]]:
    """The bars by term. Without grade 1, a term is left out where all of it is grade 1 and no question."""
    by_term: dict[str, list[Bar]] = {}
    for bar in lane.bars:
        by_term.setdefault(bar.term, []).append(bar)
    return [bars for bars in by_term.values() if grade_one or any(b.to_look_at or b.grade != 1 for b in bars)]


def stacked(
    groups: Sequence[Sequence[Bar]], left: int, right: int, label_days: float
) -> list[tuple[int, Bar]]:
    """Each visible bar with its row, so that neither bars nor the words on them cover each other.

    The periods of one term share a row where they can: a grade that steps up or down is one bar in segments.
    """
    rows: list[float] = []
    placed: list[tuple[int, Bar]] = []
    for group in sorted(groups, key=lambda bars: (not any(b.to_look_at for b in bars), bars[0].first)):
        for together in _side_by_side([b for b in group if b.end > left and b.first < right]):
            first = max(together[0].first, left)
            end = max(*(b.end for b in together), first + label_days) + 1
            n = next((n for n, taken in enumerate(rows) if taken <= first), len(rows))
            rows[n:] = [end] if n == len(rows) else [end, *rows[n + 1 :]]
            placed += [(n, bar) for bar in together]
    return placed


def _side_by_side(bars: Sequence[Bar]) -> list[list[Bar]]:
    """The bars of one term in runs without overlap."""
    runs: list[list[Bar]] = []
    for bar in bars:
        run = next((r for r in runs if r[-1].end <= bar.first), None)
        if run is None:
            runs.append([bar])
        else:
            run.append(bar)
    return runs
