"""Every page shows itself on the demonstration study, at any day, and never a traceback."""

import re
from datetime import date

import pytest

from safety.wording.english import SCREEN
from tests.views.studies import (
    DEMO,
    HOSTILE,
    PAGES,
    ROOT,
    STUDY_PAGES,
    copy_of_demo,
    dashboard,
    html,
    needs_demo,
    on_page,
    opened,
    small_study,
)

pytestmark = needs_demo


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_itself(page):
    app = on_page(dashboard(), page)
    assert not app.exception
    assert not app.warning
    assert "DEMONSTRATION" in html(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("cut_off", ["1900-01-01", "2026-03-01", "2026-06-12", "2999-12-31"])
def test_every_page_shows_itself_on_any_day(page, cut_off):
    app = on_page(dashboard(cut_off), page)
    assert not app.exception


def test_the_verdict_is_a_sentence_with_its_proof():
    shown = html(dashboard("2026-09-07"))
    assert "Level 2 · 6.0×10⁷ cells — NOT YET" in shown
    words = re.sub("<[^>]+>", "", shown)
    assert "Level 2 may not escalate yet: 0 of 3 clear, 0 DLT, 3 pending." in words
    assert "Not settled: S-005, S-006." in words
    assert "In the window: S-007, until 10 September 2026." in words
    assert "If S-005, S-006, S-007 all stay clear: the highest planned dose is reached." in words
    assert "Friday 11 September 2026" in words
    assert "The rule is met or not met; the committee decides." in words


def test_the_next_dose_is_shown_only_where_the_rule_for_escalation_is_met():
    met, not_met = html(dashboard("2026-06-12")), html(dashboard("2026-05-08"))
    assert "RULE FOR ESCALATION MET" in met
    assert SCREEN["next_dose"] in met
    assert "0 DLT in 3 at level 1 still allows a true rate up to 63\u202f%" in met
    assert SCREEN["next_dose"] not in not_met
    assert SCREEN["next_dose"] not in html(dashboard("2026-09-07"))


def test_the_committees_decision_stands_beside_the_rule():
    assert "escalate, 18 June 2026" in html(dashboard("2026-09-07"))
    assert "other, 15 April 2026" in html(dashboard("2026-06-12"))


def test_the_cut_off_moves_by_days_and_back_to_the_latest():
    app = dashboard("2026-09-07")
    assert app.date_input(key="cut_off").value == date(2026, 9, 7)
    app = app.button(key="day_after").click().run()
    assert app.date_input(key="cut_off").value == date(2026, 9, 8)
    assert app.query_params["cut_off"] == "2026-09-08"
    app = app.button(key="day_before").click().run()
    app = app.button(key="day_before").click().run()
    assert app.date_input(key="cut_off").value == date(2026, 9, 6)
    app = app.button(key="latest").click().run()
    assert app.date_input(key="cut_off").value == date(2026, 9, 11)
    assert not app.exception


def test_a_replayed_day_says_so():
    assert "REPLAYED · 4 days earlier" in html(dashboard("2026-09-07"))
    assert "REPLAYED" not in html(dashboard())
    assert "CUT-OFF 1 DAY AFTER THE DATA" in html(dashboard("2026-09-12"))


def test_a_day_that_is_none_shows_the_latest():
    app = dashboard("yesterday")
    assert not app.exception
    assert app.date_input(key="cut_off").value == date(2026, 9, 11)


def test_the_cut_off_stays_from_page_to_page():
    app = on_page(on_page(dashboard("2026-06-12"), "patients"), "queries")
    assert app.date_input(key="cut_off").value == date(2026, 6, 12)


def test_rows_are_accounted_for():
    shown = html(on_page(dashboard("2026-09-07"), "queries"))
    assert "<td>adverse_events.csv</td><td>48</td><td>47</td><td>0</td><td>1</td>" in shown


def test_the_protocol_is_told_rule_by_rule():
    shown = html(on_page(dashboard(), "protocol"))
    words_told = (
        "study days 1 to 31", "on study days 1, 4, 7, 10", "documented: not hospitalized", "8 × ULN",
        "Neutrophil count decreased: grade 4, for more than", "§5.2, R11",
    )  # fmt: skip
    for words in words_told:
        assert words in shown
    assert re.search("<code>[0-9a-f]{64}</code>", shown)


def test_a_draft_protocol_says_so(tmp_path):
    draft = (
        (DEMO / "protocol.toml").read_text("utf-8").replace('status = "demonstration"', 'status = "draft"')
    )
    app = opened(small_study(tmp_path / "study", protocol=draft))
    shown = html(on_page(app, "verdict"))
    assert "DRAFT" in shown
    assert "NOT YET" in shown
    assert SCREEN["next_dose"] not in shown


def test_another_folder_is_opened_and_the_demonstration_study_again(tmp_path):
    app = opened(small_study(tmp_path / "study"))
    shown = html(on_page(app, "verdict"))
    assert "SMALL" in shown
    assert "RULE FOR ESCALATION MET" in shown
    assert app.query_params["study"]
    app = on_page(app, "another_study").button(key="back_to_demo").click().run()
    assert "hDMSC-RLI-DEMO" in html(app)
    assert "study" not in app.query_params


def test_a_refused_folder_points_with_fingers_and_the_open_study_stays(tmp_path):
    folder = copy_of_demo(tmp_path / "study")
    (folder / "infusions.csv").unlink()
    app = opened(folder)
    assert not app.exception
    assert "infusions.csv: nothing stands there; allowed: a file of this name" in html(app)
    assert "hDMSC-RLI-DEMO" in html(app)


@pytest.mark.parametrize("typed", ["/no/such/folder", "\0", "a" * 999, str(ROOT / "README.md"), HOSTILE])
def test_whatever_is_typed_as_a_folder_is_refused_in_words(typed):
    app = opened(typed)
    assert not app.exception
    assert SCREEN["refused"] in html(app)
    assert "<script" not in html(app)


def test_a_folder_that_breaks_while_open_is_refused_on_every_page(tmp_path):
    folder = small_study(tmp_path / "study")
    app = opened(folder)
    (folder / "subjects.csv").unlink()
    for page in STUDY_PAGES:
        app = on_page(app, page)
        assert not app.exception
        assert "subjects.csv: nothing stands there" in html(app)
        assert "NOT YET" not in html(app)
    app = on_page(app, "another_study").button(key="back_to_demo").click().run()
    assert "hDMSC-RLI-DEMO" in html(app)


def test_a_changed_file_is_read_again(tmp_path):
    folder = small_study(tmp_path / "study")
    app = on_page(opened(folder), "verdict")
    assert "RULE FOR ESCALATION MET" in html(app)
    small_study(folder, "AE-1,S-001,Pneumonitis,2026-03-12,2026-03-20,3,possible,")
    assert "EXPAND TO 6" in html(app.run())


def test_a_link_to_a_study_that_is_not_open_shows_no_other_study():
    app = dashboard()
    app.query_params["study"] = "unknown"
    app.session_state["study"] = "unknown"
    app = app.run()
    assert app.warning[0].value == SCREEN["link_expired"]
    assert "NOT YET" not in html(app)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_from_a_file_becomes_markup(tmp_path, page):
    row = f'"{HOSTILE.replace(chr(34), chr(34) * 2)}"'
    events = (
        f"AE-1,S-001,{row},2026-03-12,2026-03-20,3,possible,{row}\n{row},S-002,Fever,2026-03-12,,2,,{row}\n"
    )
    folder = small_study(tmp_path / "study", events)
    app = on_page(opened(folder), page)
    assert not app.exception
    for tag in ("<script", "<img", 'onerror="'):
        assert tag not in html(app)


def test_reconciliation_shows_both_sides_and_the_line_to_the_site():
    app = on_page(dashboard("2026-09-11"), "reconciliation")
    shown = html(app)
    assert "Measured against reported (3)" in shown
    assert "ALT 268 U/L, normal 9 to 50, on 20 August 2026 (M-355): grade 3" in shown
    assert "no event of this term" in shown
    assert "measurements.csv, row 356" in shown
    assert "AST 161" not in shown
    assert "Held against nothing, because they have no grade: 11 measurements" in shown
    app = app.toggle(key="information").set_value(True).run()
    assert "AST 161" in html(app)


def test_reconciliation_without_a_measurement_says_what_could_not_be_judged(tmp_path):
    shown = html(on_page(opened(small_study(tmp_path / "study")), "reconciliation"))
    assert "No measurement is on record up to this day" in shown
    assert "the rules R9, R10, L could not be judged" in shown


def test_reconciliation_where_nothing_disagrees_says_so(tmp_path):
    folder = small_study(tmp_path / "study", "AE-1,S-001,Anemia,2026-03-12,2026-03-20,2,possible,\n")
    (folder / "measurements.csv").write_text(
        "measurement_id,subject_id,test,collected_at,value,unit,low,high\n"
        "M-1,S-001,HGB,2026-03-14,90,g/L,120,170\nM-2,S-002,HGB,2026-03-14,140,g/L,120,170\n"
    )
    shown = html(on_page(opened(folder), "reconciliation"))
    assert "Nothing disagrees" in shown
    assert "Held against nothing" not in shown
    assert "2 of 2 measurements have a grade; events with measurements inside: 1" in shown


def test_a_study_named_by_a_link_stays_open_on_the_next_page(tmp_path):
    token = opened(small_study(tmp_path / "study")).query_params["study"]
    app = dashboard(study=token[0] if isinstance(token, list) else token)
    del app.query_params["study"]
    assert "SMALL" in html(on_page(app, "patients"))
