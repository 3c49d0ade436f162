"""What a patient was given (SDTM EX): which infusions count as given, and which as completed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Infusion
from safety.domain.dose_deviation import slip_power
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.partial_date import PartialDate
from safety.domain.protocol import Dosing
from safety.domain.reason import (
    CellsUnknown,
    DoseAbovePlan,
    ExponentSlip,
    InfusionAfterWindow,
    InfusionNotRecorded,
    NotCompletedWithoutReason,
    NotGivenWithCells,
    PlanUnknown,
)

PERCENT = Decimal(100)


def given(infusion: Infusion) -> bool:
    """Did the patient get cells? What cannot be read is believed to have been given."""
    return infusion.cells != 0 and infusion.status != "not_given"


def first_infusion(infusions: Iterable[Infusion]) -> PartialDate | None:
    """The day of the earliest given infusion, with its clock time where every one of that day has one."""
    starts = [i.started_at for i in infusions if given(i) and i.started_at]
    if not starts:
        return None
    day = min(s.first for s in starts)
    clocks = [s.at for s in starts if s.first == day]
    known = [at for at in clocks if at is not None]
    return PartialDate.on(day, min(known) if len(known) == len(clocks) else None)


def contradicted(infusions: Iterable[Infusion], reach: Reach) -> list[OpenQuestion]:
    """Infusions recorded as not given, and with cells. They count as not given; what is right the site must say."""
    return [
        OpenQuestion(
            Code.DOSE_DEVIATION, NotGivenWithCells(i.infusion_id or "", i.cells), i.subject_id or "",
            i.infusion_id or "", i.source, "cells", reach,
        )
        for i in infusions
        if i.readable and i.status == "not_given" and i.cells
    ]  # fmt: skip


def _above_plan(infusion_id: str, cells: Decimal, planned: Decimal) -> DoseAbovePlan | ExponentSlip:
    """More cells than planned; where the digits agree all the same, that it may be a slip of the exponent."""
    power = slip_power(cells, planned)
    if power:
        return ExponentSlip(infusion_id, cells, planned, power)
    return DoseAbovePlan(infusion_id, cells, planned)


@dataclass(frozen=True)
class Exposure:
    """One patient's infusions at the cut-off, against the dose the protocol plans for that patient.

    `planned` is in cells per infusion, None where it goes by a weight nobody noted.
    """

    subject_id: str
    infusions: Sequence[Infusion]
    planned: Decimal | None
    dosing: Dosing
    window: AssessmentWindow

    def completed(self, infusion: Infusion) -> bool:
        """Recorded as completed, with cells, and not so few that it does not count."""
        if not infusion.readable or infusion.status != "completed" or not infusion.cells:
            return False
        if self.planned is None:
            return True
        return infusion.cells >= self.planned * (1 - self.dosing.below_percent / PERCENT)

    def numbers_completed(self) -> frozenset[int]:
        """The distinct numbers of the infusions completed in the window."""
        return frozenset(
            i.number
            for i in self.infusions
            if i.number and i.started_at and self.completed(i) and self.window.is_open_on(i.started_at.last)
        )

    def numbers_missed(self) -> frozenset[int]:
        """The planned infusions known not to have been completed in the window, however open facts turn out."""
        missed = {i.number for i in self.infusions if i.number and i.readable and self._surely_missed(i)}
        return frozenset(missed) - self.numbers_completed()

    def _surely_missed(self, infusion: Infusion) -> bool:
        late = infusion.started_at is not None and not self.window.is_open_on(infusion.started_at.first)
        return (
            late
            or (infusion.cells is not None and not self.completed(infusion))
            or self._not_completed(infusion)
        )

    @staticmethod
    def _not_completed(infusion: Infusion) -> bool:
        return infusion.status in ("interrupted", "not_given")

    def last_given(self) -> PartialDate:
        """The day of the last infusion given."""
        days = [i.started_at.first for i in self.infusions if given(i) and i.started_at]
        return PartialDate.on(max(days, default=self.window.first_day))

    def incomplete(self, last_day_due: date) -> list[OpenQuestion]:
        """Planned infusions due by that day without a row, and those not completed without a reason."""
        return [*self._not_recorded(last_day_due), *self._unexplained(last_day_due)]

    def _not_recorded(self, last_day_due: date) -> Iterable[OpenQuestion]:
        recorded = {i.number for i in self.infusions}
        for number in self.dosing.numbers:
            day = self.dosing.planned_day(number, self.window.first_day)
            if day <= last_day_due and number not in recorded:
                missing = InfusionNotRecorded(number, day)
                yield OpenQuestion(Code.INFUSIONS_INCOMPLETE, missing, self.subject_id)

    def _unexplained(self, last_day_due: date) -> Iterable[OpenQuestion]:
        for infusion in self.infusions:
            number = infusion.number
            due = number is None or self.dosing.planned_day(number, self.window.first_day) <= last_day_due
            owes = self._not_completed(infusion) or (infusion.status == "completed" and infusion.cells == 0)
            if due and owes and infusion.reason is None and infusion.readable:
                id_ = infusion.infusion_id or ""
                yield OpenQuestion(
                    Code.INFUSIONS_INCOMPLETE, NotCompletedWithoutReason(id_), self.subject_id, id_,
                    infusion.source, "reason",
                )  # fmt: skip

    def deviations(self) -> list[OpenQuestion]:
        """Given infusions with more cells than the plan allows: ruled on as `dose:<infusion_id>`."""
        return [
            OpenQuestion(
                Code.DOSE_DEVIATION, _above_plan(i.infusion_id or "", i.cells, self.planned), self.subject_id,
                f"dose:{i.infusion_id}", i.source, "cells", arose_on=i.started_at.first if i.started_at else None,
            )
            for i in filter(given, self.infusions)
            if i.cells is not None and self.planned is not None
            and i.cells > self.planned * (1 + self.dosing.above_percent / PERCENT)
        ]  # fmt: skip

    def unknown_doses(self) -> list[OpenQuestion]:
        """Given infusions whose cells, or whose plan, nobody knows: no ruling can stand in for the figure."""
        return [
            OpenQuestion(
                Code.DOSE_DEVIATION,
                CellsUnknown(i.infusion_id or "") if i.cells is None else PlanUnknown(i.infusion_id or ""),
                self.subject_id, i.infusion_id or "", i.source, "cells",
            )
            for i in filter(given, self.infusions)
            if i.readable and (i.cells is None or self.planned is None)
        ]  # fmt: skip

    def late(self) -> list[OpenQuestion]:
        """Infusions started after the window."""
        return [
            OpenQuestion(
                Code.LATE_INFUSION, InfusionAfterWindow(i.infusion_id or "", i.started_at.first), self.subject_id,
                f"late:{i.infusion_id}", i.source, "started_at", arose_on=i.started_at.first,
            )
            for i in self.infusions
            if given(i) and i.started_at and not self.window.is_open_on(i.started_at.first)
        ]  # fmt: skip
