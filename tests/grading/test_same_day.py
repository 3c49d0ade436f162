"""What stands beside a value: the albumin of a calcium, the temperatures of a neutrophil count.

Each line: test, value, unit, moment (of 2026-03-02 unless a day stands there). Febrile neutropenia: CTCAE v5.0,
grade 3. Correction of calcium: Payne and others, BMJ 1973;4:643.
"""

import pandas as pd
import pytest

from safety.grading import grade, read_limits
from safety.grading.same_day import beside

COLUMNS = ["measurement_id", "subject_id", "test", "value", "unit", "collected_at", "low", "high", "baseline"]
NORMAL = {"NEUT": ("1.8", "7.5"), "CA": ("2.1", "2.6"), "ALB": ("35", "50")}


def table(text: str, subject: str = "S-001") -> pd.DataFrame:
    rows = []
    for n, line in enumerate(text.strip().splitlines(), 1):
        test, value, unit, *moment = line.split()
        at = f"2026-03-02T{moment[0]}" if moment and ":" in moment[0] else (moment or ["2026-03-02"])[0]
        rows.append((f"M-{n}", subject, test, value, unit, at, *NORMAL.get(test, ("", "")), ""))
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def answered(measurements: pd.DataFrame, term: str) -> list[str]:
    """What is said of a term, row by row: grade and what is missing."""
    graded = grade(beside(measurements, measurements), read_limits(), without_baseline="missing")
    rows = graded[graded["term"] == term].to_dict("records")
    return [f"{'?' if pd.isna(row['grade']) else row['grade']} {row['missing']}".strip() for row in rows]


@pytest.mark.parametrize(
    ("temperatures", "said"),
    [
        ("", []),
        ("TEMP 38.4 Cel", ["3"]),
        ("TEMP 38.3 Cel", ["? fever"]),  # once: nobody knows for how long
        ("TEMP 37.9 Cel", ["0"]),
        ("TEMP 101.2 [degF]", ["3"]),  # 38.4 degrees Celsius
        ("TEMP 38.0 Cel 08:00\nTEMP 38.2 Cel 09:00", ["? fever"]),  # an hour, not more
        ("TEMP 38.0 Cel 08:00\nTEMP 38.2 Cel 09:01", ["3"]),
        ("TEMP 38.2 Cel 09:01\nTEMP 38.0 Cel 08:00", ["3"]),
        ("TEMP 38.0 Cel 08:00\nTEMP 37.9 Cel 08:30\nTEMP 38.2 Cel 09:01", ["? fever"]),
        ("TEMP 38.0 Cel 08:00\nTEMP 38.1 Cel", ["? fever"]),  # one has no time
        ("TEMP 37.0 Cel 08:00\nTEMP hot Cel 09:00", ["? fever"]),
        ("TEMP 38.9 Cel 2026-03-03", []),
        ("TEMP 38.9 Cel 2026-03", []),
    ],
)
def test_a_low_count_and_a_fever_of_one_day(temperatures: str, said: list[str]) -> None:
    assert answered(table(f"NEUT 0.9 10^9/L 07:30\n{temperatures}"), "Febrile neutropenia") == said


def test_a_count_of_one_and_above_is_no_febrile_neutropenia() -> None:
    assert answered(table("NEUT 1.0 10^9/L\nTEMP 39 Cel"), "Febrile neutropenia") == ["0"]


def test_the_fever_of_another_patient_is_not_ours() -> None:
    both = pd.concat([table("NEUT 0.9 10^9/L"), table("TEMP 39 Cel", "S-002")], ignore_index=True)

    assert answered(both, "Febrile neutropenia") == []


@pytest.mark.parametrize(
    ("albumin", "said"),
    [
        ("", "? albumin"),
        ("ALB 40 g/L", "2"),  # 1.9 stays 1.9
        ("ALB 4.0 g/dL", "2"),
        ("ALB 35 g/L", "1"),  # 2.0, at NCI's limit of grade 2
        ("ALB 44 g/L", "2"),  # 1.82
        ("ALB 20 g/L", "0"),  # 2.3
        ("ALB 20 mmol/L", "? albumin"),
        ("ALB <20 g/L", "? albumin"),
        ("ALB 20 g/L 08:00\nALB 40 g/L 12:00", "? albumin"),  # nobody knows which is meant
        ("ALB 20 g/L 07:30\nALB 40 g/L 12:00", "0"),  # that of the same sample
        ("ALB 20 g/L 08:00\nALB 20 g/L 12:00", "0"),
        ("ALB 20 g/L 2026-03-03", "? albumin"),
    ],
)
def test_calcium_is_corrected_by_the_albumin_of_its_day(albumin: str, said: str) -> None:
    found = table(f"CA 1.9 mmol/L 07:30\n{albumin}")

    assert answered(found, "Hypocalcemia") == [said]


@pytest.mark.parametrize(
    ("calcium", "unit", "albumin", "grade_"),
    [
        ("8.0", "mg/dL", "2.0", "0"),  # 8.0 + 0.8 x 2.0 = 9.6
        ("7.9", "mg/dL", "40", "2"),  # albumin in g/L: nothing is added
        ("7.2", "mg/dL", "3.0", "1"),  # 8.0
        ("1.98", "mmol/L", "4.0", "2"),
        ("1.98", "mmol/L", "8", "? albumin"),  # neither 8 g/dL nor 8 g/L is an albumin
    ],
)
def test_an_albumin_beside_the_calcium_goes_before_any_other(
    calcium: str, unit: str, albumin: str, grade_: str
) -> None:
    low = "8.4" if unit == "mg/dL" else "2.1"
    found = table(f"CA {calcium} {unit}\nALB 25 g/L").assign(low=low, high="99", albumin=[albumin, ""])

    assert answered(found, "Hypocalcemia") == [grade_]


def test_without_patients_and_days_nothing_stands_beside_anything() -> None:
    alone = table("NEUT 0.9 10^9/L\nTEMP 39 Cel").drop(columns="subject_id")

    assert beside(alone, alone) is alone
