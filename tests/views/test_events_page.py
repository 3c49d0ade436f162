"""The page Events: who had what, each event in a full sentence, and everything the rules said of it."""

import re

import pytest

from safety.review.events_by_term import events_by_term
from safety.views.event_map import breakable, event_map
from safety.wording.english import SCREEN
from tests.clinic import one, review
from tests.views.studies import HOSTILE, dashboard, html, needs_demo, on_page, opened, small_study

pytestmark = needs_demo


def events(cut_off="2026-09-11", **url):
    app = dashboard(cut_off)
    for name, value in url.items():
        app.query_params[name] = value
    return on_page(app, "events")


def sentences(**url):
    return html(events(show="sentences", **url))


def words(markup):
    """What is read: a span stands within its sentence."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", re.sub("</?span[^>]*>", "", markup)))


def drawn(notes, cut_off="day 60"):
    """The map of a trial's notes."""
    seen = review(notes, cut_off).of
    by_term = events_by_term(seen)
    return event_map(by_term, by_term.terms, by_term.patients, seen.protocol)


def cells(markup):
    """What each link of the map is called, and what it shows."""
    found = re.findall(r'<a class="(had[^"]*)"[^>]*aria-label="([^"]*)">(.*?)</a>', markup)
    return {name: (class_, words(shown).split()) for class_, name, shown in found}


@pytest.fixture(scope="module")
def mapped():
    return cells(
        drawn(
            """
            S-001 level 1 from 2026-03-02
              AE-1 Pneumonitis 4, day 5 to day 6, possible, serious=Y
              AE-2 Dyspnea ?, day 5 to day 6, possible
              AE-3 Dyspnea 2, day 9 to day 9, possible
              AE-4 Cough 2, day -9 to day 2
              AE-5 Cough 1, day 50 to day 51
            S-002 level 1 from 2026-03-02
            """
        )
    )


def test_a_dlt_is_outlined_and_named_and_a_serious_event_is_marked(mapped):
    name = "S-001, Pneumonitis, in the window: worst grade 4, serious, 1 event, DLT"
    assert mapped[name] == ("had grade-4 dlt", ["4", "DLT", "SAE"])


def test_an_unknown_grade_stands_beside_the_worst_known_and_may_be_a_dlt(mapped):
    name = "S-001, Dyspnea, in the window: worst grade 2, a grade that is not known, 2 events, not known yet"
    assert mapped[name] == ("had grade-2 candidate", ["2?", "DLT?", "×2"])


def test_what_came_before_and_after_stands_apart(mapped):
    assert mapped["S-001, Cough, before the first infusion: worst grade 2, 1 event, not a DLT"] == (
        "had before",
        ["‹2"],
    )
    assert mapped["S-001, Cough, after the window: worst grade 1, 1 event, not a DLT"][1] == ["1›"]


def test_zero_rows_are_kept_and_patients_and_events_are_two_numbers():
    told = drawn(
        "S-001 level 1 from 2026-03-02\nAE-1 Cough 2, day 5\nAE-2 Headache 2, day 5\nAE-3 Headache 1, day 9 to day 9"
        "\nS-002 level 1 from 2026-03-02\nS-003 level 0"
    )
    assert [name in told for name in ("S-001", "S-002", "S-003")] == [True] * 3
    assert re.search(
        'scope="row" class="who"><a [^>]*>S-002</a>.*?<td class="n">0</td><td></td><td></td>', told
    )
    assert 'aria-label="1 patients, 2 events in the window">1 / 2</td>' in told
    assert 'aria-label="0 patients, 0 events after the window">0 / 0</td>' in told
    assert told.count('scope="col"') == 4


def test_the_page_opens_on_the_map_and_a_cell_opens_its_events():
    shown = html(events())
    link = re.search(
        r'href="([^"]*)"[^>]* aria-label="S-003, Lymphocyte count decreased, in the window', shown
    )
    assert link
    assert link[1].replace("&amp;", "&") == (
        "?show=sentences&subject=S-003&term=Lymphocyte%20count%20decreased&part=window&cut_off=2026-09-11"
    )
    told = sentences(subject="S-003", term="Lymphocyte count decreased", part="window")
    assert re.findall(r">(AE-\d+)</a>", told) == ["AE-16", "AE-17"]


def test_the_terms_turn_their_pages_in_the_url():
    first, second = html(events()), html(events(terms_page="2"))
    assert "Lung infection" in first
    assert "Lung infection" not in second
    assert "Insomnia" in html(events(terms_page="2"))


