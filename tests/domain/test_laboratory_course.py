"""Which measurements came before the first infusion, day 1 at 10:00, and which lie in the window."""

import pytest

from safety.domain.partial_date import PartialDate
from tests.clinic import one, review

HIGH, NORMAL, VERY_HIGH = "ALT 90 U/L 7-40", "ALT 30 U/L 7-40", "ALT 330 U/L 7-40"


def baseline(noted: str) -> str | None:
    """The measurement that is ALT's baseline."""
    course = one(noted).patient().laboratory
    return course.baselines["ALT"].measurement_id if "ALT" in course.baselines else None


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        (f"{HIGH} on day -2", "M-1"),
        (f"{HIGH} on day 2", None),
        (f"{HIGH} on day -2\n{NORMAL} on day -9", "M-1"),
        (f"{HIGH} on day -9\n{NORMAL} on day -2", "M-2"),
        (f"{HIGH} on day 1 09:00", "M-1"),
        (f"{HIGH} on day 1 10:00", None),
        (f"{HIGH} on day 1 12:00", None),
        (f"{HIGH} on day 1", "M-1"),
        (f"{HIGH} on day -2\n{NORMAL} on day 1", "M-1"),
        (f"{HIGH} on day 1\n{NORMAL} on day 1 08:00", "M-2"),
        (f"{HIGH} on day 1\n{NORMAL} on day 1 12:00", "M-1"),
        (f"{HIGH} on day 1 08:00\n{NORMAL} on day 1 09:00", "M-2"),
        (f"{HIGH} on day -2 08:00\n{NORMAL} on day -2 07:00", "M-1"),
        (f"{HIGH} on day 1\n{NORMAL} on day 1", "M-2"),
        (f"{NORMAL} on day 1\n{HIGH} on day 1", "M-1"),
    ],
)
def test_the_baseline_is_the_last_value_before_the_first_infusion(noted, found):
    """Of two that nobody can order in time, the milder: a grave baseline would spare more."""
    assert baseline(noted) == found


def test_where_the_infusion_has_no_clock_a_value_of_its_day_with_a_clock_is_not_before_it():
    assert baseline(f"infusion 1 on day 1\n{HIGH} on day 1 06:00") is None
    assert baseline(f"infusion 1 on day 1\n{HIGH} on day 1") == "M-1"


@pytest.mark.parametrize(
    ("at", "inside"),
    [("day -1", False), ("day 1 09:00", False), ("day 1 10:00", True), ("day 2", True), ("day 31", True),
     ("day 32", False)],
)  # fmt: skip
def test_the_window_holds_the_values_after_the_first_infusion_through_its_last_day(at, inside):
    course = one(f"{HIGH} on {at}", "day 40").patient().laboratory

    assert any(map(course.in_window, course.measurements)) is inside


def test_the_baseline_value_itself_is_not_in_the_window():
    course = one(f"{HIGH} on day 1").patient().laboratory

    assert not any(map(course.in_window, course.measurements))


def test_without_a_baseline_grades_are_multiples_of_the_upper_limit():
    seen = one("AE-1 Alanine aminotransferase increased 1, day 5, possible\nALT 250 U/L 7-40 on day 5")

    assert seen.event().derived == 3


@pytest.mark.parametrize(("before", "derived"), [(30, 3), (90, 1), (40, 3)])
def test_an_abnormal_baseline_grades_in_multiples_of_itself(before, derived):
    """CTCAE v5.0: grade 3 is > 5 times the upper limit on a normal baseline, > 5 times an abnormal one."""
    noted = f"ALT {before} U/L 7-40 on day -2\nALT 250 U/L 7-40 on day 5"

    assert (
        one(f"{noted}\nAE-1 Alanine aminotransferase increased 1, day 5, possible").event().derived == derived
    )


def test_the_baseline_value_is_graded_in_multiples_of_the_upper_limit():
    assert (
        one("ALT 250 U/L 7-40 on day -2")
        .patient()
        .laboratory.baseline_grade("Alanine aminotransferase increased")
        == 3
    )


def test_the_grades_that_could_be_told_of_a_term_are_all_of_them():
    course = one("HGB 130 g/L 120-160 on day 5\nHGB 90 g/L 120-160 on day 40", "day 41").patient().laboratory

    assert [g.grade for g in course.of_term("Anemia")] == [0, 2]
    assert course.of_event("Anemia") == ()


def test_somebody_never_dosed_has_no_baseline():
    seen = review("S-001 level 1\nALT 90 U/L 7-40 on 2026-03-02\nS-002 level 1 from 2026-03-02")

    assert seen.patient("S-001").laboratory is None


def test_a_measurement_of_nobody_known_blocks_every_level():
    assert one(f"{HIGH} on day 5 subject_id=S-099").blockers(2) == {"orphan_record"}


def test_a_value_is_taken_on_one_day():
    value = one(f"{HIGH} on day 5").patient().records.measurements[0]

    assert value.collected_at == PartialDate.on(value.collected_at.first)
