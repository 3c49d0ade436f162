"""The decision of a level, first that holds, and what may come of it; levels as strings, '1NNN 2T?'.

N clear, T a DLT, ? in the window, A awaiting, E not evaluable.
"""

import pytest

from safety.domain.escalation import KINDEST_FIRST, Decision, exceeded, permits, row_for
from tests.clinic import COMMITTEE, demo_protocol, outcomes, review, tally
from tests.domain.ladders import ladder, protocol


@pytest.mark.parametrize(
    ("levels", "decision"),
    [
        ("1", "not_open"),
        ("1N", "enrol"),
        ("1NN", "enrol"),
        ("1E", "enrol"),
        ("1EEE", "enrol"),
        ("1NNE", "enrol"),
        ("1NNNE", "escalate"),
        ("1NNNN", "escalate"),
        ("1T", "expand"),
        ("1NNNT", "expand"),
        ("1NNNNT", "expand"),
        ("1NNNNTE", "expand"),
        ("1NNNNNT", "escalate"),
        ("1NNNNNNT", "escalate"),
        ("1NNN?", "wait"),
        ("1NNNA", "wait"),
        ("1NT?", "wait"),
        ("1TT?", "exceeded"),
        ("1TT", "exceeded"),
        ("1TTNNNNNN", "exceeded"),
    ],
)
def test_a_level_is_decided_by_clear_and_dlt_once_nobody_is_pending(levels, decision):
    assert ladder(levels).decide(1) == decision


@pytest.mark.parametrize(
    ("levels", "level_1", "level_2"),
    [
        ("1NNN 2", "escalate", "not_open"),
        ("1NNN 2N", "escalate", "enrol"),
        ("1NNN 2NNN", "escalate", "top_of_ladder"),
        ("1NNN 2NNNNNT", "escalate", "top_of_ladder"),
        ("1NNN 2NNT", "escalate", "expand"),
        ("1NNN 2TT", "expand", "exceeded"),
        ("1NNNNN 2TT", "expand", "exceeded"),
        ("1NNNNNN 2TT", "mtd", "exceeded"),
        ("1NNNNNT 2TT", "mtd", "exceeded"),
        ("1NNNNT 2TT", "expand", "exceeded"),
        ("1NNNN? 2TT", "wait", "exceeded"),
        ("1NNNTT 2NNN", "exceeded", "hold"),
        ("1NNT 2NNN", "expand", "hold"),
        ("1NN 2NNN", "enrol", "hold"),
        ("1NNT 2TT", "expand", "exceeded"),
        ("1NNN? 2NNN", "wait", "top_of_ladder"),
        ("1NNA 2NNN", "wait", "hold"),
        ("1 2NNN", "not_open", "hold"),
        ("1NNN 2N?", "escalate", "wait"),
    ],
)
def test_levels_look_at_each_other(levels, level_1, level_2):
    found = ladder(levels)

    assert (found.decide(1), found.decide(2)) == (level_1, level_2)


def test_a_changed_lower_level_is_named():
    seen = review(outcomes("1NNT 2NNN"), COMMITTEE)

    assert (seen.decision(2), seen.blockers(2), seen.blockers(1)) == ("hold", {"lower_level_changed"}, set())
    assert ladder("1NNT 2NNN").lower_level_changed(2) == 1
    assert ladder("1NNN 2NNN").lower_level_changed(2) is None


def test_only_escalate_names_the_next_dose():
    seen = review(outcomes("1NNN"), COMMITTEE)

    assert (seen.level(1).may_escalate, seen.level(1).next_dose.level) == (True, 2)
    assert (seen.level(2).may_escalate, seen.level(2).next_dose) == (False, None)


@pytest.mark.parametrize(("levels", "superseded"), [("1NNN 2", False), ("1NNN 2?", True), ("1NNN 2E", True)])
def test_a_level_is_superseded_once_the_next_has_a_dosed_patient(levels, superseded):
    seen = review(outcomes(levels), COMMITTEE)

    assert (seen.level(1).superseded, seen.level(2).superseded) == (superseded, False)


def test_a_hold_and_a_block_come_at_their_place():
    assert ladder("1TT", stopped=True).decide(1) == "hold"
    assert ladder("1NNN 2", stopped=True).decide(2) == "not_open"
    assert ladder("1TT", blocked=True).decide(1) == "exceeded"
    assert ladder("1NNT 2NNN", blocked=True).decide(2) == "hold"
    assert ladder("1NNN", blocked=True).decide(1) == "wait"


