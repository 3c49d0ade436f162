"""`python -m safety grade`: a CSV file of measurements in, its CTCAE v5.0 grades out (contract, section 5)."""

import csv
import io

import pandas as pd
import pytest

from safety.__main__ import main
from safety.grading import grade, read_limits
from safety.review import graded_file
from tests.speed_of_grading import measurements

HEADER = "measurement_id,test,value,unit,low,high,baseline"
PLATELETS = "P,PLAT,42,10^9/L,125,350,"


@pytest.fixture
def graded(tmp_path, capfd):
    """The rows that the command prints for a file of these lines."""

    def grade_lines(*lines, header=HEADER, encoding="utf-8"):
        file = tmp_path / "measurements.csv"
        file.write_text("\n".join([header, *lines]) + "\n", encoding=encoding, newline="")
        assert main(["grade", str(file)]) == 0
        return [*csv.reader(io.StringIO(capfd.readouterr().out))]

    return grade_lines


@pytest.fixture
def refused(tmp_path, capfd):
    """What standard error says where a file of this text is refused; nothing is printed and nothing written."""

    def grade_text(text):
        file, out = tmp_path / "measurements.csv", tmp_path / "out.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        assert main(["grade", str(file), "-o", str(out)]) == 2
        assert not out.exists()
        printed = capfd.readouterr()
        assert printed.out == ""
        return printed.err

    return grade_text


def test_one_row_for_each_measurement_and_term(graded):
    assert graded(PLATELETS, "K,K,3.2,mmol/L,3.5,5.3,", "C,CRP,5,mg/L,,,", "A,ALT,100,U/L,7,40,") == [
        ["measurement_id", "term", "grade", "at_least", "criterion", "missing"],
        ["P", "Platelet count decreased", "3", "", "Platelet count decreased 3", ""],
        ["K", "Hyperkalemia", "0", "Y", "", ""],
        ["K", "Hypokalemia", "1", "Y", "Hypokalemia 1", ""],
        ["C", "", "", "", "", "no_term"],
        ["A", "Alanine aminotransferase increased", "", "", "", "baseline"],
    ]


def test_a_term_may_be_asked_for(graded):
    header = f"{HEADER},term"
    rows = graded("K,K,3.2,mmol/L,3.5,5.3,,Hypokalemia", "P,PLAT,42,10^9/L,,,,Anemia", header=header)

    assert [row[:3] for row in rows[1:]] == [["K", "Hypokalemia", "1"], ["P", "", ""]]
    assert rows[2][-1] == "no_term"


@pytest.mark.parametrize(
    ("fact", "line", "grade_", "at_least"),
    [
        ("symptomatic", "K,K,3.2,mmol/L,3.5,5.3,,Y,Hypokalemia", "2", "Y"),
        ("symptomatic", "K,K,3.2,mmol/L,3.5,5.3,,N,Hypokalemia", "1", "Y"),
        ("symptomatic", "L,LIPASE,130,U/L,8,60,,,Lipase increased", "2", "Y"),
        ("symptomatic", "L,LIPASE,130,U/L,8,60,,N,Lipase increased", "2", ""),
        ("symptomatic", "L,LIPASE,130,U/L,8,60,,Y,Lipase increased", "3", ""),
        ("symptomatic", "N,SODIUM,127,mmol/L,135,145,,y,Hyponatremia", "3", "Y"),
        ("on_anticoagulation", "I,INR,2.6,1,,,2.0,Y,INR increased", "1", "Y"),
        ("baseline_abnormal", "A,ALT,330,U/L,,,90,Y,Alanine aminotransferase increased", "2", ""),
        ("with_exercise", "O,OXYSAT,85,%,,,,N,Hypoxia", "3", "Y"),
        ("with_exercise", "O,OXYSAT,85,%,,,,,Hypoxia", "2", "Y"),
        ("over_24_hours", "T,TEMP,40.2,Cel,,,,Y,Fever", "4", ""),
        ("over_24_hours", "T,TEMP,40.2,Cel,,,,,Fever", "3", "Y"),
    ],
)
def test_facts_change_the_answer_where_the_text_says_so(graded, fact, line, grade_, at_least):
    (row,) = graded(line, header=f"{HEADER},{fact},term")[1:]

    assert row[2:4] == [grade_, at_least]


def test_columns_may_stand_in_any_order_case_and_company(graded):
    header = "note,UNIT,Value,test,low,high,baseline,Measurement_ID"
    rows = graded('"a, b",10^9/L,42,plat,125,350,,P', header=header, encoding="utf-8-sig")

    assert rows[1][:3] == ["P", "Platelet count decreased", "3"]


def test_ids_keep_their_commas_quotes_and_zeros(graded):
    rows = graded(
        '"0,1",PLAT,42,10^9/L,125,350,', '"say ""x""",PLAT,42,10^9/L,125,350,', "007,PLAT,42,10^9/L,,,"
    )

    assert [row[0] for row in rows[1:]] == ["0,1", 'say "x"', "007"]


def test_a_fever_elsewhere_in_the_file_is_found(graded, monkeypatch):
    monkeypatch.setattr(graded_file, "BLOCK", 2000)
    count = "N,NEUT,0.8,10^9/L,1.8,7.5,,S-001,2026-03-02T08:00"
    others = [f"X{n},PLAT,200,10^9/L,125,350,,S-002,2026-03-02" for n in range(300)]
    header = f"{HEADER},subject_id,collected_at"
    rows = graded(count, *others, "T,TEMP,38.9,Cel,,,,S-001,2026-03-02T21:00", header=header)

    assert rows[2][:4] == ["N", "Febrile neutropenia", "3", "Y"]


def test_a_file_is_graded_as_a_table_is(tmp_path, monkeypatch):
    monkeypatch.setattr(graded_file, "BLOCK", 30_000)
    table, out = measurements(5000), tmp_path / "out.csv"
    table.to_csv(tmp_path / "in.csv", index=False)
    assert main(["grade", str(tmp_path / "in.csv"), "-o", str(out)]) == 0

    told = pd.read_csv(out, dtype=str, keep_default_na=False)
    expected = grade(table, read_limits(), without_baseline="missing").astype(object)
    expected = expected.where(expected.notna(), "").astype(str)
    pd.testing.assert_frame_equal(told.astype(object), expected.astype(object))


def test_a_file_without_rows_has_none(graded):
    assert len(graded()) == 1


@pytest.mark.parametrize(
    ("text", "finger"),
    [
        ("measurement_id,test,value,unit,low\n", "row 1, column high: nothing stands there"),
        (f"{HEADER},test\n", "row 1, column test"),
        (f"{HEADER}\n{PLATELETS}\nP,PLAT\n", "row 3: 'P,PLAT' stands there"),
        (f"{HEADER}\n{PLATELETS},more\n", "row 2: "),
        (
            f"{HEADER}\nP,PLAT,4\xff,10^9/L,,,\n".encode("latin-1"),
            "Row #2: CSV conversion error to string: invalid UTF8",
        ),
        (HEADER.encode("utf-16"), "UTF-8"),
        (b"", "column measurement_id"),
        (b"PK\x03\x04\x00\x00binary", "column measurement_id"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(refused, text, finger):
    assert finger in refused(text)


def test_a_file_that_is_not_there_is_named(capfd, tmp_path):
    assert main(["grade", str(tmp_path / "gone.csv")]) == 2
    assert "gone.csv" in capfd.readouterr().err
