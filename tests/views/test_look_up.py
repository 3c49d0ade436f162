"""The page Look it up: a term is found, its grades shown, and a value placed where the limits put it."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from safety.grading import read_limits
from safety.records import official_text
from safety.records.nci_table import read_nci_table
from safety.records.official_text import install
from safety.review.grade_scale import grade_scale
from safety.review.graded_value import Circumstances
from safety.review.limit_rows import limit_rows
from safety.review.measured_term import measured_by
from safety.views.looked_up import FACTS
from safety.views.scale_places import Scale, rows_of_labels, scale_of
from safety.wording.english import SCREEN, TESTS
from tests.nci_words import TERMS, as_csv, made_up_table, made_up_words
from tests.views.studies import HOSTILE, dashboard, html, needs_demo, on_page

LIMITS = read_limits()
pytestmark = needs_demo


@pytest.fixture(autouse=True)
def nothing_imported(tmp_path, monkeypatch):
    monkeypatch.setattr(official_text, "INSTALLED", tmp_path / "official_text.json")


def look_up(**link: str) -> AppTest:
    """The page as a link opens it."""
    app = dashboard()
    for name, value in link.items():
        app.query_params[name] = value
    app = on_page(app, "look_up")
    assert not app.exception
    return app


def sought(written: str) -> AppTest:
    app = look_up().text_input(key="look_for").set_value(written).run()
    assert not app.exception
    return app


def answered(app: AppTest, **typed: str) -> AppTest:
    """The page after somebody typed or chose."""
    for name, value in typed.items():
        field = app.selectbox if name in (*FACTS, "test", "unit") else app.text_input
        app = field(key=f"look_{name}").set_value(value).run()
        assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html(app))).split())


def drawn(app: AppTest) -> list[str]:
    """The digits in the bands of the picture."""
    return re.findall('class="band [^"]*"[^>]*>([^<]*)<', html(app))


def edges(app: AppTest) -> list[str]:
    return re.findall('class="edge"[^>]*>([^<]*)<', html(app))


def pin(app: AppTest) -> float:
    return float(re.search('class="pin" style="left:([0-9.]+)%', html(app))[1])


@pytest.mark.parametrize("written", ["Neutrophil count decreased", "10029366", "neutropenia", "Neutropenia "])
def test_what_was_certainly_meant_is_shown_at_once(written):
    app = sought(written)

    assert "Neutrophil count decreased" in html(app)
    assert "MedDRA 10029366 · Investigations" in html(app)
    assert app.query_params["term"] == "Neutrophil count decreased"


def test_a_slip_offers_terms_to_choose_from():
    app = sought("pneumonits")
    assert app.radio[0].options == ["Pneumonitis"]
    assert "term" not in app.query_params

    app = app.radio[0].set_value("Pneumonitis").run()
    assert not app.exception
    assert app.query_params["term"] == "Pneumonitis"
    assert "MedDRA 10035742" in html(app)


def test_a_word_of_two_terms_offers_both():
    app = sought("radiation lung injury")

    assert app.radio[0].options == ["Pneumonitis", "Pulmonary fibrosis"]
    assert app.radio[0].value is None


def test_nothing_found_says_so():
    assert "No term is named, coded or spelled like “zzzzqq”." in words(sought("zzzzqq"))


def test_a_link_opens_the_same_screen():
    link = {
        "term": "10029366", "test": "NEUT", "unit": "10^9/L", "value": "0.9", "low": "1.8", "high": "6.3",
    }  # fmt: skip
    app = look_up(**link)

    assert "0.9 ×10⁹/L: grade 3 · below 1 ×10⁹/L" in words(app)
    assert {name: app.query_params[name] for name in link} == link | {"term": "Neutrophil count decreased"}


def test_a_link_to_no_term_says_so():
    assert "“Tiredness of life” is no CTCAE v5.0 term." in words(look_up(term="Tiredness of life"))


def test_a_neutrophil_count_stands_in_its_band():
    app = answered(sought("neutropenia"), value="0.9", low="1.8", high="6.3")

    assert drawn(app) == ["4", "3", "2", "1", "0"]
    assert edges(app) == ["0.5", "1.0", "1.5", "1.8"]
    assert "0.9: grade 3" in words(app)
    assert "normal 1.8 to 6.3" in words(app)
    for told in ("Grade 4: below 0.5", "Grade 3: 0.5 to below 1.0", "Grade 0: 1.8 or above"):
        assert told in words(app)
    left, right = (float(re.search(f"left:([0-9.]+)%[^>]*>{at}<", html(app))[1]) for at in ("0.5", "1.0"))
    assert left < pin(app) < right


def test_without_a_value_the_limits_are_drawn_all_the_same():
    app = answered(sought("neutropenia"), low="1.8")

    assert drawn(app) == ["4", "3", "2", "1", "0"]
    assert 'class="pin"' not in html(app)


def test_what_is_missing_is_said_in_plain_words():
    app = answered(sought("ALT increased"), value="310")
    assert "310 U/L: not told" in words(app)
    assert "needs the upper limit of normal and the baseline, or at least whether it was abnormal" in words(
        app
    )
    assert drawn(app) == []

    app = answered(app, high="40", baseline_abnormal="N")
    assert "310 U/L: grade 3 · above 5 × the upper limit of normal, if the baseline was normal" in words(app)
    assert drawn(app) == ["0", "1", "2", "3", "4"]
    assert "Grade 1: above 40 to 120, 120 included" in words(app)


def test_without_a_value_it_is_said_what_a_picture_needs():
    assert "Nothing to draw yet: the grades need the upper limit of normal and the baseline" in words(
        look_up(term="Alanine aminotransferase increased")
    )


def test_without_the_lower_limit_of_normal_the_band_above_the_limits_is_a_question():
    app = answered(sought("neutropenia"), value="1.7")

    assert drawn(app) == ["4", "3", "2", "?"]
    assert "1.7 ×10⁹/L: not told · needs the lower limit of normal" in words(app)
    assert "Not told: 1.5 or above; needs the lower limit of normal" in words(app)


def test_a_fact_that_nobody_stated_leaves_two_grades():
    app = answered(look_up(term="Hypokalemia"), value="3.2", low="3.5")
    assert drawn(app) == ["4", "3", "1 or 2", "0"]
    assert "3.2 mmol/L: grade 1, but 2 if symptomatic" in words(app)
    assert "Clinical facts that are no number can raise it, up to grade 4." in words(app)

    app = answered(app, symptomatic="Y")
    assert drawn(app) == ["4", "3", "2", "0"]
    assert app.query_params["symptomatic"] == "Y"


def test_the_other_term_of_the_test_keeps_what_was_typed():
    app = answered(look_up(term="Hypokalemia"), value="5.8", low="3.5", high="5.1")
    app = app.button(key="look_also Hyperkalemia").click().run()

    assert not app.exception
    assert "5.8 mmol/L: grade 2" in words(app)
    assert drawn(app) == ["0", "1", "2", "3", "4"]


def test_a_term_of_another_test_puts_aside_what_was_typed():
    app = answered(look_up(term="Hypokalemia"), value="5.8", low="3.5")
    app = app.text_input(key="look_for").set_value("hyponatremia").run()

    assert app.text_input(key="look_value").value == ""
    assert "value" not in app.query_params


def test_a_grade_that_does_not_exist_is_shown_as_not_existing():
    app = answered(look_up(term="Hypermagnesemia"), unit="mmol/L", value="1.4", high="1.05")

    assert "no grade 2" in words(app)
    assert '<s class="chip absent">2</s>' in html(app)
    assert drawn(app) == ["0", "1", "3", "4"]
    assert edges(app) == ["1.05", "1.23", "3.30"]


def test_whole_numbers_are_shown_on_both_sides_of_an_edge():
    link = {"term": "Electrocardiogram QT corrected interval prolonged", "value": "480", "baseline": "445"}
    app = look_up(**link)

    assert edges(app) == ["449|450", "480|481", "500|501"]
    assert "Grade 1: 450 to 480, both included" in words(app)
    assert "480 ms: grade 1" in words(app)
    assert SCREEN["band_whole"] in words(app)


def test_a_value_beyond_the_picture_stands_at_its_end():
    app = answered(look_up(term="Neutrophil count decreased"), low="1.8", value="20")

    assert pin(app) == 100
    assert "20: grade 0 (beyond the picture)" in words(app)


@pytest.mark.parametrize(("typed", "said"), [("<0.5", "<0.5 ×10⁹/L: grade 4"), ("0", "0 ×10⁹/L: grade 4")])
def test_a_bound_and_a_zero_are_placed_too(typed, said):
    app = answered(sought("neutropenia"), value=typed)

    assert said in words(app)
    assert 'class="pin"' in html(app)


@pytest.mark.parametrize("typed", ["0,9", "many", "-1", HOSTILE, "{0}", "1e999", "9" * 400])
def test_whatever_is_typed_as_a_value_is_answered_in_words(typed):
    app = answered(sought("neutropenia"), value=typed, low=typed)

    assert "not told" in words(app)
    assert "<script" not in html(app)


def test_what_cannot_be_a_limit_of_normal_is_pointed_at():
    app = answered(sought("neutropenia"), low="1,8")
    assert "Normal from: “1,8” is no number above zero, and counts as not known." in words(app)
    app = answered(app, low="6.3", high="1.8")
    assert "Normal from 6.3 to 1.8: one of the two is wrong" in words(app)


def test_a_number_that_cannot_be_right_in_its_unit_gets_no_grade():
    app = answered(sought("neutropenia"), value="900")

    assert "900 ×10⁹/L: not told · the number cannot be right in this unit" in words(app)
    assert "A number above 100 ×10⁹/L cannot be right in this unit and gets no grade." in words(app)


def test_calcium_says_what_its_scale_is():
    app = look_up(term="Hypocalcemia", test="CA", unit="mmol/L", value="1.9", low="2.15")
    assert "needs the albumin of that day" in words(app)
    app = answered(app, albumin="30")
    assert SCREEN["band_corrected"] in words(app)
    assert edges(app) == ["1.30", "1.55", "1.80", "1.95"]


def test_a_term_without_numbers_shows_its_grades_and_how_to_get_ncis_words():
    app = look_up(term="Pneumonitis")

    assert SCREEN["look_no_number"] in words(app)
    assert "grade 5, death" in words(app)
    assert "python -m safety ctcae import" in words(app)


def test_a_term_shows_ncis_words_where_they_are_imported(tmp_path):
    install(read_nci_table(as_csv(tmp_path / "ctcae.csv", made_up_table()), TERMS))
    shown = words(look_up(term="Pneumonitis"))

    for grade in range(1, 6):
        assert made_up_words("Pneumonitis", grade) in shown
    assert "what Pneumonitis is" in shown
    assert made_up_words("Hypermagnesemia", 3) in words(look_up(term="Hypermagnesemia"))


@pytest.mark.parametrize("term", sorted(LIMITS.terms))
def test_every_measurable_term_is_drawn_with_all_its_words(term):
    app = look_up(term=term, value="30", low="10", high="20", baseline="25", albumin="40", fever="Y")

    assert drawn(app)
    assert not re.search(r"[{}]|None", words(app))


def test_every_test_has_a_name_and_every_condition_its_words():
    assert {test for row in LIMITS.rows for test in row.tests} == set(TESTS)
    for term in LIMITS.terms:
        for by in measured_by(term, LIMITS):
            assert by.asks - {"low", "high"} <= {"baseline", "albumin", *FACTS}
            for unit in by.units:
                for row in limit_rows(term, by.code, unit, LIMITS):
                    assert {f"limit_{condition}" for condition in row.conditions} <= set(SCREEN)


def test_a_link_with_nonsense_shows_a_term_or_none():
    app = look_up(term="Hypokalemia", test="NEUT", unit="furlong", symptomatic="perhaps", value=HOSTILE)

    assert "<script" not in html(app)
    assert (app.query_params["test"], app.query_params["unit"]) == ("K", "mmol/L")
    assert "symptomatic" not in app.query_params


def test_the_page_needs_no_study():
    app = dashboard()
    app.session_state["study"] = "unknown"
    app = app.run()
    app.query_params["term"] = "Pneumonitis"
    app = on_page(app, "look_up")

    assert not app.exception
    assert "MedDRA 10035742" in html(app)


def test_labels_that_would_touch_stand_below_each_other():
    assert rows_of_labels([10, 30, 50], ["1.05", "1.23", "3.30"]) == [0, 0, 0]
    assert rows_of_labels([10, 12, 14, 40], ["1.05", "1.23", "1.40", "3.30"]) == [0, 1, 2, 0]


def test_a_scale_keeps_to_the_limits_and_leaves_out_what_no_value_can_be():
    under = Circumstances("Hypoxia", "OXYSAT", "%", high="100")
    scale = scale_of(grade_scale(under, LIMITS), under)

    assert scale.end == 100
    assert scale.at(20) == 0
    assert Scale(0, 10).at(5) == 50
