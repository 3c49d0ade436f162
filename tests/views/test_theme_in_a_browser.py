"""Light and dark as a browser paints them: by the system or by the reader's choice, figures included, paper light."""

import pytest

from tests.views.seen_colours import TEXTS_IN_FIGURES, contrast
from tests.views.studies import needs_demo

DARK, LIGHT = "rgb(17, 23, 31)", "rgb(255, 255, 255)"
GROUND = "e => getComputedStyle(e).backgroundColor"
WITH_FIGURES = ("", "patients", "exposure", "exposure?subject=S-003")


@pytest.fixture
def shown(page):
    """The page, and afterwards the system's theme as it was."""
    yield page
    page.emulate_media(color_scheme="light", media="screen")


def ground(page, where):
    return page.locator(where).first.evaluate(GROUND)


def day(path):
    return f"/{path}{'&' if '?' in path else '?'}cut_off=2026-09-07"


@needs_demo
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", WITH_FIGURES)
def test_every_word_of_a_figure_can_be_read(shown, path, theme):
    shown.emulate_media(color_scheme=theme)
    shown.goto(day(path))
    shown.locator(".js-plotly-plot text").first.wait_for()
    assert ground(shown, ".js-plotly-plot .main-svg") == {"light": LIGHT, "dark": DARK}[theme]
    texts = shown.evaluate(TEXTS_IN_FIGURES)
    assert len(texts) > 15
    assert [text for text in texts if contrast(text[1], text[2]) < 4.5] == []
    assert min(size for *_, size in texts) >= 13


@needs_demo
def test_the_theme_chosen_in_the_menu_is_seen_at_once_and_kept(shown):
    shown.goto(day(""))
    shown.locator(".js-plotly-plot text").first.wait_for()
    for theme, colour in (("Dark", DARK), ("Light", LIGHT), ("Dark", DARK)):
        shown.get_by_test_id("stMainMenu").get_by_role("button").click()
        shown.get_by_role("menuitemradio", name=theme).click()
        shown.keyboard.press("Escape")
        shown.wait_for_function(
            "colour => getComputedStyle(document.querySelector('.stApp')).backgroundColor === colour",
            arg=colour,
        )
        assert ground(shown, ".js-plotly-plot .main-svg") == colour
    shown.reload()
    shown.locator(".js-plotly-plot text").first.wait_for()
    assert ground(shown, ".stApp") == ground(shown, ".js-plotly-plot .main-svg") == DARK
    shown.evaluate("localStorage.clear()")


@needs_demo
def test_what_is_printed_from_the_browser_is_light(shown):
    shown.emulate_media(color_scheme="dark")
    shown.goto("/eligibility?cut_off=2026-09-07&subject=S-005")
    shown.locator("table.sheet").wait_for()
    assert ground(shown, ".stApp") == DARK
    shown.emulate_media(media="print")
    assert ground(shown, ".stApp") == LIGHT
    ink = shown.locator("table.sheet td").first.evaluate("e => getComputedStyle(e).color")
    assert contrast(ink, LIGHT) >= 14
