"""A slow second opinion: one measurement at a time, in decimals, through every world it could come from.

Whatever is not known is supposed to be very small, then very large; of a baseline, also normal and abnormal;
a fact that nobody stated, true and false. `opinions_*.py` grade a world of which everything is known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from itertools import product
from typing import NamedTuple

TINY, HUGE = Decimal("1e-12"), Decimal("1e12")
WAIVED = 3 * HUGE  # where no baseline is to be asked for, as the review has it
LITTLE = Decimal("1e-7")  # how far below 0.5 "<0.5" begins
SOFT = ("symptomatic", "over_24_hours", "with_exercise")  # where nobody states them, the lower grade is told
FACTS = ("baseline_abnormal", "on_anticoagulation", *SOFT, "fever")

Number = Decimal | str | int | None


@dataclass(frozen=True)
class Sample:
    """One measurement as it is written; None and "" are not known, "?" is what nobody can read."""

    test: str
    unit: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None
    sign: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    albumin: Decimal | None = None

    def as_row(self) -> dict[str, str]:
        numbers = {name: getattr(self, name) for name in ("low", "high", "baseline", "albumin")}
        return {
            "measurement_id": "M", "test": self.test, "value": f"{self.sign}{self.value:f}", "unit": self.unit,
            **{name: "" if number is None else f"{number:f}" for name, number in numbers.items()},
            **{fact: self.facts.get(fact, "") for fact in FACTS},
        }  # fmt: skip


@dataclass(frozen=True)
class World:
    """A measurement of which everything is known."""

    test: str
    unit: str
    value: Decimal
    low: Decimal
    high: Decimal
    baseline: Decimal
    true: frozenset[str]  # the facts that hold


@dataclass(frozen=True)
class Opinion:
    """How one person reads one cell row of NCI's table, for the tests that measure it."""

    term: str
    tests: tuple[str, ...]
    usual: dict[str, tuple[Decimal, Decimal, Decimal, Decimal]]  # unit -> least, low, high, most
    grade: Callable[[World], int]
    by: str  # which of low, high, baseline the grade depends on
    asks: tuple[str, ...]  # the facts that it depends on
    facts_up_to: int  # the highest grade that a clinical fact alone could give
    abnormal: Callable[[Sample], bool | None]  # was the baseline abnormal? None: nobody knows

    def edges(self, sample: Sample) -> set[Decimal]:
        """The numbers at which the grade of a measurement may change."""
        _LIMITS.clear()
        for _, world in self.worlds(sample):
            self.grade(world)
        least, _, _, most = self.usual[sample.unit]
        return {limit for limit in _LIMITS if least < limit < most}

    def worlds(self, sample: Sample, without_baseline: str = "missing") -> Iterator[tuple["Supposed", World]]:
        """This measurement with nothing left unknown, in each way that matters."""
        crossed = sample.low is not None and sample.high is not None and sample.low >= sample.high
        low, high = (None, None) if crossed else (sample.low, sample.high)
        waived = without_baseline == "uln" and sample.baseline is None
        said = self._said(sample, low, high, waived)
        baselines = (WAIVED,) if waived and "ULN" in self.by else _supposed(sample.baseline)
        for value, low_, high_, baseline, *answers in product(
            self._ends(sample), _supposed(low), _supposed(high), baselines, *said.values()
        ):
            supposed = dict(zip(said, answers, strict=True))
            unstated = tuple(supposed[fact] for fact in said if fact in SOFT and not sample.facts.get(fact))
            true = frozenset(fact for fact, answer in supposed.items() if answer == "Y")
            world = World(sample.test, sample.unit, value, low_, high_, baseline, true)
            if self._contradicts(sample, world):
                continue
            yield Supposed(unstated, (baseline, "baseline_abnormal" in true)), world

    def _contradicts(self, sample: Sample, world: World) -> bool:
        """Is a baseline below normal supposed that lies at or above the lower limit of the row itself?"""
        supposed = sample.baseline is None and not sample.facts.get("baseline_abnormal")
        below_normal = self.by == "low baseline" and "baseline_abnormal" in world.true
        return supposed and below_normal and world.baseline >= world.low

    def _said(
        self, sample: Sample, low: Decimal | None, high: Decimal | None, waived: bool
    ) -> dict[str, str]:
        """The facts that the grade depends on, each with the answers that are possible: Y, N, or both."""
        said = {fact: sample.facts.get(fact, "").replace("?", "YN") for fact in FACTS if fact in self.asks}
        if said.get("baseline_abnormal") == "":
            known = self.abnormal(replace(sample, low=low, high=high))
            said["baseline_abnormal"] = "YN" if known is None else "NY"[known]
        if waived:
            said |= {fact: "N" for fact in said if fact in ("baseline_abnormal", "on_anticoagulation")}
        return {fact: answers or ("YN" if fact in SOFT else "N") for fact, answers in said.items()}

    def _ends(self, sample: Sample) -> tuple[Decimal, ...]:
        above, below = sample.value * (1 + LITTLE), sample.value * (1 - LITTLE)
        ends = {"": (sample.value,), "<": (TINY, below), ">": (above, HUGE)}[sample.sign]
        if sample.test != "CA":
            return ends
        return (TINY, HUGE) if sample.albumin is None else tuple(corrected(end, sample) for end in ends)

    def told(self, sample: Sample, without_baseline: str = "missing") -> tuple[int | None, bool, str | None]:
        """The grade, whether it is *at least*, and what is missing (None: something, whatever it is called)."""
        grades: dict[Supposed, set[int]] = {}
        for supposed, world in self.worlds(sample, without_baseline):
            grades.setdefault(supposed, set()).add(self.grade(world))
        possible = set().union(*grades.values())
        lowest = min(possible)
        if len(possible) == 1:
            return lowest, lowest < self.facts_up_to, ""
        by_soft: dict[tuple[str, ...], set[int]] = {}
        for supposed, found in grades.items():
            by_soft.setdefault(supposed.unstated, set()).update(found)
        if all(len(found) == 1 for found in by_soft.values()):
            return lowest, True, ""
        if lowest and sample.baseline is None and all(len(found) == 1 for found in grades.values()):
            return lowest, True, "baseline"
        return None, False, None


