"""SAS transport files: every cell as it was stored, every record, or a plain refusal."""

from __future__ import annotations

import csv
import struct
from pathlib import Path

import pandas as pd
import pytest

from safety.records.refusal import FileRefused
from safety.records.sdtm.transport import read_transport
from tests.records.sdtm.folders import PILOT, needs_pilot

LIBRARY = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000000000000000000000000000  "
MEMBER = b"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140  "
DESCRIPTOR = b"HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!000000000000000000000000000000  "
NAMES = b"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!000000%04d00000000000000000000  "
OBSERVATIONS = b"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!000000000000000000000000000000  "
BLANK = b" " * 80
STAMP = b"SAS     SAS     SASLIB  9.4     X64_10  " + b" " * 24 + b"02MAR26:10:15:00"
DATASET = b"SAS     DM      SASDATA 9.4     X64_10  " + b" " * 24 + b"02MAR26:10:15:00"
CLOCK = b"02MAR26:10:15:00".ljust(80)


def padded(content: bytes) -> bytes:
    return content + b" " * (-len(content) % 80)


def member(variables: list[tuple[str, bool, int]], records: list[bytes]) -> bytes:
    """A dataset as TS-140 lays it out; variables are (name, numeric, length)."""
    described, position = b"", 0
    for number, (name, numeric, length) in enumerate(variables, start=1):
        start = struct.pack(">hhhh8s", 1 if numeric else 2, 0, length, number, name.encode().ljust(8))
        described += start + b" " * 40 + bytes(28) + struct.pack(">l", position) + bytes(52)
        position += length
    head = MEMBER + DESCRIPTOR + DATASET + CLOCK + NAMES % len(variables)
    return head + padded(described) + OBSERVATIONS + padded(b"".join(records))


def write(path: Path, variables: list[tuple[str, bool, int]], records: list[bytes]) -> Path:
    path.write_bytes(LIBRARY + STAMP + CLOCK + member(variables, records))
    return path


def refusal_of(path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        read_transport(path)
    return str(refused.value)


@needs_pilot
@pytest.mark.parametrize("domain", ["dm", "ae", "ex", "ds", "lb"])
def test_transport_and_csv_of_the_pilot_are_equal_cell_by_cell(domain: str) -> None:
    """Its lb.csv writes 0.2 as 0.19999999999999998: numbers are compared to the 15 digits that are sure."""
    variables, records = read_transport(PILOT / f"{domain}.xpt")
    with (PILOT / f"{domain}.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)

    assert list(variables) == header
    assert len(records) == len(rows)
    for number, (record, row) in enumerate(zip(records, rows, strict=True), start=2):
        for name, found, expected in zip(header, record, row, strict=True):
            written = to_15_digits(expected) if domain == "lb" and found != expected else expected
            assert found == written, f"{domain}, row {number}, {name}"


def to_15_digits(cell: str) -> str:
    return f"{float(cell):.15g}"


@needs_pilot
def test_the_226_zero_doses_of_the_pilot_are_zero() -> None:
    variables, records = read_transport(PILOT / "ex.xpt")
    doses = [record[variables.index("EXDOSE")] for record in records]
    assert {dose: doses.count(dose) for dose in doses} == {"0": 226, "54": 293, "81": 72}


@needs_pilot
def test_numbers_agree_with_pandas_where_pandas_reads_them_right() -> None:
    frame = pd.read_sas(PILOT / "lb.xpt", format="xport", encoding=None)
    variables, records = read_transport(PILOT / "lb.xpt")
    ours = [record[variables.index("LBSTRESN")] for record in records]
    theirs = [0.0 if value == 2.0**-260 else value for value in frame["LBSTRESN"]]
    for cell, value in zip(ours, theirs, strict=True):
        assert (cell == "") if pd.isna(value) else float(cell) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("2e00000000000000", ""),  # .
        ("4100000000000000", ""),  # .A
        ("5f00000000000000", ""),  # ._
        ("4110000000000000", "1"),
        ("c118000000000000", "-1.5"),
        ("413ccccccccccccd", "3.8"),
        ("4236000000000000", "54"),
        ("471312d000000000", "20000000"),
        ("4110", "1"),  # stored in two bytes
    ],
)
def test_a_number_is_the_text_it_was_written_as(tmp_path: Path, stored: str, text: str) -> None:
    cell = bytes.fromhex(stored)
    path = write(tmp_path / "ex.xpt", [("EXDOSE", True, len(cell)), ("EXDOSU", False, 2)], [cell + b"mg"])
    assert read_transport(path) == (("EXDOSE", "EXDOSU"), [(text, "mg")])


def test_short_records_with_blank_cells_all_arrive(tmp_path: Path) -> None:
    """Blank cells in the last 80 bytes look like the filling of the file to a hasty reader."""
    records = [b"S-001   " + b" " * 8, b"S-002   " + b" " * 8, b"S-003   " + b"Y".ljust(8)]
    path = write(tmp_path / "dm.xpt", [("USUBJID", False, 8), ("DTHFL", False, 8)], records)
    assert read_transport(path)[1] == [("S-001", ""), ("S-002", ""), ("S-003", "Y")]


def test_text_is_utf_8_and_keeps_leading_blanks(tmp_path: Path) -> None:
    path = write(tmp_path / "ae.xpt", [("AETERM", False, 16)], [" 发热".encode().ljust(16)])
    assert read_transport(path)[1] == [(" 发热",)]


def test_a_dataset_without_records_is_empty(tmp_path: Path) -> None:
    assert read_transport(write(tmp_path / "ds.xpt", [("USUBJID", False, 8)], [])) == (("USUBJID",), [])


def test_text_in_another_encoding_is_pointed_at(tmp_path: Path) -> None:
    records = [b"fever".ljust(16), "发热".encode("gb18030").ljust(16)]
    said = refusal_of(write(tmp_path / "ae.xpt", [("AETERM", False, 16)], records))
    assert said.startswith("ae.xpt, row 3, column AETERM: ")
    assert "UTF-8" in said


def test_what_is_no_whole_dataset_is_refused(tmp_path: Path) -> None:
    whole = write(
        tmp_path / "dm.xpt", [("USUBJID", False, 90)], [b"S-001".ljust(90), b"S-002".ljust(89) + b"."]
    )
    content = whole.read_bytes()
    broken = {
        "cut off": [content[:-1], content[:-80]],
        "another kind of file": [b"", b"USUBJID\nS-001\n", content.replace(b"LIBRARY", b"LIBV8  ")],
        "without its headers": [content.replace(b"NAMESTR", b"NAMEST8")],
        "header cannot be read": [content.replace(b"0000000140", b"00000001x0")],
        "contradicts itself": [content.replace(struct.pack(">h", 90), struct.pack(">h", 0))],
        "several datasets": [content + member([("USUBJID", False, 8)], [b"S-001   "])],
    }
    for words, contents in broken.items():
        for changed in contents:
            whole.write_bytes(changed)
            assert words in refusal_of(whole)
