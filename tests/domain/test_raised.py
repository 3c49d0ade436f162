"""Raised without an event row: Hy's law, a floor under an abnormal baseline, omitted infusions."""

import pytest

from tests.clinic import demo_protocol, one

HYS_LAW = "ALT 130 U/L 7-40 on day 12\nBILI 42 umol/L 3-20 on day 12"
FLOOR = "ALT 90 U/L 7-40 on day -3\nALT 330 U/L 7-40 on day 9"
REPORTED = "AE-1 Alanine aminotransferase increased 3, day 5, possible\nruled AE-1 not_dlt on day 20"


@pytest.mark.parametrize(
    ("infusions", "said"),
    [
        ("infusion 3 not_given adverse_event\ninfusion 4 not_given adverse_event", ("dlt", "R11")),
        ("infusion 3 not_given adverse_event", ("review", "R11")),
        ("infusion 3 interrupted adverse_event", ("review", "R11")),
        ("infusion 3 interrupted adverse_event\ninfusion 4 interrupted adverse_event", ("review", "R11")),
        ("infusion 3 not_given adverse_event\ninfusion 4 interrupted adverse_event", ("review", "R11")),
        ("infusion 3 not_given adverse_event\ninfusion 4 not_given other", ("review", "R11")),
        ("infusion 3 interrupted adverse_event cells=0\ninfusion 4 not_given adverse_event", ("dlt", "R11")),
        ("infusion 3 completed adverse_event cells=0", ("review", "R11")),
    ],
)
def test_r11_two_infusions_omitted_for_an_event_are_a_dlt_and_one_is_for_people(infusions, said):
    seen = one(infusions)

    assert seen.said("R11:S-001") == said
    assert seen.state() == {"dlt": "dlt", "review": "awaiting"}[said[0]]


@pytest.mark.parametrize(
    "infusions",
    [
        "infusion 3 not_given other\ninfusion 4 not_given other",
        "infusion 3 not_given",
        "infusion 3 interrupted other",
    ],
)
def test_r11_asks_only_for_adverse_events(infusions):
    assert one(infusions).events() == set()


def test_one_planned_infusion_noted_twice_was_omitted_once():
    noted = "infusion 3 not_given adverse_event\nanother infusion 3 on day 7 not_given adverse_event"

    assert one(noted).said("R11:S-001") == ("review", "R11")


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        ("not_dlt on day 20", "not_evaluable"),
        ("dlt on day 20", "dlt"),
        ("not_dlt on day 6", "awaiting"),
        ("not_dlt on day 7", "not_evaluable"),
    ],
)
def test_an_omission_for_an_event_makes_nobody_replaceable_until_it_is_ruled_on(ruling, state):
    noted = f"infusion 3 not_given adverse_event\nruled R11:S-001 {ruling}"

    assert one(noted).state() == state


def test_an_omission_ruled_too_early_is_asked_again():
    seen = one("infusion 3 not_given adverse_event\nruled R11:S-001 not_dlt on day 6")

    assert seen.blockers() == {"review_needed", "ruling_outdated"}


def test_what_is_raised_is_listed_like_an_event_in_the_window_without_a_grade():
    seen = one(HYS_LAW)
    event = seen.event("R9:S-001")

    assert (event.in_window, event.verdict, event.rule, event.grade, event.term) == (
        "yes",
        "dlt",
        "R9",
        None,
        "",
    )
    assert seen.patient().dlt_ids == ("R9:S-001",)


@pytest.mark.parametrize(
    ("record_id", "noted"), [("R9:S-001", HYS_LAW), ("R10:S-001", f"{FLOOR}\n{REPORTED}")]
)
@pytest.mark.parametrize(("verdict", "state"), [("not_dlt", "clear"), ("dlt", "dlt")])
def test_it_is_ruled_on_by_its_record_id(record_id, noted, verdict, state):
    seen = one(f"{noted}\nruled {record_id} {verdict} on day 20")

    assert (seen.said(record_id), seen.state()) == ((verdict, "ruling"), state)


@pytest.mark.parametrize(("record_id", "noted", "day"), [("R9:S-001", HYS_LAW, 12), ("R10:S-001", FLOOR, 9)])
def test_a_kind_ruling_before_it_was_first_met_cannot_stand(record_id, noted, day):
    assert one(f"{noted}\nruled {record_id} not_dlt on day {day - 1}").verdict(record_id) == "dlt"
    assert one(f"{noted}\nruled {record_id} not_dlt on day {day}").verdict(record_id) == "not_dlt"


def test_a_protocol_without_these_rules_raises_nothing():
    rules = [block for block in demo_protocol().split("\n\n") if '"R9"' not in block and '"R10"' not in block]
    bare = "\n\n".join(block for block in rules if '"R11"' not in block)

    assert one(f"{HYS_LAW}\n{FLOOR}\ninfusion 3 not_given adverse_event", protocol=bare).events() == set()
    assert one("ruled R9:S-001 not_dlt on day 20", protocol=bare).queries() == {"orphan_record"}
