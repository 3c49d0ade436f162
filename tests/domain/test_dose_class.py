"""What became of a planned infusion, as a monitor would call it, and everything there is to say of it."""

from datetime import date

import pytest

from safety.domain.exposure_course import exposure_course
from tests.clinic import demo_protocol, one, review

PER_KG = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))


def infusion(noted, number=2, cut_off="day 40", **how):
    seen = one(noted, cut_off, **how)
    course = exposure_course(seen.patient(), seen.of.protocol, seen.of.cut.cut_off)
    return next(line for line in course.infusions if line.number == number)


def said(line):
    return [type(reason).__name__ for reason in line.reasons]


@pytest.mark.parametrize(
    ("noted", "found", "reasons"),
    [
        ("", "as_planned", []),
        ("infusion 2 cells=2.1e7", "as_planned", []),
        ("infusion 2 cells=2.3e7", "minor", ["DoseOffPlan"]),
        ("infusion 2 cells=1.7e7", "minor", ["DoseOffPlan"]),
        ("infusion 2 cells=2.5e7", "major", ["DoseOffPlan"]),
        ("infusion 2 cells=1.5e7", "major", ["DoseOffPlan"]),
        ("infusion 2 cells=2.02e8", "major", ["ExponentSlip"]),
        ("infusion 2 cells=2.02e6", "major", ["ExponentSlip"]),
        (
            "infusion 2 interrupted adverse_event cells=9e6",
            "interrupted",
            ["InfusionInterrupted", "DoseOffPlan"],
        ),
        ("infusion 2 interrupted other cells=2.0e7", "interrupted", ["InfusionInterrupted"]),
        ("infusion 2 interrupted other cells=2.0e6", "interrupted", ["InfusionInterrupted", "ExponentSlip"]),
        ("infusion 2 interrupted other cells=", "cells_unknown", ["InfusionInterrupted", "CellsUnknown"]),
        ("infusion 2 not_given adverse_event", "not_given", ["InfusionNotGiven"]),
        ("infusion 2 not_given cells=", "not_given", ["InfusionNotGiven"]),
        ("infusion 2 not_given other cells=2.0e7", "not_given", ["NotGivenWithCells"]),
        ("infusion 2 completed cells=0", "not_given", ["WithoutCells"]),
        ("infusion 2 interrupted other cells=0", "not_given", ["WithoutCells"]),
        ("infusion 2 cells=", "cells_unknown", ["CellsUnknown"]),
        ("infusion 2 cells=some", "unreadable", ["Unreadable", "CellsUnknown"]),
        ("infusion 2 status=maybe", "unreadable", ["Unreadable"]),
        ("infusion 2 status=maybe cells=0", "unreadable", ["Unreadable"]),
        ("infusion 2 status=maybe cells=2.0e8", "unreadable", ["Unreadable", "ExponentSlip"]),
        ("infusion 2 missing", "not_recorded", ["InfusionNotRecorded"]),
    ],
)
def test_every_course_of_an_infusion_has_its_class_and_its_reasons(noted, found, reasons):
    line = infusion(noted)

    assert (line.found, said(line)) == (found, reasons)


@pytest.mark.parametrize("cells", ["2.5e7", "2.0e8"])
def test_an_interruption_never_hides_that_far_too_much_was_given(cells):
    line = infusion(f"infusion 2 interrupted adverse_event cells={cells}")

    assert line.found == "major"
    assert said(line)[0] == "InfusionInterrupted"


def test_by_weight_and_without_a_weight_there_is_no_plan_to_hold_a_dose_against():
    noted = "S-001 level 1 from 2026-03-02 weight_kg={}\ninfusion 2 cells=3.0e7"

    for weight, found in (("", "no_plan"), ("90", "as_planned"), ("60", "major")):
        seen = review(noted.format(weight), protocol=PER_KG)
        course = exposure_course(seen.patient(), seen.of.protocol, seen.of.cut.cut_off)
        assert course.infusions[1].found == found, weight


@pytest.mark.parametrize(
    ("noted", "cells", "settled"),
    [
        ("infusion 2 cells=2.3e7", "2.3e7", True),
        ("infusion 2 interrupted other cells=9e6", "9e6", True),
        ("infusion 2 not_given other", "0", True),
        ("infusion 2 not_given other cells=2.0e7", "0", False),
        ("infusion 2 cells=2.0e8", "2.0e8", False),
        ("infusion 2 cells=", None, False),
        ("infusion 2 cells=some", None, False),
        ("infusion 2 missing", None, False),
    ],
)
def test_what_is_on_record_as_given_and_whether_that_is_settled(noted, cells, settled):
    line = infusion(noted)

    assert (None if line.cells is None else float(line.cells)) == (None if cells is None else float(cells))
    assert line.settled is settled


def test_what_lies_ahead_is_not_due_and_what_is_owed_has_no_row():
    assert infusion("infusion 4 missing", 4, "day 9").found == "not_due"
    assert infusion("infusion 4 missing", 4, "day 9").cells is None
    assert infusion("infusion 4 missing", 4, "day 10").found == "not_recorded"
    assert infusion("infusion 4 missing", 4, "day 9").planned_on == date(2026, 3, 11)


@pytest.mark.parametrize("cut_off", ["day 6", "day 40"])
def test_what_was_planned_for_after_the_exit_was_not_given(cut_off):
    left = "infusion 3 missing\ninfusion 4 missing\nleft day 6 withdrew_consent"

    assert (infusion(left, 4, cut_off).found, said(infusion(left, 4, cut_off))) == (
        "not_given",
        ["InfusionAfterExit"],
    )
    assert infusion("infusion 3 missing\nleft day 7 withdrew_consent", 3, "day 40").found == "not_recorded"


def test_an_infusion_after_the_cut_off_does_not_exist():
    assert infusion("infusion 2 on day 30 cells=2.0e8", 2, "day 29").found == "not_recorded"
    assert infusion("infusion 2 on day 30 cells=2.0e8", 2, "day 3").found == "not_due"
    assert infusion("infusion 2 on day 30 cells=2.0e8", 2, "day 30").found == "major"


def test_a_late_infusion_and_one_number_in_two_rows_are_named():
    assert said(infusion("infusion 4 on day 32", 4)) == ["InfusionAfterWindow", "IntervalOffPlan"]
    twice = infusion("another infusion 2 on day 4 infusion_id=INF-2b")
    assert said(twice) == ["InfusionNumberTwice"]
    assert not twice.settled


def test_the_ruling_that_stands_is_beside_it():
    slip = "infusion 2 cells=2.02e8\nruled dose:INF-S-001-2 not_dlt on day {}"

    assert [ruling.verdict for ruling in infusion(slip.format(9)).rulings] == ["not_dlt"]
    assert infusion(slip.format(3)).rulings == ()  # before the infusion: it cannot stand
    late = "infusion 4 on day 32\nruled late:INF-S-001-4 not_dlt on day 33"
    assert [ruling.verdict for ruling in infusion(late, 4).rulings] == ["not_dlt"]
