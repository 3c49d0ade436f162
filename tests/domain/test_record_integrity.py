"""What is wrong with the rows themselves: unreadable, given twice, belonging to nobody known."""

from dataclasses import replace
from datetime import date

import pytest

from safety.domain.open_question import Code, Reach
from safety.domain.record_integrity import row_questions
from safety.review.reference import reference
from safety.review.study_review import review_study
from tests.clinic import COMMITTEE, one, outcomes, review

TWO = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02"


@pytest.mark.parametrize(
    "row",
    [
        "AE-1 Headache 2, day 5, grade=3/4",
        "AE-1 Headache 2, day 5, grade=0",
        "AE-1 Headache 2, day 5, causality=certain",
        "AE-1 Headache 2, day 5, started_at=32/13/2026",
        "AE-1 Headache 2, day 5, term=",
        "AE-1 Headache 2, day 5, event_id=",
        "infusion 2 cells=-1",
        "infusion 2 number=",
        "infusion 2 number=5",
        "infusion 2 status=done",
        "infusion 2 started_at=2026-03-05T10:15+08:00",
        "NEUT 3 10^9/L 1.8-7.5 on day 9 high=wide",
        "ruled exit:S-001 clear on day 9",
    ],
)
def test_a_row_that_cannot_be_read_is_a_query_and_blocks_the_subject_it_names(row):
    seen = review(f"{TWO}\n{row}")

    assert (seen.state("S-001"), seen.state("S-002")) == ("clear", "awaiting") or row.startswith("ruled")
    assert "unreadable_row" in seen.blockers(1)
    assert seen.blockers(2) == set()
    assert seen.decision() == "wait"


def test_the_finger_points_at_file_row_and_column():
    (question,) = one("AE-1 Headache 2, day 5\nAE-2 Headache 2, day 5, grade=3/4").of.queries

    assert (question.source.file, question.source.row, question.column) == ("adverse_events.csv", 3, "grade")


@pytest.mark.parametrize(
    "row",
    [
        "AE-1 Headache 2, day 5, grade=9, subject_id=S-099",
        "AE-1 Headache 2, day 5, subject_id=",
        "AE-1 Headache 2, day 5, subject_id=S-099",
        "infusion 2 subject_id=S-099",
        "NEUT 3 10^9/L 1.8-7.5 on day 9 subject_id=S-099",
        "ruled AE-7 dlt on day 9",
        "ruled AE-7 perhaps on day 9",
        "S-009 level two",
        "S-009 level 1 subject_id=",
        "S-009 level 7",
        "S-009 level 1 sex=X",
    ],
)
def test_a_row_of_nobody_known_and_an_unreadable_subject_block_every_level(row):
    seen = review(f"{outcomes('1NNN 2NNN')}\n{row}", COMMITTEE)

    assert (seen.decision(1), seen.decision(2)) == ("wait", "wait")
    assert seen.blockers(1) & seen.blockers(2) & {"unreadable_row", "orphan_record"}
    assert seen.possible() == ["wait"]


def test_an_unreadable_subject_counts_at_its_level_where_id_and_level_can_be_read():
    seen = review(f"{TWO}\nS-003 level 1 from 2026-03-02 age_years=old")

    assert [p.subject_id for p in seen.level().patients] == ["S-001", "S-002", "S-003"]
    assert seen.level().tally.dosed == 3


@pytest.mark.parametrize(
    ("row", "again"),
    [
        ("AE-1 Headache 2, day 5", "AE-1 Headache 2, day 5"),
        ("AE-1 Headache 2, day 5", "AE-1 Cough 1, day 9"),
        ("infusion 2", "another infusion 2 on day 4 10:00"),
        ("infusion 2", "another infusion 2 on day 4 10:00 infusion_id=INF-X"),
        ("infusion 2", "another infusion 2 on day 5 infusion_id=INF-X status=not_given reason=other cells=0"),
        (
            "NEUT 3 10^9/L 1.8-7.5 on day 9 measurement_id=M",
            "NEUT 3 10^9/L 1.8-7.5 on day 9 measurement_id=M",
        ),
        (
            "ruled exit:S-001 not_dlt on day 9 adjudication_id=A",
            "ruled exit:S-001 not_dlt on day 9 adjudication_id=A",
        ),
    ],
)
def test_a_second_row_with_an_id_or_an_infusion_number_makes_nobody_clear(row, again):
    assert one(row).state() == "clear"
    seen = one(f"{row}\n{again}")

    assert (seen.state(), "duplicate_id" in seen.blockers()) == ("awaiting", True)


def test_two_rows_of_one_subject_make_nobody_clear():
    seen = review(f"{TWO}\nS-002 level 1")

    assert (seen.states(), seen.blockers()) == ("clear awaiting", {"duplicate_id"})


