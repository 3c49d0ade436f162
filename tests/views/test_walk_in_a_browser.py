"""From the verdict to the patient, the event and its rule: by mouse, by the keyboard alone, and by links kept."""

import pytest

from safety.wording import LANGUAGES
from tests.views.studies import needs_demo

MOST_TABS = 150
OUTLINE = "e => { const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
FOCUSED = "document.activeElement.getAttribute('href') || ''"

in_every_language = pytest.mark.parametrize("lang", LANGUAGES)


def first_page(page, lang="en", cut_off="2026-09-07"):
    page.goto(f"/?cut_off={cut_off}&lang={lang}")
    page.locator(".verdict h1").wait_for()
    page.locator("table.levels").wait_for()


def codes(page):
    """The patients in the table of the page Patients."""
    return page.locator("table.list a[href*='patients?subject=']").all_inner_texts()


def kept(page, lang):
    """Study day and language stay in the address, whatever is opened."""
    return "cut_off=2026-09-07" in page.url and (lang == "en" or f"lang={lang}" in page.url)


@needs_demo
@in_every_language
def test_by_mouse_from_a_number_to_the_rule(page, lang):
    first_page(page, lang)
    page.locator("table.levels tr.open a[href*='group=pending']").click()
    page.wait_for_url("**/patients?*group=pending*")
    page.locator("table.list").wait_for()
    assert sorted(codes(page)) == ["S-005", "S-006", "S-007"]
    assert kept(page, lang)

    page.locator("table.list a", has_text="S-006").click()
    page.wait_for_url("**/patients?*subject=S-006*")
    event = page.locator("table.list a[href*='event=AE-42']")
    event.wait_for()
    assert kept(page, lang)

    event.click()
    page.wait_for_url("**/events?*event=AE-42*")
    trace = page.locator("section.trace")
    trace.get_by_role("heading", name="AE-42").wait_for()
    assert "R3" in trace.inner_text()
    assert kept(page, lang)

    trace.locator("dd a", has_text="S-006").click()
    page.wait_for_url("**/patients?*subject=S-006*")


@needs_demo
@in_every_language
def test_by_keyboard_alone_from_a_number_to_the_rule(page, lang):
    first_page(page, lang)
    for wanted, there in (
        ("group=pending", "table.list a[href*='subject=S-006']"),
        ("patients?subject=S-006", "table.list a[href*='event=AE-42']"),
        ("event=AE-42", "section.trace h3"),
    ):
        tab_to(page, wanted)
        style, width = page.evaluate(f"({OUTLINE})(document.activeElement)")
        assert style == "solid"
        assert width >= 2
        page.keyboard.press("Enter")
        page.locator(there).first.wait_for()
    assert "AE-42" in page.locator("section.trace h3").first.inner_text()
    assert "R3" in page.locator("section.trace").inner_text()


def tab_to(page, wanted):
    """Press Tab until a link to what is wanted has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no link to {wanted} within {MOST_TABS} steps")


@needs_demo
@pytest.mark.parametrize(
    ("blocker", "opens", "there"),
    [
        ("event=AE-37", "**/events?*event=AE-37*", "section.trace h3:has-text('AE-37')"),
        ("eligibility?subject=S-005", "**/eligibility?*subject=S-005*", "table.sheet"),
        ("patients?subject=S-006", "**/patients?*subject=S-006*", "table.list a[href*='event=AE-42']"),
        ("queries?level=2", "**/queries?*level=2*", "table.queries tbody tr:nth-child(5)"),
    ],
)
def test_what_stands_in_the_way_opens_what_it_is_about_and_a_reload_loses_nothing(
    page, blocker, opens, there
):
    first_page(page)
    page.locator(f"ul.block a[href*='{blocker}']").first.click()
    page.wait_for_url(opens)
    page.locator(there).first.wait_for()
    page.reload()
    page.locator(there).first.wait_for()
    assert "cut_off=2026-09-07" in page.url


@needs_demo
def test_every_number_of_the_levels_opens_so_many_patients(page):
    for day in ("2026-06-12", "2026-09-07"):
        first_page(page, cut_off=day)
        page.locator("table.levels a.number").first.wait_for()
        numbers = page.locator("table.levels a.number").evaluate_all(
            "all => all.map(a => [a.innerText, a.href])"
        )
        assert len(numbers) >= 3
        for told, address in numbers:
            page.goto(address)
            page.locator("table.list tbody tr").first.wait_for()
            assert page.locator("table.list tbody tr").count() == int(told), address


@needs_demo
def test_every_patient_of_the_verdicts_sentence_is_a_link(page):
    first_page(page)
    links = page.locator(".verdict a")
    assert sorted(set(links.all_inner_texts())) == ["S-005", "S-006", "S-007"]
    links.first.click()
    page.wait_for_url("**/patients?*subject=S-005*")
