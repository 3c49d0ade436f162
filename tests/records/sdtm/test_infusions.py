"""EX and EC as infusions: doses in cells, and what became of them."""

from __future__ import annotations

from pathlib import Path

from tests.records.sdtm.folders import EX, MAPPING, problem_of, read, write


def infusion_of(folder: Path, **ex: str) -> tuple[object, str | None, str | None, bool]:
    write(folder / "ex.csv", [EX | ex])
    (infusion,) = read(folder).infusions
    return infusion.cells, infusion.status, infusion.reason, infusion.readable


def test_zero_is_zero_in_any_unit_and_anything_else_needs_the_unit_of_the_mapping(folder: Path) -> None:
    assert infusion_of(folder, EXDOSE="0", EXDOSU="mL") == (0, "completed", None, True)
    assert infusion_of(folder, EXDOSE="0.5", EXDOSU="10^6 CELLS")[0] == 500_000
    assert infusion_of(folder, EXDOSE="20", EXDOSU="mL") == (None, "completed", None, False)
    assert infusion_of(folder, EXDOSE="20", EXDOSU="")[3] is False
    assert infusion_of(folder, EXDOSE="-20") == (None, "completed", None, False)
    assert infusion_of(folder, EXDOSE="") == (None, "completed", None, True)


def test_what_became_of_an_infusion(folder: Path) -> None:
    assert infusion_of(folder, EXADJ="ADVERSE EVENT")[1:] == ("interrupted", "adverse_event", True)
    assert infusion_of(folder, EXADJ="PUMP")[1:] == ("interrupted", None, False)
    assert infusion_of(folder, EXOCCUR="N", EXDOSE="")[1:] == ("not_given", None, True)
    assert infusion_of(folder, EXOCCUR="N", EXDOSE="20")[1:] == (None, None, False)
    assert infusion_of(folder, EXOCCUR="U")[1:] == (None, None, False)


def test_words_may_number_the_infusions(folder: Path) -> None:
    text = MAPPING.replace('number = "VISITNUM"', 'number = "VISIT"\nnumbers = { "DAY 1" = 1 }')
    write(folder / "ex.csv", [EX | {"VISIT": "Day 1"}, EX | {"VISIT": "2", "EXSEQ": "2"}])
    first, second = read(folder, text).infusions
    assert first.number == 1
    assert problem_of(second) == ("VISIT", "2 (not in the mapping)")


def test_ec_adds_what_ex_does_not_know(folder: Path) -> None:
    given = {"USUBJID": "X-01", "ECSEQ": "1", "ECSTDTC": "2026-03-02", "ECOCCUR": "Y", "ECMOOD": "PERFORMED"}
    given |= {"ECREASOC": "", "ECDOSE": "20", "ECDOSU": "10^6 cells", "VISITNUM": "1"}
    omitted = given | {"ECSEQ": "2", "ECSTDTC": "2026-03-05", "ECOCCUR": "N", "ECDOSE": "", "VISITNUM": "2"}
    omitted["ECREASOC"] = "ADVERSE EVENT"
    unknown = given | {"ECSEQ": "3", "ECSTDTC": "2026-03-08", "VISITNUM": "3"}
    planned = given | {"ECSEQ": "4", "ECSTDTC": "2026-03-11", "ECMOOD": "SCHEDULED"}
    write(folder / "ec.csv", [given, omitted, unknown, planned])
    study = read(folder)
    assert [(row.infusion_id, row.number, row.status, row.reason) for row in study.infusions] == [
        ("X-01-1", 1, "completed", None),
        ("X-01-EC-2", 2, "not_given", "adverse_event"),
        ("X-01-EC-3", 3, "completed", None),
    ]
    assert [row.source.row for row in study.supporting] == [2, 5]
