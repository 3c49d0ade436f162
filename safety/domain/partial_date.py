"""A date as far as it is known (SDTM --DTC): never imputed, always the whole interval it spans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PartialDate:
    """Every day from `first` to `last` is possible; one day where the date is complete.

    `at` is the local clock time of the site, known only for a complete date.
    """

    first: date
    last: date
    at: time | None = None

    @classmethod
    def on(cls, day: date, at: time | None = None) -> PartialDate:
        """A complete date, with its clock time where one was noted."""
        return cls(day, day, at)

    @property
    def complete(self) -> bool:
        """Is the day itself known?"""
        return self.first == self.last

    @property
    def begins(self) -> datetime:
        """The earliest moment it can mean."""
        return datetime.combine(self.first, self.at or time.min)

    @property
    def ends(self) -> datetime:
        """The latest moment it can mean: without a clock time, the end of its last day."""
        if self.at is not None:
            return datetime.combine(self.last, self.at)
        return datetime.combine(self.last, time.min) + ONE_DAY

    def surely_before(self, other: PartialDate) -> bool:
        """Certainly earlier than the other; on one day only where both clock times say so."""
        if self.last < other.first:
            return True
        same_day = self.first == self.last == other.first == other.last
        return same_day and self.at is not None and other.at is not None and self.at < other.at

    def no_later_than(self, day: date) -> PartialDate:
        """The same date with the days after `day` ruled out."""
        return self if self.last <= day else replace(self, last=max(self.first, day))
