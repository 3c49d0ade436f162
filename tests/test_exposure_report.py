"""What `python -m safety exposure` prints, and the file that the page Exposure offers."""

import csv
import json
from datetime import date
from io import StringIO

import pytest

from safety.__main__ import main
from safety.reports.exposure_lines import COLUMNS, exposure_csv, exposure_json
from safety.reports.exposure_text import exposure_text
from safety.review.exposure_courses import exposure_courses, rows_of_nobody
from safety.wording import speech
from tests.clinic import demo_protocol, one, review
from tests.studies import DEMO, demo

PER_KG = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))


def told(seen):
    return json.loads(exposure_json(seen.of))["patients"]


def test_everybody_ever_dosed_is_in_it_by_level_and_first_infusion():
    patients = json.loads(exposure_json(demo().review(date(2026, 9, 7))))["patients"]

    assert [p["subject_id"] for p in patients] == [f"S-00{n}" for n in range(1, 8)]
    assert {p["subject_id"]: p["state"] for p in patients}["S-002"] == "not_evaluable"
    assert [p["level"] for p in patients] == [1, 1, 1, 1, 2, 2, 2]
    assert all(p["infusions_given"] == p["infusions_planned"] == 4 for p in patients)


def test_a_study_before_anybody_was_dosed():
    seen = demo().review(date(2026, 3, 1))

    assert json.loads(exposure_json(seen))["patients"] == []
    assert "Nobody has an infusion on record up to this day." in exposure_text(seen, speech())


def test_the_slip_of_the_demonstration_study_with_its_ruling():
    slip = json.loads(exposure_json(demo().review(date(2026, 9, 7))))["patients"][2]
    third = slip["infusions"][2]

    assert (third["class"], third["slip_power"], third["settled"]) == ("major", 1, False)
    assert third["reasons"][0] == (
        "Infusion INF-003-3: 2.02×10⁸ cells are on record, 2.0×10⁷ planned: the digits agree and the power of ten "
        "does not (×10); a slip of the exponent, or that dose was given."
    )
    assert third["reasons"][1].startswith(
        "Ruled not a DLT by the safety committee on 27 April 2026 (ADJ-03): Pharmacy release record of lot HD260302"
    )
    assert not slip["total_settled"]
    before = json.loads(exposure_json(demo().review(date(2026, 4, 26))))["patients"][2]["infusions"][2]
    assert len(before["reasons"]) == 1


def test_the_committee_is_asked_about_the_slip_until_it_has_ruled():
    for day, asked in (
        (date(2026, 4, 12), 0),
        (date(2026, 4, 13), 1),
        (date(2026, 4, 26), 1),
        (date(2026, 4, 27), 0),
    ):
        queries = [q for q in demo().review(day).queries if q.code == "dose_deviation"]
        assert len(queries) == asked, day


def test_the_decision_of_record_rests_on_a_level_whose_slip_was_ruled_on():
    """DEC-02, 18 June 2026, on the data of 15 June: level 1 met the rule, with the slip ruled on in April."""
    level_1 = demo().review(date(2026, 6, 15)).levels[0]

    assert level_1.decision == "escalate"
    assert level_1.blockers == ()


def test_totals_and_running_totals_beside_the_plan():
    (patient,) = told(one("infusion 2 cells=2.3e7\ninfusion 3 not_given other\ninfusion 4 missing", "day 40"))

    assert (patient["total_cells"], patient["total_planned_cells"]) == (4.3e7, 8e7)
    assert (patient["infusions_given"], patient["infusions_completed"]) == (2, 2)
    assert patient["total_cells_per_kg"] == pytest.approx(4.3e7 / 60)
    assert patient["planned_cells_per_kg"] == pytest.approx(2e7 / 60)
    assert [line["cells_so_far"] for line in patient["infusions"]] == [2e7, 4.3e7, 4.3e7, 4.3e7]
    assert [line["planned_so_far"] for line in patient["infusions"]] == [2e7, 4e7, 6e7, 8e7]
    assert [line["percent_of_plan"] for line in patient["infusions"]] == [100, 115, 0, None]
    assert [line["started_on"] for line in patient["infusions"]] == ["2026-03-02", "2026-03-05", None, None]


def test_without_a_weight_nothing_is_told_per_kg_and_by_weight_there_is_no_plan():
    noted = "S-001 level 1 from 2026-03-02 weight_kg="
    (flat,), (by_weight,) = told(review(noted)), told(review(noted, protocol=PER_KG))

    assert (flat["weight_kg"], flat["total_cells_per_kg"], flat["planned_cells"]) == (None, None, 2e7)
    assert (by_weight["planned_cells"], by_weight["total_planned_cells"]) == (None, None)
    assert {line["class"] for line in by_weight["infusions"]} == {"no_plan"}
    text = exposure_text(review(noted, protocol=PER_KG).of, speech())
    assert "no weight on record  plan not known" in text
    assert "NO PLAN KNOWN" in text


def test_a_level_that_the_protocol_lacks_and_a_row_without_a_number():
    seen = review("S-001 level 9 from 2026-03-02\ninfusion 2 number=9 cells=2.0e7", "day 40")
    (patient,) = told(seen)

    assert (patient["level"], patient["infusions"][-1]["number"]) == (None, None)
    assert patient["infusions"][-1]["planned_so_far"] is None
    assert "no level of the protocol" in exposure_text(seen.of, speech())


def test_a_row_that_names_nobody_is_counted():
    assert rows_of_nobody(one("infusion 3 subject_id=", "day 40").of) == 1
    assert rows_of_nobody(one("").of) == 0


def test_a_person_reads_one_line_an_infusion_and_the_totals(capsys):
    assert main(["exposure", str(DEMO), "--cut-off", "2026-08-15"]) == 0
    printed = capsys.readouterr().out

    assert "S-007  level 2  61.0 kg  6.0×10⁷ cells planned each" in printed
    assert "  3  INF-003-3     2026-04-13    3 d   2.02×10⁸" in printed
    assert "MAJOR · slip ×10 · ruled on" in printed
    assert "not due yet" in printed
    assert "in all  2 of 4 given  1.23×10⁸ of 2.4×10⁸ cells  2.01×10⁶/kg  lots HD260704" in printed
    assert "NOT SETTLED" in printed


def test_the_json_is_one_line_and_the_same_bytes_each_time(capsys):
    printed = []
    for _ in range(2):
        assert main(["exposure", str(DEMO), "--cut-off", "2026-09-07", "--json"]) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]
    assert printed[0].count("\n") == 1


def test_a_folder_that_cannot_be_read_is_pointed_at(tmp_path, capsys):
    assert main(["exposure", str(tmp_path / "no"), "--cut-off", "2026-05-01"]) == 2
    assert "stands there" in capsys.readouterr().err


def test_the_file_for_a_spreadsheet_holds_every_line_and_runs_nothing():
    noted = "infusion 1 lot==cmd|calc\ninfusion 2 cells=2.02e8\ninfusion 4 cells="
    rows = list(csv.DictReader(StringIO(exposure_csv(exposure_courses(one(noted, "day 40").of), speech()))))

    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["lot"] == "'=cmd|calc"
    assert [row["cells"] for row in rows] == ["20000000", "202000000", "20000000", ""]
    assert [row["settled"] for row in rows] == ["Y", "N", "Y", "N"]
    assert rows[1]["slip_power"] == "1"
    assert "a slip of the exponent" in rows[1]["reasons"]
