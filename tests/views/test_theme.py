"""Light and dark: words can be read on everything they stand on, and grades differ in grey."""

import re
import tomllib
from itertools import pairwise

import pytest

from safety.reports import palette
from safety.views.strip import STYLE
from safety.views.theme import colours
from tests.views.seen_colours import contrast, luminance
from tests.views.studies import ROOT

THEMES = {"light": 0, "dark": 1}
WORDS = ("ink", "quiet", "blue", "amber", "red", "green", "violet")
GROUNDS = ("paper", "panel", "chosen", "window", "faint")
TINTED = ("blue", "amber", "red", "green", "violet")

in_both = pytest.mark.parametrize("theme", THEMES)


def seen(name, theme):
    return palette.ON_WHITE_AND_DARK[name][THEMES[theme]]


@in_both
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(word, ground, theme):
    assert contrast(seen(word, theme), seen(ground, theme)) >= 4.5


@in_both
@pytest.mark.parametrize("tone", TINTED)
def test_words_can_be_read_on_their_own_tint(tone, theme):
    assert contrast(seen(tone, theme), seen(f"{tone}-tint", theme)) >= 4.5


@pytest.mark.parametrize("ground", palette.VERDICTS.values())
def test_the_verdict_is_white_on_a_ground_that_carries_it(ground):
    assert contrast("#ffffff", ground) >= 4.5


@in_both
@pytest.mark.parametrize("grade", [None, 1, 2, 3, 4, 5])
def test_a_digit_can_be_read_on_its_grade(grade, theme):
    names = {on_white: name for name, on_white in palette.ON_WHITE.items()}
    digit, ground = names[palette.on_grade(grade)], f"grade-{grade}" if grade else "paper"
    assert contrast(seen(digit, theme), seen(ground, theme)) >= 4.5


@in_both
def test_grades_differ_in_grey_and_each_stands_out_more_than_the_one_before(theme):
    grey = [luminance(seen(name, theme)) for name in ("paper", *(f"grade-{g}" for g in range(1, 6)))]
    steps = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a, b in pairwise(grey)]
    assert grey in (sorted(grey), sorted(grey, reverse=True))
    assert min(steps) >= 1.15
    assert min(steps[1:]) >= 1.35


@in_both
def test_the_edge_of_a_bar_shows_on_paper_and_window(theme):
    assert min(contrast(seen("bar-edge", theme), seen(ground, theme)) for ground in ("paper", "window")) >= 3


@in_both
def test_widgets_have_the_colours_of_the_rest(theme):
    asked = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][theme]
    told = {
        "primaryColor": "blue", "backgroundColor": "paper", "secondaryBackgroundColor": "panel",
        "textColor": "ink", "linkColor": "blue", "borderColor": "strong",
    }  # fmt: skip
    assert asked == {key: seen(name, theme) for key, name in told.items()}


def test_no_colour_of_paper_stands_for_two_on_a_dark_screen():
    """A figure is recoloured by what it was painted in."""
    on_white = [white for white, _ in palette.ON_WHITE_AND_DARK.values()]
    assert len(set(on_white)) == len(on_white)


def test_every_colour_of_the_style_sheet_has_a_name():
    """Only the verdict's white words are white in both themes."""
    style = STYLE.read_text(encoding="utf-8")
    known = {f"--{name}" for name in palette.ON_WHITE_AND_DARK} | {f"--verdict-{n}" for n in palette.VERDICTS}
    assert set(re.findall(r"var\((--[\w-]+)", style)) <= known | {"--shape", "--tone", "--mono"}
    painted = [line for line in style.splitlines() if re.search(r"(?<!%23)#[0-9a-fA-F]{3,6}\b", line)]
    assert [
        line
        for line in painted
        if not line.lstrip().startswith((".verdict", ".stHtml .verdict", ".stApp { color-scheme"))
    ] == []
    assert known <= set(re.findall(r"(--[\w-]+):", colours()))
