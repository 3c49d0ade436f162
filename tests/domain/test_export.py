"""One export as a whole: whom its rows concern, which windows they open, which doses they give."""

from datetime import date

import pytest

from safety.domain.export import Export, Tolerance
from tests.clinic import review
from tests.exports import ONE


def export(notes: str) -> Export:
    cut = review(notes, "2026-12-31").of.cut
    return Export(cut.reports, cut.protocol)


def test_a_window_opens_with_the_first_infusion_whatever_the_cut_off():
    seen = export(f"{ONE}S-002 level 1")

    assert seen.window("S-001").last_day == date(2026, 4, 1)
    assert seen.window("S-002") is None
    assert seen.window(None) is None


def test_a_row_concerns_its_subject_and_a_ruling_that_of_its_event():
    seen = export(f"{ONE}AE-1 Headache 3, day 5\nruled AE-1 dlt on day 9\nruled AE-9 dlt on day 9")
    (event,), (known, unknown) = seen.reports.adverse_events, seen.reports.adjudications

    assert seen.concerns(event) == seen.concerns(known) == {"S-001"}
    assert seen.concerns(unknown) == frozenset()


def test_a_row_that_names_nobody_concerns_nobody():
    seen = export(f"{ONE}AE-1 Headache 3, day 5, subject_id=")

    assert seen.concerns(seen.reports.adverse_events[0]) == frozenset()


def test_rows_are_found_by_table_and_id():
    seen = export(f"{ONE}AE-1 Headache 3, day 5\nAE-2 Cough 1, day 5, event_id=")

    assert [row.term for row in seen.rows_under("adverse_events", "AE-1")] == ["Headache"]
    assert [row.term for row in seen.rows_under("adverse_events", "")] == ["Cough"]
    assert seen.rows_under("measurements", "M-1") == ()


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ("2.4e7", Tolerance.WITHIN),
        ("2.41e7", Tolerance.ABOVE),
        ("1.6e7", Tolerance.WITHIN),
        ("1.59e7", Tolerance.BELOW),
        ("0", Tolerance.NONE),
        ("", Tolerance.UNKNOWN),
    ],
)
def test_cells_stand_beside_the_protocols_dose_within_20_percent(cells, stands):
    seen = export(f"{ONE}infusion 2 cells={cells}")
    second = next(i for i in seen.reports.infusions if i.number == 2)

    assert seen.tolerance(second) is stands


def test_a_level_that_the_protocol_lacks_has_no_dose():
    seen = export("S-001 level 7 from 2026-03-02\ninfusion 1 cells=2.0e7")

    assert {seen.tolerance(i) for i in seen.reports.infusions if i.cells} == {Tolerance.UNKNOWN}
