"""The workbook: every row that was read is in it, with what the review says of it, and nothing in it runs."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from safety.domain.partial_date import PartialDate
from safety.reports.as_json import as_object
from safety.reports.study_tables import study_tables
from safety.reports.workbook import Sheet, workbook
from safety.review.provenance import Provenance, study_with_provenance
from safety.wording import speech
from tests.printed import sheets, tables
from tests.random_studies import invent
from tests.studies import DEMO, opened
from tests.test_minutes import with_events
from tests.test_site_lines import FORMULAS
from tests.views.studies import small_study

DAY = "2026-09-07"
SHEETS = [
    "About", "Levels", "Patients", "Events", "Events by term", "Rule trace", "Queries", "Infusions", "Measurements",
    "Eligibility", "Screening", "Rulings", "Decisions", "Rows of files",
]  # fmt: skip
FILES = {
    "Patients": "subjects.csv", "Events": "adverse_events.csv", "Infusions": "infusions.csv",
    "Measurements": "measurements.csv", "Rulings": "adjudications.csv", "Decisions": "decisions.csv",
    "Screening": "screening.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo():
    return sheets(tables(DEMO, DAY))


@pytest.fixture(scope="module")
def told():
    study, _ = study_with_provenance(DEMO)
    return as_object(study.review(date.fromisoformat(DAY)))


def rows_by_place(table):
    return {row["row"]: row for row in table if row["row"]}


def test_every_table_is_a_sheet(demo):
    assert list(demo) == SHEETS


def test_every_row_of_every_file_is_there_with_what_became_of_it(demo, told):
    for sheet, file in FILES.items():
        found = rows_by_place(demo[sheet])
        counts = told["rows"][file]
        assert sorted(found) == list(range(2, counts["read"] + 2)), file
        for standing in ("used", "unreadable", "after_cut_off"):
            assert sum(row["standing"] == standing for row in found.values()) == counts[standing], file


def test_levels_say_what_the_review_says(demo, told):
    for row, level in zip(demo["Levels"], told["levels"], strict=True):
        same = ("level", "dose_cells", "decision", "next_dose_cells", "earliest_decision_on")
        assert [row[name] for name in same] == [level[name] for name in same]
        assert {name: row[name] for name in level["tally"]} == level["tally"]
        assert row["possible"] == " ".join(level["possible"])
        assert row["blockers"] == len(level["blockers"])
        assert row["may_escalate"] == ("Y" if level["may_escalate"] else "N")


def test_patients_and_events_say_what_the_review_says(demo, told):
    states = {s["subject_id"]: s["state"] for level in told["levels"] for s in level["subjects"]}
    assert {r["subject_id"]: r["state"] for r in demo["Patients"] if r["subject_id"] in states} == states
    verdicts = {e["event_id"]: (e["verdict"], e["rule"] or None, e["grade"]) for e in told["events"]}
    found = {
        r["record_id"]: (r["verdict"], r["rule"], r["assessed_grade"])
        for r in demo["Events"]
        if r["record_id"]
    }
    assert found == verdicts
    assert {r["record_id"] for r in demo["Rule trace"]} == set(verdicts)


def test_an_event_after_the_cut_off_is_listed_and_has_no_verdict(demo):
    (later,) = (row for row in demo["Events"] if row["standing"] == "after_cut_off")
    assert later["event_id"]
    assert later["verdict"] is None


def test_a_trace_has_its_reasons_and_its_section(demo):
    trace = {(r["record_id"], r["rule"]): r for r in demo["Rule trace"]}
    assert trace["AE-42", "R3"]["reasons"].startswith("Lung infection grade 3 meets R3.")
    assert trace["AE-42", "R3"]["section"].endswith("R3")
    assert next(r for r in demo["Events"] if r["event_id"] == "AE-42")["ruling"].startswith("Ruled not a DLT")


def test_measurements_stand_with_the_grade_of_each_term(demo):
    ungraded = [r for r in demo["Measurements"] if r["ctcae_term"] is None]
    alt = [r for r in demo["Measurements"] if r["measurement_id"] == "M-355"]
    assert [(r["ctcae_term"], r["grade"], r["value"]) for r in alt] == [
        ("Alanine aminotransferase increased", 3, 268)
    ]
    assert all(r["grade"] is None for r in ungraded)


def test_numbers_are_numbers_days_are_iso_text_and_ids_are_text():
    book = load_workbook(BytesIO(tables(DEMO, DAY)))
    head = [cell.value for cell in book["Infusions"][1]]
    first = dict(zip(head, book["Infusions"][2], strict=True))
    assert first["cells"].data_type == "n"
    assert first["infusion_id"].data_type == "s"
    assert first["infusion_id"].number_format == "@"
    assert first["started_at"].value == "2026-03-10T10:05"
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(8 <= dimension.width <= 62 for dimension in sheet.column_dimensions.values())
        assert not any(cell.data_type in ("f", "d") for row in sheet.iter_rows() for cell in row), sheet.title


def test_leading_zeros_of_an_id_stay(tmp_path):
    folder = with_events(tmp_path / "s", ["007", "S-001", "Fever", "", "2026-03-12", "", "1", "possible"])
    assert sheets(tables(folder, "2026-05-01"))["Events"][0]["event_id"] == "007"


def test_eligibility_has_a_sheet_only_where_there_is_screening_data(tmp_path, demo):
    one = next(r for r in demo["Eligibility"] if (r["subject_id"], r["criterion"]) == ("S-005", "I05c"))
    assert one["answer"] == "fail"
    assert "Cockcroft-Gault 56.477 mL/min" in one["evidence"]
    assert one["places"].startswith("measurements.csv")
    assert "Eligibility" not in sheets(tables(small_study(tmp_path / "s"), "2026-05-01"))


def test_whom_only_another_file_names_is_a_patient_too(tmp_path):
    folder = with_events(tmp_path / "s", ["AE-1", "S-404", "Fever", "", "2026-03-12", "", "1", "possible"])
    found = sheets(tables(folder, "2026-05-01"))["Patients"]
    assert [(r["row"], r["subject_id"]) for r in found][-1] == (None, "S-404")


@pytest.mark.parametrize("hostile", ["=1+1", "@SUM(A1)", "+1", "-1", "＝1", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula_even_once_the_sheet_is_saved_as_csv(tmp_path, hostile):
    folder = with_events(tmp_path / "s", [hostile, "S-001", hostile, hostile, "2026-03-12", "", "", ""])
    book = load_workbook(BytesIO(tables(folder, "2026-05-01")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any(isinstance(cell.value, str) and cell.value.startswith(FORMULAS) for cell in cells)
    assert any(isinstance(cell.value, str) and hostile.strip() in cell.value for cell in cells)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_cell_that_a_spreadsheet_can_read(text):
    made = workbook([Sheet("One", ("cell",), [(text,)])], "title", date(2026, 9, 7))
    sheet = load_workbook(BytesIO(made))["One"]
    assert sheet["A2"].data_type in ("s", "n")
    assert not str(sheet["A2"].value or "").startswith(FORMULAS)


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_and_says_so():
    made = workbook([Sheet("One", ("cell",), [("x" * 40_000,)])], "title", date(2026, 9, 7))
    cell = load_workbook(BytesIO(made))["One"]["A2"].value
    assert (len(cell), cell[-1]) == (32_767, "…")


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(monkeypatch):
    monkeypatch.setattr("safety.reports.workbook.MOST_ROWS", 2)
    made = sheets(workbook([Sheet("One", ("n",), [(n,) for n in range(5)])], "title", date(2026, 9, 7)))
    assert {name: [row["n"] for row in rows] for name, rows in made.items()} == {
        "One": [0, 1], "One 2": [2, 3], "One 3": [4],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (PartialDate.on(date(2026, 3, 2)), "2026-03-02"),
        (PartialDate(date(2026, 3, 1), date(2026, 3, 31)), "2026-03-01/2026-03-31"),
        (date(2026, 3, 2), "2026-03-02"),
        (Decimal("2.0e7"), 20_000_000),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (True, "Y"),
        (False, "N"),
        (None, None),
        (0, 0),
    ],
)
def test_a_value_is_written_as_the_files_write_it(cell, written):
    made = workbook([Sheet("One", ("cell", "last"), [(cell, "x")])], "title", date(2026, 9, 7))
    assert sheets(made)["One"] == [{"cell": written, "last": "x"}]


def test_the_same_files_give_the_same_bytes_with_the_dates_of_the_cut_off():
    first, second = tables(DEMO, DAY), tables(DEMO, DAY)
    assert first == second
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(first)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    properties = load_workbook(BytesIO(first)).properties
    assert (properties.created.date(), properties.modified.date()) == (date(2026, 9, 7), date(2026, 9, 7))


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_no_row_of_an_invented_study_is_left_out(seed):
    files, cut_off = invent(seed)
    review = opened(files).review(cut_off)
    found = study_tables(review, Provenance((), "program"), speech())
    for sheet in found:
        assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}, sheet.name
    places = {row[:2] for sheet in found if sheet.columns[0] == "file" for row in map(tuple, sheet.rows)}
    assert {(record.source.file, record.source.row) for record in review.cut.everything} <= places


def test_who_had_what_is_a_sheet_with_a_column_a_patient(demo):
    rows = {row["term"]: row for row in demo["Events by term"]}
    assert list(rows)[:3] == ["Non-cardiac chest pain", "Lung infection", "Dyspnea"]
    lymphocytes = rows["Lymphocyte count decreased"]
    assert lymphocytes["S-003"] == "before 3; window 4"
    assert (lymphocytes["patients_before"], lymphocytes["events_before"]) == (3, 3)
    assert (lymphocytes["patients_window"], lymphocytes["events_window"]) == (1, 1)
    assert rows["Dyspnea"]["S-003"] == "after 3 serious"
    assert rows["Non-cardiac chest pain"]["S-005"] == "window ? unknown"
    assert "S-008" in lymphocytes


def test_a_patients_code_over_a_column_is_no_formula_either(tmp_path):
    folder = with_events(tmp_path / "s", ["AE-1", "=1+1", "Fever", "", "2026-03-12", "", "1", "possible"])
    sheet = load_workbook(BytesIO(tables(folder, "2026-05-01")))["Events by term"]
    heads = [str(cell.value) for cell in sheet[1]]
    assert any("=1+1" in head for head in heads)
    assert not any(head.startswith(FORMULAS) for head in heads)
