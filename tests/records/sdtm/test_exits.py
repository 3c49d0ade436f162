"""When and why a subject left: a death is never lost, and nothing is weighed."""

from __future__ import annotations

from pathlib import Path

from tests.records.sdtm.folders import AE, DM, DS, MAPPING, Rows, read, write


def exit_of(folder: Path, ds: Rows, text: str = MAPPING, **dm: str) -> tuple[str, str | None, bool]:
    write(folder / "dm.csv", [DM | dm])
    if ds:
        write(folder / "ds.csv", [DS | row for row in ds])
    (subject,) = read(folder, text).subjects
    return str(subject.off_study_on or ""), subject.off_study_reason, subject.readable


def test_a_death_that_only_dm_knows_is_an_exit(folder: Path) -> None:
    assert exit_of(folder, [], DTHFL="Y") == ("", "death", True)
    assert exit_of(folder, [], DTHDTC="2026-03-20T07:00") == ("2026-03-20", "death", True)
    assert exit_of(folder, [{}], DTHFL="Y", DTHDTC="2026-03-20") == ("2026-03-20", "death", True)


def test_the_month_of_a_death_is_no_day_of_it(folder: Path) -> None:
    assert exit_of(folder, [], DTHFL="Y", DTHDTC="2026-03") == ("", "death", True)


def test_two_days_of_one_death_are_not_weighed(folder: Path) -> None:
    died = {"DSDECOD": "DEATH", "DSSTDTC": "2026-03-20"}
    assert exit_of(folder, [died], DTHFL="Y", DTHDTC="2026-03") == ("2026-03-20", "death", True)
    assert exit_of(folder, [died], DTHFL="Y", DTHDTC="2026-03-21") == ("", "death", False)


def test_a_death_comes_before_any_other_exit(folder: Path) -> None:
    left, died = (
        {"DSDECOD": "ADVERSE EVENT"},
        {"DSDECOD": "Death", "DSCAT": "OTHER EVENT", "DSSTDTC": "2026-06-09"},
    )
    assert exit_of(folder, [left, died]) == ("2026-06-09", "death", True)


def test_an_exit_stays_where_an_event_tells_all_of_the_death(folder: Path) -> None:
    write(folder / "ae.csv", [AE | {"AEOUT": "FATAL", "AEENDTC": "2026-06-09"}])
    left = {"DSDECOD": "ADVERSE EVENT", "DSSTDTC": "2026-03-15"}
    assert exit_of(folder, [left], DTHFL="Y", DTHDTC="2026-06-09") == ("2026-03-15", "adverse_event", True)
    assert exit_of(folder, [left], DTHFL="Y", DTHDTC="2026-06-08") == ("2026-06-08", "death", True)


def test_milestones_are_no_exits_and_every_row_of_ds_is_supporting(folder: Path) -> None:
    milestone = {"DSDECOD": "RANDOMIZED", "DSCAT": "PROTOCOL MILESTONE", "DSSTDTC": "2026-03-01"}
    assert exit_of(folder, [milestone, {}]) == ("2026-06-01", "completed", True)
    supporting = read(folder).supporting
    assert [(row.source.row, str(row.starts_on)) for row in supporting] == [
        (2, "2026-03-01"),
        (3, "2026-06-01"),
    ]


def test_a_reason_that_nobody_explains_is_unreadable(folder: Path) -> None:
    assert exit_of(folder, [{"DSDECOD": "WENT HOME"}]) == ("2026-06-01", None, False)
    assert exit_of(folder, [{"DSDECOD": "WENT HOME"}], MAPPING + '[exit_reason]\n"went home" = "other"\n')[
        1:
    ] == (
        "other",
        True,
    )


def test_the_words_of_the_site_are_asked_before_the_coded_ones(folder: Path) -> None:
    row = {"DSDECOD": "PHYSICIAN DECISION", "DSTERM": "rash"}
    assert exit_of(folder, [row])[1] == "other"
    assert exit_of(folder, [row], MAPPING + '[exit_reason]\nRash = "adverse_event"\n')[1] == "adverse_event"


def test_dispositions_that_disagree_are_not_weighed(folder: Path) -> None:
    treatment = {"DSSCAT": "STUDY TREATMENT", "DSDECOD": "ADVERSE EVENT", "DSSTDTC": "2026-03-10"}
    study = {"DSSCAT": "STUDY PARTICIPATION"}
    assert exit_of(folder, [study, study]) == ("2026-06-01", "completed", True)
    assert exit_of(folder, [treatment, study]) == ("", None, False)
    only_study = MAPPING + '[exit_rows]\nvariable = "DSSCAT"\nleave_out = ["Study treatment"]\n'
    assert exit_of(folder, [treatment, study], only_study) == ("2026-06-01", "completed", True)
