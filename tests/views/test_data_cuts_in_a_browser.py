"""The dashboard over two data cuts in a real browser: what changed can be read, page one stays whole."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from safety.store.store import open_store
from safety.wording import LANGUAGES
from tests.views.studies import needs_demo, two_cuts
from tests.views.test_accessible import FOUND, STREAMLITS_OWN, axe
from tests.views.test_every_page_in_a_browser import DOWNWARDS, open_page, whole_and_readable
from tests.views.test_in_a_browser import CHROMIUMS, QUIET, SLOWEST_MS, running_dashboard

__all__ = ["axe"]
pytestmark = needs_demo
DAY = "2026-09-11"


@pytest.fixture(scope="module")
def cuts(tmp_path_factory):
    """A page of a dashboard that is opened on the second cut."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    database = two_cuts(tmp_path_factory.mktemp("cuts"))
    with running_dashboard(database) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, base_url=address)
        page.set_default_timeout(SLOWEST_MS)
        page.database = database
        yield page
        browser.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_changed_is_whole_can_be_read_and_has_no_barrier(cuts, axe, theme, lang):
    cuts.emulate_media(color_scheme=theme)
    open_page(cuts, "what_changed", lang, DAY)
    cuts.locator("p.hash").wait_for()
    assert "AE-22" in cuts.locator(".stApp").inner_text()
    whole_and_readable(cuts)
    cuts.evaluate(axe)
    assert cuts.evaluate(FOUND, STREAMLITS_OWN) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_one_of_a_cut_is_complete_without_scrolling(cuts, lang):
    cuts.emulate_media(color_scheme="light")
    for day in (DAY, "2026-06-18"):
        open_page(cuts, "verdict", lang, day)
        whole_and_readable(cuts)
        whole, seen = cuts.evaluate(DOWNWARDS)
        assert whole <= seen, day


def test_a_button_pressed_twice_acknowledges_one_change_once(cuts):
    """The last of these tests: it writes."""
    cuts.emulate_media(color_scheme="light")
    open_page(cuts, "what_changed", "en", DAY)
    button = cuts.get_by_role("button", name="Acknowledge")
    cuts.get_by_label("Your role").fill("medical monitor")
    cuts.get_by_label("Reason").fill("entered twice")
    button.dblclick()
    cuts.get_by_text("by medical monitor").wait_for()
    cuts.wait_for_timeout(1500)
    with closing(open_store(cuts.database)) as store:
        found = [(each.change.split(":")[2], each.who, each.why) for each in store.acknowledgements()]
    assert found == [("AE-12", "medical monitor", "entered twice")]
