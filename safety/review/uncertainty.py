"""How high could the true rate of DLTs still be? The honest figure beside any kind verdict.

The exact upper bound of Clopper & Pearson (Biometrika 1934;26:404): the rate at which so few DLTs among so
many patients would be seen with a probability of only 1 - confidence.
"""

from __future__ import annotations

from math import comb

HALVINGS = 60


def highest_rate(dlt: int, evaluable: int, confidence: float = 0.95) -> float | None:
    """The one-sided upper bound of the true rate of DLTs; None where nobody is evaluable."""
    if evaluable == 0:
        return None
    if dlt >= evaluable:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        rate = (low + high) / 2
        low, high = (rate, high) if _at_most(dlt, evaluable, rate) > 1 - confidence else (low, rate)
    return high


def _at_most(dlt: int, evaluable: int, rate: float) -> float:
    """The probability of no more DLTs than these at a true rate."""
    return sum(comb(evaluable, k) * rate**k * (1 - rate) ** (evaluable - k) for k in range(dlt + 1))
