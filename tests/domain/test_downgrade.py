"""Which changed cells may make a verdict kinder, and which may not."""

import pytest

from safety.domain.downgraded_event import MILD_FIRST
from safety.records.columns import ADVERSE_EVENTS
from tests.exports import ONE, dangers
from tests.studies import ROOT

BOIN = ROOT / "tests" / "protocols" / "boin.toml"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # grade
        ("3, day 5", "2, day 5", {"grade": "lowered"}),
        ("3, day 5", "?, day 5", {"grade": "lowered"}),
        ("2, day 5", "3, day 5", {}),
        ("?, day 5", "1, day 5", {}),
        ("1, day 5", "?, day 5", {}),
        ("3, day 5", "3, day 5, grade=3/4", {"grade": "lowered"}),
        # causality; not assessed counts as related (ICH E2A)
        ("3, day 5, definite", "3, day 5, unrelated", {"causality": "lowered"}),
        ("3, day 5, probable", "3, day 5, possible", {"causality": "lowered"}),
        ("3, day 5, unlikely", "3, day 5, unrelated", {"causality": "lowered"}),
        ("3, day 5", "3, day 5, unrelated", {"causality": "lowered"}),
        ("3, day 5", "3, day 5, possible", {}),
        ("3, day 5, definite", "3, day 5", {}),
        ("3, day 5, unrelated", "3, day 5, definite", {}),
        # flags and findings
        ("2, day 5, serious=Y", "2, day 5, serious=N", {"serious": "lowered"}),
        ("2, day 5, serious=Y", "2, day 5", {"serious": "lowered"}),
        ("2, day 5", "2, day 5, serious=N", {}),
        ("2, day 5, hospitalized=Y", "2, day 5, hospitalized=N", {"hospitalized": "lowered"}),
        (
            "2, day 5, on_optimal_therapy=N",
            "2, day 5, on_optimal_therapy=Y",
            {"on_optimal_therapy": "lowered"},
        ),
        ("2, day 5, on_optimal_therapy=Y", "2, day 5, on_optimal_therapy=N", {}),
        ("2, day 5, oxygen=from_40", "2, day 5, oxygen=intermittent", {"oxygen": "lowered"}),
        ("2, day 5, oxygen=none", "2, day 5", {}),
        ("2, day 5, pressors=2", "2, day 5, pressors=1", {"pressors": "lowered"}),
        ("2, day 5, outcome=fatal", "2, day 5, outcome=recovered", {"outcome": "lowered"}),
        ("2, day 5, outcome=recovering", "2, day 5, outcome=recovered", {}),
        # dates: the window is study days 1 to 31
        ("2, day 31", "2, day 32", {"started_at": "left_window"}),
        ("2, day 1", "2, day -1", {"started_at": "left_window"}),
        ("2, day 5", "2, ?", {"started_at": "left_window"}),
        ("2, 2026-03", "2, 2026-05", {"started_at": "left_window"}),
        ("2, ?", "2, day 32", {"started_at": "left_window"}),
        ("2, ? to day 5", "2, ? to day -1", {"ended_at": "left_window"}),
        ("2, day -5 to day 5", "2, day -5 to day -1", {"ended_at": "left_window"}),
        ("2, day 5", "2, day 6", {}),
        ("2, day 32", "2, day 31", {}),
        (
            "5, day -5 to day 9",
            "5, day -5 to day 40",
            {"ended_at": "left_window"},
        ),  # a death is placed by its end
        ("5, day -5 to day 40", "5, day -5 to day 9", {}),
        # how long: rules and exclusions ask from grade 3 on
        ("3, day 5 to day 9", "3, day 5 to day 8", {"ended_at": "shortened"}),
        ("3, day 5 to day 9", "3, day 6 to day 9", {"started_at": "shortened"}),
        ("?, day 5 to day 9", "?, day 5 to day 8", {"ended_at": "shortened"}),
        ("2, day 5 to day 9", "2, day 5 to day 8", {}),
        ("3, day 5 to day 9", "3, day 5 to day 10", {}),
        ("3, day 5", "3, day 5 to day 9", {}),
        # words that no rule reads
        ("3, day 5, verbatim=cold", "3, day 5, verbatim=warm", {}),
    ],
)
def test_an_event(before, after, found):
    assert dangers(f"{ONE}AE-1 Headache {before}", f"{ONE}AE-1 Headache {after}") == found


