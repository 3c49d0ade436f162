"""An export comes with another protocol file: told, and where a silent edit makes a verdict kinder, asked about."""

from datetime import date

from safety.domain.reason import DecisionGroundChanged, PastVerdictChanged
from safety.wording import speech
from safety.wording.other_protocol import protocol_said
from tests.clinic import DEMO, demo_protocol
from tests.exports import ONE, came_with

THREE = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nS-003 level 1 from 2026-03-02\n"
FIRST = DEMO.read_text(encoding="utf-8")
SHORTER = demo_protocol(("days = 30 ", "days = 20 "))
AMENDED = demo_protocol(("days = 30 ", "days = 20 "), ('version = "1.0"', 'version = "2.0"'))
REMARK = FIRST + "\n# read again\n"
HARSHER = demo_protocol(("days = 30 ", "days = 40 "))
LATE = "AE-1 Dyspnea 4, day 25 to day 28, possible"


def told(found):
    return list(protocol_said(found.of, speech()))


def edits(found):
    return [change for change in found.of.open if change.table == "protocol"]


def test_the_same_file_says_nothing():
    found = came_with((ONE, FIRST), (ONE, FIRST))

    assert told(found) == []
    assert found.of.by_protocol is None


def test_an_edit_under_the_same_version_that_takes_a_dlt_back_blocks_every_level():
    found = came_with((THREE + LATE, FIRST), (THREE + LATE, SHORTER))
    (edit,) = edits(found)

    assert told(found)[0].startswith("THE PROTOCOL FILE IS ANOTHER ONE: sha256 ")
    assert told(found)[1] == "The same version, another content: hDMSC-RLI-demonstration 1.0."
    assert "  S-003: DLT became clear" in told(found)
    assert "  Level 1: expand became rule for escalation met" in told(found)
    assert edit.subjects == ("S-003",)
    assert found.said()[0].startswith(
        "The same version 1.0 (the protocol file of hDMSC-RLI-demonstration), sha256 "
    )
    assert found.until_acknowledged().decision() == "wait"
    assert found.until_acknowledged().blockers() == {"downgraded"}


def test_another_name_under_the_same_version_is_no_amendment():
    renamed = SHORTER.replace('"hDMSC-RLI-demonstration"', '"hDMSC-RLI-trial"', 1)
    found = came_with((THREE + LATE, FIRST), (THREE + LATE, renamed))

    assert len(edits(found)) == 1
    assert (
        told(found)[1] == "The same version, another content: hDMSC-RLI-demonstration → hDMSC-RLI-trial 1.0."
    )
    assert found.until_acknowledged().decision() == "wait"


def test_somebody_answers_for_the_edit_and_the_next_edit_is_asked_about_anew():
    (edit,) = edits(came_with((THREE + LATE, FIRST), (THREE + LATE, SHORTER)))
    exports = (THREE + LATE, FIRST), (THREE + LATE, SHORTER)
    shorter_still = SHORTER.replace("days = 20 ", "days = 19 ")

    assert came_with(*exports, acknowledged=[edit.id]).of.open == ()
    assert edits(came_with(*exports, (THREE + LATE, SHORTER)))[0].id == edit.id
    assert edits(came_with(*exports, (THREE + LATE, FIRST))) == []
    assert edits(came_with(*exports, (THREE + LATE, shorter_still)))[0].id != edit.id


def test_an_event_that_comes_in_with_the_edit_that_spares_it_is_found_too():
    found = came_with((THREE, FIRST), (THREE + LATE, SHORTER))

    assert [edit.subjects for edit in edits(found)] == [("S-003",)]


def test_harm_that_was_lowered_together_with_the_edit_stays_harm():
    lowered = LATE.replace("Dyspnea 4", "Dyspnea 1")
    found = came_with((THREE + LATE, FIRST), (THREE + lowered, SHORTER))

    assert {change.row_id for change in found.of.open} == {"AE-1", "hDMSC-RLI-demonstration"}
    assert came_with((THREE + LATE, AMENDED), (THREE + lowered, AMENDED)).of.open != ()


