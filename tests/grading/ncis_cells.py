"""Reads the numbers out of NCI's own cells of CTCAE v5.0, as the ways to have a grade.

A semicolon is an *or*. Of a range only the end that a worsening value reaches first gives the grade; the other
end must be where the next grade begins. Where a cell cannot be taken at its word, READ_AS says how it is read.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.grading.read_as import READ_AS

NCI = Path(__file__).parents[2].parent / "shared" / "ctcae" / "ctcae_v5.csv"

UNITS = (
    (r"mg/dL", "mg/dL"), (r"g/dL", "g/dL"), (r"mmol/L", "mmol/L"), (r"g/L", "g/L"), (r"10e9", "10^9/L"),
    (r"/mm3", "/mm3"), (r"g/24 hrs", "g/d"), (r"kg/m2", "kg/m2"), (r"units|ml/min/mm Hg", "mL/min/mmHg"),
    (r"ml/min/1\.73 m2", "mL/min/1.73m2"), (r"mm Hg", "mmHg"), (r"\bms\b", "ms"),
    (r"degrees C", "Cel"), (r"degrees F", "degF"), (r"%", "%"),
)  # fmt: skip
CONDITIONS = (
    (r"if baseline was normal|if previously WNL", "if_baseline", "normal"),
    (r"if baseline was abnormal", "if_baseline", "abnormal"),
    (r"if abnormal", "if_baseline", "low"),
    (r"if on anticoagulation", "on_anticoagulation", "Y"),
    (r"if not on anticoagulation", "on_anticoagulation", "N"),
    (r"\b[Ss]ymptomatic|with signs or symptoms", "symptomatic", "Y"),
    (r"over 24 hours", "over_24_hours", "Y"),
    (r"at rest", "with_exercise", "N"),
    (r"with fever", "fever", "Y"),
)
MEASURED = r"[Ii]onized|[Ss]ystolic|diastolic|PaO2"
END = r"(<=|>=|<|>|≥)?\s*(ULN|LLN|\d[\d,]*(?:\.\d+)?)"
RANGE = re.compile(rf"{END}(?:[^\d<>;]*?(?:-|to)\s*{END})?")
NUMBERED = re.compile(r"\d|[UL]LN")


class Way(NamedTuple):
    """One way to have a grade by a number."""

    grade: int
    measured: str  # which of the term's measurements, where NCI names several
    sign: str
    number: Decimal
    of: str  # a unit; "x ULN" and its like; "ms from baseline" and its like
    conditions: frozenset[tuple[str, str]] = frozenset()


class Clause(NamedTuple):
    """A way to have a grade, and the number at which its range ends; None where it has no end."""

    way: Way
    ends: Decimal | None


@cache
def nci() -> dict[str, dict[str, str]]:
    with NCI.open(encoding="utf-8", newline="") as lines:
        return {row["term"]: row for row in csv.DictReader(lines)}


def cell(term: str, grade: int) -> str:
    """A cell as it is read."""
    text = nci()[term][f"grade_{grade}"]
    for reading in READ_AS:
        if reading.term == term and grade in reading.grades:
            text = re.sub(reading.printed, reading.read_as, text)
    return text


def clauses(term: str, grade: int) -> list[str]:
    parts = re.split(
        r";|\((?=[\d>]+\.\d)|\bor (?=diastolic)", re.sub(r"\(e\.g\.[^)]*\)", "", cell(term, grade))
    )
    return [part.strip() for part in parts if part.strip(" );")]


def facts_alone(term: str, grade: int) -> list[str]:
    """The clauses that a clinical fact without a number meets."""
    return [clause for clause in clauses(term, grade) if not NUMBERED.search(clause)]


def numbered(term: str) -> Iterator[Clause]:
    """Every way in which a number gives the term a grade."""
    for grade in (1, 2, 3, 4):
        unit, read = "", []
        for clause in reversed(clauses(term, grade)):
            if NUMBERED.search(clause):
                unit = _unit(clause) or unit  # one unit may stand behind two ranges
                read.append(_read(grade, clause, unit))
        yield from reversed(read)


def _read(grade: int, clause: str, unit: str) -> Clause:
    found = RANGE.search(re.sub(r"mm3|10e9|24 hrs|1\.73 m2|kg/m2|PaO2|FEV1", "", clause))
    assert found, f"no number in '{clause}'"
    sign, near, end_sign, far = found.groups()
    begins = Decimal(1) if near in ("ULN", "LLN") else Decimal(near.replace(",", ""))
    ends = Decimal(far.replace(",", "")) if far and far not in ("ULN", "LLN") else None
    falls = sign in ("<", "<=") if sign else (end_sign == ">" or (ends is not None and ends < begins))
    sign = {"": "<=" if falls else ">=", "≥": ">="}.get(sign or "", sign or "")
    of = _reference(clause, near) or unit

    if unit == "/mm3":
        ends = ends / 1000 if ends else None
        of, begins = ("10^9/L", begins / 1000) if of == unit else (of, begins)
    if lowered := re.search(r"decrease|drop|loss|below (?:LLN|the baseline)", clause):
        sign = sign.replace(">", "<")
        begins, ends = -begins, -ends if ends else None
    if of == "% from baseline" and not (lowered and "drop" in lowered[0]):  # of the baseline, not points
        of, begins, ends = "x baseline", 1 + begins / 100, 1 + ends / 100 if ends else None
    if of.endswith("from ULN") and begins == 0:
        of, begins = "x ULN", Decimal(1)
    measured = re.search(MEASURED, clause)
    way = Way(grade, measured[0].lower() if measured else "", sign, begins, of, _conditions(clause, begins))
    return Clause(way, ends)


def _unit(clause: str) -> str:
    return next((ours for printed, ours in UNITS if re.search(printed, clause)), "")


def _reference(clause: str, near: str) -> str:
    if near in ("ULN", "LLN"):
        return f"x {near} or baseline" if ">Baseline" in clause else f"x {near}"
    if multiple := re.search(r"x (ULN|LLN|baseline)", clause):
        return f"x {multiple[1]}"
    if distance := re.search(r"(?:from|below|above)(?: the)? (ULN|LLN|baseline)", clause):
        return f"{_unit(clause)} from {distance[1]}"
    return ""


def _conditions(clause: str, begins: Decimal) -> frozenset[tuple[str, str]]:
    found = {(name, answer) for printed, name, answer in CONDITIONS if re.search(printed, clause)}
    if "if previously WNL" in clause:
        found.add(("normal_below", f"{begins:f}"))
    return frozenset(found)