def test_another_term_is_another_event():
    assert dangers(f"{ONE}AE-1 Dyspnea 2, day 5", f"{ONE}AE-1 Cough 2, day 5") == {"term": "recoded"}


def test_the_scale_of_every_finding_is_the_dictionarys():
    findings = {c.name: c.holds.words.split(", ") for c in ADVERSE_EVENTS.columns if c.finding}

    assert {name: sorted(words) for name, words in findings.items()} == {
        name: sorted(MILD_FIRST[name]) for name in findings
    }


def test_an_event_that_moved_to_another_patient():
    two = f"{ONE}S-002 level 1 from 2026-03-02\n"

    assert dangers(f"{two}AE-1 Headache 3, day 5", f"{two}AE-1 Headache 3, day 5, subject_id=S-001") == {
        "subject_id": "moved"
    }


def test_an_event_of_somebody_who_was_never_dosed_has_no_window_to_leave():
    assert (
        dangers("S-001 level 1\nAE-1 Headache 2, 2026-03-02", "S-001 level 1\nAE-1 Headache 2, 2026-05-02")
        == {}
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("left day 9 adverse_event", "left day 9 withdrew_consent", {"off_study_reason": "lowered"}),
        ("left day 9 death", "left day 9 adverse_event", {"off_study_reason": "lowered"}),
        ("left day 9 adverse_event", "left day 9", {"off_study_reason": "lowered"}),
        ("left day 9 other", "left day 9 adverse_event", {}),
        ("left day 31 withdrew_consent", "left day 32 withdrew_consent", {"off_study_on": "left_window"}),
        ("left day 9 withdrew_consent", "", {"off_study_on": "left_window"}),
        ("", "left day 9 withdrew_consent", {}),
        ("left day 40 completed", "left day 50 completed", {}),
        ("reviewed through day 31", "reviewed through day 40", {}),
        ("reviewed through day 40", "reviewed through day 31", {}),
    ],
)
def test_an_exit_and_the_pages(before, after, found):
    assert dangers(f"{ONE}{before}", f"{ONE}{after}") == found


def test_another_level_counts_somebody_elsewhere():
    assert dangers("S-001 level 1", "S-001 level 2") == {"dose_level": "moved"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("cells=2.0e7", "cells=2.4e7", {}),
        ("cells=2.5e7", "cells=2.4e7", {"cells": "tolerance"}),  # above 20 %, now within
        ("cells=1.5e7", "cells=1.6e7", {"cells": "tolerance"}),  # below 20 %, now within
        ("cells=1.6e7", "cells=1.5e7", {"cells": "tolerance"}),
        ("cells=2.0e7", "cells=0", {"cells": "tolerance"}),
        ("cells=0", "cells=2.0e7", {"cells": "tolerance"}),
        ("cells=2.5e7", "cells=", {"cells": "tolerance"}),
        ("cells=", "cells=2.0e7", {}),
        ("cells=2.0e7", "cells=", {}),
        ("not_given adverse_event", "not_given other", {"reason": "lowered"}),
        ("not_given other", "not_given adverse_event", {}),
        ("interrupted adverse_event", "completed", {"status": "lowered", "reason": "lowered"}),
        ("completed", "interrupted adverse_event", {}),
        ("completed", "not_given other", {"status": "lowered", "cells": "tolerance"}),
        ("completed", "completed number=4", {"number": "rewritten"}),
        ("completed lot=A", "completed lot=B", {}),
    ],
)
def test_an_infusion(before, after, found):
    assert dangers(f"{ONE}infusion 3 {before}", f"{ONE}infusion 3 {after}") == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("on day 1 10:00", "on day 2 10:00", {"started_at": "window_moved"}),
        ("on day 1 10:00", "on day 1 09:00", {"started_at": "window_moved"}),
        ("on day 1", "on day 1 09:00", {}),
        ("on day 1 10:00", "on day 1 10:00 to day 1 11:30", {}),
    ],
)
def test_the_first_infusion_opens_the_window(before, after, found):
    assert dangers(f"{ONE}infusion 1 {before}", f"{ONE}infusion 1 {after}") == found


