"""ISO 8601 dates as study folders write them, local time of the site; whatever else stands there is no date.

A clock offset is none of the site's local time, 2026-02-30 is no day, and years before 1900 or after 2999 are
the placeholders of some system (0001-01-01, 9999-12-31): none of them is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time

from safety.domain.partial_date import PartialDate

YEARS = range(1900, 3000)
COMPLETE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)


def complete_date(text: str) -> PartialDate | None:
    """A day, with its clock time where one is noted; None where the text is neither."""
    match = COMPLETE.fullmatch(text)
    if not match:
        return None
    try:
        day = date.fromisoformat(match[1])
        at = time.fromisoformat(match[2]) if match[2] else None
    except ValueError:
        return None
    return PartialDate.on(day, at) if day.year in YEARS else None


def partial_date(text: str) -> PartialDate | None:
    """A date as far as it is known: a day, a month (2026-03) or a year (2026); else None."""
    if YEAR.fullmatch(text) and int(text) in YEARS:
        return PartialDate(date(int(text), 1, 1), date(int(text), 12, 31))
    month = MONTH.fullmatch(text)
    if month and int(month[1]) in YEARS and int(month[2]) in range(1, 13):
        first = date(int(month[1]), int(month[2]), 1)
        return PartialDate(first, first.replace(day=monthrange(first.year, first.month)[1]))
    return complete_date(text)