class Supposed(NamedTuple):
    """Which world it is: what was supposed of the facts that nobody stated, and of the baseline."""

    unstated: tuple[str, ...]
    baseline: tuple[Decimal, bool]


OPINIONS: list[Opinion] = []
_LIMITS: list[Decimal] = []


def opinion(
    term: str, tests: str, usual: dict[str, str], by: str = "", asks: str = "", facts: int = 0,
    abnormal: Callable[[Sample], bool | None] = lambda sample: False,
) -> Callable[[Callable[[World], int]], Callable[[World], int]]:  # fmt: skip
    """Registers a reading of a term. `usual`: unit -> "least low high most" of what a laboratory reports."""
    ranges = {unit: tuple(map(Decimal, text.split())) for unit, text in usual.items()}

    def register(grade: Callable[[World], int]) -> Callable[[World], int]:
        OPINIONS.append(
            Opinion(term, tuple(tests.split()), ranges, grade, by, tuple(asks.split()), facts, abnormal)  # type: ignore[arg-type]
        )
        return grade

    return register


def below(value: Decimal, *limits: Number) -> int:
    """The worst grade whose limit the value is below; limits from grade 1 on, None where there is no grade."""
    return _worst(limits, lambda limit: value < limit)


def above(value: Decimal, *limits: Number) -> int:
    return _worst(limits, lambda limit: value > limit)


def down_to(value: Decimal, *limits: Number) -> int:
    """As `below`, the limit itself included."""
    return _worst(limits, lambda limit: value <= limit)


def up_to(value: Decimal, *limits: Number) -> int:
    """As `above`, the limit itself included."""
    return _worst(limits, lambda limit: value >= limit)


def times(reference: Decimal, multiples: str) -> list[Decimal]:
    return [Decimal(multiple) * reference for multiple in multiples.split()]


def whole(number: Decimal, worse: str) -> Decimal:
    """Rounded to a whole number, a half to the worse side."""
    if number in (TINY, HUGE, WAIVED):
        return number
    return number.quantize(Decimal(1), ROUND_HALF_UP if worse == "up" else ROUND_HALF_DOWN)


def corrected(calcium: Decimal, sample: Sample) -> Decimal:
    """Payne: 0.8 mg/dL a g/dL of albumin below 4.0; 0.02 mmol/L a g/L below 40."""
    assert sample.albumin is not None
    if calcium == HUGE:
        return HUGE
    g_l = sample.albumin * 10 if sample.albumin < 8 else sample.albumin
    return calcium + (40 - g_l) * Decimal("0.08" if sample.unit == "mg/dL" else "0.02")


def _worst(limits: tuple[Number, ...], crossed: Callable[[Decimal], bool]) -> int:
    known = {grade: Decimal(limit) for grade, limit in enumerate(limits, start=1) if limit is not None}
    _LIMITS.extend(known.values())
    return max((grade for grade, limit in known.items() if crossed(limit)), default=0)


def _supposed(number: Decimal | None) -> tuple[Decimal, ...]:
    return (TINY, HUGE) if number is None else (number,)
