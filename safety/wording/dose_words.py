"""An infusion beside its plan, in words: what became of it, in short, and everything there is to say of it."""

from __future__ import annotations

from decimal import Decimal

from safety.domain.dose_class import DoseClass
from safety.domain.dose_deviation import percent_off
from safety.domain.exposure_course import ExposureCourse
from safety.domain.planned_and_given import PlannedAndGiven
from safety.wording.speech import Speech

WEIGHED = (DoseClass.AS_PLANNED, DoseClass.MINOR, DoseClass.MAJOR, DoseClass.INTERRUPTED)


def in_short(line: PlannedAndGiven, course: ExposureCourse, said: Speech) -> str:
    """A few words and a figure: `MINOR +12.0 %`, `MAJOR · slip ×10`, `NOT GIVEN`."""
    words = said.words.DOSE_CLASSES
    if line.slip and line.found is DoseClass.MAJOR:
        told = words["slip"].format(times=said.times(line.slip))
    elif line.found is DoseClass.AS_PLANNED and line.reasons:
        told = words["dose_as_planned"]
    else:
        off = signed_percent(line.cells, course.planned, said) if line.found in WEIGHED else ""
        told = f"{words[line.found.value]} {off}".rstrip()
    return str(said.words.PHRASES["ruled_on"].format(told=told)) if line.rulings else told


def signed_percent(cells: Decimal | None, planned: Decimal | None, said: Speech) -> str:
    """How far off the plan, as +1.0 % or −20.1 %; empty where nobody can tell."""
    if cells is None or planned is None:
        return ""
    off = percent_off(cells, planned)
    sign = "±" if not off else "+" if cells > planned else "−"
    return said.percent(f"{sign}{off:,}")


def sentences(line: PlannedAndGiven, said: Speech) -> list[str]:
    """Everything that keeps the infusion from being as planned, then what people ruled on it and why."""
    told = [said.because(reason) for reason in line.reasons]
    for ruling in line.rulings:
        assert ruling.because is not None and ruling.stands is not None
        ruled = said.because(ruling.because)
        told.append(said.words.PHRASES["ruled_because"].format(ruled=ruled, why=ruling.stands.reason or ""))
    return [said.begins(text) if text.endswith((".", "。")) else said.sentence(text) for text in told]
