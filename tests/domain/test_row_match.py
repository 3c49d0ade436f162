"""Which row is which: by its id, never by a guess, and none is lost."""

from dataclasses import replace

from safety.domain.case_report import CellProblem, ScreeningAnswer, Source, SupportingRow
from safety.domain.row_match import content_of, differing, key_of
from tests.clinic import one, review

TWO = "S-001 level 1\nS-002 level 1\n"


def events(*notes: str):
    return one("\n".join(notes)).of.cut.reports.adverse_events


def grades(before, after):
    """Before and after of every row that differs."""
    return [(b and b.grade, a and a.grade) for b, a in differing(before, after)]


MILD, GRAVE, WORST = (f"AE-1 Headache {grade}, day 5" for grade in (1, 3, 4))


def test_the_same_rows_in_another_order_do_not_differ():
    other = "AE-2 Cough 1, day 6"

    assert grades(events(MILD, other), events(other, MILD)) == []


def test_a_row_is_new_changed_or_gone():
    assert grades(events(), events(MILD)) == [(None, 1)]
    assert grades(events(MILD), events(GRAVE)) == [(1, 3)]
    assert grades(events(GRAVE), events()) == [(3, None)]


def test_of_rows_with_one_id_those_that_say_the_same_are_the_same():
    assert grades(events(MILD, GRAVE), events(GRAVE, MILD)) == []
    assert grades(events(MILD, GRAVE), events(MILD, WORST)) == [(3, 4)]
    assert grades(events(MILD), events(MILD, GRAVE)) == [(None, 3)]
    assert grades(events(MILD, MILD), events(MILD)) == [(1, None)]


def test_where_nobody_can_tell_which_became_which_the_old_ones_are_gone_and_the_new_ones_new():
    assert grades(events(MILD), events(GRAVE, WORST)) == [(1, None), (None, 3), (None, 4)]


def test_rows_without_an_id_are_found_again_only_where_they_say_the_same():
    nameless, graver = (f"AE-1 Headache {grade}, day 5, event_id=" for grade in (1, 3))

    assert grades(events(nameless), events(nameless)) == []
    assert grades(events(nameless), events(graver)) == [(1, None), (None, 3)]
    assert grades(events(nameless, nameless), events(nameless)) == [(1, None)]


def test_a_column_that_one_export_lacks_changes_no_row():
    sited = f"{MILD}, site=A"

    assert grades(events(sited, sited), events(MILD, MILD)) == []
    assert grades(events(sited, sited), events(sited, f"{MILD}, site=B")) == [(1, 1)]


def test_a_subject_is_found_by_its_code():
    before, after = (review(notes, "2026-04-02").of.cut.reports.subjects for notes in (TWO, "S-002 level 2"))

    assert [(b and b.subject_id, a and a.dose_level) for b, a in differing(before, after)] == [
        ("S-001", None),
        ("S-002", 2),
    ]


def test_an_answer_is_one_of_a_subject_to_a_criterion():
    answer = {"source": Source("screening.csv", 2), "subject_id": "S-001"}

    assert key_of(ScreeningAnswer(**answer, criterion="I04a")) == "S-001 I04a"
    assert key_of(ScreeningAnswer(**answer, criterion=None)) == ""
    assert key_of(SupportingRow(**answer)) == ""


def test_no_text_in_a_cell_passes_for_another_cell():
    """Files may be hostile: a text may hold whatever could stand between two cells."""
    (row,) = events("AE-1 Headache ?, day 5")
    texts = ('x", true, "y', "x\x1fterm=y", "x\nterm=y", "x, term=y")
    said = [content_of(replace(row, outcome=text), ()) for text in texts]
    unread = replace(row, problems=(CellProblem("grade", "3", "grade"),))

    assert len({*said, content_of(replace(row, outcome="x", term="y"), ())}) == len(texts) + 1
    assert content_of(unread, ()) != content_of(replace(row, grade=3), ())
