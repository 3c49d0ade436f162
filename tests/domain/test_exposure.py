"""What a patient was given: which infusions count as given, as completed, as planned."""

from decimal import Decimal

import pytest

from safety.domain.reason import DoseAbovePlan, ExponentSlip
from tests.clinic import demo_protocol, one, review


@pytest.mark.parametrize(
    ("infusion", "dosed"),
    [
        ("completed", True),
        ("interrupted other", True),
        ("not_given other", False),
        ("completed cells=0", False),
        ("interrupted other cells=0", False),
        ("completed cells=", True),
        ("completed cells=-5", True),
        ("completed cells=some", True),
        ("not_given other cells=2.0e7", False),
        ("completed status=maybe", True),
    ],
)
def test_an_infusion_counts_as_given_unless_it_was_not_or_held_no_cells(infusion, dosed):
    noted = f"infusion 2 missing\ninfusion 3 missing\ninfusion 4 missing\ninfusion 1 {infusion}"

    assert (one(noted).state() != "allocated") is dosed


@pytest.mark.parametrize("cells", ["", "-5", "some"])
def test_cells_that_nobody_knows_leave_the_patient_at_best_awaiting(cells):
    seen = one(f"infusion 3 cells={cells}")

    assert seen.state() == "awaiting"
    assert seen.blockers() == {"unreadable_row" if cells else "dose_deviation"}


def test_a_patient_who_was_given_nothing_is_allocated_and_their_events_are_listed():
    seen = review("S-001 level 1 \nAE-1 Dyspnea 4, 2026-03-05, possible".replace(" \n", "\n"), "2026-04-16")

    assert seen.state() == "allocated"
    assert (seen.event().in_window, seen.said()) == ("no", ("not_dlt", ""))
    assert (seen.decision(), seen.blockers()) == ("not_open", set())


def test_the_window_opens_with_the_earliest_infusion_that_was_given():
    seen = one("infusion 1 not_given other", "day 34")

    assert str(seen.patient().window.first_day) == "2026-03-05"
    assert seen.state() == "in_window"
    assert one("infusion 1 not_given other", "day 35").state() == "not_evaluable"


def test_two_infusions_on_the_first_day_open_it_with_the_earlier_clock():
    noted = "infusion 2 on day 1 08:00\nAE-1 Dyspnea 3, day 1 {}, possible"

    assert one(noted.format("07:59")).event().in_window == "no"
    assert one(noted.format("08:00")).event().in_window == "yes"


def test_where_one_of_them_has_no_clock_nobody_knows_when_it_opened():
    noted = "infusion 2 on day 1\nAE-1 Dyspnea 3, day 1 07:59, possible"

    assert one(noted).event().in_window == "yes"


@pytest.mark.parametrize(
    ("infusion", "state"),
    [
        ("infusion 4 not_given other", "not_evaluable"),
        ("infusion 4 interrupted other", "not_evaluable"),
        ("infusion 4 not_given", "awaiting"),
        ("infusion 4 interrupted", "awaiting"),
        ("infusion 4 completed cells=0", "awaiting"),
        ("infusion 4 completed other cells=0", "not_evaluable"),
        ("infusion 4 missing", "awaiting"),
        ("infusion 4 completed cells=1.6e7", "clear"),
        ("infusion 4 completed cells=1.59e7", "not_evaluable"),
        ("infusion 4 completed cells=2.4e7", "clear"),
        ("infusion 4 completed cells=2.41e7", "awaiting"),
        ("infusion 4 on day 31", "clear"),
        ("infusion 4 on day 32", "awaiting"),
    ],
)
def test_evaluable_is_four_of_four_completed_in_the_window(infusion, state):
    assert one(infusion, "day 40").state() == state


def test_four_distinct_numbers_are_asked_for():
    assert one("infusion 4 number=3").blockers() == {"duplicate_id", "infusions_incomplete"}


@pytest.mark.parametrize(
    ("cut_off", "codes"),
    [("day 9", {"window_open"}), ("day 10", {"window_open", "infusions_incomplete"})],
)
def test_a_planned_infusion_has_a_row_once_its_day_has_come(cut_off, codes):
    assert one("infusion 4 missing", cut_off).blockers() == codes


@pytest.mark.parametrize(
    ("infusion", "blockers"), [("infusion 2 not_given", "INF-S-001-2"), ("infusion 2 missing", "")]
)
def test_what_is_owed_is_named(infusion, blockers):
    (question,) = one(infusion).level().blockers

    assert (question.code, question.record_id) == ("infusions_incomplete", blockers)


