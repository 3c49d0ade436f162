"""Is another protocol file an amendment, or another content under the same version? And who answered for it?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from safety.domain.open_changes import Step, acknowledged_changes, open_changes
from safety.domain.open_question import Code, Reach
from safety.domain.protocol_edit import edit_of, edited, gives_more, same_version
from tests.clinic import one
from tests.exports import answered, compared

FIRST = one("").of.protocol
SECOND, AMENDED = replace(FIRST, sha256="2" * 64), replace(FIRST, sha256="3" * 64, version="2.0")


def test_another_content_is_an_edit_under_the_same_version_only():
    assert edited(FIRST, SECOND)
    assert not edited(FIRST, FIRST)
    assert not edited(FIRST, AMENDED)
    assert same_version(FIRST, replace(FIRST, id="another"))


@pytest.mark.parametrize("version", ["1.0 ", " 1.0", "1.0\u00a0", "1.0\u200b", "\uff11.0", "1.\u202e0"])
def test_a_version_that_reads_the_same_is_no_amendment(version):
    """A blank behind it would let the edit through, and no reader could tell the two apart."""
    assert edited(FIRST, replace(SECOND, version=version))


def test_letter_case_makes_no_other_protocol():
    assert edited(FIRST, replace(SECOND, id=FIRST.id.upper()))
    assert not same_version(FIRST, replace(FIRST, version="10"))
    assert not same_version(FIRST, replace(FIRST, version="1.0a"))


LEVELS, DOSING, STAGGER = FIRST.levels, FIRST.dosing, FIRST.stagger


def with_cells(of_second):
    return (LEVELS[0], replace(LEVELS[1], cells=Decimal(of_second)))


@pytest.mark.parametrize(
    "more",
    [
        {"levels": with_cells("9e7")},
        {"levels": (*LEVELS, replace(LEVELS[1], level=3))},
        {"dosing": replace(DOSING, per_kg=True)},
        {"dosing": replace(DOSING, reference_weight_kg=Decimal(50))},
        {"dosing": replace(DOSING, days=(1, 4, 7, 10, 13))},
        {"dosing": replace(DOSING, days=(1, 2, 3, 4))},
        {"stagger": replace(STAGGER, first_to_second=13)},
        {"stagger": replace(STAGGER, between_later=None)},
        {"stagger": None},
    ],
    ids=str,
)
def test_more_cells_another_day_or_less_waiting_between_patients_gives_more(more):
    assert gives_more(FIRST, replace(SECOND, **more))


@pytest.mark.parametrize(
    "less",
    [
        {},
        {"levels": with_cells("5e7")},
        {"dosing": replace(DOSING, days=(1, 4, 7))},
        {"stagger": replace(STAGGER, first_to_second=15, between_later=8)},
    ],
    ids=str,
)
def test_fewer_cells_fewer_days_and_more_waiting_give_no_more(less):
    assert not gives_more(FIRST, replace(SECOND, **less))
    assert not gives_more(replace(FIRST, stagger=None), SECOND)


def test_an_edit_is_a_question_to_every_level_and_about_no_one_patient():
    edit = edit_of(FIRST, SECOND, {"S-002", "S-001"})

    assert edit.subjects == ("S-001", "S-002")
    assert (edit.question.code, edit.question.reach) == (Code.DOWNGRADED, Reach.EVERY_LEVEL)
    assert (edit.question.subject_id, edit.question.record_id) == ("", edit.id)
    assert edit.id != edit_of(FIRST, replace(SECOND, sha256="4" * 64), ()).id
    assert edit.id == edit_of(FIRST, SECOND, ()).id  # whoever answers for the file answers for all it does


def test_an_answer_counts_for_this_edit_since_the_cut_that_it_was_made_after():
    edit = edit_of(FIRST, SECOND, ())
    step = Step(compared("", ""), (edit,))

    assert open_changes((step,), ()) == (edit,)
    assert open_changes((step,), answered([edit.id], 2)) == ()
    assert [found.change for found in acknowledged_changes((step,), answered([edit.id], 2))] == [edit]
    (again,) = open_changes((Step(step.compared, ()), step), answered([edit.id], 2))
    assert again.id == edit.id + "-2"  # it was undone, and made again in the third cut
