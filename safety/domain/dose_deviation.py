"""Cells given against the protocol's dose: within its limits, a minor or a major deviation, a slip of the exponent.

Major is what the protocol calls a deviation (`deviation_above_percent`, `deviation_below_percent`), minor what lies
beyond its `minor_deviation_percent` and within those; exactly at a limit is within it.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from safety.domain.protocol import Dosing
from safety.domain.reason import DoseOffPlan, ExponentSlip

PERCENT = Decimal(100)
TENTH = Decimal("0.1")
# Digits agree where they differ by less than this, whatever limits a protocol sets. On a ladder of threefold steps
# the dose two levels up is 9 times the plan: another dose, and no slip.
DIGITS_AGREE_WITHIN = Decimal(10)


class Deviation(StrEnum):
    """How far off the plan."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"


def beyond(cells: Decimal, planned: Decimal, above_percent: Decimal, below_percent: Decimal) -> bool:
    """More or fewer cells than the limits allow? Both limits are still within."""
    most, fewest = planned * (1 + above_percent / PERCENT), planned * (1 - below_percent / PERCENT)
    return cells > most or cells < fewest


def slip_power(cells: Decimal, planned: Decimal) -> int:
    """By which power of ten the dose is off where its digits agree with the plan: 2.02e8 of 2.0e7 is 1; else 0."""
    power = int((cells / planned).log10().to_integral_value(ROUND_HALF_EVEN))
    apart = abs(cells.scaleb(-power) - planned) * PERCENT
    return power if apart < planned * DIGITS_AGREE_WITHIN else 0


def deviation(cells: Decimal, planned: Decimal, dosing: Dosing) -> Deviation:
    """The class of a dose. A slip of the exponent is major: nobody knows that it was not the dose."""
    major = beyond(cells, planned, dosing.above_percent, dosing.below_percent)
    if major or slip_power(cells, planned):
        return Deviation.MAJOR
    minor = dosing.minor_percent
    return Deviation.MINOR if minor is not None and beyond(cells, planned, minor, minor) else Deviation.NONE


def off_plan(
    infusion_id: str, cells: Decimal, planned: Decimal, dosing: Dosing
) -> ExponentSlip | DoseOffPlan | None:
    """What a deviation is, in numbers; None within the limits."""
    if power := slip_power(cells, planned):
        return ExponentSlip(infusion_id, cells, planned, power)
    if deviation(cells, planned, dosing) is Deviation.NONE:
        return None
    return DoseOffPlan(infusion_id, cells, planned, percent_off(cells, planned), cells > planned)


def percent_off(cells: Decimal, planned: Decimal) -> Decimal:
    """How far off the plan in per cent, rounded up to a tenth: what is above a limit never reads as at it."""
    return (abs(cells - planned) / planned * PERCENT).quantize(TENTH, ROUND_CEILING)
