"""Links: a number opens those whom it counts, a question what it is about, and a link to nothing shows everybody."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from safety.review.opening import open_study
from safety.views.patients_asked import GROUPS, counted
from tests.views.studies import DEMO, HOSTILE, ROOT, copy_of_demo, html, needs_demo, on_page, opened


def page(name, **asked):
    """A page opened by a link."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["cut_off"] = "2026-09-07"
    for key, value in asked.items():
        app.query_params[key] = value
    app = app.run()
    app = app.switch_page(f"safety/views/{name}.py")
    for key, value in asked.items():
        app.query_params[key] = value
    app = app.run()
    assert not app.exception
    return app


@needs_demo
@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 6, 12), date(2026, 9, 7), date(2026, 12, 1)])
def test_a_number_counts_those_whom_it_opens(day):
    for level in open_study(DEMO).review(day).levels:
        for group in GROUPS:
            assert len(counted(level.patients, group)) == getattr(level.tally, group)


@needs_demo
def test_a_patient_on_no_board_is_opened_too():
    shown = html(page("patients", subject="S-008"))
    assert "AE-48" in shown
    assert "Events of S-008 (1)" in shown


@needs_demo
@pytest.mark.parametrize(
    "asked", [{"level": "9"}, {"level": "2", "group": "nobody"}, {"subject": "S-999"}, {"level": HOSTILE}]
)
def test_a_link_to_nobody_shows_everybody(asked):
    shown = html(page("patients", **asked))
    for n in range(1, 8):
        assert f">S-00{n}</a>" in shown
    assert HOSTILE not in shown


@needs_demo
def test_the_queries_of_a_level_are_what_blocks_it():
    level = open_study(DEMO).review(date(2026, 9, 7)).levels[1]
    shown = html(page("queries", level="2"))
    assert f"What stands in the way at level 2 ({len(level.blockers)})" in shown
    assert shown.split("<tbody>")[1].split("</tbody>")[0].count("<tr") == len(level.blockers)


@needs_demo
def test_whatever_a_code_holds_the_link_stays_a_link(tmp_path):
    folder = copy_of_demo(tmp_path / "study")
    for file in folder.glob("*.csv"):
        file.write_text(file.read_text("utf-8").replace("S-005", "<script>&x=1#"), "utf-8")
    shown = html(on_page(opened(folder), "patients"))
    assert "subject=%3Cscript%3E%26x%3D1%23" in shown
    assert "<script>" not in shown
