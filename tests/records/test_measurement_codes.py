"""Codes of tests, and the names laboratories use instead: each leads to one code, and none renames itself."""

import csv

import pytest

from safety.grading import read_limits
from safety.records.measurement_codes import CDISC, folded, read_measurement_codes

CODES = read_measurement_codes()
GRADED = read_limits().ladders


def written():
    with (CDISC / "other_names.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["written"], row["code"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ALAT", "ALT"),
        ("SGOT", "AST"),
        ("NEU", "NEUT"),
        ("anc", "NEUT"),
        ("CREA", "CREAT"),
        ("T-BIL", "BILI"),
        ("PLT", "PLAT"),
        ("NEUT%", "NEUTLE"),
        ("血小板", "PLAT"),
        ("PLATT", "PLAT"),
        ("HEMATOCRIT-X", ""),
        ("XYZ", ""),
    ],
)
def test_a_name_that_is_no_code_leads_to_the_one_that_may_be_meant(name, code):
    assert CODES.nearest(name, GRADED) == code


def test_every_name_has_one_meaning_is_no_code_and_leads_to_one():
    names = [folded(name) for name, _ in written()]

    assert len(names) == len(set(names))
    assert set(names) & (CODES.known | set(GRADED)) == set()
    assert {code for _, code in written()} <= CODES.known


def test_another_specimen_is_another_test_and_no_slip():
    assert CODES.is_known("CREAT (URINE)")
    assert not CODES.is_known("CREA (URINE)")
