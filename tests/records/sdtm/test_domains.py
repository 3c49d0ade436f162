"""The files of an SDTM folder: all there, once each, every row kept."""

from __future__ import annotations

from pathlib import Path

from safety.records.raw_table import RawTable
from safety.records.sdtm import read_domains
from tests.records.sdtm.folders import DS, LB, mapping, read, refusal_of, write


def test_a_small_study_reads_like_our_own_tables(folder: Path) -> None:
    study = read(folder)
    (subject,), (infusion,), (event,) = study.subjects, study.infusions, study.adverse_events

    assert (subject.subject_id, subject.dose_level, subject.sex, str(subject.age_years)) == (
        "X-01",
        1,
        "F",
        "61",
    )
    assert subject.ae_reviewed_through is None
    assert (infusion.infusion_id, infusion.number, infusion.status, infusion.lot) == (
        "X-01-1",
        1,
        "completed",
        "L7",
    )
    assert infusion.cells == 20_000_000
    assert (event.event_id, event.term, event.verbatim, event.grade) == ("X-01-1", "Fatigue", "tired", 2)
    assert event.causality == "probable"
    assert event.started_at is not None and not event.started_at.complete
    assert event.unknown_columns["AESEV"] == "SEVERE" and "symptoms" not in event.findings
    assert study.files == ("dm.csv", "ex.csv", "ae.csv")


def test_names_of_files_and_variables_may_be_written_in_any_case(folder: Path) -> None:
    (folder / "dm.csv").rename(folder / "DM.CSV")
    text = (folder / "ae.csv").read_text(encoding="utf-8")
    (folder / "ae.csv").write_text(text.replace("AEDECOD", "aedecod"), encoding="utf-8")
    assert read(folder).adverse_events[0].term == "Fatigue"


def test_what_is_missing_is_named_all_at_once(folder: Path) -> None:
    (folder / "ex.csv").unlink()
    (folder / "ae.csv").unlink()
    said = refusal_of(folder, mapping(folder))
    assert "ex.csv or ex.xpt: " in said and "ae.csv or ae.xpt: " in said


def test_a_missing_variable_is_named_with_its_file(folder: Path) -> None:
    write(folder / "ex.csv", [{"USUBJID": "X-01", "EXSEQ": "1", "EXSTDTC": "2026-03-02", "VISITNUM": "1"}])
    said = refusal_of(folder, mapping(folder))
    assert "ex.csv, row 1, column EXDOSE: " in said and "ex.csv, row 1, column EXDOSU: " in said


def test_the_same_domain_twice_is_refused_naming_both_files(folder: Path) -> None:
    (folder / "DM.xpt").write_bytes(b"")
    assert "DM.xpt and dm.csv" in refusal_of(folder, mapping(folder))


def test_a_domain_in_parts_is_refused_and_not_left_unread(folder: Path) -> None:
    write(folder / "lbch.csv", [LB])
    assert "lbch.csv: " in refusal_of(folder, mapping(folder))


def test_a_torn_row_is_kept(folder: Path) -> None:
    for name in ("ae", "ex"):
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as lines:
            lines.write("X-01,2,too few\n")
    write(folder / "ds.csv", [DS])
    with (folder / "ds.csv").open("a", encoding="utf-8") as lines:
        lines.write("X-01,2,too few\n")
    study = read(folder)
    assert [event.readable for event in study.adverse_events] == [True, False]
    assert [infusion.readable for infusion in study.infusions] == [True, False]
    assert [row.readable for row in study.supporting] == [True, False]


def test_tables_name_the_contract_and_the_file(folder: Path) -> None:
    tables, _ = read_domains(folder, mapping(folder))
    assert [(table.table, table.file) for table in tables] == [
        ("subjects.csv", "dm.csv"),
        ("infusions.csv", "ex.csv"),
        ("adverse_events.csv", "ae.csv"),
    ]
    assert all(isinstance(table, RawTable) for table in tables)


def test_files_that_cannot_be_read_are_named_all_at_once(folder: Path) -> None:
    (folder / "dm.csv").unlink()
    (folder / "dm.xpt").write_bytes(b"PK")
    (folder / "ae.csv").write_bytes("AETERM\n发热\n".encode("gb18030"))
    said = refusal_of(folder, mapping(folder))
    assert "dm.xpt: " in said and "SAS transport file, version 5" in said
    assert "ae.csv, row 2: " in said
