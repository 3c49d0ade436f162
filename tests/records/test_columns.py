"""What a cell may hold: each kind as the contract lists it, and nothing guessed."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.domain.case_report import AdverseEvent, CaseReports, Infusion, Measurement
from safety.domain.partial_date import PartialDate
from safety.records.allowed import phrase
from safety.records.cells import Reading
from safety.records.columns import TABLES
from safety.records.raw_table import RawRow, RawTable
from safety.records.understanding import FIELD_OF_FILE, understand
from tests.records.folders import GRADED, TERMS

READING = Reading(range(1, 5), GRADED, TERMS)
EVENT = {"event_id": "AE-1", "subject_id": "S-001", "term": "Headache"}
INFUSION = {
    "infusion_id": "I-1",
    "subject_id": "S-001",
    "number": "1",
    "started_at": "2026-03-02",
    "status": "completed",
}
SAMPLE = {"measurement_id": "M-1", "subject_id": "S-001", "test": "NEUT", "collected_at": "2026-03-02"}


def one_row(file: str, cells: dict[str, str]) -> CaseReports:
    table = RawTable(file, file, tuple(cells), (RawRow(2, cells),))
    return understand([table], study_id="a study", reading=READING)


def event(**cells: str) -> AdverseEvent:
    return one_row("adverse_events.csv", EVENT | cells).adverse_events[0]


def infusion(**cells: str) -> Infusion:
    return one_row("infusions.csv", INFUSION | cells).infusions[0]


def sample(**cells: str) -> Measurement:
    return one_row("measurements.csv", SAMPLE | cells).measurements[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-02", PartialDate.on(date(2026, 3, 2))),
        ("2026-03-02T10:15", PartialDate.on(date(2026, 3, 2), time(10, 15))),
        ("2026-03-02T10:15:30", PartialDate.on(date(2026, 3, 2), time(10, 15, 30))),
        ("2026-03", PartialDate(date(2026, 3, 1), date(2026, 3, 31))),
        ("2024-02", PartialDate(date(2024, 2, 1), date(2024, 2, 29))),
        ("2026", PartialDate(date(2026, 1, 1), date(2026, 12, 31))),
        (" 2026-03-02 ", PartialDate.on(date(2026, 3, 2))),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(written, meant):
    assert event(started_at=written).started_at == meant


@pytest.mark.parametrize(
    "written",
    [
        "32/13/2026",
        "3/2/2026",
        "46083",
        "2026-02-30",
        "2026-3-2",
        "2026-03-02T25:00",
        "2026-03-02T10:15Z",
        "2026-03-02T10:15+08:00",
        "2026-03-02 10:15",
        "2026-00",
        "0001-01-01",
        "9999-12-31",
        "2026年3月2日",
        "UNK-MAR-2026",
        "２０２６-03-02",
    ],
)
def test_what_is_no_date_is_pointed_at_and_never_guessed(written):
    row = event(started_at=written)

    assert row.started_at is None
    assert [(p.column, p.found, p.allowed) for p in row.problems] == [("started_at", written, "partial_date")]
    assert row.event_id == "AE-1"


def test_a_partial_date_is_allowed_only_where_the_contract_marks_it():
    assert infusion(started_at="2026-03").problems[0].allowed == "date_time"


@pytest.mark.parametrize(
    "written", ["3/4", "0", "6", "3.5", "severe", "≥3", "3级", "-3", "nan", "03/04/2026"]
)
def test_what_is_no_grade_is_pointed_at(written):
    row = event(grade=written)

    assert row.grade is None
    assert phrase(row.problems[0].allowed) == "a CTCAE grade, 1 to 5"


@pytest.mark.parametrize("written", ["3", "3.0", " 3 ", "3.00"])
def test_three_point_zero_is_three(written):
    assert event(grade=written).grade == 3


def test_a_missing_grade_is_not_known_and_no_mistake():
    row = event(grade="  ")

    assert row.grade is None
    assert row.readable


def test_listed_words_are_read_whatever_their_case_and_blanks():
    row = event(causality=" Possible ", hospitalized="y", serious="N", pressors="2.0")

    assert (row.causality, row.hospitalized, row.serious) == ("possible", True, False)
    assert row.findings == {"pressors": "2"}


def test_a_word_outside_the_list_makes_the_row_unreadable_and_the_list_is_shown():
    problem = event(causality="related").problems[0]

    assert problem.found == "related"
    assert phrase(problem.allowed) == "one of unrelated, unlikely, possible, probable, definite"


def test_ids_are_text_and_keep_their_leading_zeros():
    assert event(event_id=" 007 ").event_id == "007"


def test_a_term_is_spelled_as_the_catalogue_does():
    assert event(term="  platelet  COUNT decreased ").term == "Platelet count decreased"


def test_a_term_that_the_catalogue_lacks_stays_as_it_was_written():
    assert event(term=" Radiation   pneumonitis ").term == "Radiation pneumonitis"


def test_all_the_bad_cells_of_a_row_are_pointed_at_at_once_and_the_good_ones_are_read():
    row = event(event_id="", started_at="yesterday", grade="9", causality="possible")

    assert [problem.column for problem in row.problems] == ["event_id", "started_at", "grade"]
    assert [problem.allowed for problem in row.problems] == ["must", "partial_date", "grade"]
    assert (row.subject_id, row.causality) == ("S-001", "possible")


@pytest.mark.parametrize(
    "written", ["-2.0e7", "2,0e7", "20.000.000", "nan", "inf", "2.0×10^7", "2e7 cells", "1e999"]
)
def test_cells_that_are_no_number_or_negative_make_the_infusion_unreadable(written):
    row = infusion(cells=written)

    assert row.cells is None
    assert row.problems[0].allowed == "number_non_negative"


@pytest.mark.parametrize(
    ("written", "cells"), [("2.0e7", "2.0e7"), ("20000000", "2e7"), ("0", "0"), ("2E+07", "2e7")]
)
def test_cells_are_read_exactly(written, cells):
    assert infusion(cells=written).cells == Decimal(cells)


@pytest.mark.parametrize(("written", "readable"), [("1", True), ("4.0", True), ("5", False), ("0", False)])
def test_infusions_are_numbered_as_the_protocol_plans_them(written, readable):
    assert infusion(number=written).readable is readable


def test_the_finger_says_which_numbers_the_protocol_plans():
    assert phrase(infusion(number="7").problems[0].allowed) == "a whole number from 1 to 4"


@pytest.mark.parametrize(
    ("start", "end", "readable"),
    [
        ("2026-03-05", "2026-03-04", False),
        ("2026-03-05", "2026-03-05", True),
        ("2026-03-05T10:00", "2026-03-05T09:00", False),
        ("2026-03-05T10:00", "2026-03-05", True),
        ("2026-03-05", "2026-03", True),
        ("2026-03-05", "2026-02", False),
        ("2026", "2026-01-01", True),
    ],
)
def test_an_end_certainly_before_its_own_start_is_unreadable(start, end, readable):
    row = event(started_at=start, ended_at=end)

    assert row.readable is readable
    assert row.started_at is not None
    if not readable:
        assert row.ended_at is None
        assert phrase(row.problems[0].allowed) == f"an end that is not before its start, {start}"


def test_an_infusion_cannot_end_before_it_starts():
    assert infusion(ended_at="2026-03-01").problems[0].column == "ended_at"


@pytest.mark.parametrize(
    ("written", "value", "censored"),
    [
        ("4.1", "4.1", ""),
        ("<0.1", "0.1", "<"),
        ("> 1000", "1000", ">"),
        (" 0 ", "0", ""),
        ("-2.5", "-2.5", ""),
    ],
)
def test_a_result_is_a_number_or_a_bound(written, value, censored):
    row = sample(value=written)

    assert row.readable
    assert (row.value, row.censored, row.value_text) == (Decimal(value), censored, written.strip())


@pytest.mark.parametrize("written", ["NEGATIVE", "3.2↑", "1,5", "4.1 g/L", "<"])
def test_words_are_no_result_of_a_test_that_is_graded(written):
    row = sample(test="neut", value=written)

    assert row.test == "NEUT"
    assert [(p.column, p.found, p.allowed) for p in row.problems] == [("value", written, "measured")]


def test_words_are_a_result_of_a_test_that_nothing_grades():
    row = sample(test="HCG", value="NEGATIVE")

    assert row.readable
    assert (row.value, row.value_text) == (None, "NEGATIVE")


@pytest.mark.parametrize("written", ["nan", "NaN", "-inf", "Infinity"])
def test_not_a_number_is_no_result_of_any_test(written):
    assert not sample(test="HCG", value=written).readable


@pytest.mark.parametrize(
    ("file", "cells", "column"),
    [
        ("adjudications.csv", {"resumes": "N"}, "resumes"),
        ("adjudications.csv", {"ruled_grade": "0"}, "ruled_grade"),
        ("adjudications.csv", {"verdict": "maybe"}, "verdict"),
        ("decisions.csv", {"decision": "proceed"}, "decision"),
        ("screening.csv", {"criterion": "I12"}, "criterion"),
        ("subjects.csv", {"off_study_reason": "moved"}, "off_study_reason"),
        ("subjects.csv", {"weight_kg": "0"}, "weight_kg"),
        ("subjects.csv", {"dose_level": "A"}, "dose_level"),
    ],
)
def test_every_table_points_at_its_own_bad_cells(file, cells, column):
    (record,) = getattr(one_row(file, cells), FIELD_OF_FILE[file])

    assert column in [problem.column for problem in record.problems]


def test_a_ruling_of_not_evaluable_is_readable_here_whatever_it_rules_on():
    ruling = {
        "adjudication_id": "R-1",
        "event_id": "AE-1",
        "verdict": "not_evaluable",
        "decided_on": "2026-04-01",
        "decided_by": "committee",
        "reason": "left",
        "resumes": "y",
    }

    (read,) = one_row("adjudications.csv", ruling).adjudications

    assert read.readable
    assert read.resumes is True


def test_a_part_of_a_criterion_carries_its_letter():
    (answer,) = one_row("screening.csv", {"subject_id": "S-1", "criterion": "i04A"}).screening

    assert answer.criterion == "I04a"


@given(st.sampled_from(TABLES), st.data())
def test_no_text_whatever_breaks_the_reading_and_every_bad_cell_stands_in_a_problem(table, data):
    cells = {column.name: data.draw(st.text(max_size=12), label=column.name) for column in table.columns}

    (record,) = getattr(one_row(table.file, cells), FIELD_OF_FILE[table.file])

    for problem in record.problems:
        assert problem.found == cells[problem.column].strip()
        assert phrase(problem.allowed)
        if table.file != "measurements.csv":
            assert record.__dict__.get(problem.column) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)), st.none() | st.times())
def test_every_iso_date_is_read_as_it_is_written(day, at):
    at = at and at.replace(microsecond=0, tzinfo=None, fold=0)
    written = day.isoformat() + (f"T{at.isoformat()}" if at else "")

    assert event(started_at=written).started_at == PartialDate.on(day, at)
