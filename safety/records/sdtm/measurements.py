"""LB and VS as measurements (SDTMIG 3.4, LB and VS)."""

from __future__ import annotations

from typing import NamedTuple

from safety.domain.case_report import SupportingRow
from safety.records.raw_table import RawRow, RawTable
from safety.records.sdtm.domain import Cells, Domain, code_of
from safety.records.sdtm.mapping import SponsorWords
from safety.records.sdtm.words import folded

# Specimens in which a test of the same code is not the one in blood (CDISC terminology SPECTYPE, C78734).
OTHER_THAN_BLOOD = (
    "ascites",
    "bone marrow",
    "feces",
    "fluid",
    "lavage",
    "saliva",
    "sputum",
    "stool",
    "sweat",
    "tissue",
    "urine",
)
WRITTEN_AS = {
    "measurement_id": "SEQ",
    "test": "TESTCD",
    "collected_at": "DTC",
    "value": "ORRES",
    "unit": "ORRESU",
    "low": "ORNRLO",
    "high": "ORNRHI",
}


class Result(NamedTuple):
    """A value with its own unit and its own limits of normal."""

    value: str
    unit: str
    low: str
    high: str


def measurements(domain: Domain, prefix: str, words: SponsorWords) -> tuple[RawTable, list[SupportingRow]]:
    """The results of LB or VS (`prefix`), and as supporting rows the tests that were not done.

    A row without any result that does not say NOT DONE is a measurement without its value: unreadable.
    """
    not_done = [row for row in domain.whole if _not_done(row, prefix)]

    def ours(row: Cells) -> dict[str, str]:
        result = best_result(row, prefix)
        return {
            "measurement_id": code_of(row["USUBJID"], prefix, row[f"{prefix}SEQ"]),
            "subject_id": row["USUBJID"],
            "test": _test(row, prefix, words),
            "collected_at": row[f"{prefix}DTC"],
            "value": result.value,
            "unit": result.unit,
            "low": result.low,
            "high": result.high,
        }

    table = domain.without(not_done).as_table("measurements.csv", ours, _written_as(prefix))
    return table, [domain.supporting(row, f"{prefix}DTC") for row in not_done]


def best_result(row: Cells, prefix: str) -> Result:
    """The original result or the standardised one, each with its own unit and limits, never mixed.

    The original, unless the standardised one says more: a value, then a unit, then a limit.
    """
    original = Result(*(_cell(row, prefix, name) for name in ("ORRES", "ORRESU", "ORNRLO", "ORNRHI")))
    unit, low, high = (_cell(row, prefix, name) for name in ("STRESU", "STNRLO", "STNRHI"))
    standard = Result(_cell(row, prefix, "STRESC") or _cell(row, prefix, "STRESN"), unit, low, high)
    return max(original, standard, key=_says)


def _says(result: Result) -> tuple[bool, bool, bool]:
    return bool(result.value), bool(result.unit), bool(result.low or result.high)


def _cell(row: Cells, prefix: str, name: str) -> str:
    return row.get(prefix + name, "").strip()


def _not_done(row: RawRow, prefix: str) -> bool:
    return folded(_cell(row.cells, prefix, "STAT")) == "not done" and not best_result(row.cells, prefix).value


def _test(row: Cells, prefix: str, words: SponsorWords) -> str:
    """The code of the test, renamed where the mapping says so; outside blood, the specimen is part of it.

    Creatinine in urine is not the creatinine that CTCAE grades.
    """
    code = _cell(row, prefix, "TESTCD")
    code = words.tests.get(folded(code), code)
    specimen, category = _cell(row, prefix, "SPEC"), _cell(row, prefix, "CAT")
    if not specimen:
        return f"{code} ({category})" if folded(category) in ("urinalysis", "urine") else code
    elsewhere = any(word in folded(specimen) for word in OTHER_THAN_BLOOD)
    return f"{code} ({specimen})" if elsewhere else code


def _written_as(prefix: str) -> dict[str, str]:
    return {"subject_id": "USUBJID"} | {ours: prefix + name for ours, name in WRITTEN_AS.items()}
