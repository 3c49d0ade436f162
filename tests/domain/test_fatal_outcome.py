"""An outcome that tells of a death: with none on record, somebody must say whether the patient lives."""

import pytest

from safety.domain.fatal_outcome import tells_of_death
from tests.clinic import one

AE = "AE-1 Pneumonitis 2, day 5 to day 9, possible"


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("fatal", True),
        ("FATAL", True),
        ("Patient died", True),
        ("resulted in death", True),
        ("not recovered, died at home", True),
        ("死亡", True),
        ("non-fatal", False),
        ("no death", False),
        ("not fatal", False),
        ("未死亡", False),
        ("not recovered", False),
        ("recovered with sequelae", False),
        ("deadline missed", False),
        ("", False),
        (None, False),
    ],
)
def test_the_words_of_a_death(outcome, told):
    assert tells_of_death(outcome) is told


def test_it_waits_and_the_grade_stands():
    seen = one(f"{AE} outcome=fatal", "day 40")
    (question,) = seen.level().blockers

    assert (seen.state(), question.code, question.column) == ("awaiting", "fatal_outcome", "outcome")
    assert (seen.verdict(), seen.event().grade) == ("not_dlt", 2)
    assert one(AE, "day 40").state() == "clear"


def test_a_dlt_stays_one():
    assert one("AE-1 Dyspnea 4, day 5 to day 9, possible outcome=fatal", "day 40").verdict() == "dlt"


@pytest.mark.parametrize(
    "also",
    [
        "AE-2 Pneumonitis 5, day 10, possible\nruled AE-2 not_dlt on day 39",
        "left day 40 death",
    ],
)
def test_with_the_death_on_record_nothing_is_asked(also):
    assert "fatal_outcome" not in one(f"{AE} outcome=fatal\n{also}", "day 40").queries()


@pytest.mark.parametrize(
    ("event", "blocks"),
    [
        ("AE-1 Pneumonitis 2, day -9 to day -2, possible", False),
        ("AE-1 Pneumonitis 2, day 35 to day 38, possible", False),
        ("AE-1 Pneumonitis 2, day -9, possible", True),
        ("AE-1 Pneumonitis 2, ?, possible", True),
    ],
)
def test_outside_the_window_it_is_shown_and_blocks_nobody(event, blocks):
    seen = one(f"{event} outcome=fatal", "day 40")

    assert "fatal_outcome" in seen.queries()
    assert ("fatal_outcome" in seen.blockers()) is blocks


def test_a_death_after_the_cut_off_has_not_happened_yet():
    notes = "AE-1 Pneumonitis 2, day 20 to day 36, possible outcome=fatal"

    assert "fatal_outcome" not in one(notes, "day 34").queries()
    assert "fatal_outcome" in one(notes, "day 36").queries()


@pytest.mark.parametrize("end", ["2026", "2026-04"])
def test_a_death_that_may_lie_before_the_cut_off_is_asked_about(end):
    """Day 34 is 4 April: an end some day in April or in 2026 may be past, and so may the death."""
    seen = one(f"AE-1 Pneumonitis 2, day 20 to {end}, possible outcome=fatal", "day 34")

    assert (seen.state(), seen.blockers()) == ("awaiting", {"fatal_outcome"})


def test_a_ruling_settles_it():
    assert one(f"{AE} outcome=fatal\nruled AE-1 not_dlt on day 33", "day 40").state() == "clear"


def test_a_period_that_a_measurement_opened_is_asked_about_once():
    notes = (
        "AE-1 Alanine aminotransferase increased 1, day -20, unrelated outcome=fatal\n"
        "ALT 30 U/L 7-40 on day -3\nALT 250 U/L 7-40 on day 12"
    )
    asked = [q for q in one(notes, "day 40").of.queries if q.code == "fatal_outcome"]

    assert [q.record_id for q in asked] == ["AE-1"]
