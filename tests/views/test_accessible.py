"""axe-core finds nothing on any page that is ours to mend; it comes with its Python package, nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety.wording import LANGUAGES
from tests.views.studies import needs_demo
from tests.views.test_every_page_in_a_browser import EVERY_PAGE, open_page, shown

__all__ = ["shown"]

# What Streamlit's own widgets break, by the rule and by what the elements are called; we cannot mend it.
STREAMLITS_OWN = {
    "list": "[data-testid^=stTopNav], [data-testid=stSidebarNavItems]",
    "listitem": "[data-testid^=stTopNav], [data-testid=stSidebarNavItems]",
    "target-size": "[data-testid=stDateInput]",
}
FOUND = """async own => {
  const result = await axe.run(document, {resultTypes: ["violations"]});
  const ours = [];
  for (const broken of result.violations) {
    for (const node of broken.nodes) {
      const element = document.querySelector(node.target[node.target.length - 1]);
      const theirs = own[broken.id] && element && element.closest(own[broken.id]);
      if (!theirs) ours.push([broken.id, node.target.join(" "), node.html.slice(0, 160)]);
    }
  }
  return ours;
}"""


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


@needs_demo
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY_PAGE)
def test_axe_finds_nothing_that_is_ours(shown, axe, name, lang):
    """Light, and then dark as the reader changes it: without another load."""
    shown.emulate_media(color_scheme="light")
    open_page(shown, name, lang)
    shown.evaluate(axe)
    assert shown.evaluate(FOUND, STREAMLITS_OWN) == []
    shown.emulate_media(color_scheme="dark")
    shown.wait_for_timeout(300)
    assert shown.evaluate(FOUND, STREAMLITS_OWN) == []


@needs_demo
@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("patients?subject=S-006&", "table.list a[href*='event=AE-42']"),
        ("eligibility?subject=S-005&", "table.sheet"),
        ("events?show=sentences&subject=S-006&event=AE-42&", "section.trace"),
        ("queries?level=2&", "table.queries"),
        ("look_up?term=Anemia&", ".st-key-look_up"),
    ],
)
def test_what_a_link_opens_has_no_barrier_either(shown, axe, path, there):
    shown.goto(f"/{path}cut_off=2026-09-07")
    shown.locator(there).first.wait_for()
    shown.evaluate(axe)
    assert shown.evaluate(FOUND, STREAMLITS_OWN) == []


@needs_demo
def test_a_barrier_is_found(shown, axe):
    open_page(shown, "verdict", "en")
    shown.evaluate(
        "document.querySelector('.verdict').innerHTML += '<img src=data:,> <i style=color:#b98a3f>pale</i>'"
    )
    shown.evaluate(axe)
    found = {rule for rule, *_ in shown.evaluate(FOUND, STREAMLITS_OWN)}
    assert found >= {"image-alt", "color-contrast"}
