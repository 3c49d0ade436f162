"""EX, and EC where it is there, as infusions (SDTMIG 3.4, EX and EC)."""

from __future__ import annotations

from decimal import Decimal

from safety.domain.case_report import SupportingRow
from safety.records.cells import NUMBER
from safety.records.raw_table import RawRow, RawTable
from safety.records.sdtm.domain import Cells, Domain, code_of
from safety.records.sdtm.mapping import DoseTable, SponsorWords
from safety.records.sdtm.words import folded, meaning

WRITTEN_AS = {
    "infusion_id": "SEQ",
    "started_at": "STDTC",
    "ended_at": "ENDTC",
    "cells": "DOSE",
    "status": "OCCUR",
    "reason": "ADJ",
    "lot": "LOT",
}


def given_infusions(ex: Domain, words: SponsorWords) -> RawTable:
    """Every row of EX: an infusion that was given, unless it says that it did not occur."""
    return _infusions(ex, "EX", words)


def collected_infusions(ec: Domain, ex: Domain, words: SponsorWords) -> tuple[RawTable, list[SupportingRow]]:
    """What only EC knows: infusions that did not occur, and given ones of which EX has none that day.

    The other rows say again what EX says, or plan (ECMOOD SCHEDULED): they are supporting.
    """
    known = {_subject_and_day(row, "EX") for row in ex.whole}
    supporting = [row for row in ec.whole if _is_plan(row) or not (_omitted(row) or _unknown(row, known))]
    table = _infusions(ec.without(supporting), "EC", words)
    return table, [ec.supporting(row, "ECSTDTC") for row in supporting]


def _infusions(domain: Domain, prefix: str, words: SponsorWords) -> RawTable:
    number = number_variable(prefix, words)

    def ours(row: Cells) -> dict[str, str]:
        status = _status(row, prefix)
        reason = row.get(f"{prefix}REASOC", "").strip() or row.get(f"{prefix}ADJ", "")
        return {
            "infusion_id": code_of(row["USUBJID"], *_beside_ex(prefix), row[f"{prefix}SEQ"]),
            "subject_id": row["USUBJID"],
            "number": _number(row.get(number, ""), words),
            "started_at": row[f"{prefix}STDTC"],
            "ended_at": row.get(f"{prefix}ENDTC", ""),
            "cells": cells(row.get(f"{prefix}DOSE", ""), row.get(f"{prefix}DOSU", ""), words.dose),
            "status": status,
            "reason": "" if status == "completed" else meaning(words.infusion_reasons, reason),
            "lot": row.get(f"{prefix}LOT", ""),
        }

    return domain.as_table("infusions.csv", ours, _written_as(prefix, number))


def number_variable(prefix: str, words: SponsorWords) -> str:
    """The variable that numbers the infusions, with the prefix of the domain: EXSEQ is ECSEQ in EC."""
    named = words.infusion.number
    return prefix + named[2:] if named.startswith("EX") else named


def cells(dose: str, unit: str, mapped: DoseTable) -> str:
    """Cells of a dose in the unit of the mapping; in any other it stays with its unit, and cannot be read.

    Zero is zero in every unit.
    """
    if not NUMBER.fullmatch(dose.strip()):
        return dose
    amount = Decimal(dose.strip())
    if amount and folded(unit) != folded(mapped.unit):
        return f"{dose} {unit.strip() or '(no unit)'}"
    if mapped.cells_per_unit == 1:
        return dose
    return f"{amount * mapped.cells_per_unit:f}"


def _status(row: Cells, prefix: str) -> str:
    """Not given where it did not occur (--OCCUR N), interrupted where the dose was adjusted (--ADJ).

    A dose that did not occur and was more than zero contradicts itself, and is passed on to be refused.
    """
    occurred, dose = row.get(f"{prefix}OCCUR", "").strip(), row.get(f"{prefix}DOSE", "").strip()
    if folded(occurred) == "n":
        nothing = not dose or (NUMBER.fullmatch(dose) and Decimal(dose) == 0)
        return "not_given" if nothing else f"{occurred}, and a dose of {dose}"
    if folded(occurred) not in ("", "y"):
        return occurred
    return "interrupted" if row.get(f"{prefix}ADJ", "").strip() else "completed"


def _number(word: str, words: SponsorWords) -> str:
    return meaning(words.infusion.numbers, word) if words.infusion.numbers else word


def _beside_ex(prefix: str) -> tuple[str, ...]:
    """EX and EC count their rows apart: an infusion of EC says so in its id."""
    return () if prefix == "EX" else (prefix,)


def _subject_and_day(row: RawRow, prefix: str) -> tuple[str, str]:
    return row.cells["USUBJID"].strip(), row.cells[f"{prefix}STDTC"].strip()[:10]


def _omitted(row: RawRow) -> bool:
    return folded(row.cells.get("ECOCCUR", "")) == "n"


def _is_plan(row: RawRow) -> bool:
    return folded(row.cells.get("ECMOOD", "")) == "scheduled"


def _unknown(row: RawRow, known: set[tuple[str, str]]) -> bool:
    return _subject_and_day(row, "EC") not in known


def _written_as(prefix: str, number: str) -> dict[str, str]:
    own = {ours: prefix + name for ours, name in WRITTEN_AS.items()}
    return own | {"subject_id": "USUBJID", "number": number}
