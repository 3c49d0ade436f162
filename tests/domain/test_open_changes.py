"""Which dangerous changes stay open over several exports: until acknowledged, or undone."""

import pytest

from safety.domain.downgrade import Comparison
from safety.domain.open_changes import acknowledged_changes, open_changes, steps
from tests.exports import ONE, answered, compared

G1, G2, G3, G4 = (f"{ONE}AE-1 Headache {grade}, day 5" for grade in (1, 2, 3, 4))
NAMELESS = f"{ONE}AE-1 Headache 3, day 5, event_id="


def taken(*notes: str):
    *before, latest = [compared(text, text).earlier for text in notes]
    return steps(Comparison(earlier, latest) for earlier in before)


def still_open(*notes: str, given=()):
    """`given` are the ids of changes, each with the number of the export that was the latest then."""
    return open_changes(taken(*notes), [by for change, cut in given for by in answered([change], cut)])


@pytest.mark.parametrize(
    ("notes", "n"),
    [
        pytest.param([G3], 0, id="one export alone"),
        pytest.param([G3, G3], 0, id="nothing changed"),
        pytest.param([G3, G2], 1, id="lowered"),
        pytest.param([G3, G2, G2], 1, id="lowered, and so it stayed"),
        pytest.param([G3, G2, G3], 0, id="back as it was"),
        pytest.param([G3, G2, G4], 0, id="worse than it was"),
        pytest.param([G3, G2, f"{G3}, outcome=recovered"], 0, id="back, and an outcome noted since"),
        pytest.param([G3, G2, G1], 1, id="lowered twice: one row, one question"),
        pytest.param([G3, G2, ONE], 1, id="lowered, then gone"),
        pytest.param([G3, ONE], 1, id="gone"),
        pytest.param([G3, ONE, G3], 0, id="gone and back"),
        pytest.param([G3, ONE, G2], 1, id="back, and milder than it was"),
        pytest.param([G3, ONE, G3.replace("AE-1", "AE-2")], 1, id="back under another id: nobody guesses"),
        pytest.param([NAMELESS, ONE, NAMELESS], 0, id="without an id, gone and back"),
        pytest.param([NAMELESS, ONE, G3], 1, id="without an id, back with one"),
        pytest.param([f"{G3}\nAE-1 Headache 3, day 5", G3], 1, id="one of two alike is gone"),
        pytest.param(
            [NAMELESS + NAMELESS.replace(ONE, "\n"), ONE, NAMELESS], 1, id="two without an id, one back"
        ),
        pytest.param(
            [f"{NAMELESS}\nAE-2 Cough 1, day 5, event_id=", ONE, NAMELESS], 1, id="one of two is back"
        ),
        pytest.param([G2, G3], 0, id="worse"),
    ],
)
def test_a_change_stays_open_until_it_is_undone(notes, n):
    assert len(still_open(*notes)) == n


def test_the_oldest_of_several_states_that_were_worse_is_told():
    (told,) = still_open(G3, G2, G1)
    (higher,) = still_open(G2, G4, G3)

    assert (told.before.grade, told.after.grade) == (3, 1)
    assert (higher.before.grade, higher.after.grade) == (4, 3)


def test_an_acknowledgement_closes_its_own_row_and_no_other():
    before, after = (f"{ONE}AE-1 Headache {n}, day 5\nAE-2 Cough {n}, day 5" for n in (3, 2))
    first, second = still_open(before, after)

    assert still_open(before, after, given=[(first.id, 2)]) == (second,)
    assert still_open(before, after, given=[(first.id, 2), (second.id, 2)]) == ()


def test_whoever_answers_for_a_row_answers_for_all_that_it_said_before():
    (told,) = still_open(G3, G2, G1)

    assert still_open(G3, G2, G1, given=[(told.id, 3)]) == ()
    assert still_open(G3, G2, G1, G1, given=[(told.id, 3)]) == ()


def test_what_becomes_of_the_row_afterwards_is_asked_anew():
    (lowered,) = still_open(G3, G2)
    (again,) = still_open(G3, G2, G1, given=[(lowered.id, 2)])

    assert (again.before.grade, again.after.grade) == (2, 1)


def test_what_happens_a_second_time_is_another_change():
    (first,) = still_open(G3, G2)
    (second,) = still_open(G3, G2, G3, G2, given=[(first.id, 2)])

    assert second.id == f"{first.id}-2"
    assert still_open(G3, G2, G3, G2, given=[(first.id, 2), (second.id, 4)]) == ()


def test_of_two_rows_alike_without_an_id_each_is_answered_for_alone():
    before = f"{NAMELESS}\nAE-1 Headache 3, day 5, event_id="
    first, second = still_open(before, ONE)

    assert {first.id, second.id} == {first.id, f"{first.id}-2"}
    assert still_open(before, ONE, given=[(first.id, 2)]) == (second,)
    assert still_open(before, ONE, given=[(first.id, 2), (second.id, 2)]) == ()


def test_an_acknowledgement_holds_when_other_cells_of_the_row_change_later():
    (lowered,) = still_open(G3, G2)

    assert still_open(G3, G2, f"{G2}, outcome=recovered", given=[(lowered.id, 2)]) == ()


def test_a_row_that_is_back_milder_than_it_was_is_lowered():
    (told,) = still_open(G3, ONE, G2)

    assert (told.before.grade, told.after.grade) == (3, 2)


def test_what_is_acknowledged_is_told_with_who_answers_for_it():
    (lowered,) = still_open(G3, G2)
    (told,) = acknowledged_changes(taken(G3, G2), answered([lowered.id], 2))

    assert (told.change, told.by.who) == (lowered, "medical monitor")
    assert acknowledged_changes(taken(G3, G2), ()) == ()


def test_a_change_points_at_where_its_row_stands_now():
    (lowered,) = still_open(G3, G2, f"{ONE}AE-0 Cough 1, day 6\nAE-1 Headache 2, day 5")
    (gone,) = still_open(G3, ONE)

    assert lowered.question.source.row == 3
    assert gone.question.source is None


def test_whom_it_holds_is_asked_of_the_latest_export():
    (lowered,) = still_open(G3, G2)
    found = still_open(G3, G2, "S-002 level 1\nAE-1 Headache 2, 2026-03-06, subject_id=S-001")

    assert lowered.reach.name == "SUBJECT"
    assert {change.reach.name for change in found if change.row_id == "AE-1"} == {"EVERY_LEVEL"}


def test_decisions_of_record_are_never_open():
    assert still_open(f"{ONE}decision level 1 hold on 2026-04-10", ONE) == ()
