"""A slow second opinion: one measurement at a time, in decimals, through every world it could come from.

Whatever is not known is supposed to be very small, then very large; of a baseline, also normal and abnormal.
A grade is told exactly where all these worlds agree. Limits are written here anew, highest grade first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.grading import grade, read_limits

TINY, HUGE = Decimal("1e-12"), Decimal("1e12")
LITTLE = Decimal("1e-7")  # how far below 0.5 "<0.5" begins

COUNTS = {"NEUT": "0.5 1.0 1.5", "PLAT": "25 50 75", "WBC": "1 2 3", "LYM": "0.2 0.5 0.8"}
HEMOGLOBIN = {"g/dL": "8 10", "g/L": "80 100", "mmol/L": "4.9 6.2"}
MULTIPLES = {"ALT": "20 5 3", "AST": "20 5 3", "ALP": "20 5 2.5", "BILI": "10 3 1.5"}
INR = "2.5 1.5"
UNIT = {"ALT": "U/L", "AST": "IU/L", "ALP": "U/L", "BILI": "mg/dL", "CREAT": "umol/L", "INR": "",
        **dict.fromkeys(COUNTS, "10^9/L")}  # fmt: skip
RANGE = {"NEUT": 9, "PLAT": 400, "WBC": 12, "LYM": 5, "g/dL": 20, "g/L": 240, "mmol/L": 12, "CREAT": 300,
         "ALT": 900, "AST": 900, "ALP": 3000, "BILI": 15, "INR": 5}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One measurement; None is not known."""

    test: str
    unit: str
    sign: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    baseline: Decimal | None
    abnormal: str
    anticoagulated: str

    def worlds(self) -> Iterator["Sample"]:
        """This measurement with nothing left unknown, in each way that matters."""
        crossed = self.low is not None and self.high is not None and self.low >= self.high
        normal = (None, None) if crossed else (self.low, self.high)
        unknown = (supposed(number) for number in (*normal, self.baseline))
        for value, low, high, baseline in product(self.ends(), *unknown):
            derived = "YN"[baseline <= high] if self.baseline and normal[1] else ""
            for abnormal in self.abnormal or derived or "YN":
                yield replace(
                    self, sign="", value=value, low=low, high=high, baseline=baseline, abnormal=abnormal
                )

    def ends(self) -> tuple[Decimal, ...]:
        above, below = self.value * (1 + LITTLE), self.value * (1 - LITTLE)
        return {"": (self.value,), "<": (TINY, below), ">": (above, HUGE)}[self.sign]

    def grade(self) -> int:
        """NCI's table, read for a measurement of which everything is known."""
        assert self.high is not None and self.baseline is not None
        if self.test in COUNTS:
            return self.sunk([Decimal(limit) for limit in COUNTS[self.test].split()], 4)
        if self.test == "HGB":
            return self.sunk([Decimal(limit) for limit in HEMOGLOBIN[self.unit].split()], 3)
        if self.test == "CREAT":
            return max(self.risen(self.high, "6 3 1.5 1", 4), self.risen(self.baseline, "3 1.5", 3))
        if self.test == "INR":
            on = self.anticoagulated == "Y"
            return self.risen(self.baseline, f"{INR} 1", 3) if on else self.risen(Decimal(1), f"{INR} 1.2", 3)
        if self.abnormal == "N":
            return self.risen(self.high, f"{MULTIPLES[self.test]} 1", 4)
        lowest = {"ALT": "1.5", "AST": "1.5", "ALP": "2"}.get(self.test)
        reached = lowest is not None and self.value >= Decimal(lowest) * self.baseline
        return self.risen(self.baseline, f"{MULTIPLES[self.test]} {HUGE if lowest else 1}", 4) or int(reached)

    def sunk(self, limits: list[Decimal], worst: int) -> int:
        assert self.low is not None
        for grade_, limit in zip(range(worst, 0, -1), [*limits, self.low], strict=True):
            if self.value < limit:
                return grade_
        return 0

    def risen(self, reference: Decimal, multiples: str, worst: int) -> int:
        for grade_, multiple in zip(range(worst, 0, -1), multiples.split(), strict=False):
            if self.value > Decimal(multiple) * reference:
                return grade_
        return 0

    def as_row(self) -> dict[str, str]:
        def text(number: Decimal | None) -> str:
            return "" if number is None else str(number)

        return {
            "measurement_id": "M",
            "test": self.test,
            "value": f"{self.sign}{self.value}",
            "unit": self.unit,
            "low": text(self.low),
            "high": text(self.high),
            "baseline": text(self.baseline),
            "baseline_abnormal": self.abnormal,
            "on_anticoagulation": self.anticoagulated,
        }


