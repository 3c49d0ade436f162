"""One patient at the cut-off: everything about them adds up to one state."""

import pytest

from tests.clinic import one, review


@pytest.mark.parametrize(
    ("noted", "dlt_ids"),
    [
        ("AE-2 Dyspnea 3, day 5\nAE-1 Hypoxia 3, day 5", ("AE-1", "AE-2")),
        ("AE-1 Dyspnea 3, day 5\ninfusion 3 not_given adverse_event\ninfusion 4 not_given adverse_event",
         ("AE-1", "R11:S-001")),
        ("left day 20 adverse_event\nruled exit:S-001 dlt on day 22", ("exit:S-001",)),
        ("AE-1 Dyspnea 3, day 5\nruled AE-1 not_dlt on day 22", ()),
    ],
)  # fmt: skip
def test_a_patient_is_a_dlt_by_every_event_that_is_one(noted, dlt_ids):
    seen = one(noted)

    assert seen.patient().dlt_ids == dlt_ids
    assert (seen.state() == "dlt") is bool(dlt_ids)


def test_no_open_question_takes_a_dlt_away():
    noted = """AE-1 Dyspnea 3, day 5, possible
               AE-2 Dyspnea ?, day 6
               AE-3 Headache 2, day 7, serious=perhaps
               infusion 3 not_given
               reviewed through ?
               left ? adverse_event"""
    seen = one(noted)

    assert (seen.state(), seen.level().tally.dlt, seen.blockers()) == ("dlt", 1, set())
    assert {"grade_unknown", "unreadable_row", "infusions_incomplete"} <= seen.queries()


def test_a_patient_who_was_never_dosed_keeps_what_is_asked_about_them():
    seen = review(
        "S-001 level 1\nAE-1 Headache 2, 2026-03-05, serious=perhaps\nS-002 level 1 from 2026-03-02"
    )

    assert (seen.state("S-001"), seen.queries(), seen.decision()) == (
        "allocated",
        {"unreadable_row"},
        "enrol",
    )


def test_a_patient_dosed_on_a_day_nobody_can_read_waits():
    noted = "".join(f"infusion {n} started_at=soon\n" for n in (1, 2, 3, 4))
    seen = one(noted)

    assert (seen.state(), seen.patient().window, seen.blockers()) == ("awaiting", None, {"unreadable_row"})
    assert seen.patient().favourable == "clear"
    assert seen.level().earliest_decision_on is None


@pytest.mark.parametrize(("verdict", "state"), [("dlt", "dlt"), ("not_dlt", "awaiting")])
def test_whose_rulings_still_count(verdict, state):
    noted = "".join(f"infusion {n} started_at=soon\n" for n in (1, 2, 3, 4))
    seen = one(f"{noted}ruled dose:INF-S-001-2 {verdict} on day 20")

    assert seen.state() == state


def test_a_patient_of_a_level_that_the_protocol_lacks_is_judged_all_the_same():
    seen = review(
        "S-001 level 9 from 2026-03-02\ninfusion 1 cells=2.0e7\nAE-1 Dyspnea 3, day 5\n"
        "S-002 level 1 from 2026-03-02"
    )

    assert (seen.verdict(), seen.decision(), seen.blockers()) == ("dlt", "wait", {"orphan_record"})


def test_of_two_levels_the_dose_is_held_against_the_lower():
    seen = review("S-001 level 2 from 2026-03-02\nS-001 level 1")

    assert {"duplicate_id", "dose_deviation"} <= seen.blockers(1)


def test_a_study_is_the_same_in_any_order_of_its_patients():
    notes = [
        "S-001 level 1 from 2026-03-02\nAE-1 Dyspnea ?, day 5",
        "S-002 level 1 from 2026-03-05\nleft day 16 progression",
    ]
    one_way, other_way = (review("\n".join(order), "2026-04-20") for order in (notes, notes[::-1]))

    assert one_way.states() == other_way.states() == "awaiting not_evaluable"
    assert one_way.level().tally == other_way.level().tally
