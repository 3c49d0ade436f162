"""What one patient was given, infusion by infusion and in total, beside what the protocol plans (SDTM EX, EC).

Everybody with an infusion on record is in it, whatever the verdict makes of them. It shows and decides nothing: a
dose that the committee must rule on is a question of `safety.domain.exposure`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safety.domain.patient import Patient
from safety.domain.planned_and_given import UNORDERED, PlannedAndGiven, recorded, without_row
from safety.domain.planned_dose import level_of, planned_cells, weight_of
from safety.domain.protocol import DoseLevel, Dosing, Protocol


@dataclass(frozen=True)
class ExposureCourse:
    """A patient's infusions in order of their numbers, with the plan they are held against.

    `planned` is in cells per infusion, None where it is not known; `weight_kg` the one weight on record.
    """

    patient: Patient
    level: DoseLevel | None
    dosing: Dosing
    weight_kg: Decimal | None
    planned: Decimal | None
    infusions: tuple[PlannedAndGiven, ...]

    @property
    def subject_id(self) -> str:
        """The patient's code."""
        return self.patient.subject_id

    @property
    def numbers_given(self) -> frozenset[int]:
        """Which of the planned infusions were given."""
        return frozenset(i.number for i in self.infusions if i.given and i.number is not None)

    @property
    def cells(self) -> Decimal:
        """All cells on record as given."""
        return self.cells_through(len(self.infusions))

    def cells_through(self, n: int) -> Decimal:
        """The cells on record as given in the first `n` lines."""
        return sum((i.cells or Decimal(0) for i in self.infusions[:n]), Decimal(0))

    @property
    def settled(self) -> bool:
        """Is the total known, and no infusion of it in doubt?"""
        return all(i.settled for i in self.infusions)

    @property
    def planned_in_all(self) -> Decimal | None:
        """The cells of the whole course that the protocol plans."""
        return None if self.planned is None else self.planned * len(self.dosing.numbers)

    def per_kg(self, cells: Decimal | None) -> Decimal | None:
        """Cells per kg of the patient's own weight; None where nobody noted one."""
        return None if cells is None or self.weight_kg is None else cells / self.weight_kg

    @property
    def planned_per_kg(self) -> Decimal | None:
        """The protocol's dose per kg, by the weight its levels are meant for; None where it names none."""
        reference = self.dosing.reference_weight_kg
        return None if self.level is None or reference is None else self.level.cells / reference

    @property
    def planned_per_kg_in_all(self) -> Decimal | None:
        """The whole course per kg, by the same weight."""
        each = self.planned_per_kg
        return None if each is None else each * len(self.dosing.numbers)

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots on record for infusions that were given, in order of their names."""
        return tuple(
            sorted({i.infusion.lot for i in self.infusions if i.given and i.infusion and i.infusion.lot})
        )

    @property
    def to_look_at(self) -> tuple[PlannedAndGiven, ...]:
        """The infusions of which there is something to say."""
        return tuple(i for i in self.infusions if i.reasons)


def exposure_course(patient: Patient, protocol: Protocol, cut_off: date) -> ExposureCourse:
    """The course of one patient up to the cut-off; an infusion after it does not exist."""
    rows, dosing = patient.records.rows, protocol.dosing
    planned = planned_cells(rows, protocol)
    lines = [*recorded(patient, planned, dosing), *without_row(patient, dosing, cut_off)]
    infusions = sorted(lines, key=_in_order)
    return ExposureCourse(
        patient, level_of(rows, protocol), dosing, weight_of(rows), planned, tuple(infusions)
    )


def _in_order(line: PlannedAndGiven) -> tuple[int, date, str, str]:
    """By number, then by what the rows say and not by where they stand."""
    infusion = line.infusion
    start = infusion.started_at.first if infusion and infusion.started_at else date.max
    number = UNORDERED if line.number is None else line.number
    return number, start, line.infusion_id, str(infusion.cells) if infusion else ""