def test_the_gravest_stand_first_in_full_sentences():
    told = words(sentences(cut_off="2026-09-07"))
    assert (
        "AE-37 S-005 had Non-cardiac chest pain, grade not known, from study day 24 (2026-07-23) to study day 27 "
        "(2026-07-26), in the window; causality by the site: possible. "
        "Not known yet: no grade was reported; that is not grade 0."
    ) in told
    assert "AE-24 S-003 had Dyspnea, grade 3, serious, from study day 75 (2026-06-20), goes on, after" in told
    assert told.index("AE-37") < told.index("AE-42") < told.index("AE-24") < told.index("AE-08")


def test_an_event_shows_its_rules_its_ruling_and_its_row():
    shown = sentences(event="AE-42")
    assert "Lung infection grade 3 meets R3." in shown
    assert "Judged unrelated by the site: people rule on it." in shown
    assert "§5.2, R3" in shown
    assert "Ruled not a DLT by the safety committee on 28 August 2026 (ADJ-01)." in shown
    assert "adverse_events.csv, row 43" in shown
    assert "adjudications.csv, row 2" in shown


def test_an_event_shows_the_rules_that_are_not_met_and_the_exclusions_considered():
    told = words(sentences(event="AE-42"))
    assert "R2: not met at grade 3" in told
    assert "R1: not met, no death" in told
    assert "R4, R5, R6, R7, R8: not met, they are about other terms" in told
    assert "X1, X2, X3 could lift R3, but not for this term or grade" in told
    told = words(sentences(event="AE-37"))
    assert "R2, R3: not known, they ask for a grade" in told
    told = words(sentences(event="AE-24"))
    assert "R2, R3: not asked, it did not start in the window" in told


def test_an_event_shows_what_was_derived_from_measurements():
    told = words(sentences(event="AE-16"))
    assert "LYM 0.18 10^9/L, normal 1.1 to 3.2, on 13 April 2026 (M-131): grade 4 (below 0.2 10^9/L)" in told
    assert SCREEN["derived_head"] not in words(sentences(event="AE-42"))


def test_an_event_shows_what_its_findings_support():
    for name, supported in (("AE-21", "grade 2: treatment by mouth"), ("AE-19", "grade 3: severe symptoms")):
        shown = sentences(event=name)
        assert "Findings support" in shown
        assert supported in shown
        asked = "The findings (treatment by mouth) support grade 2; the site reported 1." in shown
        assert asked == (name == "AE-21")
    assert "grade 1, findings support grade 2" in sentences(subject="S-003")


def test_events_of_one_patient_can_be_picked_and_the_grave_ones_alone():
    app = events(show="sentences")
    app = app.selectbox(key="subject").select("S-008").run()
    assert not app.exception
    assert app.query_params["subject"] == "S-008"
    assert app.selectbox(key="event").options == ["AE-48 · S-008 · Epistaxis"]
    app = events(show="sentences")
    app = app.toggle(key="grave").set_value(True).run()
    names = app.selectbox(key="event").options
    assert any("AE-42" in name for name in names)
    assert not any("AE-48" in name for name in names)


def test_a_choice_that_is_none_shows_everything():
    app = events(show="sentences", event="no such", subject=HOSTILE, term="?", part="never", events_page="x")
    assert not app.exception
    assert len(app.selectbox(key="event").options) == 48
    assert not events(show="everything", terms_page="99").exception


def test_two_rows_of_one_id_can_both_be_opened(tmp_path):
    rows = "AE-1,S-001,Cough,2026-03-12,2026-03-13,1,possible,\nAE-1,S-002,Fever,2026-03-12,2026-03-13,2,possible,\n"
    app = on_page(opened(small_study(tmp_path / "study", rows)), "events")
    app.query_params["show"] = "sentences"
    app = app.run()
    assert app.selectbox(key="event").options == ["AE-1 · S-002 · Fever", "AE-1 · S-001 · Cough"]
    app.query_params["event"] = "AE-1~2"
    assert "<h3>AE-1 · Cough</h3>" in html(app.run())


def test_long_words_over_a_column_break_between_syllables():
    assert breakable("Methemoglobinemia") == "Methe\u00admoglo\u00adbi\u00adne\u00admia"
    assert breakable("Lung infection") == "Lung infection"


def test_what_the_monitor_raised_is_told_too():
    seen = one("infusion 3 not_given adverse_event\ninfusion 4 not_given adverse_event").of
    by_term = events_by_term(seen)
    told = event_map(by_term, by_term.terms, by_term.patients, seen.protocol)
    assert "R11, raised by the monitor" in told
    assert "S-001, R11, raised by the monitor, in the window: 1 event, DLT" in told
