"""One event: its grade and what speaks against it, the questions it raises, and whom they hold back."""

import pytest

from safety.domain.case_report import AdverseEvent, Source
from safety.domain.grade_doubt import other_version
from tests.clinic import one, review


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("Dyspnea 3, day 5, ctcae_version=4.03", "version_conflict"),
        ("Dyspnea 1, day 5, ctcae_version=6.0", "version_conflict"),
        ("Headache 4, day 5", "impossible_grade"),
        ("Alopecia 3, day 5", "impossible_grade"),
        ("Feeling odd 3, day 5", "unknown_term"),
        ("Feeling odd 4, day 5", "unknown_term"),
        ("Dyspnea ?, day 5", "grade_unknown"),
        ("Dyspnea ?, day 5, unrelated", "grade_unknown"),
        ("Lymphocyte count decreased ?, day 5", "grade_unknown"),
    ],
)
def test_a_grade_that_cannot_be_believed_is_unknown_and_never_0(event, code):
    seen = one(f"AE-1 {event}")

    assert (seen.said(), seen.event().grade) == (("unknown", ""), None)
    assert seen.blockers() == {code}


def test_an_unknown_term_without_a_grade_is_asked_about_twice():
    assert one("AE-1 Feeling odd ?, day 5").blockers() == {"unknown_term", "grade_unknown"}


@pytest.mark.parametrize("grade", [1, 2])
def test_an_unknown_term_of_a_lower_grade_is_no_dlt_and_still_blocks(grade):
    seen = one(f"AE-1 Feeling odd {grade}, day 5")

    assert (seen.verdict(), seen.state(), seen.blockers()) == ("not_dlt", "awaiting", {"unknown_term"})


@pytest.mark.parametrize(
    ("written", "conflicts"),
    [("", False), ("5.0", False), ("5", False), ("v5.0", False), ("CTCAE v5.0", False), ("ctcae 5", False),
     ("4.03", True), ("6.0", True), ("v4", True), ("five", True)],
)  # fmt: skip
def test_a_version_is_the_protocol_s_however_it_is_written(written, conflicts):
    event = AdverseEvent(
        source=Source("", 2), event_id="A", subject_id="S", term="T", ctcae_version=written or None
    )

    assert other_version(event, "5.0") is conflicts


@pytest.mark.parametrize(
    ("span", "blocks"),
    [
        ("day -10 to day -1", False),
        ("day -10 to day 1 09:59", False),
        ("day -10 to day 1", True),
        ("day -10", True),
        ("day 31", True),
        ("day 32", False),
        ("day 32 to day 34", False),
        ("2026-03", True),
        ("?", True),
        ("? to day -1", False),
    ],
)
@pytest.mark.parametrize("event", ["Dyspnea ?", "Headache 4", "Feeling odd 3", "Feeling odd 1"])
def test_such_questions_block_unless_the_whole_period_lies_outside_the_window(event, span, blocks):
    seen = one(f"AE-1 {event}, {span}", "day 70")

    assert bool(seen.blockers()) is blocks
    assert seen.queries()


@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        ("Dyspnea ?, day -10", "unknown"),
        ("Headache 4, day -10", "unknown"),
        ("Headache 4, day -10 to day -1", "not_dlt"),
    ],
)
def test_a_row_that_began_before_the_infusion_and_runs_into_the_window_is_unknown(event, verdict):
    assert one(f"AE-1 {event}").verdict() == verdict


@pytest.mark.parametrize(
    ("measured", "said", "grade"),
    [
        ("PLAT 20 10^9/L 150-400 on day 6", ("dlt", "R7"), 4),
        ("PLAT 60 10^9/L 150-400 on day 6", ("unknown", ""), None),
        ("PLAT 40 10^9/L 150-400 on day 6", ("unknown", ""), None),
        ("PLAT 20 10^9/L 150-400 on day 40", ("dlt", "R7"), 4),
    ],
)
def test_without_a_reported_grade_only_a_derived_dlt_is_believed(measured, said, grade):
    seen = one(f"AE-1 Platelet count decreased ?, day 5, possible\n{measured}", "day 41")

    assert (seen.said(), seen.event().grade) == (said, grade)
    assert "grade_unknown" in seen.queries()


def test_a_derived_grade_does_not_stand_in_for_another_version_s():
    noted = """AE-1 Platelet count decreased 2, day 5, possible, ctcae_version=4.03
               PLAT 20 10^9/L 150-400 on day 6"""

    assert one(noted).verdict() == "unknown"


def test_an_event_of_a_patient_dosed_on_a_day_nobody_can_read_is_not_known():
    never_placed = "".join(f"infusion {n} started_at=soon\n" for n in (1, 2, 3, 4))
    seen = one(f"{never_placed}AE-1 Dyspnea 3, day 5, possible")

    assert (seen.state(), seen.event().in_window, seen.verdict()) == ("awaiting", "possible", "unknown")
    assert one(f"{never_placed}AE-1 Dyspnea 3, day 5\nruled AE-1 dlt on day 6").state() == "dlt"
    assert one(f"{never_placed}AE-1 Dyspnea 3, day 5\nruled AE-1 not_dlt on day 6").state() == "awaiting"


def test_an_event_of_nobody_known_is_listed_and_blocks_every_level():
    seen = one("AE-1 Dyspnea 3, day 5, subject_id=S-099")

    assert (seen.said(), seen.event().in_window) == (("unknown", ""), "possible")
    assert (seen.decision(), seen.blockers(2)) == ("wait", {"orphan_record"})


def test_a_death_of_somebody_dosed_whom_nobody_knows_holds_every_level():
    seen = one("infusion 2 subject_id=S-099\nAE-1 Pneumonitis 5, day 20, subject_id=S-099")

    assert (seen.decision(1), seen.decision(2)) == ("hold", "not_open")
    assert seen.blockers() >= {"stopping_rule", "orphan_record"}


def test_the_grade_of_the_row_is_shown_as_it_stands_there():
    seen = one(
        "AE-1 Neutrophil count decreased 1, day -10\nAE-2 Headache 4, day 5\nNEUT 0.3 10^9/L 1.8-7.5 on day 9"
    )

    assert [seen.event(id_).reported_grade for id_ in ("AE-1", "AE-2", "AE-1:M-1")] == [1, 4, None]


def test_every_event_is_listed_whatever_became_of_it():
    noted = """S-001 level 1 from 2026-03-02
                 AE-1 Headache 1, day 5
                 AE-2 Dyspnea 3, day -30 to day -20
                 AE-3 Dyspnea 3, day 90
               S-002 level 1
                 AE-4 Dyspnea 3, 2026-03-10"""

    assert review(noted, "S-001 day 40").events() == {"AE-1", "AE-2", "AE-4"}


def test_a_subject_is_ordered_by_what_is_worst():
    noted = (
        "AE-1 Nausea 3, day 5 to day 7, possible\nAE-2 Dyspnea 3, day 5, unrelated\nAE-3 Headache 2, day 5"
    )
    seen = one(noted)

    assert [seen.verdict(f"AE-{n}") for n in (1, 2, 3)] == ["unknown", "review", "not_dlt"]
    assert seen.blockers() == {"fact_missing", "review_needed"}
