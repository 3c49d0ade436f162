"""Liver injury from measurements alone: Hy's law, and the floor under an abnormal baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from safety.domain.case_report import Measurement
from safety.domain.dlt_definition import AbnormalBaselineRule, HysLawRule
from safety.domain.reason import AboveFloor, HysLaw


def _at_least(measurement: Measurement, limit: Decimal) -> bool:
    multiple = _reached(measurement)
    return multiple is not None and multiple >= limit


def _above(measurement: Measurement, limit: Decimal) -> bool:
    multiple = _reached(measurement)
    return multiple is not None and multiple > limit


def _reached(measurement: Measurement) -> Fraction | None:
    """The exact multiple of the upper limit that was reached; a value below a bound reached none for certain."""
    if (
        measurement.value is None
        or not measurement.high
        or measurement.high < 0
        or measurement.censored == "<"
    ):
        return None
    return Fraction(measurement.value) / Fraction(measurement.high)


def _day(measurement: Measurement) -> date:
    return measurement.collected_at.first if measurement.collected_at else date.min


def hys_law(
    rule: HysLawRule, in_window: Sequence[Measurement], all_values: Iterable[Measurement]
) -> tuple[date, HysLaw] | None:
    """The first day on which an unexcused pair stood, with the pair; None where there is none (FDA 2009, DILI).

    A pair is excused only where alkaline phosphatase was collected on one of its two days, and every such value
    points to cholestasis.
    """
    alp: dict[date, list[Measurement]] = {}
    for m in all_values:
        if m.test == rule.alkaline_phosphatase:
            alp.setdefault(_day(m), []).append(m)
    transaminases = [
        m for m in in_window
        if m.test in rule.aminotransferases and _at_least(m, rule.aminotransferase_at_least)
    ]  # fmt: skip
    bilirubins = [m for m in in_window if m.test == rule.bilirubin and _above(m, rule.bilirubin_above)]

    def excused(one: Measurement, other: Measurement) -> bool:
        beside = [m for day in {_day(one), _day(other)} for m in alp.get(day, ())]
        return bool(beside) and all(_at_least(m, rule.excused_from) for m in beside)

    pairs = [
        (max(_day(t), _day(b)), HysLaw(t.measurement_id or "", b.measurement_id or ""))
        for t in transaminases
        for b in bilirubins
        if not excused(t, b)
    ]
    return min(pairs, key=lambda pair: (pair[0], pair[1].aminotransferase, pair[1].bilirubin), default=None)


def above_floor(
    rule: AbnormalBaselineRule, in_window: Sequence[Measurement], baselines: Mapping[str, Measurement]
) -> tuple[date, AboveFloor] | None:
    """The first value in the window above the floor, where its test's baseline was above normal."""
    found = []
    for m in in_window:
        before = baselines.get(m.test or "")
        if (
            m.test in rule.tests
            and before is not None
            and _above(before, Decimal(1))
            and _above(m, rule.above)
        ):
            found.append((_day(m), AboveFloor(m.measurement_id or "", rule.above)))
    return min(found, key=lambda hit: (hit[0], hit[1].measurement_id), default=None)
