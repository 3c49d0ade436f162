"""A study folder as clinics send it: everything in it is read, or somebody is told exactly what is wrong."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety.domain.case_report import CaseReports
from safety.records.columns import TABLES
from safety.records.understanding import FIELD_OF_FILE
from tests.records.folders import EVENTS, INFUSIONS, SUBJECTS, read, refusal, study_folder

SCENARIOS = Path(__file__).parents[3] / "shared" / "scenarios"


def problems(reports: CaseReports) -> list[tuple[str, int, str, str]]:
    records = [record for name in FIELD_OF_FILE.values() for record in getattr(reports, name)]
    return [(r.source.file, r.source.row, p.column, p.found) for r in records for p in r.problems]


def test_a_folder_is_read_whole(tmp_path):
    reports = read(
        study_folder(tmp_path / ".", adverse_events=EVENTS + "AE-1,S-001,Headache,2026-03-05,,2,possible,N\n")
    )

    assert reports.files == ("subjects.csv", "infusions.csv", "adverse_events.csv")
    assert reports.study_id == tmp_path.name
    assert reports.extracted_on is None
    assert [event.term for event in reports.adverse_events] == ["Headache"]
    assert problems(reports) == []


def test_optional_tables_are_read_where_they_are(tmp_path):
    rulings = (
        "adjudication_id,event_id,verdict,decided_on,decided_by,reason\nR1,AE-1,dlt,2026-04-01,us,seen\n"
    )

    reports = read(study_folder(tmp_path, adjudications=rulings))

    assert reports.files[-1] == "adjudications.csv"
    assert reports.adjudications[0].decided_on == date(2026, 4, 1)


def test_study_toml_names_the_study_and_the_day_of_the_export(tmp_path):
    note = 'study_id = "RLI-1"\nextracted_on = 2026-04-02\n'

    reports = read(study_folder(tmp_path, **{"study.toml": note}))

    assert (reports.study_id, reports.extracted_on) == ("RLI-1", date(2026, 4, 2))


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('extracted_on = ""', "extracted_on: nothing stands there; allowed: a day such as 2026-04-02"),
        (
            'extracted_on = "2026-04"',
            "extracted_on: '2026-04' stands there; allowed: a day such as 2026-04-02",
        ),
        ("extracted_on = 46083", "extracted_on: '46083' stands there; allowed: a day such as 2026-04-02"),
        (
            "extracted_on = 2026-04-02T10:00:00Z",
            "allowed: a day such as 2026-04-02, without clock and offset",
        ),
        ("study_id = 7", "study_id: '7' stands there; allowed: text in quotes, not empty"),
        (
            'exported = "2026-04-02"',
            "'2026-04-02' stands there; allowed: one of the keys study_id, extracted_on",
        ),
        ("study_id = RLI", "row 1: 'study_id = RLI' stands there; allowed: TOML:"),
    ],
)
def test_a_mistake_in_study_toml_is_pointed_at(tmp_path, note, said):
    (sentence,) = refusal(study_folder(tmp_path, **{"study.toml": note}))

    assert sentence.startswith("study.toml, ")
    assert said in sentence


def test_a_folder_that_is_not_there(tmp_path):
    folder = tmp_path / "nowhere"

    assert refusal(folder) == [
        f"{folder}: nothing stands there; allowed: a study folder that is there and can be opened"
    ]


def test_a_file_in_place_of_the_folder(tmp_path):
    study_folder(tmp_path)

    (said,) = refusal(tmp_path / "subjects.csv")

    assert "'a file' stands there; allowed: a study folder" in said


def test_every_missing_file_is_named(tmp_path):
    assert refusal(study_folder(tmp_path, subjects=None, infusions=None)) == [
        f"{name}: nothing stands there; allowed: a file of this name in the study folder; it is missing"
        for name in ("subjects.csv", "infusions.csv")
    ]


def test_all_that_is_wrong_with_all_files_is_said_at_once(tmp_path):
    folder = study_folder(
        tmp_path,
        subjects=SUBJECTS.replace(",", ";"),
        infusions=None,
        adverse_events="event_id,subject_id\n",
        measurements=b"",
        **{"study.toml": "study_id = 7"},
    )

    assert [said.split(":")[0] for said in refusal(folder)] == [
        "study.toml, study_id",
        "subjects.csv, row 1",
        "infusions.csv",
        "adverse_events.csv, row 1, column term",
        "measurements.csv",
    ]


def test_names_of_files_may_be_written_in_capitals(tmp_path):
    folder = study_folder(tmp_path, subjects=None, **{"SUBJECTS.CSV": SUBJECTS})

    assert read(folder).subjects[0].source.file == "SUBJECTS.CSV"


def test_two_files_for_one_table_are_refused(tmp_path):
    (said,) = refusal(study_folder(tmp_path, **{"Subjects.csv": SUBJECTS}))

    assert "'Subjects.csv, subjects.csv' stands there" in said


def test_our_tables_and_sdtm_domains_in_one_folder_are_refused_naming_the_files(tmp_path):
    (said,) = refusal(study_folder(tmp_path, **{"ae.csv": "USUBJID\n", "dm.xpt": b""}))

    assert "'subjects.csv, infusions.csv, adverse_events.csv, dm.xpt, ae.csv' stands there" in said
    assert "either our tables or SDTM domains" in said


def test_fingers_name_the_column_as_the_file_writes_it(tmp_path):
    events = "Event_ID,SUBJECT_ID,Term,Grade\nAE-1,S-001,Headache,3/4\n"

    assert problems(read(study_folder(tmp_path, adverse_events=events))) == [
        ("adverse_events.csv", 2, "Grade", "3/4")
    ]


@pytest.mark.parametrize(
    ("file", "row", "column", "found"),
    [
        ("adverse_events", "AE-1,S-001,Headache,2026-03-05,,3/4,possible,N", "grade", "3/4"),
        ("adverse_events", "AE-1,S-001,Headache,32/13/2026,,3,possible,N", "started_at", "32/13/2026"),
        (
            "adverse_events",
            "AE-1,S-001,Headache,2026-03-05,2026-03-04,3,possible,N",
            "ended_at",
            "2026-03-04",
        ),
        ("adverse_events", "AE-1,S-001,,2026-03-05,,3,possible,N", "term", ""),
        ("adverse_events", "AE-1,S-001,Headache,2026-03-05", "", "AE-1,S-001,Headache,2026-03-05"),
        ("infusions", "INF-2,S-001,2,2026-03-05,,-2.0e7,completed", "cells", "-2.0e7"),
        ("infusions", "INF-2,S-001,5,2026-03-05,,2.0e7,completed", "number", "5"),
        ("subjects", "S-002,one,2026-05-15", "dose_level", "one"),
    ],
)
def test_a_row_that_cannot_be_read_is_kept_and_pointed_at(tmp_path, file, row, column, found):
    head = {"adverse_events": EVENTS, "infusions": INFUSIONS, "subjects": SUBJECTS}[file]

    reports = read(study_folder(tmp_path, **{file: f"{head}{row}\n"}))

    assert problems(reports) == [(f"{file}.csv", head.count("\n") + 1, column, found)]


def test_unknown_terms_and_repeated_ids_are_read_and_left_to_the_review(tmp_path):
    rows = "AE-1,S-001,Dragon pox,2026-03-05,,3,possible,N\n" * 2

    reports = read(study_folder(tmp_path, adverse_events=EVENTS + rows))

    assert [event.term for event in reports.adverse_events] == ["Dragon pox", "Dragon pox"]
    assert problems(reports) == []


def test_columns_nobody_asked_for_are_kept_as_they_stand(tmp_path):
    subjects = "subject_id,dose_level,Ward\nS-001,1, 3B \n"

    assert read(study_folder(tmp_path, subjects=subjects)).subjects[0].unknown_columns == {"Ward": " 3B "}


def test_a_header_alone_is_a_table_without_records(tmp_path):
    reports = read(study_folder(tmp_path, measurements="measurement_id,subject_id,test,collected_at,value\n"))

    assert reports.measurements == ()
    assert reports.files[-1] == "measurements.csv"


CELL = st.one_of(
    st.sampled_from(
        ["", "S-001", "1", "3", "possible", "2026-03-05", "2026-03", "3/4", "-1", "Headache", "Y", "<0.1"]
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=6),
)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=30), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(rows=st.fixed_dictionaries({table.file: ROWS for table in TABLES}))
def test_every_row_of_every_file_is_a_record_exactly_once(tmp_path, rows):
    for table in TABLES:
        fitted = [(row * 30)[: len(table.names)] if len(row) % 2 else row for row in rows[table.file]]
        with (tmp_path / table.file).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([table.names, *fitted])

    reports = read(tmp_path)

    for table in TABLES:
        records = getattr(reports, FIELD_OF_FILE[table.file])
        assert [record.source.row for record in records] == list(range(2, len(rows[table.file]) + 2))


def scenarios():
    return sorted(SCENARIOS.iterdir()) if SCENARIOS.is_dir() else []


@pytest.mark.skipif(not scenarios(), reason="the scenario folders are not beside this project")
def test_every_scenario_folder_is_read_and_only_what_is_unreadable_is_pointed_at():
    unreadable = {folder.name: problems(read(folder)) for folder in scenarios()}

    assert {name: found for name, found in unreadable.items() if found} == {
        "unreadable-row": [("adverse_events.csv", 2, "started_at", "32/13/2026")]
    }


def test_a_table_under_a_name_that_nobody_knows_is_named(tmp_path):
    folder = study_folder(tmp_path, concomitant="medication\n")
    assert read(folder).files_not_read == ("concomitant.csv",)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("measurement.csv", "measurements.csv"),
        ("Measurments.CSV", "measurements.csv"),
        ("measurements (1).csv", "measurements.csv"),
        ("measurements.txt", "measurements.csv"),
        ("adjudication.csv", "adjudications.csv"),
        ("decisions.xlsx", "decisions.csv"),
    ],
)
def test_a_misspelt_table_is_refused_for_its_records_would_be_missed(tmp_path, name, meant):
    (said,) = refusal(study_folder(tmp_path, **{name: "id\n"}))
    assert said.startswith(f"{name}: '{name}' stands there; allowed: the name {meant}")


def test_a_copy_beside_the_table_itself_is_only_named(tmp_path):
    folder = study_folder(tmp_path, **{"subjects (1).csv": "subject_id\n"})
    assert read(folder).files_not_read == ("subjects (1).csv",)
