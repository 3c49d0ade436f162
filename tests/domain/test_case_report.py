"""What the site wrote down: empty is not known, and what could not be read is kept with what stood there."""

from dataclasses import replace

from safety.domain.case_report import AdverseEvent, CellProblem, Source
from tests.clinic import one


def test_empty_is_not_known():
    event = one("AE-1 Headache ?, ?").event().period.event

    assert (event.grade, event.started_at, event.causality, event.hospitalized) == (None, None, None, None)


def test_a_row_with_a_problem_is_not_readable_and_keeps_what_stood_there():
    problem = CellProblem("grade", "3/4", "grade")
    row = AdverseEvent(
        source=Source("adverse_events.csv", 2), event_id="AE-1", subject_id="S", term="Headache"
    )

    assert row.readable
    assert not replace(row, problems=(problem,)).readable


def test_unknown_columns_are_kept_and_never_decide_anything():
    plain, more = one("AE-1 Dyspnea 3, day 5"), one("AE-1 Dyspnea 3, day 5, relation=no, verdict=not_dlt")

    assert more.event().period.event.unknown_columns == {"relation": "no", "verdict": "not_dlt"}
    assert (plain.said(), plain.state()) == (more.said(), more.state()) == (("dlt", "R3"), "dlt")


def test_ids_are_text_and_leading_zeros_stay():
    seen = one("AE-1 Headache 1, day 5, event_id=007")

    assert seen.events() == {"007"}


def test_rows_stand_where_a_spreadsheet_shows_them():
    sources = sorted([Source("b.csv", 2), Source("a.csv", 10), Source("a.csv", 9)])

    assert sources == [Source("a.csv", 9), Source("a.csv", 10), Source("b.csv", 2)]


def test_findings_are_kept_by_name():
    event = (
        one("AE-1 Infusion related reaction 2, day 4, infusion_interrupted=prompt, oxygen=none")
        .event()
        .period.event
    )

    assert event.findings == {"infusion_interrupted": "prompt", "oxygen": "none"}
