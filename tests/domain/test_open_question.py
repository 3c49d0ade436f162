"""What is not settled: its code, its record, where it stands, whom it holds back."""

import pytest

from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import ProtocolIsDraft
from tests.clinic import one

CONTRACT = """window_open grade_unknown date_uncertain duration_unknown review_needed ae_review_incomplete
infusions_incomplete dose_deviation late_infusion unreadable_row duplicate_id orphan_record unreported_lab
ungradable_lab version_conflict impossible_grade unknown_term ruling_outdated data_older_than_cut_off
stopping_rule lower_level_changed adverse_event_exit protocol_draft dosed_without_decision findings_above_grade"""


def test_every_code_of_the_contract_exists():
    assert set(CONTRACT.split()) <= {code.value for code in Code}


def test_a_question_holds_its_subject_back_unless_it_says_otherwise():
    question = OpenQuestion(Code.PROTOCOL_DRAFT, ProtocolIsDraft())

    assert question.reach is Reach.SUBJECT
    assert question.clears_on is question.arose_on is question.source is None


@pytest.mark.parametrize(
    ("noted", "record_id", "column"),
    [
        ("AE-1 Dyspnea ?, day 5", "AE-1", "grade"),
        ("AE-1 Feeling odd 3, day 5", "AE-1", "term"),
        ("AE-1 Dyspnea 3, day 5, ctcae_version=4", "AE-1", "ctcae_version"),
        ("AE-1 Dyspnea 3, 2026-04", "AE-1", "started_at"),
        ("AE-1 Pneumonitis 2, day 5, oxygen=under_40", "AE-1", "oxygen"),
        ("infusion 2 not_given", "INF-S-001-2", "reason"),
        ("infusion 2 cells=9e9", "dose:INF-S-001-2", "cells"),
        ("left ? progression", "exit:S-001", "off_study_on"),
        ("reviewed through ?", "", "ae_reviewed_through"),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 9", "lab:M-1", "value"),
    ],
)
def test_it_points_at_the_record_and_the_column_that_can_answer_it(noted, record_id, column):
    (question,) = one(noted).level().blockers

    assert (question.record_id, question.column) == (record_id, column)
    assert question.source.row >= 2


def test_what_nobody_has_to_answer_is_shown_and_holds_nobody_back():
    (question,) = one("AE-1 Dyspnea ?, day 40", "day 41").of.queries

    assert question.reach is Reach.NOBODY
    assert one("AE-1 Dyspnea ?, day 40", "day 41").state() == "clear"
