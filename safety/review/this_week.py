"""What falls due in the days after the cut-off, and who must see to it?

Windows that close, infusions that the schedule plans, adverse-event pages, durations that run out, and whatever
is owed already, rulings before all. Nothing in it is leave to dose anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safety.domain.evaluability import State
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.patient import Patient
from safety.domain.reason import AeReviewIncomplete, ProtocolEdited
from safety.review.countdown import Countdown, countdowns
from safety.review.in_focus import in_focus
from safety.review.next_slot import NextSlot, next_slot
from safety.review.study_review import StudyReview


class Owner(StrEnum):
    """Who must see to it; of "site, then committee" the site."""

    TIME = "time"
    SITE = "site"
    COMMITTEE = "committee"
    SPONSOR = "sponsor"


OWNERS = {
    Code.PROTOCOL_DRAFT: Owner.SPONSOR, Code.LOWER_LEVEL_CHANGED: Owner.COMMITTEE,
    Code.STOPPING_RULE: Owner.COMMITTEE, Code.REVIEW_NEEDED: Owner.COMMITTEE,
    Code.RULING_OUTDATED: Owner.COMMITTEE, Code.LATE_INFUSION: Owner.COMMITTEE,
    Code.DOSED_WITHOUT_DECISION: Owner.COMMITTEE, Code.DECISION_GROUND_CHANGED: Owner.COMMITTEE,
}  # fmt: skip


@dataclass(frozen=True)
class WindowCloses:
    """The last day of a patient's window."""

    last_day: date


@dataclass(frozen=True)
class InfusionDue:
    """The day that the protocol's schedule plans for an infusion without a row."""

    number: int
    planned_on: date


@dataclass(frozen=True)
class PagesDue:
    """The adverse-event pages must be completed through the window's last day once it is over."""

    through: date | None
    needed: date


@dataclass(frozen=True)
class DurationRunsOut:
    """An event that has lasted too long, should it go on to this day."""

    countdown: Countdown


@dataclass(frozen=True)
class Owed:
    """A question that is open now, and keeps somebody from an answer; `since`: the first day of its matter."""

    question: OpenQuestion
    since: date | None


Matter = WindowCloses | InfusionDue | PagesDue | DurationRunsOut | Owed


@dataclass(frozen=True)
class Due:
    """One matter with the day it falls due (what is owed falls due on the day of the cut-off) and its owner."""

    on: date
    owner: Owner
    subject_id: str
    record_id: str
    matter: Matter


@dataclass(frozen=True)
class ThisWeek:
    """From the cut-off through the last day: everything due, earliest first, and the open level's next slot.

    `held`: a stopping rule stands, and nothing here is to be read as a plan to dose.
    """

    first: date
    last: date
    due: tuple[Due, ...]
    slot: NextSlot | None
    held: bool


def this_week(review: StudyReview, days: int) -> ThisWeek:
    """The next so many days."""
    first = review.cut.cut_off
    last = first + timedelta(days=days)
    running = [c for c in countdowns(review) if c.on is not None]
    patients = [p for level in review.levels for p in level.patients]
    due = [*_running_out(running), *_owed(review, running), *(d for p in patients for d in _ahead(p, first))]
    within = [d for d in due if first <= d.on <= last]
    slot = next_slot(review, in_focus(review))
    return ThisWeek(first, last, tuple(sorted(within, key=_earliest_first)), slot, bool(review.holds))


def _earliest_first(due: Due) -> tuple[date, int, date, str, str, str]:
    """By day; on one day what people owe before what comes by itself, the longest owed first."""
    since = due.matter.since if isinstance(due.matter, Owed) else None
    order = [Owner.COMMITTEE, Owner.SPONSOR, Owner.SITE, Owner.TIME].index(due.owner)
    return due.on, order, since or date.max, due.subject_id, due.record_id, repr(due.matter)


def _owed(review: StudyReview, running: Sequence[Countdown]) -> Iterator[Due]:
    """Every question that keeps a level from a decision, once; what time alone answers is no debt."""
    by_time = {c.event_id for c in running}
    for question in dict.fromkeys(q for level in review.levels for q in level.blockers):
        ripens = question.code is Code.DURATION_UNKNOWN and question.record_id in by_time
        if question.code is not Code.WINDOW_OPEN and not ripens:
            edited = isinstance(question.reason, ProtocolEdited)
            owner = Owner.SPONSOR if edited else OWNERS.get(question.code, Owner.SITE)
            owed = Owed(question, question.arose_on or _since(question, review))
            yield Due(review.cut.cut_off, owner, question.subject_id, question.record_id, owed)


def _since(question: OpenQuestion, review: StudyReview) -> date | None:
    """The first day of an event's period; of pages, the day on which they were needed."""
    if isinstance(question.reason, AeReviewIncomplete):
        return question.reason.needed
    periods = (e.period for e in review.events if e.record_id == question.record_id)
    return next((p.start.first for p in periods if p and p.start), None)


def _ahead(patient: Patient, cut_off: date) -> Iterator[Due]:
    """What lies ahead of a patient in the window: its end, pages to complete, infusions planned until an exit."""
    window, exposure, sid = patient.window, patient.exposure, patient.subject_id
    if patient.state is not State.IN_WINDOW or window is None or exposure is None:
        return
    yield Due(window.last_day, Owner.TIME, sid, "", WindowCloses(window.last_day))
    through = _reviewed_through(patient)
    if through is None or through < window.last_day:
        yield Due(window.over_on, Owner.SITE, sid, "", PagesDue(through, window.last_day))
    recorded = {i.number for i in exposure.infusions}
    for number in exposure.dosing.numbers:
        day = exposure.dosing.planned_day(number, window.first_day)
        gone = patient.disposition is not None and patient.disposition.left_before(day)
        if number not in recorded and day > cut_off and not gone:
            yield Due(day, Owner.SITE, sid, "", InfusionDue(number, day))


def _reviewed_through(patient: Patient) -> date | None:
    """The day through which every row of the patient says that the pages are completed."""
    days = [row.ae_reviewed_through for row in patient.records.rows]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _running_out(running: Sequence[Countdown]) -> Iterator[Due]:
    for c in running:
        if c.on is not None:
            yield Due(c.on, Owner.TIME, c.subject_id, c.event_id, DurationRunsOut(c))
