"""What changed in words: what became of one level is told once, and numbers agree with their words."""

import pytest

from safety.review.reference import reference
from safety.review.what_changed import WhatChanged, what_changed
from safety.wording import speech
from safety.wording.the_store import line
from safety.wording.what_changed import alarms_said, counts_said, rows_said
from tests.clinic import review
from tests.exports import ONE, between

THREE = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nS-003 level 1 from 2026-03-02\n"
LATE = "AE-014 Dyspnea 4, day 5 to day 6, possible\n"


def after(*days: int, found: str = LATE) -> WhatChanged:
    """A DLT, or what else is found, that comes to light after exports of these days of April."""
    notes = [*(f"{THREE}exported on 2026-04-{day:02}\n" for day in days), THREE + found]
    reviews = [review(each, "2026-05-01").of for each in notes]
    history = [each.cut.reports for each in reviews]
    return what_changed(history, reviews[-1].protocol, reviews[-1].cut.cut_off, reference())


def test_one_verdict_of_the_past_is_told_with_its_day():
    assert list(alarms_said(after(20), speech())) == [
        "By the later export, level 1 comes out otherwise at the cut-off of 20 April 2026: "
        "'rule for escalation met' became 'expand'. [committee]"
    ]


def test_what_became_of_one_level_at_several_cut_offs_is_one_sentence():
    found = after(20, 24, 28)
    assert len(found.alarms) == 3
    (told,) = alarms_said(found, speech())
    assert "at the cut-offs of 20 April 2026, 24 April 2026, 28 April 2026: 'rule for" in told
    assert told.endswith("became 'expand'. [committee]")


def test_many_cut_offs_are_counted():
    (told,) = alarms_said(after(20, 22, 24, 26, 28), speech())
    assert "at the cut-offs of 5 days from 20 April 2026 to 28 April 2026: " in told
    (told,) = alarms_said(after(20, 22, 24, 26, 28), speech("zh"))
    assert "（2026年4月20日至2026年4月28日之间的5天）" in told


def test_what_became_of_it_otherwise_is_a_sentence_of_its_own():
    """Two DLT came to light, and one of them was ruled not a DLT between the two cut-offs."""
    two = (
        LATE.replace("AE-014", "AE-013")
        + "ruled AE-013 not_dlt on 2026-04-24\n"
        + "S-004 level 1 from 2026-03-02\n"
        + LATE
    )
    expanded, exceeded = sorted(alarms_said(after(20, 28, found=two), speech()), reverse=True)
    assert "at the cut-off of 28 April 2026: 'rule for escalation met' became 'expand'" in expanded
    assert "at the cut-off of 20 April 2026: 'rule for escalation met' became 'exceeded'" in exceeded


@pytest.mark.parametrize(
    ("before", "later", "said"),
    [
        ("AE-1 Cough 2, day 5", "AE-1 Cough 1, day 5",
         "0 rows new, 1 changed, 0 gone; 1 blocks until it is acknowledged."),
        ("", "AE-1 Cough 2, day 5", "1 row new, 0 changed, 0 gone; none blocks."),
        ("AE-1 Cough 2, day 5\nAE-2 Cough 2, day 9", "",
         "0 rows new, 0 changed, 2 gone; 2 block until they are acknowledged."),
        ("", "", "No row changed."),
    ],
)  # fmt: skip
def test_numbers_of_rows_and_of_changes(before, later, said):
    found = between(ONE + before, ONE + later).of
    assert counts_said(found, speech()) == said
    if found.changes:
        rows = rows_said(found, speech())
        assert said.startswith(f"{rows};")
        assert line("since_cut", speech(), earlier=1, rows=rows) == f"Since cut 1: {rows}."
