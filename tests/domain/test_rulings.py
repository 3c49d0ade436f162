"""Which ruling of the committee stands: of those that can, the latest; of several on one day, the harm."""

import pytest

from tests.clinic import one

EVENT = "AE-1 Dyspnea 3, day 20, possible"


@pytest.mark.parametrize(
    ("rulings", "said"),
    [
        ([], ("dlt", "R3")),
        (["not_dlt on day 25"], ("not_dlt", "ruling")),
        (["dlt on day 25"], ("dlt", "ruling")),
        (["not_dlt on day 25", "dlt on day 26"], ("dlt", "ruling")),
        (["dlt on day 25", "not_dlt on day 26"], ("not_dlt", "ruling")),
        (["not_dlt on day 25", "dlt on day 25"], ("dlt", "ruling")),
        (["not_dlt on day 20"], ("not_dlt", "ruling")),
        (["not_dlt on day 19"], ("dlt", "R3")),
        (["dlt on day 19"], ("dlt", "ruling")),
        (["not_dlt on day 25", "not_dlt on day 26"], ("not_dlt", "ruling")),
        (["not_dlt on day 33"], ("dlt", "R3")),
    ],
)
@pytest.mark.parametrize("latest_first", [False, True])
def test_the_latest_that_can_stand(rulings, said, latest_first):
    told = reversed(rulings) if latest_first else rulings

    assert one("\n".join([EVENT, *(f"ruled AE-1 {ruling}" for ruling in told)])).said() == said


@pytest.mark.parametrize(
    ("event", "ruled_grade", "verdict"),
    [
        ("Dyspnea 3", "3", "not_dlt"),
        ("Dyspnea 3", "4", "not_dlt"),
        ("Dyspnea 4", "3", "dlt"),
        ("Dyspnea 3", "", "not_dlt"),
        ("Dyspnea ?", "3", "not_dlt"),
        ("Headache 4", "3", "unknown"),
    ],
)
def test_a_kind_ruling_on_a_lower_grade_than_now_cannot_stand(event, ruled_grade, verdict):
    noted = f"AE-1 {event}, day 20, possible\nruled AE-1 not_dlt on day 25 ruled_grade={ruled_grade}"

    assert one(noted).verdict() == verdict


def test_the_grade_now_is_the_derived_one_where_that_is_higher():
    noted = """AE-1 Platelet count decreased 3, day 5, possible
               PLAT 20 10^9/L 150-400 on day 6
               ruled AE-1 not_dlt on day 25 ruled_grade=3"""
    seen = one(noted)

    assert seen.said() == ("dlt", "R7")
    assert "ruling_outdated" in seen.queries()


def test_a_dlt_stands_at_whatever_grade_it_was_ruled():
    assert one(f"{EVENT}\nruled AE-1 dlt on day 25 ruled_grade=1").said() == ("dlt", "ruling")


@pytest.mark.parametrize(
    ("rulings", "verdict", "outdated"),
    [
        (["not_dlt on day 19"], "dlt", True),
        (["not_dlt on day 18", "not_dlt on day 19"], "dlt", True),
        (["not_dlt on day 25", "not_dlt on day 26 ruled_grade=2"], "dlt", True),
        (["not_dlt on day 19", "not_dlt on day 25"], "not_dlt", False),
        (["not_dlt on day 19", "dlt on day 25"], "dlt", False),
        (["dlt on day 18", "not_dlt on day 19"], "dlt", True),
        (["not_dlt on day 25 ruled_grade=2", "not_dlt on day 26 ruled_grade=3"], "not_dlt", False),
        (["not_dlt on day 25 ruled_grade=2", "dlt on day 25"], "dlt", False),
    ],
)
def test_one_that_cannot_stand_takes_those_before_it_along_and_is_asked_about(rulings, verdict, outdated):
    seen = one("\n".join([EVENT, *(f"ruled AE-1 {ruling}" for ruling in rulings)]))

    assert seen.verdict() == verdict
    assert ("ruling_outdated" in seen.queries()) is outdated


def test_an_outdated_ruling_on_what_people_must_rule_leaves_both_questions():
    noted = "AE-1 Dyspnea 3, day 20, unrelated\nruled AE-1 not_dlt on day 19"
    seen = one(noted)

    assert seen.said() == ("review", "R3")
    assert seen.blockers() == {"review_needed", "ruling_outdated"}


def test_an_outdated_ruling_on_an_event_that_no_rule_looks_at_is_asked_about_too():
    seen = one("AE-1 Dyspnea 1, day 20, possible\nruled AE-1 not_dlt on day 19")

    assert seen.said() == ("not_dlt", "")
    assert "ruling_outdated" in seen.queries()


def test_a_partial_start_is_ruled_from_its_first_day_on():
    noted = "AE-1 Dyspnea 3, 2026-03, possible\nruled AE-1 not_dlt on {}"

    assert one(noted.format("2026-03-01")).verdict() == "not_dlt"
    assert one(noted.format("2026-02-28")).verdict() == "unknown"


def test_without_a_start_any_ruling_can_stand():
    assert one("AE-1 Dyspnea 3, ?, possible\nruled AE-1 not_dlt on day -5").verdict() == "not_dlt"


@pytest.mark.parametrize(
    "event",
    [
        "Dyspnea ?, day 5",
        "Headache 4, day 5",
        "Feeling odd 3, day 5",
        "Dyspnea 3, day 5, ctcae_version=4.03",
        "Dyspnea 3, 2026-03",
        "Nausea 3, day 5 to day 7",
        "Dyspnea 3, day 5, unrelated",
    ],
)
@pytest.mark.parametrize(("verdict", "state"), [("not_dlt", "clear"), ("dlt", "dlt")])
def test_a_ruling_settles_its_event_s_own_queries(event, verdict, state):
    seen = one(f"AE-1 {event}\nruled AE-1 {verdict} on day 30")

    assert (seen.said(), seen.state(), seen.queries()) == ((verdict, "ruling"), state, set())


def test_a_ruling_made_after_the_cut_off_was_not_made():
    noted = f"{EVENT}\nruled AE-1 not_dlt on day 40"

    assert one(noted, "day 39").state() == "dlt"
    assert one(noted, "day 40").state() == "clear"


def test_a_ruling_can_make_any_event_a_dlt():
    for event in ("Headache 1, day 5", "Dyspnea 3, day -9 to day -8", "Dyspnea 3, day 40"):
        assert one(f"AE-1 {event}\nruled AE-1 dlt on day 45", "day 50").state() == "dlt"


@pytest.mark.parametrize(("resumes", "stands"), [("", "hold"), ("Y", "expand")])
def test_of_two_like_rulings_on_one_day_the_one_without_leave_to_resume_stands(resumes, stands):
    noted = "AE-1 Pneumonitis 5, day 20\nruled AE-1 dlt on day 25 resumes=Y\nruled AE-1 dlt on day 25"

    assert one(f"{noted} resumes={resumes}").decision() == stands
