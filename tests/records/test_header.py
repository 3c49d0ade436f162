"""A header held against the dictionary: what is renamed, misspelt, extra or not there is told."""

import pytest

from safety.domain.case_report import StrayColumn
from safety.records.columns import ADJUDICATIONS, ADVERSE_EVENTS, SUBJECTS
from safety.records.csv_table import table_of_text
from safety.records.header import header_of


def header(text, table=ADJUDICATIONS):
    return header_of(table, table_of_text(table.file, text, table))


NEEDED = "adjudication_id,event_id,verdict,decided_on,decided_by,reason"
ROW = "\nA-1,AE-1,dlt,2026-03-02,committee,x"


@pytest.mark.parametrize(
    ("written", "like"),
    [
        ("Ruled grade", "ruled_grade"),
        ("RULED-GRADE", "ruled_grade"),
        ("ruled_grd", "ruled_grade"),
        ("resume", "resumes"),
        ("comment", ""),
        ("备注", ""),
    ],
)
def test_a_column_nobody_knows_is_told_with_what_may_be_meant(written, like):
    found = header(f"{NEEDED},{written}{ROW},3")

    assert found.stray == (StrayColumn(written, 1, like),)
    assert set(found.absent) == {"ruled_grade", "resumes"}


def test_the_names_of_sdtm_are_understood():
    found = header("event_id,subject_id,term,AETOXGR,aeterm\nA,S,Fever,2,hot\nB,S,Fever,,hot", ADVERSE_EVENTS)

    assert found.stray == (StrayColumn("AETOXGR", 1, "grade"), StrayColumn("aeterm", 2, "verbatim"))


def test_a_column_that_is_there_is_never_offered():
    assert header("subject_id,dose_level,sexe,sex\nS,1,F,F", SUBJECTS).stray == (StrayColumn("sexe", 1, ""),)


def test_the_order_and_the_case_of_columns_do_not_matter():
    found = header("Dose_Level,SUBJECT_ID\n1,S", SUBJECTS)

    assert found.stray == ()
    assert "ae_reviewed_through" in found.absent
    assert "subject_id" not in found.absent


def test_a_column_without_name_and_values_is_nothing():
    assert header(f"{NEEDED},{ROW},").stray == ()
    assert header(f"{NEEDED},{ROW},x").stray == (StrayColumn("column 7", 1, ""),)


def test_a_torn_row_fills_no_column():
    assert header(f"{NEEDED},extra{ROW}").stray == (StrayColumn("extra", 0, ""),)


def test_the_variables_of_a_sponsor_are_no_slip():
    raw = table_of_text("adjudications.csv", NEEDED + ",OTHER" + ROW + ",1", ADJUDICATIONS)
    assert header_of(ADVERSE_EVENTS, raw).stray == ()
