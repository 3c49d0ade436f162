"""The dose that is planned for a patient: by the level, by the weight on record."""

from decimal import Decimal
from pathlib import Path

import pytest

from safety.domain.planned_dose import level_of, planned_cells, weight_of
from tests.clinic import demo_protocol, one, review

BOIN = Path(__file__).parents[1] / "protocols" / "boin.toml"
PER_KG = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))


def planned(seen, sid="S-001"):
    return planned_cells(seen.patient(sid).records.rows, seen.of.protocol)


def test_a_flat_dose_is_the_same_whatever_the_weight():
    for weight in ("", "45", "120"):
        seen = review(f"S-001 level 2 from 2026-03-02 weight_kg={weight}")
        assert planned(seen) == Decimal("6.0e7")


@pytest.mark.parametrize(
    ("weight", "cells"), [("60", "2.0e7"), ("30", "1.0e7"), ("90", "3.0e7"), ("61.5", "2.05e7"), ("", None)]
)
def test_a_dose_by_weight_is_the_level_s_for_its_reference_weight(weight, cells):
    seen = review(f"S-001 level 1 from 2026-03-02 weight_kg={weight}", protocol=PER_KG)

    assert planned(seen) == (None if cells is None else Decimal(cells))


def test_another_trial_has_another_reference_weight():
    """1.0e6 cells for 70 kg: a patient of 35 kg gets half of it."""
    seen = review("S-001 level 1 from 2026-03-02 weight_kg=35\ninfusion 4 missing", protocol=BOIN)

    assert planned(seen) == Decimal("5.0e5")


@pytest.mark.parametrize("level", ["0", "9"])
def test_without_a_level_of_the_protocol_nobody_knows_the_plan(level):
    seen = review(f"S-001 level {level} from 2026-03-02")

    assert planned(seen) is None
    assert level_of(seen.patient().records.rows, seen.of.protocol) is None


def test_of_rows_that_contradict_each_other_the_lowest_level_counts_and_no_weight():
    twice = "S-001 level 2 from 2026-03-02 weight_kg=60\nS-001 level 1 weight_kg=75"
    rows = review(twice).patient().records.rows

    assert level_of(rows, review(twice).of.protocol).level == 1
    assert weight_of(rows) is None
    assert planned(review(twice)) == Decimal("2.0e7")
    assert planned(review(twice, protocol=PER_KG)) is None


def test_rows_that_agree_on_the_weight_leave_it_known():
    rows = (
        review("S-001 level 2 from 2026-03-02 weight_kg=60\nS-001 level 1 weight_kg=60")
        .patient()
        .records.rows
    )

    assert weight_of(rows) == 60
    assert weight_of(one("").patient().records.rows) == 60
