"""The map of events in a real browser: thirty patients by forty terms stay readable on a shared screen."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.views.seen_colours import contrast
from tests.views.studies import many_events, needs_demo

pytestmark = needs_demo


def opened(page, folder):
    """The token under which the browser opened a folder."""
    page.goto("/another_study")
    page.get_by_label("Study folder").fill(str(folder))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Open", exact=True).click()
    page.wait_for_url("**study=**")
    return parse_qs(urlsplit(page.url).query)["study"][0]


def test_thirty_patients_by_forty_terms_fit_the_width(page, tmp_path):
    study = opened(page, many_events(tmp_path / "study", 30, 40))
    page.goto(f"/events?study={study}")
    table = page.locator("table.heat")
    table.get_by_role(
        "link", name="S-001, Pneumonitis, in the window: worst grade 3, 1 event, DLT"
    ).wait_for()
    box = table.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert table.locator("tbody tr:not(.group):not(.counts)").count() == 30
    assert table.locator("thead th").count() == 12
    sizes = "all => all.filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(table.locator("th, td, small").evaluate_all(sizes)) >= 15
    spilled = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert table.locator("td, thead th").evaluate_all(spilled) == 0

    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="11 to 20 of 40").click()
    page.wait_for_url("**terms_page=2**")
    page.reload()
    table.get_by_role("row").nth(20).wait_for()
    assert page.get_by_role("combobox").first.input_value() == "11 to 20 of 40"


@needs_demo
def test_a_cell_opens_its_event_and_the_event_its_rules(page):
    page.goto("/events?cut_off=2026-09-07")
    page.get_by_role(
        "link", name="S-006, Lung infection, in the window: worst grade 3, serious, 1 event"
    ).click()
    page.wait_for_url(
        "**/events?show=sentences&subject=S-006&term=Lung%20infection&part=window&cut_off=2026-09-07"
    )
    page.get_by_role("heading", name="AE-42 · Lung infection").wait_for()
    page.get_by_text("Lung infection grade 3 meets R3.").wait_for()
    page.get_by_text("Who had what").click()
    page.get_by_text("Patients / events").wait_for()


def test_the_board_turns_to_dates_and_the_link_keeps_it(page):
    page.goto("/patients?cut_off=2026-09-07")
    board = page.locator(".js-plotly-plot")
    board.get_by_text("DLT window, study days 1–31").wait_for()
    box = board.bounding_box()
    assert box["x"] + box["width"] <= 1280
    page.get_by_text("Dates", exact=True).click()
    page.wait_for_url("**axis=dates**")
    board.get_by_text("1 August").wait_for()
    page.reload()
    board.get_by_text("1 August").wait_for()
    assert board.get_by_text("10 September", exact=True).count() == 1


def test_the_legend_draws_what_the_board_draws(page):
    page.goto("/patients?cut_off=2026-09-07")
    legend = page.locator(".heat-legend")
    legend.get_by_text("given late").wait_for()
    shapes = legend.locator(".glyph").evaluate_all("all => all.map(e => getComputedStyle(e).clipPath)")
    assert len(shapes) == len(set(shapes)) == 6
    assert all(shape.startswith("polygon") for shape in shapes)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_grade_of_the_map_can_be_read(page, theme):
    page.emulate_media(color_scheme=theme)
    page.goto("/events?cut_off=2026-09-07")
    page.locator("table.heat .had").first.wait_for()
    seen = page.locator("table.heat .had").evaluate_all(
        "all => all.map(e => { const s = getComputedStyle(e); return [e.innerText, s.color, s.backgroundColor]; })"
    )
    ground = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert {text.strip()[:1] for text, _, _ in seen} >= {"1", "2", "3", "4", "?", "‹"}
    for text, colour, behind in seen:
        assert contrast(colour, ground if behind.endswith(", 0)") else behind) >= 4.5, text
