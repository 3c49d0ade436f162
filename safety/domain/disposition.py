"""How a subject left the study (SDTM DS): date and reason belong together, and a death is an exit too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Source, Subject
from safety.domain.death import Death
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.partial_date import PartialDate
from safety.domain.reason import LeftStudy

FOR_AN_EVENT = ("adverse_event", "death")


@dataclass(frozen=True)
class Exit:
    """An exit that stands in subjects.csv at the cut-off; `on` or `reason` may be missing, never both."""

    on: date | None
    reason: str | None
    source: Source

    @property
    def complete(self) -> bool:
        """Are both the date and the reason known?"""
        return self.on is not None and self.reason is not None


def exits(subject_rows: Iterable[Subject], cut_off: date) -> list[Exit]:
    """The exits on record; one dated after the cut-off has not happened."""
    found = [Exit(s.off_study_on, s.off_study_reason, s.source) for s in subject_rows]
    return [e for e in found if (e.on or e.reason) and not (e.on and e.on > cut_off)]


@dataclass(frozen=True)
class Disposition:
    """When a dosed subject left, as far as that is known; deaths count on their day, or their possible days."""

    subject_id: str
    exits: Sequence[Exit]
    deaths: Sequence[Death]
    window: AssessmentWindow

    def _days(self) -> list[PartialDate]:
        dated = [PartialDate.on(e.on) for e in self.exits if e.on]
        return dated + [day for death in self.deaths for day in death.days]

    def left_before(self, day: date) -> bool:
        """Had the subject certainly left before that day? Until an exit is dated, nobody has."""
        if any(e.on is not None and e.on < day for e in self.exits):
            return True
        return any(all(d.last < day for d in death.days) for death in self.deaths if death.dated)

    def left_in_window(self) -> bool:
        """Certainly left on or before the window's last day, though perhaps on no known day."""
        dead = any(all(self.window.is_open_on(d.last) for d in death.days) for death in self.deaths)
        return dead or self.left_before(self.window.over_on)

    def may_have_left_in_window(self) -> bool:
        """Left, or may have left, on or before the window's last day: no evidence of a whole window."""
        return any(self.window.is_open_on(day.first) for day in self._days())

    def last_day_on_study(self, at_most: date) -> date:
        """The last day the subject can have been on study, no later than `at_most`."""
        dated = [e.on for e in self.exits if e.on]
        died = [max(day.last for day in death.days) for death in self.deaths]
        return min((*dated, *died, at_most))

    def questions(self) -> list[OpenQuestion]:
        """Exits that only people can judge: for an event, for a death without a row, or half recorded.

        Only one on or before the window's last day counts; a reason without a date counts from Day 1 on. A death
        with a row is ruled on by its row.
        """
        by_row = any(death.row is not None for death in self.deaths)
        return [
            OpenQuestion(
                Code.ADVERSE_EVENT_EXIT, LeftStudy(e.reason, e.on), self.subject_id,
                f"exit:{self.subject_id}", e.source, "off_study_on" if e.on is None else "off_study_reason",
                arose_on=e.on or self._unplaced,
            )
            for e in self.exits
            if self._counts(e) and not (by_row and e.reason == "death")
        ]  # fmt: skip

    @property
    def _unplaced(self) -> date:
        """The first day on which an exit without a date can have happened."""
        return min((death.earliest for death in self.deaths), default=self.window.first_day)

    def _counts(self, exit_: Exit) -> bool:
        if exit_.on is not None and not self.window.is_open_on(exit_.on):
            return False
        return not exit_.complete or exit_.reason in FOR_AN_EVENT
