"""Liver injury from measurements alone, in multiples of the upper limit of normal: ALT 40, BILI 20, ALP 120.

Hy's law as FDA words it (Guidance for Industry, Drug-Induced Liver Injury, July 2009): aminotransferases of 3
times the upper limit or more, with total bilirubin above 2 times, and no initial findings of cholestasis.
"""

import pytest

from tests.clinic import one

ALT, BILI, ALP = "ALT {} U/L 7-40 on day {}", "BILI {} umol/L 3-20 on day {}", "ALP {} U/L 40-120 on day {}"


def values(*noted: str) -> str:
    return "\n".join(noted)


@pytest.mark.parametrize(
    ("alt", "bili", "met"),
    [
        (120, 40.1, True),
        (119.9, 40.1, False),
        (120, 40, False),
        (400, 10, False),
        (30, 400, False),
        (130, 42, True),
    ],
)
def test_r9_asks_for_three_times_an_aminotransferase_and_more_than_twice_the_bilirubin(alt, bili, met):
    seen = one(values(ALT.format(alt, 12), BILI.format(bili, 12)))

    assert ("R9:S-001" in seen.events()) is met


def test_no_grade_3_is_needed_for_hys_law():
    seen = one(values(ALT.format(130, 12), BILI.format(42, 12), ALP.format(110, 12)))

    assert (seen.said("R9:S-001"), seen.state(), seen.queries()) == (("dlt", "R9"), "dlt", set())


def test_either_aminotransferase_on_any_day_of_the_window_makes_a_pair():
    noted = values("AST 130 U/L 8-40 on day 3", BILI.format(42, 29))

    assert one(noted).said("R9:S-001") == ("dlt", "R9")


@pytest.mark.parametrize(
    ("alt_day", "bili_day", "met"),
    [(31, 1, True), (32, 12, False), (12, 32, False), (-2, 12, False), (12, -2, False)],
)
def test_both_values_lie_in_the_window(alt_day, bili_day, met):
    seen = one(values(ALT.format(130, alt_day), BILI.format(42, bili_day), BILI.format(10, -5)), "day 40")

    assert ("R9:S-001" in seen.events()) is met


@pytest.mark.parametrize(
    ("alp", "met"),
    [
        ([(240, 12)], False),
        ([(239, 12)], True),
        ([(240, 11)], True),
        ([(240, 14)], False),
        ([(240, 12), (240, 14)], False),
        ([(240, 12), (200, 14)], True),
        ([(240, 12), (200, 12)], True),
        ([], True),
        ([("<240", 12)], True),
        ([("<500", 12)], True),
        ([(">500", 12)], False),
    ],
)
def test_a_pair_is_excused_only_by_alp_of_twice_the_limit_on_one_of_its_days_and_none_lower(alp, met):
    """ALT on day 12, bilirubin on day 14."""
    noted = values(ALT.format(130, 12), BILI.format(42, 14), *(ALP.format(*value) for value in alp))

    assert ("R9:S-001" in one(noted).events()) is met


def test_an_excused_pair_does_not_excuse_another():
    noted = values(
        ALT.format(130, 12),
        BILI.format(42, 12),
        ALP.format(300, 12),
        ALT.format(130, 20),
        BILI.format(42, 20),
    )

    assert one(noted).said("R9:S-001") == ("dlt", "R9")


@pytest.mark.parametrize(("value", "met"), [(">200", True), ("<200", False), (">20", False)])
def test_a_bound_reaches_a_limit_only_where_it_is_certain(value, met):
    assert ("R9:S-001" in one(values(ALT.format(value, 12), BILI.format(42, 12))).events()) is met


@pytest.mark.parametrize("unit", ["U/L", "IU/L", ""])
def test_multiples_of_the_limit_need_no_unit_but_a_limit(unit):
    known = one(values(f"ALT 130 {unit} 7-40 on day 12".replace("  ", " "), BILI.format(42, 12)))
    unknown = one(values("ALT 130 U/L on day 12", BILI.format(42, 12)))

    assert known.verdict("R9:S-001") == "dlt"
    assert (unknown.state(), unknown.blockers()) == ("awaiting", {"ungradable_lab"})


def test_exact_multiples_are_not_lost_in_floating_point():
    noted = "ALT 0.3 ukat/L 0.01-0.1 on day 12\nBILI 42 umol/L 3-20 on day 12"

    assert one(noted).verdict("R9:S-001") == "dlt"


@pytest.mark.parametrize(
    ("before", "later", "met"),
    [
        (90, 321, True),
        (90, 320, False),
        (41, 321, True),
        (40, 321, False),
        (None, 321, False),
        (90, ">321", True),
        ("<90", 321, False),
        (">90", 321, True),
    ],
)
def test_r10_more_than_eight_times_the_limit_counts_where_the_baseline_was_above_it(before, later, met):
    noted = values(*([ALT.format(before, -2)] if before else []), ALT.format(later, 10))

    assert ("R10:S-001" in one(noted).events()) is met


@pytest.mark.parametrize(("day", "met"), [(1, True), (31, True), (32, False), (-1, False)])
def test_r10_looks_at_the_window(day, met):
    noted = values(ALT.format(90, -2), ALT.format(330, day), ALT.format(90, -1))

    assert ("R10:S-001" in one(noted, "day 40").events()) is met


def test_r10_holds_whatever_the_ctcae_grade():
    """ALT 330 on a baseline of 90 is 3.7 times baseline, CTCAE grade 2, and 8.25 times the upper limit."""
    seen = one(values(ALT.format(90, -2), ALT.format(330, 10)))

    assert (seen.said("R10:S-001"), seen.queries()) == (("dlt", "R10"), set())


def test_another_tests_baseline_does_not_stand_in():
    assert one(values("AST 90 U/L 8-40 on day -2", ALT.format(330, 10))).events() == set()


def test_what_is_raised_names_the_first_pair_and_the_first_value():
    noted = values(
        ALT.format(90, -2), ALT.format(330, 20), ALT.format(330, 10), BILI.format(42, 25), BILI.format(42, 15)
    )
    seen = one(noted)

    assert seen.event("R9:S-001").trace[0].because[0].aminotransferase == "M-3"
    assert seen.event("R9:S-001").trace[0].because[0].bilirubin == "M-5"
    assert seen.event("R10:S-001").trace[0].because[0].measurement_id == "M-3"
