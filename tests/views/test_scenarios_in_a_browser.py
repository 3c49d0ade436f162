"""Every scenario kept beside the project, opened on the screen once: page one says what `review --json` says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from safety.domain.open_question import Code
from safety.wording import speech
from tests.test_scenarios import SCENARIOS
from tests.views.studies import DEMO, ROOT
from tests.views.test_every_page_in_a_browser import DOWNWARDS
from tests.views.test_in_a_browser import SLOWEST_MS

COUNTS = ("dosed", "clear", "dlt", "pending", "not_evaluable")

SETTLED = "document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"
PAGE_ONE = """() => {
  const text = (where, within = document) => within.querySelector(where)?.innerText ?? "";
  const rows = [...document.querySelectorAll("table.levels tbody tr:not(.why)")];
  return {
    kind: document.querySelector("section.verdict").className,
    word: text(".verdict h1"), date: text(".date > b"),
    levels: rows.map(row => [...row.children].map(cell => cell.innerText)),
    blockers: [...document.querySelectorAll("ul.block > li")].map(li => li.querySelector(".who")
      ? [li.innerText.slice(0, -li.querySelector(".who").innerText.length).trim(), ""]
      : [li.innerText.trim(), li.querySelector("a").getAttribute("href")]),
  };
}"""
EVENTS = """() => [...document.querySelectorAll("table.events tbody tr, ul.sentences > li")].map(e => [
  e.querySelector(".code").innerText, e.querySelector(".mark").className.replace("mark verdict-", "")])"""
QUERIES = """() => [...document.querySelectorAll("table.queries tbody tr")].map(row =>
  [row.children[0].innerText.trim(), row.children[4].innerText, row.children[6].innerText])"""


@pytest.fixture(scope="module")
def told():
    """What the command says of every scenario, by its name: one run for all that share a cut-off."""
    by_day = defaultdict(list)
    for expected in SCENARIOS:
        by_day[json.loads(expected.read_text("utf-8"))["cut_off"]].append(expected.parent)
    found = {}
    for day, folders in by_day.items():
        command = [sys.executable, "-m", "safety", "review", *map(str, folders), "--json"]
        options = ["--cut-off", day, "--protocol", str(DEMO / "protocol.toml")]
        run = subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        )
        found |= {f.name: json.loads(line) for f, line in zip(folders, run.stdout.splitlines(), strict=True)}
    return found


@pytest.fixture(scope="module")
def tokens(page):
    """Every scenario opened on the page Study, one after the other, and the name that its links carry."""
    page.goto("/another_study")
    page.get_by_label("Protocol file").fill(str(DEMO / "protocol.toml"))
    found = {}
    for expected in SCENARIOS:
        page.get_by_label("Study folder").fill(str(expected.parent))
        page.keyboard.press("Enter")
        page.locator("p.big", has_text=f"/{expected.parent.name}").and_(
            page.get_by_text(str(expected.parent), exact=True)
        ).wait_for()
        page.wait_for_function(SETTLED)
        found[expected.parent.name] = parse_qs(urlsplit(page.url).query)["study"][0]
    assert len(set(found.values())) == len(SCENARIOS)
    return found


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
def test_the_screen_says_of_every_scenario_what_the_command_says(page, told, tokens):
    address = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    second = page.context.browser.new_page(viewport={"width": 1280, "height": 720}, base_url=address)
    second.set_default_timeout(SLOWEST_MS)
    wrong = {}
    for name, review in told.items():
        chosen = f"cut_off={review['cut_off']}&study={tokens[name]}"
        page.goto(f"/?{chosen}", wait_until="commit")
        second.goto(f"/events?show=sentences&{chosen}", wait_until="commit")
        page.locator(".verdict h1").wait_for()
        page.wait_for_function(SETTLED)
        second.locator("section.trace, p.quiet").first.wait_for()
        second.wait_for_function(SETTLED)
        found = differences(page.evaluate(PAGE_ONE), review)
        if sorted(second.evaluate(EVENTS)) != sorted([e["event_id"], e["verdict"]] for e in review["events"]):
            found.append(("events", second.evaluate(EVENTS)))
        whole, seen = page.evaluate(DOWNWARDS)
        if whole > seen:
            found.append(("page one scrolls", whole))
        if found:
            wrong[name] = found
    second.close()
    assert wrong == {}


def differences(seen, review):
    """Where page one and the command part: what is told, and what is seen."""
    said = speech()
    opened = [level for level in review["levels"] if level["decision"] != "not_open"]
    focus = opened[-1] if opened else review["levels"][0]
    word = f"Level {focus['level']} · ", said.rule(focus["decision"]).upper()
    found = []
    if seen["kind"] != f"verdict {focus['decision']}" or any(part not in seen["word"] for part in word):
        found.append(("verdict", focus["decision"], seen["word"]))
    if not day_told(focus, seen["date"], said):
        found.append(("date", focus["earliest_decision_on"], seen["date"]))
    for level, row in zip(review["levels"], seen["levels"], strict=True):
        counts = [str(level["tally"][name]) for name in COUNTS]
        if row[0].split()[0] != str(level["level"]) or row[2:7] != counts:
            found.append(("tally", counts, row))
        if not row[7].startswith(said.rule(level["decision"])):
            found.append(("by the rule", level["decision"], row[7]))
    return found + blockers(seen["blockers"], focus["blockers"])


def day_told(focus, seen, said):
    """The next dose where the rule is met; else the day, where one is known; else that there is none."""
    if focus["next_dose_cells"]:
        return f"{focus['next_dose_cells']:.0e}".split("e")[0] in seen
    day = focus["earliest_decision_on"]
    if day:
        return seen.endswith(said.day(date.fromisoformat(day)))
    return seen in (said.label("earliest_open"), said.label("earliest_none"))


def blockers(seen, told):
    """The first of them in the command's order, and how many more; each names its patient and asks the same."""
    shown = [text for text, more in seen if not more]
    left = sum(int("".join(filter(str.isdigit, text))) for text, more in seen if more)
    found = [("blockers", len(told), len(shown) + left)] if len(shown) + left != len(told) else []
    for text, question in zip(shown, told, strict=False):
        about = question["subject_id"] or speech().label("every_level")
        if not text.startswith(about) or question["message"] not in text:
            found.append(("blocker", question, text))
    return found


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
def test_the_queries_of_a_level_are_the_commands_blockers_by_kind_and_patient(page, told, tokens):
    """For every fifth scenario: the list that page one's last line leads to."""
    for name in sorted(told)[::5]:
        review = told[name]
        for level in review["levels"]:
            if level["blockers"]:
                page.goto(f"/queries?level={level['level']}&cut_off={review['cut_off']}&study={tokens[name]}")
                page.locator("table.queries tbody tr").first.wait_for()
                wanted = [
                    [speech().code(Code(q["code"])), q["subject_id"] or "–", q["message"]]
                    for q in level["blockers"]
                ]
                assert page.evaluate(QUERIES) == wanted, (name, level["level"])


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
def test_a_difference_would_be_seen(page, told, tokens):
    name = next(name for name in told if told[name]["levels"][0]["blockers"])
    review = told[name]
    page.goto(f"/?cut_off={review['cut_off']}&study={tokens[name]}")
    page.locator(".verdict h1").wait_for()
    page.wait_for_function(SETTLED)
    seen = page.evaluate(PAGE_ONE)
    level = review["levels"][0]
    altered = [
        level | {"decision": "mtd"}, level | {"tally": level["tally"] | {"clear": 99}},
        level | {"blockers": level["blockers"][1:]}, level | {"earliest_decision_on": "2031-01-01"},
        level | {"blockers": [level["blockers"][0] | {"message": "?"}, *level["blockers"][1:]]},
    ]  # fmt: skip
    assert differences(seen, review) == []
    for other in altered:
        assert differences(seen, review | {"levels": [other, *review["levels"][1:]]}), other
