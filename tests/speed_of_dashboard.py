"""What page one costs in a browser, as ratios against bare Streamlit pages measured in the same run. A command:

    python -m tests.speed_of_dashboard [--loads 15] [--reruns 200]

The floors are a page with a caption and a date input, and the same with one plain figure; beside them stands what
Streamlit's own navigation over thirteen pages costs. All servers are warm, and
the pages are loaded in turn, each time by a browser that has nothing of them. A rerun is a click on a day step; what is
timed is the first change of the text that is waited for, and the last change of anything on the page.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from safety.review.in_focus import in_focus
from safety.review.opening import open_study
from safety.wording import speech
from tests.views.studies import DEMO, ROOT
from tests.views.test_in_a_browser import NO_STORE, QUIET, installed_browser, running

CAPTION = """
from datetime import timedelta
import streamlit as st
def step(days):
    st.session_state.day += timedelta(days=days)
day = st.date_input("Cut-off", value="2026-09-07", key="day")
st.button("−1 day", on_click=step, args=(-1,))
st.button("+1 day", on_click=step, args=(1,))
st.caption(f"On {day}")
"""
FIGURE = (
    CAPTION
    + """
import plotly.graph_objects as go
st.plotly_chart(go.Figure(go.Scatter(x=list(range(300)), y=[n % 17 for n in range(300)])), key="figure")
"""
)
NAVIGATION = """
import streamlit as st
st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
def first():
    st.html('<section class="verdict">Level 2</section>')
