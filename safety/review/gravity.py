"""How grave is an event? The order in which a committee reads events: what may be a DLT, then serious, then severe."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from safety.domain.dlt_definition import Verdict
from safety.domain.event_assessment import EventAssessment

SEVERE = 3


class Gravity(StrEnum):
    """Why an event is spoken about, the gravest first. Serious (ICH E2A) is not the same as severe (the grade)."""

    DLT = "dlt"
    CANDIDATE = "candidate"
    RULED = "ruled"
    SERIOUS = "serious"
    SEVERE = "severe"
    OTHER = "other"


GRAVEST_FIRST = tuple(Gravity)


def gravity(event: EventAssessment) -> Gravity:
    """The first that holds. A grade that nobody knows may be a severe one."""
    if event.verdict is Verdict.DLT:
        return Gravity.DLT
    if event.verdict is not Verdict.NOT_DLT:
        return Gravity.CANDIDATE
    if event.ruling.stands is not None:
        return Gravity.RULED
    if is_serious(event):
        return Gravity.SERIOUS
    return Gravity.SEVERE if event.grade is None or event.grade >= SEVERE else Gravity.OTHER


def is_serious(event: EventAssessment) -> bool:
    """Did the site report it as serious?"""
    return event.period is not None and event.period.event.serious is True


def gravest_first(events: Iterable[EventAssessment]) -> list[EventAssessment]:
    """What may be a DLT first, then what was ruled on, serious, and severe; within that by grade and id."""
    return sorted(
        events,
        key=lambda e: (
            GRAVEST_FIRST.index(gravity(e)), -(e.grade or 0), e.subject_id, e.record_id, repr(e.period),
        ),
    )  # fmt: skip
