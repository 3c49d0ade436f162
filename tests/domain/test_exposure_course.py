"""A patient's exposure: totals, cells per kg, days between infusions, lots, and everybody who was dosed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.domain.exposure_course import exposure_course
from tests.clinic import demo_protocol, one, review

BOIN = Path(__file__).parents[1] / "protocols" / "boin.toml"
PER_KG = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))


def course(seen, sid="S-001"):
    return exposure_course(seen.patient(sid), seen.of.protocol, seen.of.cut.cut_off)


def four(cells, level=1, weight="60", protocol=None):
    noted = f"S-001 level {level} from 2026-03-02 weight_kg={weight}\n"
    noted += "\n".join(f"infusion {n} cells={cells}" for n in (1, 2, 3, 4))
    return course(review(noted, **({"protocol": protocol} if protocol else {})))


@pytest.mark.parametrize(
    ("level", "cells", "per_kg", "in_all"), [(1, "2.0e7", 3.33e5, 8e7), (2, "6.0e7", 1.0e6, 2.4e8)]
)
def test_the_ladder_as_it_is_printed(level, cells, per_kg, in_all):
    """NCT06021067: 2.0e7 and 6.0e7 cells for 60 kg, four times; per kg 3.33e5 and 1.0e6, in all 8e7 and 2.4e8."""
    seen = four(cells, level)

    assert float(seen.planned_per_kg) == pytest.approx(per_kg, rel=0.002)
    assert float(seen.per_kg(seen.planned)) == pytest.approx(per_kg, rel=0.002)
    assert seen.cells == seen.planned_in_all == Decimal(in_all)
    assert float(seen.planned_per_kg_in_all) == pytest.approx(4 * per_kg, rel=0.002)
    assert float(seen.per_kg(seen.cells)) == pytest.approx(4 * per_kg, rel=0.002)
    assert seen.numbers_given == {1, 2, 3, 4}
    assert seen.settled
    assert not seen.to_look_at


def test_cells_per_kg_go_by_the_patient_s_own_weight_and_are_not_guessed():
    """2.0e7 cells in a patient of 80 kg: 2.5e5 per kg, where the plan for 60 kg has 3.33e5."""
    assert four("2.0e7", weight="80").per_kg(Decimal("2.0e7")) == Decimal("2.5e5")
    assert four("2.0e7", weight="").per_kg(Decimal("2.0e7")) is None
    assert four("2.0e7", weight="").per_kg(None) is None


def test_a_dose_by_weight_has_a_plan_of_its_own_for_everybody():
    seen = four("3.0e7", weight="90", protocol=PER_KG)

    assert (seen.planned, seen.planned_in_all) == (Decimal("3.0e7"), Decimal("1.2e8"))
    assert seen.per_kg(seen.planned) == seen.planned_per_kg
    unknown = four("3.0e7", weight="", protocol=PER_KG)
    assert (unknown.planned, unknown.planned_in_all) == (None, None)
    assert {line.found for line in unknown.infusions} == {"no_plan"}


def test_another_protocol_counts_its_own_infusions_and_days():
    """Three infusions on days 1, 8 and 15, by weight for 70 kg, and no minor class: tests/protocols/boin.toml."""
    noted = (
        "S-001 level 1 from 2026-03-02 weight_kg=70\ninfusion 4 missing\ninfusion 1 cells=1.0e6\n"
        "infusion 2 on day 8 cells=1.1e6\ninfusion 3 on day 15 cells=1.11e6"
    )
    seen = course(review(noted, "day 28", BOIN))

    assert [line.found for line in seen.infusions] == ["as_planned", "as_planned", "major"]
    assert [(i.days, i.planned) for line in seen.infusions if (i := line.interval)] == [(7, 7), (7, 7)]
    assert (seen.planned_in_all, seen.cells) == (Decimal("3.0e6"), Decimal("3.21e6"))


def test_a_trial_without_a_reference_weight_has_no_plan_per_kg():
    without = demo_protocol(("reference_weight_kg = 60", "# reference_weight_kg = 60"))
    seen = four("2.0e7", protocol=without)

    assert (seen.planned_per_kg, seen.planned_per_kg_in_all) == (None, None)
    assert seen.per_kg(seen.cells) is not None


@pytest.mark.parametrize(
    ("noted", "intervals"),
    [
        ("", [(3, 3), (3, 3), (3, 3)]),
        ("infusion 3 on day 9", [(3, 3), (5, 3), (1, 3)]),
        ("infusion 3 not_given other", [(3, 3), (6, 6)]),
        ("infusion 3 missing", [(3, 3), (6, 6)]),
        ("infusion 2 on day 7\ninfusion 3 on day 4", [(3, 6), (3, None), (3, 6)]),
        ("infusion 2 number=9", [(3, None), (3, None), (3, 3)]),
    ],
)
def test_days_between_infusions_that_were_given_beside_the_plan(noted, intervals):
    seen = course(one(noted, "day 40"))
    in_order_of_day = sorted(
        (line for line in seen.infusions if line.interval), key=lambda line: line.infusion.started_at.first
    )

    assert [(line.interval.days, line.interval.planned) for line in in_order_of_day] == intervals


def test_an_interval_off_the_plan_is_named_with_its_infusion():
    seen = course(one("infusion 3 on day 9", "day 40"))

    assert [
        (line.number, line.reasons[0].days, line.reasons[0].planned_days) for line in seen.to_look_at
    ] == [
        (3, 5, 3),
        (4, 1, 3),
    ]


def test_lots_are_those_of_the_infusions_that_were_given():
    lots = "infusion 1 lot=B\ninfusion 2 lot=A\ninfusion 3 lot=B\ninfusion 4 not_given other lot=C"

    assert course(one(lots, "day 40")).lots == ("A", "B")
    assert course(one("")).lots == ()


def test_the_running_total():
    seen = course(one("infusion 2 cells=2.1e7\ninfusion 3 not_given other\ninfusion 4 cells=", "day 40"))

    assert [seen.cells_through(n) for n in range(5)] == [
        0,
        *map(Decimal, ("2.0e7", "4.1e7", "4.1e7", "4.1e7")),
    ]
    assert not seen.settled


def test_whom_the_verdict_counts_as_not_evaluable_is_in_it():
    seen = one("infusion 3 missing\ninfusion 4 missing\nleft day 5 withdrew_consent", "day 40")

    assert seen.state() == "not_evaluable"
    assert course(seen).numbers_given == {1, 2}


def test_dosed_on_a_day_that_nobody_can_read():
    seen = one("infusion 1 started_at=someday\ninfusion 2 missing\ninfusion 3 missing\ninfusion 4 missing")
    found = course(seen)

    assert [line.found for line in found.infusions] == ["unreadable", *["not_recorded"] * 3]
    assert [type(line.reasons[0]).__name__ for line in found.infusions[1:]] == ["InfusionUndated"] * 3
    assert found.cells == Decimal("2.0e7")
    assert not found.settled


def test_a_subject_that_nobody_knows_has_no_plan():
    noted = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\ninfusion 1 subject_id=S-009"
    found = course(review(noted), "S-009")

    assert found.subject_id == "S-009"
    assert (found.level, found.planned, found.planned_per_kg) == (None, None, None)
    assert found.infusions[0].found == "no_plan"


def test_a_row_without_a_number_comes_last():
    found = course(one("infusion 2 number=9", "day 40"))

    assert [line.number for line in found.infusions] == [1, 2, 3, 4, None]
    assert [line.planned_on for line in found.infusions] == [*(date(2026, 3, d) for d in (2, 5, 8, 11)), None]


CELLS = st.one_of(st.just(""), st.sampled_from(["0", "some", "-5"]), st.integers(1, 10**9).map(str))
STATUS = st.sampled_from(["completed", "interrupted other", "not_given other"])
NOTED = st.lists(st.tuples(CELLS, STATUS), min_size=4, max_size=4)


def noted_as(infusions, order=(0, 1, 2, 3)):
    lines = [f"infusion {n + 1} {status} cells={cells}" for n, (cells, status) in enumerate(infusions)]
    return "\n".join(lines[n] for n in order)


@settings(max_examples=60, deadline=None)
@given(infusions=NOTED)
def test_the_total_is_the_sum_of_what_is_on_record_as_given(infusions):
    found = course(one(noted_as(infusions), "day 40"))

    given_ = [float(cells) for cells, status in infusions if cells.isdigit() and "not_given" not in status]
    assert float(found.cells) == sum(given_)
    assert found.cells == sum((line.cells or 0) for line in found.infusions)


@settings(max_examples=60, deadline=None)
@given(infusions=NOTED, order=st.permutations(range(4)))
def test_the_order_of_rows_changes_nothing(infusions, order):
    there, back = (course(one(noted_as(infusions, o), "day 40")) for o in (range(4), order))

    def told(found):
        return [
            (line.number, line.found, line.slip, line.cells, line.interval, line.settled)
            for line in found.infusions
        ]

    assert told(there) == told(back)
    assert (there.cells, there.settled, there.lots) == (back.cells, back.settled, back.lots)


@settings(max_examples=60, deadline=None)
@given(infusions=NOTED)
def test_every_planned_infusion_is_there_once_and_a_slip_is_never_minor(infusions):
    found = course(one(noted_as(infusions), "day 40"))

    assert [line.number for line in found.infusions] == [1, 2, 3, 4]
    assert all(line.found != "minor" for line in found.infusions if line.slip)
    assert all(line.reasons for line in found.infusions if line.found not in ("as_planned", "not_due"))