page = st.navigation([first, *(st.Page(first, title=f"Page {n}", url_path=str(n)) for n in range(12))], position="top")
page.run()
""" + FIGURE.replace("import streamlit as st", "")
BARE = {"caption": CAPTION, "figure": FIGURE, "navigation": NAVIGATION}
TEXT = {
    "caption": '[data-testid="stCaptionContainer"]',
    "figure": '[data-testid="stCaptionContainer"]',
    "navigation": ".verdict",
    "ours": ".verdict",
}
FIGURE_DRAWN = ".js-plotly-plot .main-svg"
# Looked at in every frame that the browser draws: a driver that asks from outside looks up to half a second apart.
SEEN_FIRST = """([text, figure]) => {
  window.seenFirst = {};
  const visible = selector => [...document.querySelectorAll(selector)].some(e => e.checkVisibility());
  const look = () => {
    for (const [what, selector] of [["text", text], ["figure", figure]])
      if (!(what in window.seenFirst) && visible(selector)) window.seenFirst[what] = performance.now() / 1000;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
WATCH = """([selector, button]) => new Promise(done => {
  const text = () => document.querySelector(selector)?.innerText;
  const before = text(), began = performance.now();
  let first = null, last = null;
  const seen = new MutationObserver(() => {
    last = performance.now() - began;
    if (first === null && text() !== undefined && text() !== before) first = last;
  });
  seen.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  [...document.querySelectorAll('button')].find(b => b.innerText.trim() === button).click();
  const wait = setInterval(() => {
    const now = performance.now() - began;
    if ((first === null || now - last < 600) && now < 20000) return;
    clearInterval(wait); seen.disconnect(); done([first, last]);
  }, 50);
})"""


def load(browser: Browser, address: str, kind: str) -> tuple[float, float | None]:
    """Seconds until the text is drawn on the page, and until its figure is."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.add_init_script(f"({SEEN_FIRST})({json.dumps([TEXT[kind], FIGURE_DRAWN])})")
    page.goto(address, wait_until="commit")
    page.locator(TEXT[kind]).first.wait_for()
    if kind != "caption":
        page.locator(FIGURE_DRAWN).first.wait_for()
    page.wait_for_timeout(100)
    seen = page.evaluate("window.seenFirst")
    context.close()
    return seen["text"], seen.get("figure")


def step(page: Page, kind: str, button: str) -> tuple[float, float]:
    """Milliseconds from a click on a day step to the new text, and to the last change of the page."""
    first, last = page.evaluate(WATCH, [TEXT[kind], button])
    assert first is not None, f"the text of {kind} did not change"
    return first, last


def memory(pid: int) -> float:
    """The resident memory of a process, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    line = next(told for told in status.read_text(encoding="utf-8").splitlines() if told.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def another_verdict() -> date:
    """A day of the demonstration study whose verdict reads otherwise than that of the day before."""
    study = open_study(DEMO)
    day = date(2026, 9, 11)
    while _banner(study, day) == _banner(study, day - timedelta(days=1)):
        day -= timedelta(days=1)
    return day


def _banner(study, day: date) -> str:
    level = in_focus(study.review(day))
    said = speech()
    return said.decision(level) + said.headline(level) + said.futures(level)


def spread(times: Sequence[float]) -> str:
    """Median, and the quartiles around it."""
    low, middle, high = statistics.quantiles(times, n=4)
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"


def ratio(what: str, ours: Sequence[float], floor: Sequence[float], goal: float, unit: str) -> None:
    """A line: our median, the floor's, how many times that is, and the goal."""
    times = statistics.median(ours) / statistics.median(floor)
    print(
        f"{what}: {spread(ours)} {unit}, floor {spread(floor)} {unit}: {times:.2f} times (goal {goal})",
        flush=True,
    )


def loads(browser: Browser, addresses: dict[str, str], n: int) -> None:
    """Every page in turn, so that whatever else the machine does meets all of them alike."""
    for kind, address in addresses.items():
        load(browser, address, kind)  # warms the server
    seen: dict[str, list[tuple[float, float | None]]] = {kind: [] for kind in addresses}
    for _ in range(n):
        for kind, address in addresses.items():
            seen[kind].append(load(browser, address, kind))
    texts = {kind: [text for text, _ in told] for kind, told in seen.items()}
    figures = {kind: [drawn for _, drawn in told if drawn is not None] for kind, told in seen.items()}
    ratio("verdict visible", texts["ours"], texts["caption"], 1.2, "s")
    ratio("  a sentence under the navigation alone", texts["navigation"], texts["caption"], 1.2, "s")
    ratio("first figure", figures["ours"], figures["figure"], 1.3, "s")


def steps(browser: Browser, addresses: dict[str, str], n: int) -> None:
    """A new cut-off, back and forth over two days with different verdicts."""
    pages = {}
    for kind in ("caption", "ours"):
        pages[kind] = browser.new_page(viewport={"width": 1280, "height": 720})
        pages[kind].goto(addresses[kind])
        pages[kind].locator(TEXT[kind]).first.wait_for()
        time.sleep(2)
        for button in ("−1 day", "+1 day"):
            step(pages[kind], kind, button)  # both days are reviewed once
    seen: dict[str, list[tuple[float, float]]] = {kind: [] for kind in pages}
    for turn in range(n):
        for kind, page in pages.items():
            seen[kind].append(step(page, kind, ("−1 day", "+1 day")[turn % 2]))
    first = {kind: [told[0] for told in times] for kind, times in seen.items()}
    last = {kind: [told[1] for told in times] for kind, times in seen.items()}
    ratio("new cut-off, verdict", first["ours"], first["caption"], 3, "ms")
    ratio("new cut-off, last mark", last["ours"], first["caption"], 5, "ms")
    for page in pages.values():
        page.close()


def many(browser: Browser, address: str, pid: int, n: int) -> None:
    """Many reruns on one server: the last ten against the first ten, and the memory it holds."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)
    page.locator(TEXT["ours"]).first.wait_for()
    time.sleep(2)
    times = [step(page, "ours", ("−1 day", "+1 day")[turn % 2])[0] for turn in range(10)]
    held = memory(pid)
    times += [step(page, "ours", ("−1 day", "+1 day")[turn % 2])[0] for turn in range(n - 10)]
    first, last = statistics.median(times[:10]), statistics.median(times[-10:])
    print(
        f"{n} reruns: the first ten {first:.0f} ms, the last ten {last:.0f} ms: {last / first:.2f} times (goal 1.2); "
        f"memory {held:.0f} MB, then {memory(pid):.0f} MB: {memory(pid) / (held or 1):.2f} times (goal 1.1)",
        flush=True,
    )


def script(day: date, n: int) -> None:
    """The script of page one alone, without browser and network: a rerun at another cut-off that was seen before."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["cut_off"] = day.isoformat()
    app.run()
    times = []
    for turn in range(n + 2):
        began = time.perf_counter()
        app.button(key=("day_before", "day_after")[turn % 2]).click().run()
        times.append((time.perf_counter() - began) * 1000)
    print(f"script of page one, a rerun: {spread(times[2:])} ms (goal 60)", flush=True)


def main() -> None:
    """Prints each ratio with its spread and its goal."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--loads", type=int, default=15)
    asked.add_argument("--reruns", type=int, default=200)
    told = asked.parse_args()
    day = another_verdict()
    sys.argv = ["dashboard.py", "--database", NO_STORE]
    script(day, told.loads)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = {name: Path(folder) / f"{name}.py" for name in BARE}
        for name, written in BARE.items():
            pages[name].write_text(written, encoding="utf-8")
        with (
            running(pages["caption"]) as (caption, _),
            running(pages["figure"]) as (figure, _),
            running(pages["navigation"]) as (navigation, _),
            running(ROOT / "dashboard.py", "--", "--database", NO_STORE) as (ours, pid),
        ):
            browser = driver.chromium.launch(executable_path=installed_browser(), args=QUIET)
            addresses = {
                "caption": caption,
                "figure": figure,
                "navigation": navigation,
                "ours": f"{ours}/?cut_off={day.isoformat()}",
            }
            loads(browser, addresses, told.loads)
            steps(browser, addresses, told.loads)
            many(browser, addresses["ours"], pid, told.reruns)
            browser.close()


if __name__ == "__main__":
    main()
