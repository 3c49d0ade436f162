"""Where on the scale of a test does each grade of a term lie? Found by asking the one grading function along it.

No rule stands here. The rows of limits only tell where to look first; whatever changes between two values
that were asked is narrowed down until a single number is left, and that number is asked itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise

from safety.grading import Limits
from safety.grading.ladder import Rung, rungs
from safety.grading.units import understood
from safety.review.graded_value import NUMBERS, Circumstances, Told, graded

PARTS, ROUNDS = 32, 7  # 32 to the seventh: nearer than laboratories can tell two numbers apart
SAME = 3e-9  # the grading takes numbers nearer than this for one number written twice
MOST_DIGITS = 12
FAR = tuple(10.0**n for n in range(-6, 7))  # where only an error in the unit is expected
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Edge:
    """The number at which one band ends and the next begins, and which of the two it belongs to.

    `whole` are the whole numbers on its two sides, where values are rounded to whole numbers first.
    """

    at: Decimal
    in_upper: bool
    whole: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Band:
    """A stretch of the scale with one answer; without an edge it goes on for ever."""

    told: Told
    lower: Edge | None
    upper: Edge | None


@dataclass(frozen=True)
class _Change:
    """Two values with different answers."""

    low: float
    high: float
    below: Told
    above: Told


@lru_cache(maxsize=256)
def grade_scale(under: Circumstances, limits: Limits) -> tuple[Band, ...]:
    """The bands of a term's grades, from low values to high. What cannot be told is a band of its own."""
    unit = understood(under.unit)
    steps = rungs(limits.ladders[under.test][under.term], unit) if unit else ()
    values = _worth_asking(steps, under)
    told = _told(values, under, limits)
    changes = _changes(values, told)
    for _ in range(ROUNDS):
        changes = _narrowed(changes, under, limits)
    edges = _edges(changes, steps, under, limits)
    answers = [told[0], *(change.above for change in changes)]
    return tuple(
        Band(answer, lower, upper)
        for answer, lower, upper in zip(answers, [None, *edges], [*edges, None], strict=True)
    )


def _worth_asking(steps: Iterable[Rung], under: Circumstances) -> list[float]:
    """Where to begin: what was typed, the numbers of the limits, what lies between them, and far away."""
    typed = [float(n) for name in NUMBERS if (n := number(getattr(under, name))) is not None]
    known = sorted({*typed, *(step.limit for step in steps if step.limit > 0)}) or [1.0]
    every = sorted({0.0, *known, *(known[0] * far for far in FAR), *(known[-1] * far for far in FAR)})
    return sorted({*every, *((low + high) / 2 for low, high in pairwise(every))})


def number(typed: str, *, or_zero: bool = False) -> Decimal | None:
    """What was typed as a number above zero, as limits of normal are; None where it is none."""
    try:
        found = Decimal(typed.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and (found > 0 or (or_zero and found == 0)) else None


def _told(values: Sequence[float], under: Circumstances, limits: Limits) -> list[Told]:
    return [answer.told for answer in graded([repr(value) for value in values], under, limits)]


def _changes(values: Sequence[float], told: Sequence[Told]) -> list[_Change]:
    pairs = zip(pairwise(values), pairwise(told), strict=True)
    return [_Change(*between, *answers) for between, answers in pairs if answers[0] != answers[1]]


def _narrowed(changes: Sequence[_Change], under: Circumstances, limits: Limits) -> list[_Change]:
    """The same changes between values that lie nearer to each other; all are asked for in one go."""
    inner = [[*(c.low + (c.high - c.low) * n / PARTS for n in range(PARTS)), c.high] for c in changes]
    told = _told([value for values in inner for value in values], under, limits)
    found = []
    for n, values in enumerate(inner):
        found += _changes(values, told[n * len(values) : (n + 1) * len(values)])
    return found


def _edges(
    changes: Sequence[_Change], steps: Iterable[Rung], under: Circumstances, limits: Limits
) -> list[Edge]:
    numbers = [_shortest(change.low, change.high) for change in changes]
    told = _told([float(n) for n in numbers], under, limits)
    sizes = {step.size for step in steps if step.row.whole}
    size = Decimal(repr(sizes.pop())) if len(sizes) == 1 else None
    return [
        Edge(n, answer == change.above, _whole(n, size) if size else None)
        for n, answer, change in zip(numbers, told, changes, strict=True)
    ]


def _shortest(low: float, high: float) -> Decimal:
    """The number with fewest digits at which the answer changes: 0.5, not 0.49999999950."""
    for digits in range(1, MOST_DIGITS + 1):
        found = Decimal(f"{high:.{digits}g}")
        if low * (1 - SAME) <= found <= high * (1 + SAME):
            return Decimal(f"{found:f}")
    return Decimal(repr(high))


def _whole(at: Decimal, size: Decimal) -> tuple[Decimal, Decimal] | None:
    """The whole numbers on both sides of a half, in the unit written."""
    half = at * size
    return ((half - HALF) / size, (half + HALF) / size) if half % 1 == HALF else None
