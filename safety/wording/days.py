"""Days as tables show them: ISO, and where a date is partial the days that it may mean."""

from __future__ import annotations

from datetime import date

from safety.domain.partial_date import PartialDate
from safety.wording.speech import Speech


def iso(day: date | None, said: Speech) -> str:
    """A calendar day as tables show it, 2026-09-11."""
    return day.isoformat() if day else said.label("nothing")


def days(when: PartialDate | None, said: Speech) -> str:
    """A date as far as it is known: a day, or the days it may mean."""
    if when is None:
        return said.label("nothing")
    return iso(when.first, said) if when.complete else f"{iso(when.first, said)} … {iso(when.last, said)}"


def moment(when: PartialDate | None, said: Speech) -> str:
    """A date as far as it is known, with its clock time."""
    return f"{days(when, said)} {when.at:%H:%M}" if when and when.at else days(when, said)
