"""Every page, in every language, light and dark, on a laptop and a large screen: nothing is cut, all can be read."""

from __future__ import annotations

import pytest

from safety.wording import LANGUAGES
from tests.views.studies import PAGES, needs_demo

SIZES = {"1280x720": (1280, 720), "1920x1080": (1920, 1080)}
SMALLEST, SMALLEST_IN_A_TABLE = 13, 15
EVERY_PAGE = (*PAGES, "what_changed")
# What each page shows once it is there.
SHOWN = {
    "verdict": "table.grid", "what_if": "section.whatif", "this_week": "section.date", "patients": "table.list",
    "eligibility": "table.matrix", "exposure": "table.list", "events": "section.trace, table.heat",
    "queries": "table.rows", "reconciliation": "table.reconciliation", "protocol": "table.list",
    "what_changed": "p.big, p.hash", "look_up": ".st-key-look_up input, .st-key-look_for input",
    "another_study": ".stForm",
}  # fmt: skip
WITH_FIGURE = ("verdict", "patients", "exposure")

# Every visible piece of text: [words, size of the letters, stands in a table?]. The map of who had what has as many
# columns as there are terms; what stands small in it is read as text that is not in a table.
TEXTS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector(".stApp"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement, words = text.textContent.trim();
    if (!words || holder.closest("style, script, [aria-hidden=true]")) continue;
    const box = holder.getBoundingClientRect(), style = getComputedStyle(holder);
    if (box.width < 2 || box.height < 2 || style.visibility === "hidden" || style.opacity === "0") continue;
    found.push([words.slice(0, 60), parseFloat(style.fontSize), !!holder.closest("table:not(.heat)")]);
  }
  return found;
}"""
# What is wider than its place, or holds words that are.
CUT = """() => [...document.querySelectorAll(".stHtml, .stHtml *, .stMainBlockContainer")]
  .filter(e => e.clientWidth && getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 1)
  .map(e => [e.tagName, e.className, e.scrollWidth, e.clientWidth, e.innerText.slice(0, 60)])"""
OUTSIDE_OF_FIGURE = """() => [...document.querySelectorAll(".js-plotly-plot text")].filter(text => {
    const a = text.getBoundingClientRect(), b = text.closest(".js-plotly-plot").getBoundingClientRect();
    return a.width && (a.x < b.x - 1 || a.right > b.right + 1 || a.y < b.y - 3 || a.bottom > b.bottom + 3);
  }).map(text => text.textContent)"""
SIDEWAYS = """() => ["html", "[data-testid=stMain]", "[data-testid=stAppViewContainer]"]
  .map(where => document.querySelector(where)).filter(e => e && e.scrollWidth > e.clientWidth + 1)
  .map(e => [e.tagName, e.dataset.testid, e.scrollWidth, e.clientWidth])"""
DOWNWARDS = """() => { const e = document.querySelector("[data-testid=stMain]");
  return [e.scrollHeight, e.clientHeight]; }"""


@pytest.fixture
def shown(page):
    """The page, and afterwards the screen as it was."""
    yield page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 720})


def open_page(page, name, lang, cut_off="2026-09-07"):
    page.goto(f"/{'' if name == 'verdict' else name}?cut_off={cut_off}&lang={lang}")
    page.locator(SHOWN[name]).first.wait_for()
    if name in WITH_FIGURE:
        page.locator(".js-plotly-plot text").first.wait_for()
    page.wait_for_function("document.querySelector('.stApp').dataset.testScriptState === 'notRunning'")


def whole_and_readable(page):
    """No error, nothing beyond the right edge, nothing cut, no small letters."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(OUTSIDE_OF_FIGURE) == []
    texts = page.evaluate(TEXTS)
    assert len(texts) > 20
    assert [t for t in texts if t[1] < (SMALLEST_IN_A_TABLE if t[2] else SMALLEST)] == []


@needs_demo
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_is_whole_and_can_be_read(shown, name, size, lang):
    """Light, and then dark as the reader changes it: without another load."""
    width, height = SIZES[size]
    shown.set_viewport_size({"width": width, "height": height})
    shown.emulate_media(color_scheme="light")
    open_page(shown, name, lang)
    whole_and_readable(shown)
    shown.emulate_media(color_scheme="dark")
    shown.wait_for_timeout(300)
    whole_and_readable(shown)


@needs_demo
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("cut_off", ["2026-03-20", "2026-06-12", "2026-06-18", "2026-08-14", "2026-09-07"])
def test_page_one_is_complete_without_scrolling(shown, cut_off, lang):
    open_page(shown, "verdict", lang, cut_off)
    whole, seen = shown.evaluate(DOWNWARDS)
    assert whole <= seen
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert shown.locator(".verdict h1").evaluate(size) >= 32
    assert shown.locator(".verdict p").evaluate(size) >= 18
