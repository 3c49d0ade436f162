"""Does a decision of record stand on the records that it was made on? The mark beside it in the table of levels."""

from dataclasses import replace
from datetime import date

import pytest

from safety.domain.export import Export
from safety.review.decisions_of_record import latest_decision
from safety.review.ground_of_decision import made_on, on_other_ground
from safety.review.reference import reference
from tests.clinic import review

CUT_OFF = "2026-05-01"
THREE = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nS-003 level 1 from 2026-03-02\n"
DECIDED = "decision level 1 escalate on 2026-04-10\n"
LATE = "AE-014 Dyspnea 4, day 5 to day 6, possible\n"


def on_day(day: str) -> str:
    return f"exported on 2026-04-{day}\n"


def exports(*notes: str) -> list[Export]:
    reviews = [review(each, CUT_OFF).of for each in notes]
    return [Export(each.cut.reports, each.protocol) for each in reviews]


def marked(*notes: str) -> bool:
    """The latest decision on level 1, by a history of exports, the oldest first."""
    decision = latest_decision(review(notes[-1], CUT_OFF).of.cut, 1)
    *before, latest = exports(*notes)
    return on_other_ground(decision, before, latest, reference())


def test_a_dlt_reported_after_the_decision_marks_it():
    assert marked(DECIDED + THREE + on_day(10), DECIDED + THREE + LATE)
    assert not marked(DECIDED + THREE + on_day(10), DECIDED + THREE)


def test_the_first_export_has_nothing_to_be_held_against():
    assert not marked(DECIDED + THREE + LATE)


def test_a_dlt_that_came_and_went_between_is_no_other_ground():
    """*What changed* tells of it all the same, for the verdict of that export is another one now."""
    came, went = DECIDED + THREE + LATE + on_day(17), DECIDED + THREE + on_day(24)
    assert not marked(DECIDED + THREE + on_day(10), came, went)


def test_a_decision_without_its_cut_off_rests_on_nothing_known():
    decision = latest_decision(review(DECIDED + THREE, CUT_OFF).of.cut, 1)
    assert made_on(replace(decision, cut_off=None), exports(THREE)) == ()


@pytest.mark.parametrize(
    ("days", "decided_on", "expected"),
    [
        pytest.param(["09"], 10, [], id="older than its cut-off"),
        pytest.param(["09", "10"], 10, ["10"], id="of its day"),
        pytest.param(["10", "24"], 10, ["10"], id="the next was made on another one"),
        pytest.param(["10", "13", "17"], 14, ["10", "13"], id="either of two, before the committee met"),
        pytest.param(["24", "17"], 10, ["17"], id="the store began later: the first after it"),
        pytest.param(["10", ""], 10, ["10", ""], id="of no stated day: it may be"),
    ],
)
def test_the_exports_that_it_can_have_been_made_on(days, decided_on, expected):
    decision = latest_decision(review(DECIDED + THREE, CUT_OFF).of.cut, 1)
    before = exports(*(THREE + (on_day(day) if day else "") for day in days))
    found = made_on(replace(decision, decided_on=date(2026, 4, decided_on)), before)
    assert [f"{e.reports.extracted_on:%d}" if e.reports.extracted_on else "" for e in found] == expected
