"""Would newer records have changed a verdict that was given, or the ground of a decision of record?"""

from datetime import date

import pytest

from safety.domain.open_question import Code, Reach
from safety.domain.reason import DecisionGroundChanged, PastVerdictChanged
from tests.exports import between

THREE = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nS-003 level 1 from 2026-03-02\n"
DECIDED = "decision level 1 escalate on 2026-04-10\n"
LATE = "AE-014 Dyspnea 4, day 5 to day 6, possible"


def grounds(before: str, after: str, cut_off: str = "2026-05-01"):
    return [alarm.reason for alarm in between(before, after, cut_off).of.alarms]


def test_a_dlt_reported_after_the_meeting_changes_the_ground_of_its_decision():
    """Golden scenario G15 of the domain brief: the next level is open when the event comes in."""
    (alarm,) = between(DECIDED + THREE, DECIDED + THREE + LATE, "2026-05-01").of.alarms

    assert (alarm.code, alarm.record_id, alarm.reach) == (Code.DECISION_GROUND_CHANGED, "DEC-1", Reach.NOBODY)
    assert alarm.reason == DecisionGroundChanged(
        "DEC-1", date(2026, 4, 10), date(2026, 4, 10), 1, "escalate", "expand", ("S-003",)
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(DECIDED + THREE, THREE, id="the decision itself is gone"),
        pytest.param(THREE, DECIDED + THREE, id="the decision was recorded since"),
    ],
)
def test_a_decision_counts_wherever_it_is_on_record(before, after):
    assert len(grounds(before, after + LATE)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(DECIDED + THREE, DECIDED + THREE, id="nothing changed"),
        pytest.param(DECIDED + THREE, DECIDED + THREE + "AE-1 Headache 1, day 5", id="a mild event"),
        pytest.param(
            DECIDED + THREE + "reviewed through day 9", DECIDED + THREE + "reviewed through day 40",
            id="somebody pending then is clear now",
        ),
        pytest.param(
            "decision level 7 hold on 2026-04-10\n" + THREE, "decision level 7 hold on 2026-04-10\n" + THREE + LATE,
            id="on a level that the protocol lacks",
        ),
        pytest.param(
            "decision level 1 hold on 2026-05-02\n" + THREE, "decision level 1 hold on 2026-05-02\n" + THREE + LATE,
            id="made after the day of the review",
        ),
    ],
)  # fmt: skip
def test_no_alarm(before, after):
    assert grounds(before, after) == []


def test_a_decision_was_not_made_on_an_export_older_than_its_cut_off():
    """What the rule said on the day of that export is another question."""
    found = grounds(DECIDED + THREE + "exported on 2026-04-09", DECIDED + THREE + LATE)

    assert [type(reason) for reason in found] == [PastVerdictChanged]


def test_a_verdict_given_at_the_day_of_the_earlier_export_would_be_another():
    (alarm,) = grounds(THREE + "exported on 2026-04-20", THREE + LATE)

    assert alarm == PastVerdictChanged(1, date(2026, 4, 20), "escalate", "expand")


@pytest.mark.parametrize(
    ("before", "cut_off"),
    [
        pytest.param("exported on 2026-03-20", "2026-05-01", id="a level that had to wait"),
        pytest.param("exported on 2026-05-02", "2026-05-01", id="a day not yet reached"),
    ],
)
def test_a_verdict_that_was_not_given_cannot_change(before, cut_off):
    assert grounds(THREE + before, THREE + LATE, cut_off) == []


def test_the_other_patients_of_the_study_are_no_ground_of_it():
    other = "S-004 level 2 from 2026-03-02\n"

    assert grounds(DECIDED + THREE + other, DECIDED + THREE + other + LATE) == []
