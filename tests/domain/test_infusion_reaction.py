"""R4: a reaction from the start of any infusion to 24 h after its end, whatever caused it."""

import pytest

from tests.clinic import one

REACTION = "AE-1 Infusion related reaction {}, {}, unrelated"  # unrelated: R3 alone would ask people


@pytest.mark.parametrize(
    "term", ["Infusion related reaction", "Allergic reaction", "Anaphylaxis", "Cytokine release syndrome"]
)
def test_four_terms_are_reactions_to_an_infusion(term):
    assert one(f"AE-1 {term} 3, day 4 12:00, unrelated").said() == ("dlt", "R4")


def test_other_terms_are_not():
    assert one("AE-1 Dyspnea 3, day 4 12:00, unrelated").said() == ("review", "R3")


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("day 4 09:59", ("review", "R3")),
        ("day 4 10:00", ("dlt", "R4")),
        ("day 5 11:00", ("dlt", "R4")),
        ("day 5 11:01", ("review", "R3")),
        ("day 3", ("review", "R3")),
        ("day 4", ("dlt", "R4")),
        ("day 5", ("dlt", "R4")),
        ("day 6", ("review", "R3")),
        ("day 1", ("dlt", "R4")),
        ("day -1", ("not_dlt", "baseline")),
    ],
)
def test_it_begins_from_the_start_to_24_hours_after_the_end_of_an_infusion(start, said):
    """Infusion 2: day 4, 10:00 to 11:00. A date alone counts where it can lie within."""
    noted = "infusion 1 on day 1 10:00 to day 1 11:00\ninfusion 3 on day 14 10:00\n" + REACTION.format(
        3, start
    )

    assert one(noted).said() == said


@pytest.mark.parametrize(
    ("infusion", "start", "said"),
    [
        ("infusion 2 on day 4 10:00", "day 5 10:00", ("dlt", "R4")),
        ("infusion 2 on day 4 10:00", "day 5 10:01", ("review", "R3")),
        ("infusion 2 on day 4", "day 5", ("dlt", "R4")),
        ("infusion 2 on day 4", "day 5 23:59", ("dlt", "R4")),
        ("infusion 2 on day 4", "day 6", ("review", "R3")),
        ("infusion 2 on day 4", "day 6 00:00", ("review", "R3")),
    ],
)
def test_where_no_end_is_noted_the_24_hours_run_from_the_start(infusion, start, said):
    noted = f"{infusion}\ninfusion 3 on day 14 10:00\n{REACTION.format(3, start)}"

    assert one(noted).said() == said


@pytest.mark.parametrize(
    ("start", "said"), [("day 33", ("dlt", "R4")), ("day 34", ("dlt", "R4")), ("day 35", ("not_dlt", ""))]
)
def test_a_reaction_to_an_infusion_after_the_window_counts_too(start, said):
    noted = f"infusion 4 on day 33 10:00 to day 33 11:00\n{REACTION.format(3, start)}"

    assert one(noted, "day 50").said() == said


@pytest.mark.parametrize(
    ("infusion", "grade", "said"),
    [
        ("infusion 2 interrupted adverse_event", 2, ("review", "R4")),
        ("infusion 2 completed cells=1.5e7", 2, ("review", "R4")),
        ("infusion 2 completed", 2, ("not_dlt", "")),
        ("infusion 2 interrupted adverse_event", 1, ("not_dlt", "")),
        ("infusion 2 interrupted adverse_event", 3, ("dlt", "R4")),
        ("infusion 2 not_given adverse_event", 2, ("not_dlt", "")),
        ("infusion 2 not_given adverse_event", 3, ("review", "R3")),
        ("infusion 2 completed", 4, ("dlt", "R4")),
    ],
)
def test_grade_2_is_for_people_where_that_infusion_was_not_completed(infusion, grade, said):
    assert one(f"{infusion}\n{REACTION.format(grade, 'day 5')}").said() == said


@pytest.mark.parametrize(
    ("start", "grade", "verdict", "code"),
    [
        ("2026-03", 3, "unknown", "date_uncertain"),
        ("?", 3, "unknown", "date_uncertain"),
        ("day 4", "?", "unknown", "grade_unknown"),
        ("day 34", "?", "unknown", "grade_unknown"),
        ("2026-04", 3, "unknown", "date_uncertain"),
    ],
)
def test_what_is_not_known_of_it_leaves_it_open(start, grade, verdict, code):
    noted = f"infusion 4 on day 33 10:00 to day 33 11:00\n{REACTION.format(grade, start)}"
    seen = one(noted, "day 50")

    assert seen.verdict() == verdict
    assert code in seen.blockers()


def test_a_partial_date_without_any_infusion_near_is_no_reaction():
    assert one(REACTION.format(3, "2026-05"), "2026-06-01").said() == ("not_dlt", "")


def test_an_infusion_whose_start_nobody_can_read_has_no_reaction_time():
    noted = f"infusion 3 started_at=soon\n{REACTION.format(3, 'day 8')}"

    assert one(noted).said() == ("review", "R3")


def test_a_reaction_before_the_first_infusion_is_none():
    noted = "infusion 1 not_given other\n" + REACTION.format(3, "day 1 12:00")

    assert one(noted).event().in_window == "no"
    assert one(noted).verdict() == "not_dlt"
