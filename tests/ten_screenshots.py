"""Ten pictures of the demonstration study as a committee sees it: `python -m tests.ten_screenshots FOLDER`.

One after the other, so that somebody looks at each: page one light, dark, in grey and on a large screen; patients,
events, eligibility, what if, this week; a later decision. One set a language.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safety.wording import LANGUAGES
from tests.views.test_in_a_browser import CHROMIUMS, QUIET, SLOWEST_MS, running_dashboard

SHARED_SCREEN, LARGE_SCREEN = (1280, 720), (1920, 1080)
SETTLED = """document.querySelector('.stApp').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]')"""
GREY = "document.documentElement.style.filter = 'grayscale(1)'"


@dataclass(frozen=True)
class Picture:
    """What is opened, what must be there before the picture is taken, and how the screen is."""

    name: str
    path: str
    there: str = ".js-plotly-plot text"
    size: tuple[int, int] = SHARED_SCREEN
    theme: str = "light"
    grey: bool = False


PICTURES = (
    Picture("01-page-one", "?cut_off=2026-09-07"),
    Picture("02-page-one-dark", "?cut_off=2026-09-07", theme="dark"),
    Picture("03-page-one-grey", "?cut_off=2026-09-07", grey=True),
    Picture("04-page-one-large", "?cut_off=2026-09-07", size=LARGE_SCREEN),
    Picture("05-patients", "patients?cut_off=2026-09-07", theme="dark"),
    Picture("06-events", "events?cut_off=2026-09-07&show=sentences&event=AE-42", "section.trace"),
    Picture("07-eligibility", "eligibility?cut_off=2026-09-07", "table.matrix"),
    Picture("08-what-if", "what_if?cut_off=2026-09-07", "section.whatif"),
    Picture("09-this-week", "this_week?cut_off=2026-08-14", "table.week"),
    Picture("10-rule-for-escalation-met", "?cut_off=2026-06-12", grey=True),
)


def take(folder: Path) -> Iterator[Path]:
    """Every picture of every language, written into the folder."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        raise SystemExit("no Chromium or Chrome on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    with running_dashboard() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=QUIET)
        page = browser.new_page(base_url=address)
        page.set_default_timeout(SLOWEST_MS)
        for lang in LANGUAGES:
            for picture in PICTURES:
                page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
                page.emulate_media(color_scheme=picture.theme)
                page.goto(f"/{picture.path}&lang={lang}")
                page.locator(picture.there).first.wait_for()
                page.wait_for_function(SETTLED)
                if picture.grey:
                    page.evaluate(GREY)
                path = folder / f"{picture.name}-{lang}.png"
                page.screenshot(path=path)
                yield path
        browser.close()


def main() -> None:
    """Write the pictures, and print where each one is."""
    if len(sys.argv) != 2:
        raise SystemExit("python -m tests.ten_screenshots FOLDER")
    for path in take(Path(sys.argv[1])):
        print(path)


if __name__ == "__main__":
    main()
