"""The dashboard in a real browser: the verdict is read, a day replayed, and nothing leaves the machine."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.printed import printed
from tests.views.studies import DEMO, ROOT, needs_demo

CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
NO_STORE = str(ROOT / "tests" / "no_store_here.sqlite")
SLOWEST_START, SLOWEST_MS = 60, 60_000
WORDS_OF_PAGE = {
    "What if": "As it stands",
    "This week": "earliest first",
    "Patients": "The board in words",
    "Exposure": "Infusion by infusion",
    "Eligibility": re.compile("who waits first|There is no screening.csv"),
    "Events": "Patients / events",
    "Queries": "Every row accounted for",
    "Reconciliation": "Measured against reported",
    "Protocol": "Dose-limiting toxicities",
    "Look it up": "Type a term, its MedDRA code",
    "Study": "Open another study",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(script: Path, *more: str, **environment: str) -> Iterator[tuple[str, int]]:
    """A Streamlit server on a free port of this machine: its address and the number of its process."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        address.rpartition(":")[2],
    ]
    server = subprocess.Popen(
        [*command, *more], cwd=ROOT, env=os.environ | environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_healthy(address, server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def running_dashboard(database: str = NO_STORE) -> Iterator[str]:
    """The dashboard as the README starts it, without the data cuts of this machine."""
    with running(ROOT / "dashboard.py", "--", "--database", database) as (address, _):
        yield address


def installed_browser() -> str | None:
    """The path of a Chromium or Chrome of this machine."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def wait_until_healthy(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + SLOWEST_START
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the dashboard did not start")


@pytest.fixture(scope="module")
def page():
    """A page of a browser that is already installed, and every address it asked for."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = installed_browser()
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with running_dashboard() as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, base_url=address)
        page.set_default_timeout(SLOWEST_MS)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("websocket", lambda socket: page.asked.append(socket.url))
        yield page
        browser.close()


@needs_demo
def test_the_verdict_is_read_and_another_day_replayed(page):
    page.goto("/?cut_off=2026-09-07")
    verdict = page.locator(".verdict")
    verdict.get_by_role("heading", name="Level 2 · 6.0×10⁷ cells — NOT YET").wait_for()
    assert "If S-005, S-006, S-007 all stay clear" in verdict.inner_text()
    page.locator(".js-plotly-plot").wait_for()

    page.get_by_role("button", name="−1 day").click()
    page.wait_for_url("**/?cut_off=2026-09-06")
    day = page.get_by_role("spinbutton", name="day").filter(has_text="06")
    day.wait_for()

    page.goto("/?cut_off=2026-06-12")
    verdict.get_by_role("heading", name="Level 1 · 2.0×10⁷ cells — RULE FOR ESCALATION MET").wait_for()
    assert page.locator(".date").inner_text().startswith("Next dose")

    page.get_by_role("spinbutton", name="day").click()
    page.keyboard.type("10")
    page.mouse.click(1270, 700)
    verdict.get_by_role("heading", name="Level 1 · 2.0×10⁷ cells — NOT YET").wait_for()
    page.wait_for_url("**/?cut_off=2026-06-10")


@needs_demo
def test_the_page_for_the_minutes_is_made_and_saved(page):
    page.goto("/?cut_off=2026-09-07")
    page.get_by_role("button", name="Page and tables for the minutes").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Page for the minutes (PDF)").click()
    assert saved.value.suggested_filename == "minutes-2026-09-07.pdf"
    assert Path(saved.value.path()).read_bytes() == printed(DEMO, "2026-09-07")


@needs_demo
def test_the_verdict_fits_a_shared_screen(page):
    page.goto("/?cut_off=2026-09-07")
    page.locator(".js-plotly-plot").wait_for()
    for part in (".verdict", ".date", ".block", ".levels", ".grid", ".st-key-for_the_minutes"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 720, part
        assert box["x"] + box["width"] <= 1280, part


@needs_demo
def test_every_page_is_reached_and_keeps_the_day(page):
    page.goto("/?cut_off=2026-06-12")
    for name, words in WORDS_OF_PAGE.items():
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_text(words).first.wait_for()
        page.get_by_role("spinbutton", name="day").filter(has_text="12").wait_for()


@needs_demo
def test_exposure_is_a_picture_for_everybody_and_a_patient_is_in_the_link(page, tmp_path):
    page.goto("/exposure?cut_off=2026-09-07")
    picture = page.locator(".js-plotly-plot")
    picture.wait_for()
    page.get_by_text("To look at (1)").wait_for()
    picture.get_by_text("as planned").nth(26).wait_for()
    assert picture.get_by_text("MAJOR · slip ×10 · ruled on").count() == 1
    assert picture.get_by_text("as planned").count() == 27
    box = picture.bounding_box()
    assert box["y"] + box["height"] <= 720
    assert box["x"] + box["width"] <= 1280
    sizes = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(picture.locator("text").evaluate_all(sizes)) >= 14
    words = picture.locator(".annotation-text").evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom]; })"
    )
    assert not [(a, b) for n, a in enumerate(words) for b in words[:n] if overlap(a, b)]

    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="S-003").click()
    page.wait_for_url("**/exposure?*subject=S-003*")
    page.get_by_text("Ruled not a DLT by the safety committee on 27 April 2026 (ADJ-03)").wait_for()
    page.goto(page.url)
    page.get_by_text("2.62×10⁸ of 8.0×10⁷").last.wait_for()
    picture.get_by_text("as planned").nth(2).wait_for()
    assert picture.get_by_text("as planned").count() == 3
    shot = page.screenshot(path=tmp_path / "exposure.png")
    assert shot.startswith(b"\x89PNG")


