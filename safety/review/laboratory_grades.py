"""Which CTCAE grades do the measurements give, each against its patient's own baseline?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from safety.domain.case_report import Measurement
from safety.domain.laboratory_course import LabGrade
from safety.grading import Limits, grade, same_day
from safety.grading.conversion import in_unit_of

UNREADABLE = "?"  # a baseline that was measured, and that nobody can use
AT_REST = "N"  # vital signs are taken at rest, unless a test of its own says otherwise

Baselines = Mapping[str, Measurement]


def laboratory_grades(
    by_subject: Iterable[tuple[Sequence[Measurement], Baselines]], limits: Limits
) -> dict[Measurement, list[LabGrade]]:
    """Every grade that a term has from each measurement, all patients in one table.

    A baseline counts only where it is a figure in the same unit with its own upper limit; without one, and for
    the baseline values themselves, multiples are read as multiples of the upper limit of normal.
    """
    rows = [(m, baselines.get(m.test or "")) for values, baselines in by_subject for m in values]
    found: dict[Measurement, list[LabGrade]] = {}
    if not rows:
        return found
    table = _table(rows, limits)
    graded = grade(same_day.beside(table, table), limits, without_baseline="uln")
    columns = (graded[name] for name in ("measurement_id", "term", "grade", "missing", "criterion"))
    for position, term, given, missing, criterion in zip(*columns, strict=True):
        if term:
            measurement = rows[int(position)][0]
            known = None if pd.isna(given) or given == "" else int(given)
            lacking = tuple(str(missing).split())
            up_to = limits.ladders[measurement.test or ""][term].up_to
            found.setdefault(measurement, []).append(
                LabGrade(measurement, term, known, lacking, str(criterion), up_to)
            )
    return found


def _table(rows: Sequence[tuple[Measurement, Measurement | None]], limits: Limits) -> pd.DataFrame:
    cells = [
        (str(n), m.test or "", m.censored + ("" if m.value is None else str(m.value)), m.unit or "",
         _number(m.low), _number(m.high), *_baseline(m, before, limits),
         m.subject_id or "", _moment(m), AT_REST)
        for n, (m, before) in enumerate(rows)
    ]  # fmt: skip
    columns = ["measurement_id", "test", "value", "unit", "low", "high", "baseline", "baseline_abnormal",
               *same_day.KEYS, "with_exercise"]  # fmt: skip
    return pd.DataFrame(cells, columns=columns, dtype=str)


def _moment(measurement: Measurement) -> str:
    when = measurement.collected_at
    if when is None:
        return ""
    return (when.begins if when.at else when.first).isoformat()


def _number(value: object) -> str:
    return "" if value is None else str(value)


def _baseline(measurement: Measurement, before: Measurement | None, limits: Limits) -> tuple[str, str]:
    """The baseline value in the measurement's own unit, and whether it was above normal; empty: none.

    One that cannot serve is no baseline where multiples of the upper limit of normal are the graver reading.
    Elsewhere (creatinine has no such switch) it stays, unreadable, so that nothing is graded without it.
    Before the first infusion nothing has changed from baseline yet.
    """
    if before is None:
        return "", ""
    if before is measurement or _day(measurement) < _day(before):
        return (
            (_number(measurement.value), "N")
            if _asks_for_a_change(measurement.test or "", limits)
            else ("", "")
        )
    value = None
    if before.value is not None and before.value > 0 and not before.censored:
        test, unit = measurement.test or "", measurement.unit or ""
        value = in_unit_of(test, before.value, before.unit or "", unit)
    if _uln_is_graver(measurement.test or "", limits):
        if value is None or before.value is None or before.high is None:
            return "", ""
        return str(value), "Y" if before.value > before.high else "N"
    return UNREADABLE if value is None else str(value), ""


def _day(measurement: Measurement) -> date:
    return measurement.collected_at.first if measurement.collected_at else date.min


def _uln_is_graver(test: str, limits: Limits) -> bool:
    """Do the limits switch between multiples of normal and of an abnormal baseline, the larger number?"""
    return any(row.if_baseline == "abnormal" for ladder in limits.of(test) for row in ladder.rows)


def _asks_for_a_change(test: str, limits: Limits) -> bool:
    """Does a term ask how far the test has moved from baseline, multiples of normal being no answer?"""
    return any(
        row.refers_to == "baseline" and not ladder.waives_baseline
        for ladder in limits.of(test)
        for row in ladder.rows
    )
