"""Eligibility in a real browser: two clicks to the patient who fails, read from across a room, printed alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.views.studies import many_screened, needs_demo, screened_demo

pytestmark = needs_demo
SIZES = """all => all.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize))"""


def opened(page, folder) -> str:
    """The token of a study after somebody typed its folder."""
    page.goto("/another_study")
    page.get_by_label("Study folder").fill(str(folder))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open", exact=True).click()
    page.wait_for_url("**study=*")
    return parse_qs(urlsplit(page.url).query)["study"][0]


@pytest.fixture(scope="module")
def study(page, tmp_path_factory) -> str:
    return opened(page, screened_demo(tmp_path_factory.mktemp("screened")))


@pytest.fixture
def matrix(page, study):
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07")
    page.locator("table.matrix").wait_for()
    return page.locator("table.matrix")


def in_sight(page, row) -> bool:
    box = row.bounding_box()
    return box["y"] >= 44 and box["y"] + box["height"] <= 720


def test_from_the_first_page_to_the_one_whose_clearance_fails_in_two_clicks(page, study):
    page.goto(f"/?study={study}&cut_off=2026-09-07")
    page.locator(".verdict").wait_for()
    page.get_by_role("link", name="Eligibility", exact=True).click()
    page.get_by_role("link", name="S-003, I05c: fail").click()

    chosen = page.locator("tr.chosen")
    chosen.wait_for()
    assert chosen.get_attribute("id") == "criterion-I05c"
    assert "(140 − 69) × 56 / (72 × 1.187 mg/dL)" in chosen.inner_text()
    page.wait_for_function("document.activeElement.id === 'criterion-I05c'")
    assert in_sight(page, chosen)
    assert "subject=S-003&criterion=I05c" in page.url
    assert "cut_off=2026-09-07" in page.url

    page.reload()
    chosen.wait_for()
    page.wait_for_function("document.activeElement.id === 'criterion-I05c'")
    assert chosen.get_attribute("id") == "criterion-I05c"
    page.get_by_role("link", name="All patients").click()
    page.locator("table.matrix").wait_for()
    assert "subject=" not in page.url
    page.get_by_role("spinbutton", name="day").filter(has_text="07").wait_for()


def test_a_linked_study_stays_open_from_page_to_page(page, tmp_path):
    token = opened(page, many_screened(tmp_path / "study", 2))
    page.goto(f"/?study={token}")
    for name in ("Patients", "Eligibility", "Protocol"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{name.lower()}?*study={token}*")
        assert page.locator(".facts b").inner_text() == "SMALL"


def test_it_fits_a_shared_screen_without_scrolling(page, matrix):
    box = matrix.bounding_box()
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 720
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert matrix.locator("td.cell").count() == 8 * 33
    shape = matrix.locator("td.cell .mark").first.bounding_box()
    assert min(shape["width"], shape["height"]) >= 20


def test_no_text_is_small(page, matrix, study):
    assert min(matrix.locator("*").evaluate_all(SIZES)) >= 13
    assert min(matrix.locator("td.says span").evaluate_all(SIZES)) >= 15
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07&subject=S-006")
    page.locator("table.sheet").wait_for()
    assert min(page.locator(".stHtml *").evaluate_all(SIZES)) >= 13
    assert min(page.locator("table.sheet td > span").evaluate_all(SIZES)) >= 15


def test_the_keyboard_walks_what_is_not_passed_and_opens_it(page, matrix):
    matrix.get_by_role("link", name="Screening sheet of S-003").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "S-003, I05c: fail"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Screening sheet of S-001"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("tr.chosen").wait_for()
    assert "subject=S-003&criterion=I05c" in page.url


def test_the_day_moves_and_the_sheet_stays(page, study):
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07&subject=S-003&criterion=I05c")
    page.locator("tr.chosen").wait_for()
    page.get_by_role("button", name="−1 day").click()
    page.locator("dd", has_text="2026-09-06").wait_for()
    assert page.locator("tr.chosen").get_attribute("id") == "criterion-I05c"
    assert "subject=S-003&criterion=I05c" in page.url


def test_the_print_is_the_sheet_alone_on_two_sides(page, study):
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07&subject=S-003&criterion=I05c")
    page.locator("tr.chosen").wait_for()
    page.emulate_media(media="print")
    try:
        for hidden in ("[data-testid=stHeader]", ".st-key-strip", ".st-key-sheet_tools"):
            assert not page.locator(hidden).first.is_visible(), hidden
        for seen in ("table.sheet", ".sheet-head", ".sign"):
            assert page.locator(seen).is_visible(), seen
        sheets = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 2
    finally:
        page.emulate_media(media="screen")


def test_the_sheet_can_be_taken_along(page, study):
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07&subject=S-003")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV").click()
    assert taken.value.suggested_filename == "screening-S-003-2026-09-07.csv"
    assert "I05c" in taken.value.path().read_text("utf-8-sig")


def test_text_of_a_file_runs_nothing(page, study):
    alerts = []
    page.once("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"/eligibility?study={study}&cut_off=2026-09-07&subject=S-006&criterion=E09")
    page.locator("tr.chosen").wait_for()
    assert "<script>alert(1)</script>" in page.locator("tr.chosen").inner_text()
    assert page.locator(".stHtml img").count() == 0
    assert alerts == []


def test_a_part_of_a_long_list_lives_in_the_url(page, tmp_path):
    expect = pytest.importorskip("playwright.sync_api").expect
    token = opened(page, many_screened(tmp_path / "study", 60))
    part, codes = page.get_by_role("combobox"), page.locator("table.matrix tbody th.who")
    page.goto(f"/eligibility?study={token}&eligibility_page=3")
    expect(part).to_have_value("25 to 36 of 60")
    first = codes.first.inner_text()
    codes.get_by_role("link").first.click()
    page.get_by_role("heading", name=f"Screening of {first}").wait_for()
    page.get_by_role("link", name="All patients").click()
    expect(part).to_have_value("25 to 36 of 60")
    expect(codes.first).to_have_text(first)

    part.click()
    page.get_by_role("option", name="37 to 48 of 60").click()
    page.wait_for_url("**eligibility_page=4*")
    expect(codes.first).not_to_have_text(first)
    page.go_back()
    expect(part).to_have_value("25 to 36 of 60")
    expect(codes.first).to_have_text(first)


def test_nothing_leaves_the_machine(page):
    assert {urlsplit(url).hostname for url in page.asked} <= {"127.0.0.1", None}