def test_the_only_infusion_that_was_not_given_after_all():
    only = f"{ONE}infusion 2 missing\ninfusion 3 missing\ninfusion 4 missing\n"
    found = dangers(only, f"{only}infusion 1 on day 3 not_given other")

    assert found == {"status": "lowered", "started_at": "window_moved", "cells": "tolerance"}


def test_a_weight_that_brings_an_infusion_into_tolerance():
    """1.0e6 cells at 70 kg are 8.6e5 at 60 kg and 8.7e5 at 61: 9.5e5 are 11 % above the one, 9 % above the other."""
    weighs = "S-001 level 1 from 2026-03-02 weight_kg={}\ninfusion 2 cells=9.5e5"

    assert dangers(weighs.format(60), weighs.format(61), BOIN) == {"weight_kg": "tolerance"}
    assert dangers(weighs.format(61), weighs.format(62), BOIN) == {}
    assert dangers(weighs.format(60), weighs.format(61)) == {}  # where doses do not go by weight


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 9", "NEUT 0.6 10^9/L 1.8-7.5 on day 9", {"value": "lowered"}),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 9", "NEUT 0.30 10^9/L 1.8-7.5 on day 9", {}),
        ("NEUT 0.3 1.8-7.5 on day 9", "NEUT 0.3 10^9/L 1.8-7.5 on day 9", {}),
        (
            "NEUT 0.3 10^9/L 1.8-7.5 on day 9",
            "NEUT 0.3 10^9/L 1.8-7.5 on day 40",
            {"collected_at": "left_window"},
        ),
        ("NEUT 0.3 10^9/L 1.8-7.5 on day 9", "NEUT 0.3 10^9/L 1.8-7.5 on day 10", {}),
    ],
)
def test_a_measurement_where_nobody_compares_values(before, after, found):
    assert dangers(f"{ONE}{before}", f"{ONE}{after}") == found


@pytest.mark.parametrize(
    ("day", "found"), [("day -3", {"value": "lowered"}), ("day 1", {"value": "lowered"})]
)
def test_a_value_that_may_be_the_baseline_is_dangerous_in_either_direction(day, found):
    low, high = (f"{ONE}ALT {value} U/L 7-40 on {day}" for value in (30, 60))

    assert dangers(low, high) == dangers(high, low) == found


def test_a_measurement_of_somebody_never_dosed():
    before, after = (f"S-001 level 1\nNEUT 3 10^9/L 1.8-7.5 on 2026-03-0{day}" for day in (1, 2))

    assert dangers(before, after) == {}


RULED = f"{ONE}AE-1 Headache 3, day 5\nAE-2 Cough 3, day 5\nruled AE-1 "


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("dlt on day 9", "not_dlt on day 9", {"verdict": "rewritten"}),
        ("not_dlt on day 9", "dlt on day 9", {}),
        ("not_dlt on day 9", "not_dlt on day 9 event_id=AE-2", {"event_id": "rewritten"}),
        ("not_dlt on day 9", "not_dlt on day 10", {"decided_on": "rewritten"}),
        ("not_dlt on day 9 ruled_grade=2", "not_dlt on day 9 ruled_grade=3", {"ruled_grade": "rewritten"}),
        ("not_dlt on day 9 ruled_grade=2", "not_dlt on day 9", {"ruled_grade": "rewritten"}),
        ("not_dlt on day 9 ruled_grade=3", "not_dlt on day 9 ruled_grade=2", {}),
        ("not_dlt on day 9", "not_dlt on day 9 resumes=Y", {"resumes": "rewritten"}),
        ("not_dlt on day 9 resumes=Y", "not_dlt on day 9", {}),
        ("not_dlt on day 9 reason=one", "not_dlt on day 9 reason=two", {}),
    ],
)
def test_a_ruling_on_record_is_not_rewritten(before, after, found):
    assert dangers(RULED + before, RULED + after) == found


def test_a_decision_of_record_is_shown_and_never_dangerous():
    assert (
        dangers(f"{ONE}decision level 1 hold on 2026-04-10", f"{ONE}decision level 1 escalate on 2026-04-10")
        == {}
    )
