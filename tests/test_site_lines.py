"""Lines ready to send: everything open in one table, which no spreadsheet runs as a formula."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.__main__ import main
from safety.reports.site_lines import COLUMNS, SiteLine, as_csv, lines_to_the_site
from safety.review.opening import open_study
from safety.wording import speech
from tests.clinic import one
from tests.random_studies import invent
from tests.studies import DEMO, opened
from tests.views.studies import small_study

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def line(**cells: str) -> SiteLine:
    return SiteLine(**(dict.fromkeys(COLUMNS, "") | cells))


def test_every_query_and_every_disagreement_has_one_line():
    notes = (
        "AE-1 Platelet count decreased 2, day 8 to day 14, possible\nPLAT 42 10^9/L 125-350 on day 10\n"
        "NEUT 0.7 10^9/L 1.8-7.5 on day 25\ninfusion 3 missing\nAST 60 U/L 7-40 on day 9"
    )
    seen = one(notes)
    told = [(told.priority, told.code, told.record_id) for told in lines_to_the_site(seen.of, speech())]

    assert told == [
        ("blocks", "infusions_incomplete", ""),
        ("blocks", "review_needed", "AE-1"),
        ("blocks", "unreported_lab", "lab:M-2"),
        ("ask", "derived_above_grade", "AE-1"),
    ]
    with_all = lines_to_the_site(seen.of, speech(), information=True)
    assert [told.code for told in with_all][-1] == "unreported_mild_lab"


def test_a_line_names_its_row_and_asks_for_something():
    (told,) = lines_to_the_site(one("NEUT 0.7 10^9/L 1.8-7.5 on day 25").of, speech())

    assert (told.file, told.row, told.column, told.patient) == ("measurements.csv", "2", "value", "S-001")
    assert told.message.startswith("NEUT 0.7 10^9/L, normal 1.8 to 7.5, on 26 March 2026 (M-1) is")
    assert "Please report it" in told.message
    assert told.who == "site, then committee"


@pytest.mark.parametrize("seed", range(0, 200, 10))
def test_no_query_is_left_out(seed):
    files, cut_off = invent(seed)
    review = opened(files).review(cut_off)
    lines = lines_to_the_site(review, speech(), information=True)

    assert {(q.code.value, q.record_id) for q in review.queries} <= {
        (told.code, told.record_id) for told in lines
    }
    assert {told.priority for told in lines} <= {"blocks", "ask", "information"}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-3", "'-3"),
        ("\t=1", "'=1"),
        (" \r\n+1", "'+1"),
        ("＝1", "'＝1"),
        ("\u200b=1", "\u200b'=1"),
        ("\x00=1", "\x00'=1"),
        ('"=1', "\"'=1"),
        ("a;=1", "a;'=1"),
        ("a; -1", "a; '-1"),
        ("two\nlines", "two lines"),
        ("above 5 × the limit, 3 - 4", "above 5 × the limit, 3 - 4"),
    ],
)
def test_a_formula_is_defused(cell, written):
    (_, [first, *_]) = rows(as_csv([line(priority=cell)]))

    assert first == written


@given(text=st.text(max_size=40))
def test_no_cell_begins_as_a_formula(text):
    (_, [cell, *_]) = rows(as_csv([line(priority=text)]))

    assert not cell.lstrip().startswith(FORMULAS)
    assert not any(part.lstrip().startswith(FORMULAS) for part in cell.split(";"))


def test_hostile_records_run_nothing(tmp_path):
    folder = small_study(tmp_path / "study", "=1+1,@S,+Fever,2026-03-12,,-3,possible,\n")
    told = rows(as_csv(lines_to_the_site(open_study(folder).review(date(2026, 5, 1)), speech())))

    assert tuple(told[0]) == COLUMNS
    assert len(told) > 1
    assert all(not cell.startswith(FORMULAS) for row in told for cell in row)
    assert any(cell == "'@S" for row in told for cell in row)


def test_the_command_prints_the_lines(capsys):
    assert main(["queries", str(DEMO), "--cut-off", "2026-09-11"]) == 0
    told = rows(capsys.readouterr().out)
    assert tuple(told[0]) == COLUMNS
    assert [row[COLUMNS.index("code")] for row in told[1:]] == [
        "eligibility_open",
        "grade_unknown",
        "unreported_lab",
        "ae_review_incomplete",
        "eligibility_open",
        "findings_above_grade",
        "eligibility_unknown",
    ]
    assert main(["queries", str(DEMO), "--cut-off", "2026-09-11", "--information"]) == 0
    assert len(rows(capsys.readouterr().out)) > len(told)


def test_the_file_begins_with_the_mark_that_spreadsheets_know(tmp_path):
    file = tmp_path / "lines.csv"
    assert main(["queries", str(DEMO), "--cut-off", "2026-09-11", "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfpriority,")
    assert "5 × the upper limit" in file.read_text(encoding="utf-8-sig")


def test_the_lines_never_land_among_the_records(tmp_path, capsys):
    folder = small_study(tmp_path / "study")
    kept = (folder / "subjects.csv").read_bytes()
    assert main(["queries", str(folder), "--cut-off", "2026-05-01", "-o", str(folder / "subjects.csv")]) == 2
    assert "outside the study folder" in capsys.readouterr().err
    assert (folder / "subjects.csv").read_bytes() == kept


def test_a_folder_or_file_that_cannot_be_used_is_pointed_at(tmp_path, capsys):
    assert main(["queries", str(tmp_path / "no"), "--cut-off", "2026-05-01"]) == 2
    assert "stands there" in capsys.readouterr().err
    lost = tmp_path / "no" / "lines.csv"
    assert main(["queries", str(DEMO), "--cut-off", "2026-05-01", "-o", str(lost)]) == 2
    assert "a file that can be written to" in capsys.readouterr().err


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_same_review_gives_the_same_lines(seed):
    files, cut_off = invent(seed)
    texts = {as_csv(lines_to_the_site(opened(files).review(cut_off), speech())) for _ in range(2)}

    assert len(texts) == 1
