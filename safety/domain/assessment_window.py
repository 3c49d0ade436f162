"""The DLT assessment window: from the day of the first infusion through its last day, both included.

"Within 30 days of the first administration" is read at its longest, study days 1-31 (NCT06021067 does not say
which). The window is over on the day after its last day, and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safety.domain.partial_date import ONE_DAY, PartialDate


class InWindow(StrEnum):
    """Did it start in the window? A partial date may leave that open."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True)
class AssessmentWindow:
    """One patient's window. `opens` is the first infusion, with its clock time where that is known."""

    opens: PartialDate
    last_day: date

    @classmethod
    def after(cls, first_infusion: PartialDate, days: int) -> AssessmentWindow:
        """The window that a first infusion opens."""
        return cls(first_infusion, first_infusion.first + timedelta(days=days))

    @property
    def first_day(self) -> date:
        """The day of the first infusion, study day 1."""
        return self.opens.first

    @property
    def over_on(self) -> date:
        """The first day on which nobody can say any more that the window is open."""
        return self.last_day + ONE_DAY

    def is_open_on(self, day: date) -> bool:
        """Is the day not yet past the window?"""
        return day <= self.last_day

    def study_day(self, day: date) -> int:
        """SDTM --DY: the first infusion is Day 1, the day before it Day -1; there is no Day 0."""
        offset = (day - self.first_day).days
        return offset + 1 if offset >= 0 else offset

    def places(self, start: PartialDate) -> InWindow:
        """Wholly inside, touching, or outside; a start on Day 1 is after the infusion unless both times deny it."""
        if start.surely_before(self.opens) or start.first > self.last_day:
            return InWindow.NO
        if self.first_day <= start.first and start.last <= self.last_day:
            return InWindow.YES
        return InWindow.POSSIBLE

    def reaches(self, start: PartialDate | None, end: PartialDate | None) -> bool:
        """May any part of a period from `start` to `end` lie in the window? None is open on that side."""
        after = start is not None and start.first > self.last_day
        before = end is not None and end.surely_before(self.opens)
        return not after and not before
