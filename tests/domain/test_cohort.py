"""The tally: every patient ever dosed at the level, counted once."""

import pytest

from safety.domain.cohort import Tally
from safety.domain.evaluability import State
from tests.clinic import COMMITTEE, outcomes, review, tally


@pytest.mark.parametrize(
    ("letters", "counts"),
    [
        ("", (0, 0, 0, 0)),
        ("NNN", (3, 0, 0, 0)),
        ("NNT?", (2, 1, 1, 0)),
        ("A?EE", (0, 0, 2, 2)),
        ("NTA?E", (1, 1, 2, 1)),
    ],
)
def test_patients_are_counted_by_state(letters, counts):
    counted = tally(letters)

    assert counted == Tally(*counts)
    assert counted.dosed == len(letters)
    assert counted.evaluable == counted.clear + counted.dlt


def test_somebody_never_dosed_is_not_counted():
    assert Tally.of([State.ALLOCATED, State.CLEAR]) == Tally(1, 0, 0, 0)


@pytest.mark.parametrize("letters", ["N", "T", "?", "A", "E", "NTA?E", "NNNTTT"])
def test_the_outcome_letters_mean_what_a_review_finds(letters):
    assert review(outcomes(f"1{letters}"), COMMITTEE).level().tally == tally(letters)


def test_patients_are_counted_and_not_their_events():
    noted = "AE-2 Dyspnea 3, day 8, possible\nAE-3 Hypoxia 3, day 9, possible"
    level = review(f"{outcomes('1T')}\n{noted}", COMMITTEE).level()

    assert level.tally.dlt == 1
    assert level.patients[0].dlt_ids == ("AE-1", "AE-2", "AE-3")


def test_a_replacement_does_not_take_the_place_of_the_patient_it_replaces():
    noted = outcomes("1NNE") + "\nS-004 level 1 from 2026-03-05 replaces=S-003"

    assert review(noted, COMMITTEE).level().tally == Tally(3, 0, 0, 1)


def test_patients_of_an_earlier_and_a_later_cohort_count_together():
    first, expansion = outcomes("1NNT"), "S-004 level 1 from 2026-03-10\nS-005 level 1 from 2026-03-11"

    assert review(f"{first}\n{expansion}", COMMITTEE).level().tally == Tally(4, 1, 0, 0)