def overlap(one: list[float], other: list[float]) -> bool:
    """Do two boxes of words cover each other by more than a hair?"""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 2 and down > 5


@needs_demo
def test_one_click_shows_what_a_change_does_and_the_link_keeps_it(page):
    page.goto("/?cut_off=2026-09-07")
    page.locator(".verdict").wait_for()
    page.locator("p.ways a").click()
    banner = page.locator("section.whatif")
    banner.get_by_role("heading", name="NOT YET — hangs on AE-07 (grade)").wait_for()
    page.get_by_text("AE-22 Fatigue of S-003 has grade 3 instead of 2 → on hold").click()
    detail = page.locator("section.trace")
    detail.get_by_role("heading", name="AE-22 Fatigue of S-003").wait_for()
    assert "on hold" in detail.inner_text()
    box = detail.bounding_box()
    assert box["y"] + box["height"] <= 720
    page.wait_for_url("**/what_if?cut_off=2026-09-07&flip=*")

    page.keyboard.press("ArrowDown")
    detail.get_by_role("heading", name="AE-23 Thrush of S-003").wait_for()
    page.wait_for_url("**flip=grade%3AAE-23%3A24%3A3")
    page.reload()
    detail.get_by_role("heading", name="AE-23 Thrush of S-003").wait_for()

    page.goto("/?cut_off=2026-09-07")
    page.get_by_text("What would change it: hangs on AE-07 (grade)").wait_for()


@needs_demo
def test_the_week_fits_the_screen_and_its_days_stay_in_the_link(page):
    page.goto("/this_week?cut_off=2026-08-14")
    table = page.locator("table.week")
    table.get_by_text("Infusion 4 by the protocol's schedule").wait_for()
    box = table.bounding_box()
    assert box["y"] + box["height"] <= 720
    assert box["x"] + box["width"] <= page.locator("section.date").bounding_box()["x"]
    page.get_by_text("31 days", exact=True).click()
    page.wait_for_url("**days=31")
    page.get_by_text("14 August 2026 to 14 September 2026").wait_for()
    sizes = "all => all.filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.locator("table.week td").evaluate_all(sizes)) >= 15
    page.reload()
    page.get_by_text("14 August 2026 to 14 September 2026").wait_for()


@needs_demo
def test_a_term_is_found_while_typing_and_a_value_placed_on_its_scale(page):
    page.goto("/look_up")
    page.get_by_role("searchbox").press_sequentially("neutropenia", delay=30)
    page.get_by_role("heading", name="Neutrophil count decreased").wait_for()
    for field, typed in {"Value": "0.9", "Normal from": "1.8"}.items():
        page.get_by_label(field).fill(typed)
        page.keyboard.press("Enter")
    page.get_by_text("normal from 1.8").wait_for()
    page.get_by_text("0.9 ×10⁹/L: grade 3").wait_for()
    scale = page.locator(".scale")
    assert scale.locator(".band").all_inner_texts() == ["4", "3", "2", "1", "0"]
    assert scale.locator(".edge").all_inner_texts() == ["0.5", "1.0", "1.5", "1.8"]
    pin, grade_3 = scale.locator(".pin").bounding_box(), scale.locator(".grade-3").bounding_box()
    assert grade_3["x"] < pin["x"] < grade_3["x"] + grade_3["width"]
    assert scale.bounding_box()["y"] + scale.bounding_box()["height"] <= 720
    sizes = "all => all.filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.locator(".st-key-look_up .stHtml *").evaluate_all(sizes)) >= 15

    page.goto(page.url)
    page.get_by_text("0.9 ×10⁹/L: grade 3").wait_for()
    page.get_by_role("link", name="Events", exact=True).click()
    page.get_by_text(WORDS_OF_PAGE["Events"]).first.wait_for()
    page.get_by_role("link", name="Look it up", exact=True).click()
    page.get_by_text("0.9 ×10⁹/L: grade 3").wait_for()
    page.wait_for_url("**/look_up?*value=0.9*")


def test_nothing_leaves_the_machine(page):
    assert page.asked
    elsewhere = [url for url in page.asked if urlsplit(url).hostname not in ("127.0.0.1", None)]
    assert not elsewhere
