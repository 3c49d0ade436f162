"""The dashboard over two data cuts in a real browser: what changed can be read, page one stays whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safety.review.study import delivery
from safety.store.store import open_store
from safety.wording import LANGUAGES
from tests.test_diff_command import edited
from tests.views.studies import DEMO, needs_demo
from tests.views.test_accessible import FOUND, STREAMLITS_OWN, axe
from tests.views.test_every_page_in_a_browser import DOWNWARDS, open_page, whole_and_readable
from tests.views.test_in_a_browser import CHROMIUMS, QUIET, SLOWEST_MS, running_dashboard

__all__ = ["axe"]
pytestmark = needs_demo
DAY = "2026-09-11"


def two_cuts(folder: Path) -> str:
    """The demonstration study, and next week's export with a worse vomiting and an event that is gone."""
    url = str(folder / "cuts.sqlite")
    second = shutil.copytree(DEMO, folder / "second")
    edited(
        second,
        "adverse_events.csv",
        "2026-03-23T07:00,2026-03-24T18:00,3",
        "2026-03-23T07:00,2026-03-24T18:00,4",
    )
    events = second / "adverse_events.csv"
    lines = events.read_text("utf-8").splitlines(keepends=True)
    events.write_text("".join(line for line in lines if not line.startswith("AE-22,")), "utf-8")
    store = open_store(url)
    for each in (DEMO, second):
        store.import_cut(delivery(each), who="data manager", why="")
    store.close()
    return url


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