def supposed(number: Decimal | None) -> tuple[Decimal, ...]:
    return (TINY, HUGE) if number is None else (number,)


def limits_of(sample: Sample) -> list[Decimal]:
    """Every number at which the grade of a measurement might change."""
    if sample.test in COUNTS:
        return [*map(Decimal, COUNTS[sample.test].split()), sample.low or TINY]
    if sample.test == "HGB":
        return [*map(Decimal, HEMOGLOBIN[sample.unit].split()), sample.low or TINY]
    multiples = MULTIPLES.get(sample.test, "") + {"CREAT": "6 3 1.5 1", "INR": f"{INR} 1.2 1"}.get(
        sample.test, " 1 1.5 2"
    )
    times = [Decimal(text) for text in multiples.split()]
    of = [Decimal(1)] if sample.test == "INR" else [sample.high or TINY]
    return [one * reference for one in times for reference in (*of, sample.baseline or TINY)]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Measurements of which most lie on a limit or a step beside it."""
    test = draw(st.sampled_from([*COUNTS, *MULTIPLES, "HGB", "CREAT", "INR"]))
    unit = draw(st.sampled_from([*HEMOGLOBIN])) if test == "HGB" else UNIT[test]
    top = Decimal(RANGE[unit if test == "HGB" else test])
    number = st.integers(int(top * 10), int(top * 50)).map(lambda cents: Decimal(cents) / 100)
    known = st.sampled_from([True, True, True, False])
    low, high, baseline = (draw(number) if draw(known) else None for _ in range(3))
    sample = Sample(
        test, unit, draw(st.sampled_from(["", "", "", "<", ">"])), draw(number), low, high, baseline,
        draw(st.sampled_from(["", "", "Y", "N"])), draw(st.sampled_from(["", "Y", "N"])),
    )  # fmt: skip
    step = draw(st.sampled_from([Decimal(0), Decimal(0), Decimal("0.01"), Decimal("-0.01")]))
    near = draw(st.sampled_from(limits_of(sample))) + step
    return replace(sample, value=near) if top / 10 < near < top * 5 else sample


@settings(max_examples=120, deadline=None)
@given(st.lists(samples(), min_size=15, max_size=30))
def test_a_grade_is_told_exactly_where_all_possible_worlds_agree(given_: list[Sample]) -> None:
    table = pd.DataFrame([sample.as_row() for sample in given_], dtype="str")

    graded = grade(table, read_limits(), without_baseline="missing")

    for sample, row in zip(given_, graded.to_dict("records"), strict=True):
        possible = {world.grade() for world in sample.worlds()}
        raised_by_baseline = row["at_least"] == "Y" and row["missing"] == "baseline"
        if raised_by_baseline:
            assert (row["grade"], sample.test) == (min(possible), "CREAT")
            assert len(possible) > 1
        elif len(possible) == 1:
            assert (row["grade"], row["missing"]) == (min(possible), "")
        else:
            assert pd.isna(row["grade"])
            assert row["missing"]


def test_the_second_opinion_knows_the_clinic() -> None:
    sample = Sample("ALT", "U/L", "", Decimal(330), Decimal(7), Decimal(40), Decimal(90), "", "")

    assert [world.grade() for world in sample.worlds()] == [2]
    assert {world.grade() for world in replace(sample, baseline=None).worlds()} == {0, 3, 4}
