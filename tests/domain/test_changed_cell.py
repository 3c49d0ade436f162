"""The cells of a row, and what became of each: one meaning, whatever the export looked like."""

from datetime import date, time
from decimal import Decimal

import pytest

from safety.domain.case_report import AdverseEvent, CellProblem, Measurement, Source
from safety.domain.changed_cell import CellChange, Unread, as_written, cell_changes, cells_of, known
from safety.domain.partial_date import PartialDate

HERE, DAY = Source("adverse_events.csv", 2), PartialDate.on(date(2026, 3, 2))


def event(**told):
    return AdverseEvent(
        **{"source": HERE, "event_id": "AE-1", "subject_id": "S-001", "term": "Headache"} | told
    )


def value(text: str, number: str | None, censored: str = "", **told):
    m = {"source": HERE, "measurement_id": "M-1", "subject_id": "S-001", "test": "ALT", "collected_at": DAY}
    return Measurement(
        **m | {"value": number and Decimal(number), "value_text": text, "censored": censored} | told
    )


def test_empty_cells_are_left_out_and_findings_stand_beside_the_rest():
    assert cells_of(event(grade=2, findings={"oxygen": "none"})) == {
        "event_id": "AE-1",
        "subject_id": "S-001",
        "term": "Headache",
        "grade": 2,
        "oxygen": "none",
    }


def test_what_could_not_be_read_keeps_its_text_and_is_not_known():
    row = event(problems=(CellProblem("grade", "3/4", "grade"),))

    assert cells_of(row)["grade"] == Unread("3/4")
    assert not known(Unread("3/4"))
    assert not known(None)
    assert known(0)


@pytest.mark.parametrize(
    ("measurement", "told"),
    [
        (value("3.20", "3.20"), Decimal("3.2")),
        (value("<0.10", "0.10", "<"), "<0.1"),
        (value("haemolysed", None), "haemolysed"),
        (value("", None), None),
    ],
)
def test_a_laboratory_value_is_its_number(measurement, told):
    assert cells_of(measurement).get("value") == told


def test_another_spelling_of_a_number_or_another_place_is_no_change():
    later = value("3.2", "3.2", source=Source("measurements.csv", 9))

    assert cell_changes(value("3.20", "3.20"), later) == ()


def test_every_cell_that_differs_is_told_once_before_and_after():
    found = cell_changes(event(grade=2, serious=True), event(grade=3, outcome="recovered"))

    assert found == (
        CellChange("grade", 2, 3),
        CellChange("serious", True, None),
        CellChange("outcome", None, "recovered"),
    )
    assert [cell.answers for cell in found] == [False, False, True]


def test_a_column_that_nobody_knows_is_compared_where_both_exports_have_it():
    before = event(unknown_columns={"site": "A", "page": "3"})

    assert cell_changes(before, event(unknown_columns={"site": "B"})) == (CellChange("site", "A", "B"),)
    assert cell_changes(before, event(unknown_columns={"site": "", "page": "3"})) == (
        CellChange("site", "A", None),
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (Unread("3/4"), "3/4"),
        (True, "Y"),
        (False, "N"),
        (3, "3"),
        ("Headache", "Headache"),
        (Decimal("2.0e7"), "20000000"),
        (Decimal("20000000"), "20000000"),
        (Decimal("3.20"), "3.2"),
        (Decimal("0.00"), "0"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("1e999999"), "1E+999999"),  # never written out
        (date(2026, 3, 2), "2026-03-02"),
        (DAY, "2026-03-02"),
        (PartialDate.on(date(2026, 3, 2), time(10, 15)), "2026-03-02T10:15"),
        (PartialDate(date(2026, 3, 1), date(2026, 3, 31)), "2026-03-01/2026-03-31"),
    ],
)
def test_one_meaning_has_one_spelling(cell, text):
    assert as_written(cell) == text
