"""A whole walk over every page: neither the server nor the browser speaks to any other machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from safety.wording import LANGUAGES
from tests.views.studies import ROOT, needs_demo
from tests.views.test_every_page_in_a_browser import EVERY_PAGE, open_page
from tests.views.test_in_a_browser import CHROMIUMS, NO_STORE, QUIET, SLOWEST_MS, running

# Python tells every hook of each connection, datagram and look-up of a name before it is made.
HOOK = """
import sys
WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
told = open({log!r}, "a", buffering=1)
def hook(event, arguments, told=told):
    if event in WATCHED:
        named = arguments[0] if event in WATCHED[3:] else arguments[-1]
        told.write(event + " " + str(named[0] if isinstance(named, tuple) else named) + chr(10))
sys.addaudithook(hook)
"""
HERE = ("127.0.0.1", "::1", "localhost", "None", "")


@pytest.fixture
def watched(tmp_path):
    """The folder of a hook that Python loads on its start, and the file in which it notes what is asked for."""
    log = tmp_path / "asked.txt"
    log.touch()
    (tmp_path / "sitecustomize.py").write_text(HOOK.format(log=str(log)), "utf-8")
    return tmp_path, log


def elsewhere(log: Path) -> list[str]:
    """What the server asked of another machine; a socket without an address is one within this machine."""
    lines = log.read_text("utf-8").splitlines()
    return [
        line
        for line in lines
        if line.partition(" ")[2] not in HERE and not line.partition(" ")[2].startswith("/")
    ]


def connected_to(pid: int) -> set[str]:
    """The other ends of every open IPv4 connection of a process, as the kernel lists them."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(str(link.readlink()))
        except OSError:
            continue
    ends = set()
    for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]:
        part = line.split()
        if f"socket:[{part[9]}]" in inodes:
            ends.add(socket.inet_ntoa(bytes.fromhex(part[2].split(":")[0])[::-1]))
    return ends


@needs_demo
def test_a_walk_over_every_page_stays_on_this_machine(watched):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    folder, log = watched
    asked: list[str] = []
    with (
        running(ROOT / "dashboard.py", "--", "--database", NO_STORE, PYTHONPATH=str(folder)) as (
            address,
            server,
        ),
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=found, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, base_url=address)
        page.set_default_timeout(SLOWEST_MS)
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda opened: asked.append(opened.url))
        ends = set()
        for lang in LANGUAGES:
            for name in EVERY_PAGE:
                open_page(page, name, lang)
                ends |= connected_to(server) if Path("/proc").is_dir() else set()
        page.goto("/?cut_off=2026-09-07")
        page.get_by_test_id("stMainMenu").get_by_role("button").click()
        page.get_by_role("menuitemradio", name="Dark").click()
        page.keyboard.press("Escape")
        page.locator(".st-key-minutes_make button").click()
        with page.expect_download():
            page.locator(".st-key-minutes_pdf button").click()
        browser.close()

    assert len(asked) > 100
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} == {
        "127.0.0.1"
    }
    assert ends <= {"0.0.0.0", "127.0.0.1"}
    assert elsewhere(log) == []


def test_the_hook_notes_what_a_server_asks_for(watched):
    folder, log = watched
    asks = "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 9), 0.01)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", asks], env={"PYTHONPATH": str(folder)}, check=True)
    assert any("192.0.2.1" in line for line in elsewhere(log))
