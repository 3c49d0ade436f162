"""Every page in Chinese: no English label is left, and the language stays with the reader."""

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from safety.wording import LANGUAGES
from tests.chinese import english_left, written_in
from tests.views.studies import DEMO, HOSTILE, PAGES, ROOT, html, needs_demo, on_page
from tests.views.test_data_cuts import store

__all__ = ["store"]
pytestmark = needs_demo
WIDGETS = "button date_input selectbox radio text_input toggle checkbox".split()


def in_chinese(cut_off="2026-09-07", **more):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in {"cut_off": cut_off, "lang": "zh", **more}.items():
        app.query_params[name] = value
    return app.run()


def read(app):
    """Everything a reader sees, the alternative texts too, a line a piece."""
    shown = re.sub("<script>.*?</script>", "", html(app), flags=re.S)
    yield from re.findall(r'(?:aria-label|title|alt)="([^"]*)"', shown)
    yield from without_tags(shown)
    for kind in WIDGETS:
        for widget in app.get(kind):
            yield widget.label
            yield from (option.replace("\\", "") for option in getattr(widget, "options", ()))
    for chart in app.get("plotly_chart"):
        for told in json.loads(chart.proto.spec)["layout"]["annotations"]:
            yield from without_tags(told["text"])


def without_tags(markup):
    return map(unescape, re.split(r"<[^>]*>", markup))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("cut_off", ["2026-03-01", "2026-09-07"])
def test_every_page_is_chinese(page, cut_off):
    app = on_page(in_chinese(cut_off), page)
    own = written_in(DEMO)

    assert not app.exception
    assert {text for text in read(app) if english_left(text, own)} == set()


@pytest.mark.parametrize("page", ["look_up"])
def test_a_term_that_is_looked_up_is_explained_in_chinese(page):
    app = on_page(
        in_chinese(term="Neutrophil count decreased", test="NEUT", unit="10^9/L", value="0.9"), page
    )

    assert {text for text in read(app) if english_left(text, {"Investigations", "hDMSC-RLI-DEMO"})} == set()


def test_the_language_goes_along_from_page_to_page():
    app = on_page(in_chinese(), "queries")

    assert LANGUAGES["zh"].SCREEN["rows"] in html(app)
    assert app.query_params["lang"] == "zh"


def test_the_language_is_changed_by_a_button_and_back():
    app = on_page(in_chinese(), "queries").button(key="speak_en").click().run()
    assert LANGUAGES["en"].SCREEN["rows"] in html(app)
    assert "lang" not in app.query_params

    app = app.button(key="speak_zh").click().run()
    assert LANGUAGES["zh"].SCREEN["rows"] in html(app)


def test_a_language_without_words_is_english():
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["lang"] = "xx"

    assert LANGUAGES["en"].SCREEN["who_is_where"] in html(app.run())


def test_a_study_that_cannot_be_read_is_refused_in_chinese(tmp_path):
    app = on_page(in_chinese(), "another_study")
    app.text_input(key="folder_typed").set_value(str(tmp_path))
    app = app.button(key="open_study").click().run()

    assert "研究文件夹中应有此名称的文件；现缺失" in html(app)
    assert {text for text in read(app) if english_left(text, written_in(DEMO) | {str(tmp_path)})} == set()


@pytest.mark.parametrize("page", ["verdict", "queries", "what_changed", "another_study", "this_week"])
def test_a_data_cut_is_told_in_chinese(store, page):
    app = on_page(in_chinese("2026-09-11", cut="2"), page)
    own = written_in(DEMO) | {"data manager", HOSTILE, str(store.database.url.database)}

    assert not app.exception
    assert {text for text in read(app) if english_left(text, own)} == set()
