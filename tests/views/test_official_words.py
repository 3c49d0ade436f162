"""NCI's own words stand beside an event and a rule where they are imported; else the pages say how to get them."""

import re
from html import unescape

import pytest

from safety.records import official_text
from safety.records.nci_table import read_nci_table
from safety.records.official_text import install
from safety.wording.english import REPORT, SCREEN
from tests.nci_words import NCI_WORKBOOK, TERMS, as_csv, made_up_table, made_up_words, with_nci
from tests.views.studies import HOSTILE, dashboard, html, needs_demo, on_page, opened, small_study

pytestmark = needs_demo

EVENTS = """AE-1,S-001,Pneumonitis,2026-03-05,2026-03-09,2,possible,
AE-2,S-002,Radiation pneumonitis,2026-03-05,2026-03-09,3,possible,
AE-3,S-003,Cough,2026-03-05,2026-03-09,4,possible,
AE-4,S-003,Dyspnea,2026-03-05,2026-03-09,,possible,
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    path = tmp_path / "official_text.json"
    monkeypatch.setattr(official_text, "INSTALLED", path)
    return path


@pytest.fixture
def imported(place, tmp_path):
    """The pages with made-up words in the place of NCI's."""
    return install(read_nci_table(as_csv(tmp_path / "ctcae.csv", made_up_table()), TERMS))


def words(app) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html(app)))


def page_of(app, page: str):
    """A page; of the events their sentences."""
    app = on_page(app, page)
    if page == "events":
        app.query_params["show"] = "sentences"
        app.run()
    return app


def trace(app, record_id: str) -> str:
    """What stands beside one event on the page Events, with its tags."""
    app = page_of(app, "events")
    app.query_params["event"] = record_id
    app.run()
    assert not app.exception
    shown = html(app)
    return shown[shown.index('class="trace"') : shown.index("</section>")]


@pytest.fixture
def study(tmp_path):
    return small_study(tmp_path / "study", EVENTS)


def test_beside_an_event_stand_the_words_of_its_grade_and_its_definition(imported, study):
    shown = trace(opened(study), "AE-1")

    assert f"<dt>Grade 2, reported, counts</dt><dd><div>{made_up_words('Pneumonitis', 2)}</div></dd>" in shown
    assert "Pneumonitis: definition and every grade" in shown
    assert "what Pneumonitis is" in shown
    assert "<div>Adult: one thing</div><div>Pediatric: another</div>" in shown
    assert "<details" in shown and 'open=""' not in shown


def test_an_event_without_a_grade_shows_every_grade_unfolded(imported, study):
    shown = trace(opened(study), "AE-4")

    assert '<details class="nci" open="">' in shown
    for grade in range(1, 6):
        assert made_up_words("Dyspnea", grade) in shown


def test_a_grade_that_does_not_exist_has_no_words(imported, study):
    shown = trace(opened(study), "AE-3")

    assert "<dt>Grade 4, reported</dt><dd><div>CTCAE v5.0 has no such grade for this term." in shown
    assert "the grades it has: 1, 2, 3" in shown


def test_beside_a_word_that_is_no_term_stands_what_it_is_reported_as(imported, study):
    shown = trace(opened(study), "AE-2")

    assert "is no CTCAE v5.0 term; it is reported as Pneumonitis." in unescape(shown)
    assert "Pneumonitis: definition and every grade" in shown
    assert "counts" not in shown


def test_the_protocol_page_has_the_words_of_every_term_and_grade_that_a_rule_names(imported):
    shown = words(on_page(dashboard(), "protocol"))

    for term, grade in (("Anaphylaxis", 3), ("Stroke", 1), ("Anemia", 4), ("Vomiting", 3), ("Fever", 3)):
        assert re.search(rf"{term}, grade {grade}\s+{made_up_words(term, grade)}", shown), (term, grade)
    assert made_up_words("Anaphylaxis", 2) not in shown


@pytest.mark.parametrize("page", ["events", "protocol"])
def test_words_that_are_not_ncis_are_said_to_be_so(page, imported):
    shown = words(page_of(dashboard(), page))

    assert "is from ctcae.csv and is NOT word for word" in shown
    assert REPORT["how_to_import"] not in shown


@pytest.mark.parametrize("page", ["events", "protocol"])
def test_without_the_words_the_page_says_in_one_line_how_to_get_them(page, place):
    app = page_of(dashboard(), page)

    assert not app.exception
    shown = words(app)
    assert shown.count(REPORT["how_to_import"]) == 1
    assert SCREEN["nci_words"] not in shown
    assert "<details" not in html(app)


@pytest.mark.parametrize("page", ["events", "protocol"])
def test_a_damaged_file_is_said_and_breaks_nothing(page, place):
    place.write_text("{", encoding="utf-8")

    app = page_of(dashboard(), page)

    assert not app.exception
    assert "NCI's own words cannot be shown: official_text.json" in words(app)


def test_an_import_shows_without_a_restart(place, tmp_path):
    app = dashboard()
    assert REPORT["how_to_import"] in words(on_page(app, "protocol"))

    install(read_nci_table(as_csv(tmp_path / "ctcae.csv", made_up_table()), TERMS))

    assert made_up_words("Stroke", 1) in words(on_page(app, "protocol"))

    others = [[cell.replace("made-up", "other") if cell else cell for cell in map(str, row)]
              for row in made_up_table()]  # fmt: skip
    install(read_nci_table(as_csv(tmp_path / "ctcae.csv", others), TERMS))

    assert made_up_words("Stroke", 1).replace("made-up", "other") in words(on_page(app, "protocol"))


def test_nothing_in_the_imported_words_becomes_markup(place, tmp_path):
    rows = [[HOSTILE if n and at in (5, 8) and cell != " -" else cell for at, cell in enumerate(row)]
            for n, row in enumerate(made_up_table())]  # fmt: skip
    install(read_nci_table(as_csv(tmp_path / "ctcae.csv", rows), TERMS))

    for page in ("events", "protocol"):
        shown = html(page_of(dashboard(), page))
        assert "<script" not in shown
        assert "<img" not in shown


@with_nci
@pytest.mark.parametrize("page", ["events", "protocol"])
def test_with_ncis_own_words_the_page_says_where_they_are_from(page, place):
    install(read_nci_table(NCI_WORKBOOK, TERMS))

    app = page_of(dashboard(), page)

    assert not app.exception
    assert "are from CTCAE_v5.0.xlsx, word for word as published on 27 November 2017" in words(app)
