"""A real trial (CDISCPILOT01): every row accounted for, by its own words."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from safety.domain.case_report import CaseReports
from safety.records.ctcae_terms import read_terms
from safety.records.protocol_file import read_protocol
from safety.records.study_folder import read_study
from tests.records.sdtm.folders import PILOT, needs_pilot

PROTOCOLS = Path(__file__).parents[2] / "protocols"


def pilot(tmp_path: Path, ending: str) -> CaseReports:
    for path in PILOT.glob(f"*.{ending}"):
        shutil.copy(path, tmp_path)
    terms = read_terms()
    protocol = read_protocol(PROTOCOLS / "cdisc_pilot.toml", terms)
    return read_study(
        tmp_path,
        numbers=protocol.dosing.numbers,
        graded_tests=frozenset({"ALT", "AST", "BILI", "HGB", "PLAT"}),
        terms=terms,
        mapping=PROTOCOLS / "cdisc_pilot_mapping.toml",
    )


@needs_pilot
def test_every_row_of_the_pilot_is_accounted_for(tmp_path: Path) -> None:
    study = pilot(tmp_path, "xpt")
    records = (
        *study.subjects,
        *study.infusions,
        *study.adverse_events,
        *study.measurements,
        *study.supporting,
    )
    counts = {"dm.xpt": 306, "ae.xpt": 1191, "ex.xpt": 591, "lb.xpt": 13953, "ds.xpt": 850}
    assert Counter(record.source.file for record in records) == counts
    assert all(record.readable for record in records)


@needs_pilot
def test_168_subjects_of_the_pilot_were_given_a_dose_at_a_level(tmp_path: Path) -> None:
    study = pilot(tmp_path, "xpt")
    assert Counter(subject.dose_level for subject in study.subjects) == {0: 138, 1: 96, 2: 72}
    given = {infusion.subject_id for infusion in study.infusions if infusion.cells}
    assert len(given) == 168
    assert given == {subject.subject_id for subject in study.subjects if subject.dose_level}


@needs_pilot
def test_the_pilot_has_three_deaths_and_no_other_grade(tmp_path: Path) -> None:
    study = pilot(tmp_path, "xpt")
    fatal = {event.subject_id for event in study.adverse_events if event.grade == 5}
    assert Counter(event.grade for event in study.adverse_events) == {None: 1188, 5: 3}
    assert fatal == {subject.subject_id for subject in study.subjects if subject.off_study_reason == "death"}


@needs_pilot
def test_csv_and_transport_of_the_pilot_are_one_study(tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    (tmp_path / "xpt").mkdir()
    as_csv, as_xpt = pilot(tmp_path / "csv", "csv"), pilot(tmp_path / "xpt", "xpt")
    assert [known(event) for event in as_csv.adverse_events] == [
        known(event) for event in as_xpt.adverse_events
    ]
    assert [known(infusion) for infusion in as_csv.infusions] == [
        known(infusion) for infusion in as_xpt.infusions
    ]
    laboratory = [known(row) for row in as_csv.measurements if row.source.file == "lb.csv"]
    assert laboratory == [known(row) for row in as_xpt.measurements]


def known(record: object) -> dict[str, object]:
    """A record without the file it stands in and the variables nobody asked for."""
    return {name: value for name, value in vars(record).items() if name not in ("source", "unknown_columns")}
