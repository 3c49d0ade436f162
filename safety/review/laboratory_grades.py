"""Which CTCAE grades do the measurements give, each against its patient's own baseline?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from safety.domain.case_report import Measurement
from safety.domain.laboratory_course import LabGrade
from safety.grading import Limits, grade
from safety.grading.units import understood

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
    graded = grade(_table(rows), limits, without_baseline="uln")
    for position, term, given, missing in zip(
        graded["measurement_id"], graded["term"], graded["grade"], graded["missing"], strict=True
    ):
        if term:
            measurement = rows[int(position)][0]
            known = None if pd.isna(given) or given == "" else int(given)
            found.setdefault(measurement, []).append(
                LabGrade(measurement, term, known, tuple(str(missing).split()))
            )
    return found


def _table(rows: Sequence[tuple[Measurement, Measurement | None]]) -> pd.DataFrame:
    cells = [
        (str(n), m.test or "", m.censored + ("" if m.value is None else str(m.value)), m.unit or "",
         _number(m.low), _number(m.high), *_baseline(m, before))
        for n, (m, before) in enumerate(rows)
    ]  # fmt: skip
    columns = ["measurement_id", "test", "value", "unit", "low", "high", "baseline", "baseline_abnormal"]
    return pd.DataFrame(cells, columns=columns, dtype=str)


def _number(value: object) -> str:
    return "" if value is None else str(value)


def _baseline(measurement: Measurement, before: Measurement | None) -> tuple[str, str]:
    """The baseline value and whether it was above normal; empty where it cannot serve as one."""
    if (
        before is None
        or before is measurement
        or measurement.collected_at is None
        or before.collected_at is None
    ):
        return "", ""
    earlier = (
        before.value is not None and not before.censored and before.value >= 0 and before.high is not None
    )
    same_unit = understood(before.unit or "") == understood(measurement.unit or "") is not None
    if not (earlier and same_unit) or measurement.collected_at.last < before.collected_at.first:
        return "", ""
    return str(before.value), "Y" if before.value > before.high else "N"  # type: ignore[operator]