def test_an_infusion_not_yet_due_owes_no_reason():
    assert one("infusion 4 on day 8 interrupted", "day 9").blockers() == {"window_open"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [("2.4e7", None), ("24000001", "dose_deviation"), ("2.0e8", "dose_deviation"), ("1.0e6", None)],
)
def test_more_than_20_percent_above_the_protocol_s_dose_is_a_deviation(cells, code):
    seen = one(f"infusion 2 cells={cells} planned_cells={cells}")

    assert seen.blockers() == ({code} if code else set())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2.5e7", DoseAbovePlan("INF-S-001-2", Decimal("2.5e7"), Decimal("2.0e7"))),
        ("2.02e8", ExponentSlip("INF-S-001-2", Decimal("2.02e8"), Decimal("2.0e7"), 1)),
        ("2.0e9", ExponentSlip("INF-S-001-2", Decimal("2.0e9"), Decimal("2.0e7"), 2)),
        ("1.8e8", DoseAbovePlan("INF-S-001-2", Decimal("1.8e8"), Decimal("2.0e7"))),
    ],
)
def test_its_question_names_a_slip_of_the_exponent_where_it_is_one(cells, reason):
    (question,) = one(f"infusion 2 cells={cells}").level().blockers

    assert (question.code, question.reason) == ("dose_deviation", reason)


@pytest.mark.parametrize(
    ("ruling", "state"),
    [("not_dlt", "clear"), ("dlt", "dlt"), ("not_evaluable", "not_evaluable")],
)
def test_a_deviation_and_a_late_infusion_are_ruled_on(ruling, state):
    too_much = f"infusion 2 cells=2.0e8\nruled dose:INF-S-001-2 {ruling} on day 33"
    late = f"infusion 4 on day 32\nruled late:INF-S-001-4 {ruling} on day 33"

    assert one(too_much, "day 33").state() == state
    assert one(late, "day 33").state() == ("not_evaluable" if state == "clear" else state)


def test_a_dose_too_high_waits_for_nobody_where_there_is_a_dlt():
    assert one("infusion 2 cells=2.0e8\nAE-1 Dyspnea 3, day 5, possible").state() == "dlt"


def test_a_dose_not_known_cannot_be_ruled_away():
    assert one("infusion 2 cells=\nruled dose:INF-S-001-2 not_dlt on day 33", "day 33").state() == "awaiting"


@pytest.mark.parametrize(
    ("weight", "cells", "blockers"),
    [
        ("60", "2.0e7", set()),
        ("90", "3.0e7", set()),
        ("60", "3.0e7", {"dose_deviation"}),
        ("", "2.0e7", {"dose_deviation"}),
    ],
)
def test_doses_by_weight_are_held_against_the_patient_s_own(weight, cells, blockers):
    per_kg = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))
    infusions = "".join(f"infusion {n} cells={cells}\n" for n in (1, 2, 3, 4))

    assert (
        review(f"S-001 level 1 from 2026-03-02 weight_kg={weight}\n{infusions}", protocol=per_kg).blockers()
        == blockers
    )


def test_a_plan_that_is_not_known_leaves_open_what_counts_as_completed():
    per_kg = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))
    seen = review("S-001 level 1 from 2026-03-02 weight_kg=\ninfusion 4 cells=1.0e6", protocol=per_kg)

    assert seen.state() == "awaiting"
    assert seen.patient().favourable == "clear"


def test_not_given_and_with_cells_waits_for_the_site():
    seen = one("infusion 4 not_given other cells=2.0e7", "day 40")
    (question,) = seen.level().blockers

    assert (seen.state(), question.code, question.record_id) == ("awaiting", "dose_deviation", "INF-S-001-4")
    assert one("infusion 4 not_given other", "day 40").state() == "not_evaluable"


def test_it_counts_as_not_given_until_then():
    seen = one("infusion 1 not_given other cells=2.0e7", "day 40")

    assert str(seen.patient().window.first_day) == "2026-03-05"
    assert seen.state() == "awaiting"


def test_where_nothing_else_was_given_it_is_shown():
    notes = "\n".join(
        f"infusion {n} not_given other" + (" cells=2.0e7" if n == 1 else "") for n in (1, 2, 3, 4)
    )
    seen = one(notes, "day 40")

    assert (seen.state(), seen.blockers(), seen.queries()) == ("allocated", set(), {"dose_deviation"})
