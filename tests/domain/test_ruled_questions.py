"""What the monitor raised itself is ruled on by the record id of its blocker."""

import pytest

from tests.clinic import one

RAISED = {
    "exit:S-001": "left day 31 adverse_event",
    "dose:INF-S-001-2": "infusion 2 cells=2.0e8",
    "late:INF-S-001-4": "infusion 4 on day 32",
    "lab:M-1": "NEUT 0.7 10^9/L 1.8-7.5 on day 9",
}


@pytest.mark.parametrize("record_id", RAISED)
def test_each_is_asked_about_by_its_record_id(record_id):
    seen = one(RAISED[record_id], "day 40")

    assert record_id in {question.record_id for question in seen.level().blockers}
    assert seen.state() == "awaiting"


@pytest.mark.parametrize("record_id", RAISED)
@pytest.mark.parametrize("verdict", ["not_dlt", "dlt", "not_evaluable"])
def test_each_ruling_settles_it(record_id, verdict):
    seen = one(f"{RAISED[record_id]}\nruled {record_id} {verdict} on day 35", "day 40")
    spared = "clear" if record_id[:3] in ("dos", "lab") else "not_evaluable"

    assert seen.state() == {"not_dlt": spared}.get(verdict, verdict)
    assert not seen.blockers()
    assert seen.patient().dlt_ids == ((record_id,) if verdict == "dlt" else ())


@pytest.mark.parametrize(
    ("record_id", "too_early"),
    [
        ("exit:S-001", "day 30"),
        ("dose:INF-S-001-2", "day 3"),
        ("late:INF-S-001-4", "day 31"),
        ("lab:M-1", "day 8"),
    ],
)
def test_a_kind_ruling_before_its_matter_arose_is_outdated(record_id, too_early):
    seen = one(f"{RAISED[record_id]}\nruled {record_id} not_dlt on {too_early}", "day 40")

    assert seen.state() == "awaiting"
    assert "ruling_outdated" in seen.blockers()


@pytest.mark.parametrize(
    ("verdict", "state"), [("not_dlt", "clear"), ("dlt", "dlt"), ("not_evaluable", "not_evaluable")]
)
def test_a_laboratory_value_that_nobody_can_grade_is_ruled_on_too(verdict, state):
    noted = f"ALT 130 U/L on day 9\nruled lab:M-1 {verdict} on day 35"

    assert (one(noted, "day 40").state(), one(noted, "day 40").blockers()) == (state, set())


def test_a_laboratory_value_ruled_on_at_a_lower_grade_is_asked_again():
    noted = "NEUT 0.7 10^9/L 1.8-7.5 on day 9\nruled lab:M-1 not_dlt on day 35 ruled_grade={}"

    assert one(noted.format(3), "day 40").state() == "clear"
    assert one(noted.format(2), "day 40").blockers() == {"unreported_lab", "ruling_outdated"}


@pytest.mark.parametrize(
    ("verdict", "state"), [("dlt", "dlt"), ("not_evaluable", "not_evaluable"), ("not_dlt", "clear")]
)
def test_a_ruling_on_what_is_not_asked_any_more_still_counts_against_the_patient(verdict, state):
    assert one(f"ruled dose:INF-S-001-2 {verdict} on day 20").state() == state


def test_a_raised_rule_that_no_longer_stands_and_was_ruled_a_dlt_stays_one():
    assert one("ruled R9:S-001 dlt on day 20").patient().dlt_ids == ("R9:S-001",)


def test_an_event_cannot_be_ruled_not_evaluable():
    seen = one("AE-1 Dyspnea 3, day 5, possible\nruled AE-1 not_evaluable on day 20")

    assert (seen.verdict(), seen.queries()) == ("dlt", {"unreadable_row"})


@pytest.mark.parametrize("record_id", ["R9:S-001", "R10:S-001", "R11:S-001"])
def test_nor_can_what_is_raised_as_an_event(record_id):
    seen = one(f"ruled {record_id} not_evaluable on day 20")

    assert (seen.state(), seen.blockers()) == ("awaiting", {"unreadable_row"})


@pytest.mark.parametrize("record_id", ["AE-9", "exit:S-099", "dose:INF-9", "lab:M-9", "R3:S-001", "AE-9:M-1"])
def test_a_ruling_on_an_id_that_nobody_knows_blocks_every_level(record_id):
    seen = one(f"ruled {record_id} not_dlt on day 20")

    assert (seen.decision(), seen.blockers(1), seen.blockers(2)) == (
        "wait",
        {"orphan_record"},
        {"orphan_record"},
    )


def test_ruling_the_exit_for_an_event_leaves_the_event_itself_open():
    noted = "AE-1 Dyspnea ?, day 15\nleft day 16 adverse_event\nruled exit:S-001 not_dlt on day 20"

    assert one(noted).blockers() == {"grade_unknown"}
