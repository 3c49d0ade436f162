"""Every row that is not the same, once: what blocks, whom, and the id that an acknowledgement must name."""

from dataclasses import replace

import pytest

from safety.domain.case_report import Source, SupportingRow
from safety.domain.downgrade import Comparison
from safety.domain.export import Export
from safety.domain.open_question import Code, Reach
from safety.domain.reason import RowDowngraded, RowGone, RowSpares
from safety.domain.what_changed import changes, reach_of
from tests.exports import ONE, compared
from tests.studies import ROOT

GRAVE, MILD = f"{ONE}AE-1 Headache 3, day 5", f"{ONE}AE-1 Headache 2, day 5"


def found(before: str, after: str):
    return changes(compared(before, after))


def the_change(before: str, after: str):
    (change,) = found(before, after)
    return change


def test_the_same_records_have_no_changes():
    assert found(GRAVE, GRAVE) == ()


def test_a_row_that_is_gone_blocks_its_patient():
    gone = the_change(GRAVE, ONE)

    assert (gone.kind, gone.subjects, gone.blocks) == ("deleted", ("S-001",), True)
    assert (gone.question.code, gone.question.reach) == (Code.DELETED_ROW, Reach.SUBJECT)
    assert gone.question.reason == RowGone("adverse_events", "AE-1", (("term", "Headache"), ("grade", 3)))
    assert gone.question.source is None


def test_a_lowered_cell_blocks_its_patient_and_is_named():
    lowered = the_change(GRAVE, MILD)
    question = lowered.question

    assert (lowered.kind, question.code, question.column) == ("changed", Code.DOWNGRADED, "grade")
    assert (question.subject_id, question.record_id) == ("S-001", lowered.id)
    assert question.reason == RowDowngraded("adverse_events", "AE-1", (("term", "Headache"),), lowered.cells)
    assert question.source == Source("adverse_events.csv", 2)


@pytest.mark.parametrize(("before", "after"), [(MILD, GRAVE), (ONE, GRAVE)])
def test_worse_and_new_rows_block_nobody(before, after):
    change = the_change(before, after)

    assert not change.dangerous
    assert not change.blocks


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("S-001 level 1\nS-002 level 1", "S-001 level 1", id="a subject's row is gone"),
        pytest.param("S-001 level 1", "S-001 level 2", id="another level"),
        pytest.param("S-001 level 1", "S-001 level 0", id="no level any more"),
        pytest.param(
            f"{ONE}AE-1 Cough 3, day 5, subject_id=S-9", f"{ONE}AE-1 Cough 2, day 5, subject_id=S-9",
            id="of nobody known",
        ),
        pytest.param(
            f"{ONE}AE-1 Cough 3, day 5, subject_id=", ONE, id="of a row that names nobody"
        ),
        pytest.param(
            f"S-002 level 1\n{GRAVE}", f"S-002 level 1\n{GRAVE}, subject_id=S-002", id="now another patient's"
        ),
    ],
)  # fmt: skip
def test_every_level_is_held_where_a_patients_count_is_not_certain(before, after):
    assert the_change(before, after).question.reach is Reach.EVERY_LEVEL


def test_somebody_who_is_counted_no_longer_holds_every_level():
    only = f"{ONE}infusion 2 missing\ninfusion 3 missing\ninfusion 4 missing\n"
    gone = found(only, f"{only}infusion 1 missing")
    later = found(only, f"{only}infusion 1 on day 9")

    assert [change.reach for change in (*gone, *later)] == [Reach.EVERY_LEVEL] * 2


def test_a_screening_failure_holds_nobody():
    failed = "S-001 level 0\nAE-1 Headache {}, 2026-03-05"

    assert the_change(failed.format(3), failed.format(2)).reach is Reach.NOBODY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AE-1 Dyspnea 5, day 5 to day 9", "AE-1 Dyspnea 4, day 5 to day 9"),
        ("left day 9 death", "left day 9 other"),
        ("left day 9 death\nAE-1 Headache 3, day 5", "left day 9 death\nAE-1 Headache 2, day 5"),
    ],
)
def test_whatever_changed_of_somebody_who_died_holds_every_level(before, after):
    """The death held every level: that it holds none any more must not go by the patient alone."""
    assert the_change(ONE + before, ONE + after).reach is Reach.EVERY_LEVEL


