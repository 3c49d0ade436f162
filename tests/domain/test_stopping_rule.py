"""A death holds every level until people have ruled on it."""

import pytest

from tests.clinic import COMMITTEE, demo_protocol, one, outcomes, review

THREE_CLEAR = outcomes("1NNN")
LATE = "day 70"


def after(death: str, cut_off: str = LATE):
    return review(f"{THREE_CLEAR}\nS-004 level 1 from 2026-03-02\n{death}", f"S-004 {cut_off}")


@pytest.mark.parametrize(
    ("death", "decision"),
    [
        ("AE-1 Pneumonitis 5, day 20, possible", "hold"),
        ("AE-1 Pneumonitis 5, day 20, unrelated", "hold"),
        ("AE-1 Pneumonitis 5, 2026-04, unrelated", "hold"),
        ("AE-1 Pneumonitis 5, day 40, possible", "hold"),
        ("AE-1 Pneumonitis 5, day 40", "hold"),
        ("AE-1 Pneumonitis 5, day 40, unlikely", "escalate"),
        ("AE-1 Pneumonitis 5, day 40, unrelated", "escalate"),
        ("left day 40 death", "hold"),
        ("left day 20 death", "hold"),
        ("left ? death", "hold"),
        ("AE-1 Pneumonitis 5, day 40, unrelated\nleft day 40 death", "escalate"),
        ("AE-1 Pneumonitis 5, day 12 to day 80, possible", "wait"),
        ("left day 80 death", "escalate"),
    ],
)
def test_a_death_holds_unless_it_is_late_and_its_row_says_not_related(death, decision):
    assert after(death).decision() == decision


@pytest.mark.parametrize(
    ("ruling", "decision", "verdict"),
    [
        ("not_dlt on day 45", "wait", "not_dlt"),
        ("dlt on day 45", "hold", "dlt"),
        ("dlt on day 45 resumes=Y", "expand", "dlt"),
        ("not_dlt on day 71", "hold", "dlt"),
        ("not_dlt on day 19", "hold", "dlt"),
    ],
)
def test_it_holds_until_ruled_not_a_dlt_or_with_leave_to_resume(ruling, decision, verdict):
    seen = after(f"AE-1 Pneumonitis 5, day 20, possible\nruled AE-1 {ruling}")

    assert seen.verdict() == verdict
    assert (seen.decision() == "hold") is (decision == "hold")


@pytest.mark.parametrize(
    ("ruling", "hold", "state"),
    [
        ("not_dlt", False, "not_evaluable"),
        ("not_evaluable", True, "not_evaluable"),
        ("dlt", True, "dlt"),
    ],
)
def test_without_a_row_it_is_ruled_on_by_the_exit(ruling, hold, state):
    seen = after(f"left day 20 death\nruled exit:S-004 {ruling} on day 45")

    assert (seen.decision() == "hold", seen.state("S-004")) == (hold, state)


def test_resuming_after_a_death_without_a_row_lifts_the_hold_and_keeps_the_verdict():
    seen = after("left day 20 death\nruled exit:S-004 dlt on day 45 resumes=Y")

    assert (seen.decision(), seen.state("S-004")) == ("expand", "dlt")


def test_it_holds_every_level_at_whatever_level_it_happened():
    noted = outcomes("1NNN 2NNN") + "\nAE-9 Pneumonitis 5, day 20, possible"
    seen = review(noted, COMMITTEE)

    assert (seen.decision(1), seen.decision(2)) == ("hold", "hold")
    assert "stopping_rule" in seen.blockers(1) & seen.blockers(2)


def test_a_hold_stands_before_an_exceeded_level():
    noted = outcomes("1TT") + "\nAE-9 Pneumonitis 5, day 20, possible"

    assert review(noted, COMMITTEE).decision() == "hold"


def test_two_deaths_hold_until_both_are_ruled_on():
    noted = """AE-1 Pneumonitis 5, day 20, possible
               AE-2 Pneumonitis 5, day 20, possible
               ruled AE-1 not_dlt on day 30"""

    assert after(noted).decision() == "hold"
    assert after(f"{noted}\nruled AE-2 not_dlt on day 30").decision() != "hold"


def test_a_death_before_any_infusion_holds_nobody():
    noted = f"{THREE_CLEAR}\nS-004 level 1\nleft 2026-03-10 death\nAE-1 Pneumonitis 5, 2026-03-10, possible"
    seen = review(noted, COMMITTEE)

    assert (seen.decision(), seen.said()) == ("escalate", ("not_dlt", ""))


def test_a_late_death_of_which_nobody_said_anything_holds_whatever_an_empty_causality_means_elsewhere():
    strict = demo_protocol(("unassessed_is_related = true", "unassessed_is_related = false"))

    assert one("AE-1 Pneumonitis 5, day 40", "day 60", strict).decision() == "hold"


def test_a_protocol_without_the_rule_lets_deaths_be_ruled_as_events():
    text = demo_protocol()
    without = text[: text.index("[[stopping_rule]]")]

    assert one("AE-1 Pneumonitis 5, day 20, possible", protocol=without).decision() == "expand"


def test_a_ruling_older_than_a_late_death_without_a_row_is_asked_about_again():
    seen = one("left day 40 death\nruled exit:S-001 not_dlt on day 35", "day 60")

    assert seen.decision() == "hold"
    assert seen.blockers() == {"stopping_rule", "ruling_outdated"}