@pytest.mark.parametrize(
    ("status", "decision"), [("draft", "wait"), ("demonstration", "escalate"), ("confirmed", "escalate")]
)
def test_a_draft_protocol_lets_nobody_go_on(status, decision):
    text = demo_protocol(('status = "demonstration"', f'status = "{status}"'))
    seen = review(outcomes("1NNN"), COMMITTEE, text)

    assert (seen.decision(), seen.possible()) == (decision, [decision])
    assert seen.blockers() == ({"protocol_draft"} if status == "draft" else set())
    assert review(outcomes("1NN?"), COMMITTEE, text).possible() == (
        ["wait"] if status == "draft" else ["escalate", "expand"]
    )


@pytest.mark.parametrize(
    ("levels", "possible"),
    [
        ("1NN?", ["escalate", "expand"]),
        ("1NNNNT?", ["escalate", "exceeded"]),
        ("1NT??", ["expand", "exceeded"]),
        ("1NNT??", ["expand", "exceeded"]),
        ("1NNNT??", ["escalate", "exceeded"]),
        ("1N?", ["enrol", "expand"]),
        ("1???", ["escalate", "expand", "exceeded"]),
        ("1NNN?", ["escalate", "expand"]),
        ("1NNA", ["escalate", "expand"]),
        ("1NNN", ["escalate"]),
        ("1TT?", ["exceeded"]),
        ("1NNNNN? 2TT", ["mtd"]),
        ("1NNNNT? 2TT", ["mtd", "exceeded"]),
        ("1NNN? 2TT", ["expand"]),
    ],
)
def test_possible_resolves_every_pending_patient_both_ways(levels, possible):
    assert review(outcomes(levels), COMMITTEE).possible(1) == possible


def test_who_can_no_longer_become_clear_is_resolved_to_not_evaluable():
    noted = outcomes("1NN?") + "\ninfusion 4 not_given other"

    assert review(noted, COMMITTEE).possible() == ["enrol", "expand"]


def test_while_something_blocks_every_level_the_decision_stands_alone():
    noted = outcomes("1NN?") + "\nAE-9 Headache 1, day 5, subject_id=S-099"

    assert review(noted, COMMITTEE).possible() == ["wait"]


@pytest.mark.parametrize(
    ("levels", "cut_off", "earliest"),
    [
        ("1NNN", COMMITTEE, None),
        ("1NN?", COMMITTEE, "2026-05-02"),
        ("1TT?", COMMITTEE, "2026-05-02"),
        ("1A??", COMMITTEE, "2026-05-02"),
        ("1NNA", COMMITTEE, None),
    ],
)
def test_the_earliest_decision_is_the_day_after_the_last_open_window(levels, cut_off, earliest):
    """First infusion on 1 April: the window runs through 1 May."""
    found = review(outcomes(levels), cut_off).level().earliest_decision_on

    assert (found and found.isoformat()) == earliest


def test_the_row_in_use_is_the_largest_reached():
    found = protocol()

    assert [row_for(found, n) and row_for(found, n).evaluable for n in range(8)] == [
        None,
        None,
        None,
        3,
        3,
        3,
        6,
        6,
    ]
    assert not permits(found, tally("NN"))
    assert exceeded(found, tally("TT"))


DECIDED = "decision level 1 escalate on {}"


@pytest.mark.parametrize(
    ("decisions", "asked"),
    [
        ("", False),
        (DECIDED.format("2026-03-01"), False),
        (DECIDED.format("2026-03-02"), True),
        (DECIDED.format("2026-03-03"), True),
        ("decision level 1 hold on 2026-03-01", True),
        ("decision level 2 escalate on 2026-03-01", True),
        (DECIDED.format("2026-03-01") + " reason=", True),
    ],
)
def test_a_patient_dosed_with_no_earlier_decision_to_escalate_the_level_below_is_shown(decisions, asked):
    """Only where somebody keeps decisions of record, and it blocks nobody."""
    seen = review(f"{outcomes('1NNN 2NNN')}\n{decisions}", COMMITTEE)

    assert ("dosed_without_decision" in seen.queries()) is asked
    assert (seen.decision(2), seen.blockers(2)) == ("top_of_ladder", set())


def test_decisions_of_record_never_change_the_rule_s_verdict():
    noted = outcomes("1NNT") + "\n" + DECIDED.format("2026-04-10")

    assert review(noted, COMMITTEE).decision() == "expand"


def test_decisions_are_told_from_the_kindest_on_and_none_is_forgotten():
    assert set(KINDEST_FIRST) == set(Decision)
    assert KINDEST_FIRST[0] is Decision.ESCALATE
