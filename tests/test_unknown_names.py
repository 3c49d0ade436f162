"""What nobody knows is kept, shown on every channel, and decides nothing."""

import pytest

from safety.reports.as_json import as_object
from safety.reports.as_text import as_text
from safety.review.unknown_tests import ungraded_tests
from safety.wording import speech
from tests.clinic import one
from tests.views.studies import html, needs_demo, on_page, opened, small_study


def queries(seen, code):
    return [q for q in as_object(seen.of)["queries"] if q["code"] == code]


@pytest.mark.parametrize(
    ("test", "meant"),
    [
        ("ALAT", "; perhaps ALT is meant"),
        ("NEU", "; perhaps NEUT is meant"),
        ("TBIL", "; perhaps BILI is meant"),
        ("XYZ", ""),
    ],
)
def test_a_test_code_that_nobody_knows_is_one_query_and_blocks_nobody(test, meant):
    seen = one(f"{test} 900 U/L 7-40 on day 9\n{test} 900 U/L 7-40 on day 12\nALT 20 U/L 7-40 on day 2")

    assert queries(seen, "unknown_test") == [
        {
            "code": "unknown_test", "file": "measurements.csv", "row": 2, "column": "test", "subject_id": "",
            "message": f"'{test}' is no CDISC test code that is known here: nothing is graded from it (2 rows){meant}"
            ".",
        }
    ]  # fmt: skip
    assert (seen.state(), seen.blockers()) == ("clear", set())


def test_it_counts_only_what_exists_at_the_cut_off():
    assert queries(one("ALAT 900 U/L 7-40 on day 39", "day 32"), "unknown_test") == []


@pytest.mark.parametrize("test", ["CRP", "BUN", "CL", "MCV", "NEUTLE"])
def test_a_code_without_a_grade_is_one_quiet_line_and_no_query(test):
    seen = one(f"{test} 9 mg/L on day 9\n{test} 9 mg/L on day 10")

    assert seen.queries() == set()
    assert ungraded_tests(seen.of.cut, seen.of.reference) == {test: 2}
    assert f"No CTCAE v5.0 grade is derived from: {test} (2)." in as_text(seen.of, speech())


def test_no_line_where_every_test_has_grades():
    assert "No CTCAE v5.0 grade is derived" not in as_text(one("ALT 20 U/L 7-40 on day 9").of, speech())


def test_a_column_that_nobody_knows_is_one_query_a_file_and_blocks_nobody():
    seen = one("AE-1 Headache 2, day 5 to day 6, possible Verbatm=sore")

    (query,) = queries(seen, "unknown_column")
    assert (query["file"], query["row"], query["column"]) == ("adverse_events.csv", 1, "Verbatm")
    assert query["message"] == (
        "The dictionary has no column 'Verbatm': it is kept and decides nothing (1 row)."
    )
    assert (seen.state(), seen.blockers()) == ("clear", set())
    assert "unknown_column" in as_text(seen.of, speech())


@needs_demo
def test_the_queries_page_shows_all_of_it(tmp_path):
    folder = small_study(tmp_path / "study", "AE-1,S-001,Anemia,2026-03-12,2026-03-20,2,possible,\n")
    (folder / "measurements.csv").write_text(
        "measurement_id,subject_id,test,collected_at,value,unit,low,high,Ruled grade\n"
        "M-1,S-001,ALAT,2026-03-14,90,U/L,7,40,\nM-2,S-002,CRP,2026-03-14,9,mg/L,,,\n"
    )
    shown = html(on_page(opened(folder), "queries"))
    assert "perhaps ALT is meant" in shown
    assert "The dictionary has no column &#x27;Ruled grade&#x27;" in shown
    assert "No CTCAE v5.0 grade is derived from: CRP (1)." in shown
    assert "adverse_events.csv has no column: serious, outcome" in shown
    assert "measurements.csv has no column" not in shown
