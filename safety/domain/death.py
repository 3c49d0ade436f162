"""Deaths: a grade 5 row and an exit for death are one death, placed by the day on which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.case_report import AdverseEvent, Source
from safety.domain.event_period import EventPeriod
from safety.domain.partial_date import PartialDate


@dataclass(frozen=True)
class Death:
    """One death, on one of `days`, each an interval; ruled on by `record_id`, its row where there is one.

    `dated`: its days are on record, and not merely every day on which it may have happened.
    """

    record_id: str
    subject_id: str
    row: AdverseEvent | None
    days: tuple[PartialDate, ...]
    source: Source | None
    dated: bool = True

    def in_window(self, window: AssessmentWindow) -> InWindow:
        """One possible day in the window is enough; one that may lie there leaves it open."""
        placed = {window.places(day) for day in self.days}
        return next((answer for answer in (InWindow.YES, InWindow.POSSIBLE) if answer in placed), InWindow.NO)

    @property
    def earliest(self) -> date:
        """The first day on which it may have happened."""
        return min(day.first for day in self.days)

    @property
    def as_reason(self) -> tuple[tuple[date, date], ...]:
        """Its possible days as plain intervals."""
        return tuple((day.first, day.last) for day in self.days)


@dataclass(frozen=True)
class DeathPlacement:
    """What places one patient's death: the window, the last infusion given, the dated exits, the cut-off."""

    window: AssessmentWindow
    last_given: PartialDate
    exits: tuple[PartialDate, ...]
    cut_off: date

    @property
    def any_day(self) -> PartialDate:
        """Nobody knows when: any day from the last infusion given to the cut-off."""
        first = self.last_given.first
        return PartialDate(first, max(first, self.cut_off))

    def of_row(self, period: EventPeriod) -> Death | None:
        """The death that a grade 5 row records; None where it is none, or has not happened yet."""
        event = period.event
        if period.reported != 5:
            return None
        days = (period.end,) if period.end else ()
        days = (*days, *(e for e in self.exits if e not in days)) or ((period.start,) if period.start else ())
        began_before = any(
            d is not None and d.surely_before(self.window.opens) for d in (period.start, period.end)
        )
        placed = tuple(self._possible(day, began_before) for day in days if day) or (self.any_day,)
        return Death(
            period.id, event.subject_id or "", event, placed, event.source, self.any_day not in placed
        )

    def _possible(self, day: PartialDate, began_before: bool) -> PartialDate:
        impossible = began_before and day.last < self.last_given.first
        return self.any_day if impossible else day

    def without_row(self, subject_id: str, source: Source) -> Death:
        """The death that only an exit records, on its day or on any."""
        days = self.exits or (self.any_day,)
        return Death(f"exit:{subject_id}", subject_id, None, days, source, bool(self.exits))


def deaths(
    periods: Iterable[EventPeriod], placement: DeathPlacement, subject_id: str, exit_for_death: Source | None
) -> list[Death]:
    """Every death on record: by its grade 5 rows, else by the exit alone (`exit_for_death` is its row)."""
    by_row = [death for p in periods if p.opened_by is None and (death := placement.of_row(p))]
    if by_row or exit_for_death is None:
        return by_row
    return [placement.without_row(subject_id, exit_for_death)]
