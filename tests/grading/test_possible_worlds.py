"""Every term and grade against a slow second opinion that knows every world a measurement could come from.

A grade is told exactly where all these worlds agree, or where only a fact that nobody stated lies between them.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.grading import grade, read_limits
from tests.grading import opinions_blood, opinions_chemistry, opinions_organs
from tests.grading.read_as import ROUNDED
from tests.grading.worlds import FACTS, OPINIONS, Opinion, Sample, corrected

ORGANS = (opinions_blood, opinions_chemistry, opinions_organs)  # whose readings stand in OPINIONS
EACH = pytest.mark.parametrize(
    "opinion",
    [
        pytest.param(
            opinion,
            id=f"{opinion.term} {opinion.tests[0]}",
        )
        for opinion in OPINIONS
    ],
)


def told(samples: list[Sample], opinion: Opinion, without_baseline: str) -> list[dict[str, object]]:
    table = pd.DataFrame([sample.as_row() | {"term": opinion.term} for sample in samples], dtype="str")
    return grade(table, read_limits(), without_baseline=without_baseline).to_dict("records")  # type: ignore[arg-type]


def unknowns(sample: Sample) -> set[str]:
    """What of a measurement nobody knows, by the names of the columns."""
    found = {name for name in ("low", "high", "baseline") if getattr(sample, name) is None}
    if sample.low is not None and sample.high is not None and sample.low >= sample.high:
        found |= {"low", "high"}
    found |= {fact for fact, answer in sample.facts.items() if answer == "?"}
    return found | ({"value"} if sample.sign else set()) | ({"albumin"} if sample.albumin is None else set())


def compare(samples: list[Sample], opinion: Opinion, without_baseline: str = "missing") -> None:
    asked = [sample for sample in samples if "fever" not in opinion.asks or sample.facts.get("fever")]
    if not asked:  # a neutrophil count alone says nothing of fever
        return
    for sample, row in zip(asked, told(asked, opinion, without_baseline), strict=True):
        grade_, at_least, missing = opinion.told(sample, without_baseline)
        answer = None if pd.isna(row["grade"]) else row["grade"]
        unread = {fact for fact, said in sample.facts.items() if said == "?"}
        if answer is None and unread & set(row["missing"].split()):
            continue  # what nobody can read is waited for, even where it could make no difference
        assert (answer, row["at_least"] == "Y") == (grade_, at_least), f"{sample} {row}"
        assert missing is None or row["missing"] == missing, f"{sample} {row}"
        assert answer is not None or (row["missing"] and set(row["missing"].split()) <= unknowns(sample))


def laboratories(opinion: Opinion, unit: str) -> Iterator[tuple[Decimal | None, Decimal | None]]:
    """Limits of normal: as usual, far apart, crossed, one of them missing."""
    _, low, high, _ = opinion.usual[unit]
    yield low, high
    if opinion.by not in ("", "baseline"):
        yield from ((low * Decimal("0.6"), high * Decimal("1.6")), (high, low), (None, high), (low, None))


def baselines(opinion: Opinion, unit: str) -> list[Decimal | None]:
    """Missing, at each limit of normal, between them, below, above."""
    _, low, high, _ = opinion.usual[unit]
    known = [low, (low + high) / 2, high, low * Decimal("0.7"), high * Decimal("1.4")]
    return [None, *(known if "baseline" in opinion.by else ())]


def values_of(opinion: Opinion, sample: Sample) -> Iterator[Decimal]:
    """Normal values, and just below, at and just above every limit; of calcium before it is corrected."""
    _, low, high, most = opinion.usual[sample.unit]
    step = Decimal("0.1") if most >= 100 else Decimal("0.001")
    added = corrected(Decimal(0), sample) if sample.test == "CA" and sample.albumin else Decimal(0)
    steps = (Decimal(0), step, Decimal(1)) if opinion.term in ROUNDED else (Decimal(0), step)
    for edge, away, side in product((low, high, *opinion.edges(sample)), steps, (-1, 1)):
        if 0 < (value := edge - added + side * away) <= most and (away or side == 1):
            yield value


def every_limit(opinion: Opinion) -> Iterator[Sample]:
    """Every limit in each unit, beside each kind of normal, baseline, fact and albumin."""
    answers = [("", "Y", "N", "?") if fact in opinion.asks else ("",) for fact in FACTS]
    albumins = (None, *map(Decimal, ("40", "25", "2.5"))) if "albumin" in opinion.asks else (None,)
    for test, unit in product(opinion.tests, opinion.usual):
        for (low, high), baseline, said, albumin in product(
            laboratories(opinion, unit), baselines(opinion, unit), product(*answers), albumins
        ):
            facts = {fact: answer for fact, answer in zip(FACTS, said, strict=True) if answer}
            sample = Sample(test, unit, Decimal(1), low, high, baseline, "", facts, albumin)
            yield from (replace(sample, value=value) for value in values_of(opinion, sample))


@EACH
def test_just_below_at_and_just_above_each_limit(opinion: Opinion) -> None:
    compare([*every_limit(opinion)], opinion)


@EACH
def test_the_review_does_without_a_baseline(opinion: Opinion) -> None:
    compare([sample for sample in every_limit(opinion) if sample.baseline is None], opinion, "uln")


@st.composite
def samples(draw: st.DrawFn, opinion: Opinion) -> Sample:
    """Measurements of which most lie on a limit or a step beside it, some of them censored."""
    test, unit = draw(st.sampled_from(opinion.tests)), draw(st.sampled_from([*opinion.usual]))
    least, _, _, most = opinion.usual[unit]
    number = st.integers(int(least * 1000) + 1, int(most * 1000)).map(
        lambda thousandths: Decimal(thousandths) / 1000
    )
    known = st.sampled_from([True, True, True, False])
    low, high, baseline = (draw(number) if draw(known) else None for _ in range(3))
    facts = {fact: draw(st.sampled_from(["", "", "Y", "N", "?"])) for fact in opinion.asks if fact in FACTS}
    albumin = draw(st.sampled_from([None, *map(Decimal, ("18", "36.5", "3.1", "4.9"))]))
    sign = draw(st.sampled_from(["", "", "", "<", ">"]))
    sample = Sample(test, unit, draw(number), low, high, baseline, sign, facts, albumin)
    near = draw(st.sampled_from([sample.value, *sorted(values_of(opinion, sample))]))
    moved = near + draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("-0.5")]))
    return replace(sample, value=moved) if least < moved < most else sample


@EACH
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_grade_is_told_exactly_where_all_possible_worlds_agree(
    opinion: Opinion, data: st.DataObject
) -> None:
    given_ = data.draw(st.lists(samples(opinion), min_size=5, max_size=10))

    compare(given_, opinion, data.draw(st.sampled_from(["missing", "uln"])))


def test_every_term_has_a_second_opinion() -> None:
    asked = {(opinion.term, test) for opinion in OPINIONS for test in opinion.tests}

    assert asked == {(row.term, test) for row in read_limits().rows for test in row.tests}


def test_the_second_opinion_knows_the_clinic() -> None:
    (alt,) = (opinion for opinion in OPINIONS if opinion.term.startswith("Alanine"))
    sample = Sample("ALT", "U/L", Decimal(330), Decimal(7), Decimal(40), Decimal(90))

    assert [alt.grade(world) for _, world in alt.worlds(sample)] == [2]
    assert {alt.grade(world) for _, world in alt.worlds(replace(sample, baseline=None))} == {0, 3, 4}
