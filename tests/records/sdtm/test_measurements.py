"""LB and VS as measurements: one set of result, unit and limits; nothing dropped."""

from __future__ import annotations

from pathlib import Path

from tests.records.sdtm.folders import AE, LB, problem_of, read, write


def result_of(folder: Path, **lb: str) -> tuple[str | None, str, str | None, str]:
    write(folder / "lb.csv", [LB | lb])
    (measurement,) = read(folder).measurements
    high = "" if measurement.high is None else str(measurement.high)
    return measurement.test, measurement.value_text, measurement.unit, high


STANDARD = {"LBSTRESC": "0.7", "LBSTRESU": "ukat/L", "LBSTNRHI": "0.6"}


def test_original_and_standardised_results_are_never_mixed(folder: Path) -> None:
    original = {"LBORRES": "41", "LBORRESU": "U/L", "LBORNRHI": "35"}
    assert result_of(folder, **original, **STANDARD) == ("ALT", "41", "U/L", "35")
    assert result_of(folder, **original) == ("ALT", "41", "U/L", "35")
    assert result_of(folder, **STANDARD) == ("ALT", "0.7", "ukat/L", "0.6")
    assert result_of(folder, **(original | {"LBORNRHI": ""}), **STANDARD) == ("ALT", "0.7", "ukat/L", "0.6")
    assert result_of(folder, LBORRES="41", **(STANDARD | {"LBSTRESC": ""})) == ("ALT", "41", None, "")


def test_creatinine_in_urine_is_another_test(folder: Path) -> None:
    assert result_of(folder, LBTESTCD="CREAT", LBSPEC="URINE", LBORRES="9")[0] == "CREAT (URINE)"
    assert result_of(folder, LBTESTCD="CREAT", LBSPEC="SERUM", LBORRES="9")[0] == "CREAT"
    assert result_of(folder, LBTESTCD="CREAT", LBCAT="URINALYSIS", LBORRES="9")[0] == "CREAT (URINALYSIS)"


def test_a_test_not_done_is_supporting_and_one_without_a_result_unreadable(folder: Path) -> None:
    rows = [LB | {"LBSTAT": "NOT DONE"}, LB | {"LBSEQ": "2"}, LB | {"LBSEQ": "3", "LBORRES": "<5"}]
    write(folder / "lb.csv", rows)
    study = read(folder)
    assert [(row.source.file, row.source.row) for row in study.supporting] == [("lb.csv", 2)]
    assert [row.measurement_id for row in study.measurements] == ["X-01-LB-2", "X-01-LB-3"]
    assert [row.readable for row in study.measurements] == [False, True]


def test_the_last_weight_in_kg_before_treatment_is_the_subjects(folder: Path) -> None:
    vs = {"USUBJID": "X-01", "VSTESTCD": "WEIGHT", "VSSTRESN": "", "VSSTRESU": ""}
    rows = [("2026-02-20", "61", "kg"), ("2026-03-02", "135", "LB"), ("2026-03-09", "58", "kg")]
    written = [
        vs | {"VSSEQ": str(number), "VSDTC": day, "VSORRES": value, "VSORRESU": unit}
        for number, (day, value, unit) in enumerate(rows, start=1)
    ]
    write(folder / "vs.csv", written)
    assert str(read(folder).subjects[0].weight_kg) == "61"
    written[1] |= {"VSSTRESN": "61.2", "VSSTRESU": "kg"}
    write(folder / "vs.csv", written[::-1])
    assert str(read(folder).subjects[0].weight_kg) == "61.2"


def test_dates_that_our_tables_do_not_read_are_passed_on(folder: Path) -> None:
    write(folder / "ae.csv", [AE | {"AESTDTC": "--03-15"}])
    assert problem_of(read(folder).adverse_events[0]) == ("AESTDTC", "--03-15")