def test_whatever_changed_of_somebody_who_lost_the_level_holds_every_level():
    before, after = (f"S-001 level {n}\nAE-1 Headache {g}, 2026-03-05" for n, g in ((1, 3), (0, 2)))

    assert [change.reach for change in found(before, after)] == [Reach.EVERY_LEVEL] * 2


def test_decisions_of_record_are_shown_and_hold_nobody():
    decided = f"{ONE}decision level 1 escalate on 2026-04-10"
    change = the_change(decided, ONE)

    assert change.dangerous
    assert not change.blocks


def test_an_answer_at_screening_holds_its_patient_where_the_protocol_has_criteria():
    answered = f"{ONE}screened I01 not_met on day -3"
    boin = ROOT / "tests" / "protocols" / "boin.toml"

    assert the_change(answered, ONE).reach is Reach.SUBJECT
    assert [change.reach for change in changes(compared(answered, ONE, boin))] == [Reach.NOBODY]


def test_a_ruling_concerns_the_patient_of_its_event():
    assert the_change(f"{GRAVE}\nruled AE-1 dlt on day 9", GRAVE).subjects == ("S-001",)


def test_an_id_is_bound_to_what_the_row_said_and_says():
    ids = {
        the_change(*pair).id
        for pair in (
            (GRAVE, MILD),
            (MILD, GRAVE),
            (GRAVE, f"{MILD}, unlikely"),
            (GRAVE, ONE),
            (MILD, ONE),
            (GRAVE.replace("AE-1", "AE-2"), MILD.replace("AE-1", "AE-2")),
        )
    }

    assert len(ids) == 6
    assert all(id_.startswith("change:adverse_events:AE-") for id_ in ids)
    assert the_change(GRAVE, MILD).id == the_change(f"{GRAVE}\n\n", MILD).id


def test_an_id_is_not_bound_to_the_place_of_the_row():
    other = "AE-2 Cough 1, day 6"
    here, there = f"{ONE}{other}\n", f"\n{other}"

    first = the_change(here + "AE-1 Headache 3, day 5", here + "AE-1 Headache 2, day 5")
    assert first.id == the_change(GRAVE + there, MILD + there).id


def test_of_two_rows_that_read_alike_each_is_a_change_of_its_own():
    nameless = "\nAE-1 Headache 3, day 5, event_id="
    gone = found(f"{ONE}{nameless}{nameless}", ONE)

    assert len({change.id for change in gone}) == 2
    assert [change.occurrence for change in gone] == [1, 2]


def test_a_row_of_sdtm_that_only_supports_another_is_found_by_what_it_says():
    export = compared(ONE, ONE).earlier
    row = SupportingRow(source=Source("ds.csv", 2), subject_id="S-001")
    supported = Export(type(export.reports)(study_id="", files=(), subjects=export.reports.subjects,
                                            supporting=(row,)), export.protocol)  # fmt: skip
    bare = Export(
        type(export.reports)(study_id="", files=(), subjects=export.reports.subjects), export.protocol
    )
    (gone,) = changes(Comparison(supported, bare))

    assert (gone.table, gone.row_id, gone.reach) == ("supporting", "", Reach.SUBJECT)


@pytest.mark.parametrize(
    ("before", "after", "day", "exists"),
    [
        (f"{ONE}AE-1 Headache 3, day 5", ONE, 5, True),
        (f"{ONE}AE-1 Headache 3, day 5", ONE, 4, False),
        (f"{ONE}AE-1 Headache 3, day 5", f"{ONE}AE-1 Headache 3, day 30", 5, True),
    ],
)
def test_a_change_exists_from_the_day_on_which_its_row_did(before, after, day, exists):
    from datetime import date

    assert the_change(before, after).exists_on(date(2026, 3, 1 + day)) is exists


def test_a_new_row_holds_nobody_back_unless_it_takes_a_dlt_back():
    compared_ = compared(ONE, f"{ONE}AE-1 Headache 3, day 5")
    (new,) = changes(compared_)
    sparing = replace(new, spares=True)

    assert (new.dangerous, new.reach) == (False, Reach.NOBODY)
    assert sparing.dangerous
    assert reach_of(sparing, compared_) is Reach.SUBJECT
    assert sparing.question.code is Code.DOWNGRADED
    assert sparing.question.reason == RowSpares(
        "adverse_events", "AE-1", (("term", "Headache"), ("grade", 3))
    )