def test_what_was_open_under_the_former_file_stays_open_after_its_edit():
    """An event left the window of the first file; by the later one it never stood in any."""
    mild = THREE + LATE.replace("Dyspnea 4", "Dyspnea 2")
    moved = mild.replace("day 25 to day 28", "day 45 to day 48")
    exports = (mild, FIRST), (moved, FIRST)

    assert "AE-1" in came_with(*exports).open()
    assert "AE-1" in came_with(*exports, (moved, SHORTER)).open()
    assert came_with(*exports, (moved, AMENDED)).open() == set()


def test_a_boundary_that_lets_more_through_is_asked_about_though_no_patient_moved():
    kinder = demo_protocol(("escalate_at_most = 0", "escalate_at_most = 1"))
    found = came_with((THREE + LATE, FIRST), (THREE + LATE, kinder))

    assert [edit.subjects for edit in edits(found)] == [()]
    assert "protocol file" in found.said()[0]


def test_an_edit_that_makes_nothing_kinder_is_told_and_blocks_nobody():
    for other in (REMARK, HARSHER):
        found = came_with((THREE + LATE, FIRST), (THREE + LATE, other))
        assert told(found)[1].startswith("The same version, another content")
        assert found.of.open == ()
    assert "By the file alone no decision" in told(came_with((ONE, FIRST), (ONE, REMARK)))[2]


def test_an_amendment_is_told_with_both_verdicts_and_blocks_nobody():
    found = came_with((THREE + LATE, FIRST), (THREE + LATE, AMENDED))

    assert told(found)[1] == "hDMSC-RLI-demonstration 1.0 became hDMSC-RLI-demonstration 2.0."
    assert "  S-003: DLT became clear" in told(found)
    assert found.of.open == ()


def test_a_silently_raised_dose_of_the_next_level_is_asked_about_though_no_verdict_moves():
    """The rule for escalation would be met, to a dose that nobody announced."""
    for more in (
        ("cells = 6.0e7", "cells = 9.0e7"),
        ("first_to_second_days = 14", "first_to_second_days = 1"),
    ):
        found = came_with((THREE, FIRST), (THREE, demo_protocol(more)))

        assert found.said()[0].endswith(", and more may be given, or sooner")
        assert found.until_acknowledged().decision() == "wait"
    announced = demo_protocol(("cells = 6.0e7", "cells = 9.0e7"), ('version = "1.0"', 'version = "2.0"'))
    assert came_with((THREE, FIRST), (THREE, announced)).of.open == ()


def test_rows_are_held_by_the_later_file_after_an_amendment_only():
    """What an edit would spare is held by the file it was harm under, and nobody is told otherwise."""
    by_the_later = "Rows are held against each other by the later file."

    assert told(came_with((ONE, FIRST), (ONE, AMENDED)))[-1] == by_the_later
    assert by_the_later not in told(came_with((ONE, FIRST), (ONE, SHORTER)))


def test_a_blank_behind_the_version_passes_no_edit_off_as_an_amendment():
    blank = demo_protocol(("days = 30 ", "days = 20 "), ('version = "1.0"', 'version = "1.0 "'))
    found = came_with((THREE + LATE, FIRST), (THREE + LATE, blank))

    assert found.until_acknowledged().blockers() == {"downgraded"}


def test_a_status_that_changed_is_told():
    draft = demo_protocol(('status = "demonstration"', 'status = "draft"'))

    assert told(came_with((ONE, draft), (ONE, FIRST)))[1].endswith("; status draft became demonstration.")


def test_a_verdict_of_the_past_is_held_under_the_protocol_it_was_given_by():
    """Under one and the same protocol nothing would differ: the ground of the decision is the protocol itself."""
    decided = "decision level 1 hold on 2026-04-10\nexported on 2026-04-12\n"
    alarms = came_with(
        (decided + THREE + LATE, FIRST), (decided + THREE + LATE, AMENDED), cut_off="2026-05-01"
    )
    ground, verdict = (alarm.reason for alarm in alarms.of.alarms)

    assert ground == DecisionGroundChanged(
        "DEC-1", date(2026, 4, 10), date(2026, 4, 10), 1, "expand", "escalate", ("S-003",)
    )
    assert verdict == PastVerdictChanged(1, date(2026, 4, 12), "expand", "escalate")
