"""Body weight before treatment, for doses per kg: VS, test WEIGHT (SDTMIG 3.4, VS)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from safety.records.cells import NUMBER
from safety.records.dates import complete_date
from safety.records.sdtm.domain import Cells, Domain
from safety.records.sdtm.words import folded


class Weighing(NamedTuple):
    """A weight in kg and its day; ordered by day, then by the sponsor's row number."""

    day: str
    sequence: Decimal
    kg: str


def weights_before_treatment(dm: Domain, vs: Domain | None) -> dict[str, str]:
    """The last weight in kg on or before the first exposure (RFXSTDTC), by subject.

    A weight in another unit, without its day, or of a subject without first exposure is left out.
    """
    first_exposure = {row.cells["USUBJID"].strip(): row.cells.get("RFXSTDTC", "").strip() for row in dm.whole}
    last: dict[str, Weighing] = {}
    for row in vs.whole if vs else ():
        subject, weighing = row.cells["USUBJID"].strip(), _weighing(row.cells)
        exposed = first_exposure.get(subject, "")
        if weighing and complete_date(exposed) and weighing.day <= exposed[:10]:
            last[subject] = max(weighing, last.get(subject, weighing))
    return {subject: weighing.kg for subject, weighing in last.items()}


def _weighing(row: Cells) -> Weighing | None:
    day, sequence, kg = row["VSDTC"].strip(), row["VSSEQ"].strip(), _in_kg(row)
    numbers = NUMBER.fullmatch(sequence) and NUMBER.fullmatch(kg)
    if folded(row["VSTESTCD"]) != "weight" or not complete_date(day) or not numbers:
        return None
    return Weighing(day[:10], Decimal(sequence), kg)


def _in_kg(row: Cells) -> str:
    """The original result where it is in kg, else the standardised one where that is."""
    if folded(row.get("VSORRESU", "")) == "kg":
        return row.get("VSORRES", "").strip()
    if folded(row.get("VSSTRESU", "")) == "kg":
        return row.get("VSSTRESN", "").strip() or row.get("VSSTRESC", "").strip()
    return ""
