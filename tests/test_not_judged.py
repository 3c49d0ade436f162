"""Where nothing was measured, the rules that rest on measurements say nothing, and that is said."""

import pytest

from safety.reports.as_text import as_text
from safety.review.not_judged import not_judged
from safety.wording import speech
from tests.clinic import one, review
from tests.views.studies import dashboard, html, needs_demo, on_page, opened, small_study

LINE = "No measurement is on record: the rules R9, R10, L could not be judged."


@pytest.mark.parametrize(
    ("notes", "said"),
    [("", True), ("ALT 20 U/L 7-40 on day 5", False), ("ALT 20 U/L 7-40 on day 39", True)],
)
def test_it_is_said_once_and_blocks_nobody(notes, said):
    seen = one(notes)

    assert (LINE in as_text(seen.of, speech())) is said
    assert (seen.state(), seen.blockers()) == ("clear", set())


def test_before_anybody_is_dosed_there_is_nothing_to_say():
    assert not_judged(review("S-001 level 1", "2026-03-02").of) == ()


def test_a_row_that_comes_after_the_cut_off_is_not_said_to_be_missing_for_good():
    (question,) = one("infusion 4 on day 12", "day 11").of.queries

    assert speech().message(question) == (
        "Infusion 4, planned for 11 March 2026, has no row up to the cut-off."
    )


@needs_demo
def test_the_verdict_page_says_it(tmp_path):
    assert LINE in html(on_page(opened(small_study(tmp_path / "study")), "verdict"))
    assert LINE not in html(dashboard())
