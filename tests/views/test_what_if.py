"""The pages What if and This week: what is shown, what one click shows, and what the link keeps."""

import json
import re
from datetime import date

import pytest

from safety.reports.what_if_report import what_if_as_json
from safety.review.opening import open_study
from safety.views.markup import as_label
from safety.wording.english import SCREEN
from tests.views.studies import DEMO, HOSTILE, dashboard, html, needs_demo, on_page, opened, small_study

pytestmark = needs_demo


def words(app):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html(app)))


def linked(page, cut_off="2026-09-07", **params):
    """The page as a link opens it."""
    app = dashboard(cut_off)
    for name, value in params.items():
        app.query_params[name] = value
    return on_page(app, page)


def test_the_answer_stands_first_with_how_much_was_tried():
    shown = words(on_page(dashboard("2026-09-07"), "what_if"))
    assert "Level 2 · NOT YET — hangs on AE-07 (grade), AE-08 (grade), AE-19 (grade) and 4 more" in shown
    assert "8 of 57 single changes alter “not yet”." in shown
    assert "No single change makes the level exceeded." in shown


def test_every_change_that_the_command_prints_can_be_chosen():
    found = json.loads(what_if_as_json(open_study(DEMO).review(date(2026, 9, 7))))
    app = on_page(dashboard("2026-09-07"), "what_if")
    assert len(app.radio(key="flip").options) == 8
    app = app.selectbox(key="flips").set_value("all").run()
    shown = [option.replace("\\", "") for option in app.radio(key="flip").options]
    assert [line.split(" → ")[0] for line in shown] == [flip["message"] for flip in found["flips"]]


def test_one_click_shows_every_level_as_it_stands_and_as_it_would():
    app = on_page(dashboard("2026-09-07"), "what_if")
    app = app.radio(key="flip").set_value("grade:AE-22:23:3").run()
    assert not app.exception
    assert app.query_params["flip"] == "grade:AE-22:23:3"
    shown = words(app)
    assert "AE-22 Fatigue of S-003 has grade 3 instead of 2" in shown
    assert "adverse_events.csv, row 23" in shown
    assert (
        "1 rule for escalation met 3 of 4 clear, 0 DLT, 1 not evaluable expand 2 of 4 clear, 1 DLT" in shown
    )
    assert "not yet 0 of 3 clear, 0 DLT, 3 pending Possible:" in shown
    assert re.search("S-003: +clear → +DLT", shown)


def test_a_link_opens_the_same_change():
    app = linked("what_if", flips="all", flips_of="S-006", flip="stays_clear:S-006")
    assert app.radio(key="flip").value == "stays_clear:S-006"
    assert app.selectbox(key="flips_of").value == "S-006"
    assert "S-006 stays clear" in words(app)


@pytest.mark.parametrize(
    "params", [{"flip": "grade:AE-999:1:1"}, {"flips": "??"}, {"flips_of": HOSTILE}, {"days": "-3"}]
)
def test_a_link_to_what_is_not_there_shows_the_first(params):
    for page in ("what_if", "this_week"):
        app = linked(page, **params)
        assert not app.exception
        assert "<script" not in html(app)


def test_readings_of_the_protocol_can_be_looked_at_alone():
    app = linked("what_if", flips="all")
    app = app.selectbox(key="flips_of").set_value(" ").run()
    assert [o.replace("\\", "") for o in app.radio(key="flip").options] == [
        "the window ends on study day 30 instead of 31 → other counts",
        "only 0 DLT permits the step up (0 of 3, the strict rule)",
    ]


def test_an_event_that_becomes_a_dlt_by_lasting_is_counted_down(tmp_path):
    events = (
        "AE-1,S-001,Neutrophil count decreased,2026-03-28,,4,possible,\n"
        "AE-2,S-002,Neutrophil count decreased,2026-03-20,2026-03-22,4,possible,\n"
    )
    folder = small_study(tmp_path / "study", events)
    app = opened(folder)
    app.query_params["cut_off"] = "2026-03-30"
    app.session_state["cut_off"] = date(2026, 3, 30)
    shown = words(on_page(app.run(), "what_if"))
    counted = "AE-1 Neutrophil count decreased of S-001 (R6: longer than 7 days): on 4 April 2026"
    assert f"{counted}, should it go on: DLT" in shown
    assert "AE-2 Neutrophil count decreased of S-002 (R6" not in shown


def test_nothing_from_a_file_becomes_markdown_in_a_choice(tmp_path):
    hostile = "![x](http://evil.example/x.png) [y](http://evil.example) :red[z] $a$ `b` **c** <img src=q>"
    folder = small_study(tmp_path / "study", f'AE-1,S-001,"{hostile}",2026-03-12,2026-03-20,3,possible,\n')
    app = on_page(opened(folder), "what_if")
    app = app.selectbox(key="flips").set_value("all").run()
    assert not app.exception
    for option in app.radio(key="flip").options:
        assert not re.search(r"(?<!\\)[\[\]()!<>`$*:]", option), option


@pytest.mark.parametrize(
    ("text", "label"),
    [("AE-1", r"AE\-1"), ("[a](b)", r"\[a\]\(b\)"), ("a\n- b", r"a \- b"), ("咳嗽 →", "咳嗽 →")],
)
def test_a_label_is_told_literally(text, label):
    assert as_label(text) == label


def test_page_one_asks_until_it_was_tried_and_then_answers():
    app = dashboard("2026-05-02")
    assert SCREEN["what_if_ask"] in html(app)
    assert 'href="what_if?cut_off=2026-05-02"' in html(app)
    app = on_page(on_page(app, "what_if"), "verdict")
    assert "What would change it: hangs on" in html(app)


def test_robust_is_said_with_its_word_and_shape(tmp_path):
    shown = html(on_page(opened(small_study(tmp_path / "study")), "what_if"))
    assert "RULE FOR ESCALATION MET — robust" in shown
    assert 'class="mark robust"' in shown
    assert SCREEN["what_if_none"] not in shown


def test_the_week_is_told_by_day_and_owner():
    shown = words(linked("this_week", cut_off="2026-08-14"))
    assert (
        "Friday 14 August 2026 owed now S-006 AE-42 awaits a ruling. Committee since 13 August 2026" in shown
    )
    assert "Monday 17 August 2026 S-007 Infusion 3 by the protocol&#x27;s schedule Site" in shown
    assert "not before 18 August 2026" in shown
    assert "A schedule is no leave to dose" in shown


def test_the_days_ahead_are_kept_in_the_link():
    app = linked("this_week", days="31")
    assert "7 September 2026 to 8 October 2026" in words(app)
    assert "7 September 2026 to 14 September 2026" in words(linked("this_week"))


def test_a_death_that_holds_says_that_nothing_is_a_plan(tmp_path):
    folder = small_study(tmp_path / "study", "AE-1,S-001,Sepsis,2026-03-20,2026-03-22,5,possible,\n")
    assert "A stopping rule stands" in words(on_page(opened(folder), "this_week"))


def test_the_protocol_page_tells_the_stagger():
    assert "At least 14 days between the first infusions" in words(on_page(dashboard(), "protocol"))
