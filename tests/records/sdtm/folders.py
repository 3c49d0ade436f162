"""Small invented SDTM folders, one row to each domain, for tests to change."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from safety.domain.case_report import CaseReports
from safety.records.ctcae_terms import read_terms
from safety.records.refusal import FileRefused
from safety.records.sdtm import read_domains
from safety.records.study_folder import read_study

PILOT = Path(__file__).parents[4] / "shared" / "cdisc_pilot"
needs_pilot = pytest.mark.skipif(not PILOT.is_dir(), reason="no CDISC pilot records beside the project")
MAPPING = """
[dose_level]
A = 1
B = 2
"SCREEN FAILURE" = 0
[dose]
unit = "10^6 cells"
cells_per_unit = 1.0e6
[infusion]
number = "VISITNUM"
[causality]
RELATED = "probable"
"NOT RELATED" = "unrelated"
"""
Rows = list[dict[str, str]]
DM = {"USUBJID": "X-01", "ACTARMCD": "A", "ARMNRS": "", "SEX": "F", "AGE": "61", "AGEU": "YEARS"}
DM |= {"RFXSTDTC": "2026-03-02", "RFICDTC": "2026-02-20", "DTHFL": "", "DTHDTC": ""}
EX = {"USUBJID": "X-01", "EXSEQ": "1", "EXDOSE": "20", "EXDOSU": "10^6 cells", "EXLOT": "L7", "VISITNUM": "1"}
EX |= {"EXSTDTC": "2026-03-02T10:15", "EXENDTC": "2026-03-02T11:00"}
AE = {
    "USUBJID": "X-01",
    "AESEQ": "1",
    "AETERM": "tired",
    "AEDECOD": "Fatigue",
    "AESTDTC": "2026-03",
    "AEENDTC": "",
}
AE |= {"AEREL": "RELATED", "AESEV": "SEVERE", "AETOXGR": "2", "AEOUT": "UNKNOWN", "AESDTH": ""}
LB = {
    "USUBJID": "X-01",
    "LBSEQ": "1",
    "LBTESTCD": "ALT",
    "LBDTC": "2026-03-05T08:00",
    "LBSTAT": "",
    "LBSPEC": "",
}
LB |= {"LBORRES": "", "LBORRESU": "", "LBORNRLO": "", "LBORNRHI": ""}
LB |= {"LBSTRESC": "", "LBSTRESU": "", "LBSTNRLO": "", "LBSTNRHI": ""}
DS = {"USUBJID": "X-01", "DSSEQ": "1", "DSTERM": "", "DSDECOD": "COMPLETED", "DSCAT": "DISPOSITION EVENT"}
DS |= {"DSSTDTC": "2026-06-01"}


def write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def mapping(folder: Path, text: str = MAPPING) -> Path:
    path = folder.parent / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str = MAPPING) -> CaseReports:
    numbers, graded = range(1, 5), frozenset({"ALT", "CREAT"})
    words = mapping(folder, text)
    return read_study(folder, numbers=numbers, graded_tests=graded, terms=read_terms(), mapping=words)


def refusal_of(folder: Path, words: Path | None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_domains(folder, words)
    return str(refused.value)


def problem_of(record: object) -> tuple[str, str]:
    (problem,) = record.problems  # type: ignore[attr-defined]
    return problem.column, problem.found