def test_a_subject_under_two_levels_stands_at_both():
    seen = review(f"{TWO}\nS-002 level 2")

    assert (seen.level(1).tally.pending, seen.level(2).tally.pending) == (1, 1)


def test_an_id_shared_by_two_subjects_blocks_both():
    seen = review(
        "S-001 level 1 from 2026-03-02\nAE-1 Headache 1, day 5\n"
        "S-002 level 1 from 2026-03-02\nAE-1 Cough 1, day 5"
    )

    assert seen.states() == "awaiting awaiting"


def test_the_same_infusion_number_of_two_subjects_is_no_duplicate():
    assert review(TWO).queries() == set()


def test_a_second_row_after_the_cut_off_is_none_yet():
    assert one("AE-1 Headache 2, day 5\nAE-1 Headache 2, day 40").queries() == set()


def test_a_duplicate_takes_no_dlt_away():
    assert one("AE-1 Dyspnea 4, day 5, possible\n" * 2).state() == "dlt"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("decision level one escalate on 2026-03-30", "unreadable_row"),
        ("decision level 1 escalate on 2026-03-30 decision_id=D\n"
         "decision level 1 hold on 2026-03-30 decision_id=D",
         "duplicate_id"),
    ],
)  # fmt: skip
def test_rows_of_decisions_are_shown_and_never_block(row, code):
    seen = review(f"{outcomes('1NNN')}\n{row}", COMMITTEE)

    assert (seen.decision(), code in seen.queries(), seen.blockers()) == ("escalate", True, set())


@pytest.mark.parametrize(
    ("row", "blocks"),
    [
        ("AE-1 Dyspnea 4, 2026-03-05, possible", False),
        ("AE-1 Dyspnea 4, 2026-03-05, grade=9", False),
        ("AE-1 Dyspnea ?, 2026-03-05\nAE-1 Dyspnea ?, 2026-03-05", False),
        ("NEUT 0.1 on 2026-03-05", False),
        ("infusion 1 on 2026-03-05 not_given other", False),
        ("infusion 1 on 2026-03-05 completed cells=0", False),
        ("infusion 1 on 2026-03-05 completed cells=2.0e7", True),
        ("infusion 1 on 2026-03-05 completed cells=", True),
    ],
)
def test_records_of_a_level_0_subject_block_nobody_unless_cells_were_given(row, blocks):
    seen = review(f"{outcomes('1NNN')}\nS-900 level 0\n{row}", COMMITTEE)

    assert seen.decision() == ("wait" if blocks else "escalate")
    assert ("orphan_record" in seen.blockers(2)) is blocks


def test_what_is_wrong_with_rows_of_a_level_0_subject_holds_nobody_back():
    seen = review(f"{outcomes('1NNN')}\nS-900 level 0\nAE-1 Dyspnea 4, 2026-03-05, grade=9", COMMITTEE)

    assert [(q.code, q.reach) for q in seen.of.queries] == [("unreadable_row", Reach.NOBODY)]


def test_a_file_that_nobody_read_is_shown_and_blocks_nobody():
    cut = review(outcomes("1NNN"), COMMITTEE).of.cut
    (question,) = row_questions(replace(cut, reports=replace(cut.reports, files_not_read=("labs.csv",))))

    assert (question.source.file, question.reach) == ("labs.csv", Reach.NOBODY)


def test_a_ruling_without_an_id_is_of_nobody_even_beside_an_event_without_one():
    seen = one("AE-1 Headache 2, day 5, possible, event_id=\nruled AE-1 dlt on day 20, event_id=")

    assert {b.reach.name for b in seen.level().blockers} == {"SUBJECT", "EVERY_LEVEL"}


def test_a_record_dated_after_the_export_is_shown_and_does_not_exist_yet():
    """A slip of the pen in the year would otherwise hide an event without a word."""
    noted = "AE-1 Dyspnea 4, 2062-03-10, possible\nAE-2 Headache 2, day 20, possible"
    exported = replace(one(noted).of.cut.reports, extracted_on=date(2026, 5, 1))
    seen = review_study(exported, one(noted).of.protocol, date(2026, 4, 2), reference())

    asked = [q for q in seen.queries if q.code is Code.DATED_AFTER_EXPORT]
    assert [(q.record_id, q.reach) for q in asked] == [("AE-1", Reach.NOBODY)]
    assert seen.levels[0].tally.clear == 1


def test_a_column_that_nobody_knows_is_shown_and_blocks_nobody():
    seen = one("AE-1 Headache 2, day 5 to day 6, possible Remark=x")
    (question,) = seen.of.queries

    assert (question.code, question.column, question.reason.rows) == ("unknown_column", "Remark", 1)
    assert question.reach is Reach.NOBODY
    assert seen.state() == "clear"
