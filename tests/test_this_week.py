"""What falls due after the cut-off, by date and owner, and the day before which the stagger says no."""

from datetime import date, timedelta

import pytest

from safety.domain.open_question import Code
from safety.review.this_week import OWNERS, Due, InfusionDue, Owed, Owner, PagesDue, WindowCloses, this_week
from safety.wording import english, speech
from safety.wording.this_week import matter_said, owner_said, since_said, slot_said
from tests.clinic import COMMITTEE, demo_protocol, one, outcomes, review
from tests.random_studies import invent
from tests.studies import demo, opened

DAY_1 = date(2026, 3, 2)
MISSING = "\n".join(f"infusion {n} missing" for n in (2, 3, 4))


def day(n):
    return DAY_1 + timedelta(days=n - 1)


def week(notes, cut_off, days=7, **more):
    return this_week(one(notes, cut_off, **more).of, days)


def told(found):
    return [(d.on, d.owner.value, type(d.matter).__name__, d.subject_id, d.record_id) for d in found.due]


def test_infusions_fall_due_on_the_days_of_the_schedule():
    found = week(f"{MISSING}\nreviewed through 2027-01-01", "day 2", 8)
    assert [(d.on, d.matter.number) for d in found.due] == [(day(4), 2), (day(7), 3), (day(10), 4)]
    assert {(type(d.matter), d.owner) for d in found.due} == {(InfusionDue, Owner.SITE)}
    assert [d.on for d in week(MISSING, "day 2", 7).due] == [day(4), day(7)]


def test_an_infusion_whose_day_has_come_is_owed_and_not_planned():
    found = week(MISSING, "day 4", 3)
    assert told(found) == [
        (day(4), "site", "Owed", "S-001", ""),
        (day(7), "site", "InfusionDue", "S-001", ""),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        f"{MISSING}\nleft day 3 withdrew_consent",
        f"{MISSING}\nAE-1 Dyspnea 4, day 2 to day 3, possible",
    ],
    ids=["left", "DLT"],
)
def test_no_infusion_is_due_of_whoever_left_or_has_a_dlt(notes):
    assert not [d for d in week(notes, "day 3", 14).due if isinstance(d.matter, InfusionDue)]


def test_a_window_closes_and_its_pages_are_due_on_the_day_after():
    found = week("reviewed through day 20", "day 28", 4)
    assert [(d.on, d.owner, d.matter) for d in found.due] == [
        (day(31), Owner.TIME, WindowCloses(day(31))),
        (day(32), Owner.SITE, PagesDue(day(20), day(31))),
    ]
    assert [type(d.matter) for d in week("", "day 28", 4).due] == [WindowCloses]
    assert told(week("", "day 28", 2)) == []
    assert [d.on for d in week("", "day 31", 0).due] == [day(31)]


def test_pages_are_owed_since_the_day_through_which_they_were_needed():
    (due,) = week("reviewed through day 20", "day 40").due
    assert (due.on, due.owner, due.matter.since) == (day(40), Owner.SITE, day(31))
    assert since_said(due, speech()) == "since 1 April 2026"


def test_rulings_are_owed_by_the_committee_since_the_event_began():
    (due,) = week("AE-1 Dyspnea 3, day 5 to day 6, unlikely", "day 40").due
    assert (due.owner, due.record_id, due.matter.since) == (Owner.COMMITTEE, "AE-1", day(5))
    assert matter_said(due, speech()) == "AE-1 awaits a ruling."


def test_a_duration_runs_out_and_is_no_debt_of_anybody():
    neutrophils = "AE-1 Neutrophil count decreased 4, day 11, possible"
    found = week(neutrophils, "day 12", 7)
    assert told(found) == [(day(18), "time", "DurationRunsOut", "S-001", "AE-1")]
    assert "longer than 7 days (R6), should it go on: DLT" in matter_said(found.due[0], speech())
    assert not week(neutrophils, "day 12", 5).due


def test_a_duration_that_no_day_settles_is_owed_by_the_site():
    (due,) = week("AE-1 Fever 3, ?, possible", "day 40").due
    assert (due.owner, due.matter.question.code) == (Owner.SITE, Code.DURATION_UNKNOWN)


def test_on_one_day_what_the_committee_owes_stands_first_and_the_longest_owed_before_the_rest():
    notes = """AE-1 Dyspnea 3, day 9 to day 10, unlikely
               AE-2 Dyspnea 3, day 5 to day 6, unlikely
               AE-3 Headache ?, day 2 to day 3, possible"""
    assert [d.record_id for d in week(notes, "day 40").due] == ["AE-2", "AE-1", "AE-3"]


def test_a_death_that_holds_the_trial_is_said():
    assert week("AE-1 Sepsis 5, day 40 to day 41", "day 45").held
    assert not week("", "day 45").held


def test_a_draft_waits_for_the_sponsor():
    draft = demo_protocol(('status = "demonstration"', 'status = "draft"'))
    owed = [d for d in week("", "day 40", protocol=draft).due if isinstance(d.matter, Owed)]
    assert [(d.owner, d.subject_id) for d in owed] == [(Owner.SPONSOR, "")]


@pytest.mark.parametrize("code", Code)
def test_the_owner_is_the_first_who_can_clear_it(code):
    first = english.WHO_CLEARS.get(code.value, english.SITE).split(",")[0].split(" or ")[0]
    if first not in ("time", "a newer export"):
        assert OWNERS.get(code, Owner.SITE).value == first


SLOT = """S-001 level 1 from 2026-03-02
          S-002 level 1 from 2026-03-16"""


@pytest.mark.parametrize(
    ("notes", "cut_off", "slot"),
    [
        ("S-001 level 1 from 2026-03-02", "2026-03-03", (date(2026, 3, 16), 14, "S-001")),
        (SLOT, "2026-03-17", (date(2026, 3, 23), 7, "S-002")),
        (SLOT, "2026-05-17", (date(2026, 3, 23), 7, "S-002")),
        ("S-001 level 1", "2026-03-03", None),
        (outcomes("1NNN"), COMMITTEE, None),
        (outcomes("1TT"), COMMITTEE, None),
    ],
    ids=["second", "third", "long past", "nobody", "escalate", "exceeded"],
)
def test_the_next_slot_is_told_by_the_stagger_alone(notes, cut_off, slot):
    found = this_week(review(notes, cut_off).of, 7).slot
    assert (found and (found.not_before, found.days, found.subject_id)) == slot


def test_a_protocol_without_a_stagger_says_nothing():
    start = demo_protocol().index("[stagger]")
    silent = demo_protocol()[:start] + demo_protocol()[demo_protocol().index("\n\n\n", start) :]
    assert this_week(review(SLOT, "2026-03-17", silent).of, 7).slot is None
    first_only = demo_protocol(("between_later_days = 7\n", ""))
    assert this_week(review(SLOT, "2026-03-17", first_only).of, 7).slot is None
    one_dosed = review("S-001 level 1 from 2026-03-02", "2026-03-03", first_only).of
    assert this_week(one_dosed, 7).slot.days == 14


def test_where_a_first_infusion_has_no_day_no_slot_can_be_counted():
    notes = "S-001 level 1 from 2026-03-02\ninfusion 1 on ? completed"
    notes += "\n" + MISSING
    found = this_week(review(notes, "2026-03-03").of, 7)
    assert found.slot.not_before is None
    assert "whose day is not known" in slot_said(found.slot, found, speech())


def test_no_words_of_a_slot_give_leave():
    ahead = this_week(review(SLOT, "2026-03-17").of, 7)
    over = this_week(review(SLOT, "2026-05-17").of, 7)
    assert "is not before 23 March 2026" in slot_said(ahead.slot, ahead, speech())
    assert "had to wait until 23 March 2026" in slot_said(over.slot, over, speech())
    for text in english.THIS_WEEK.values():
        assert "may be dosed" not in text


def test_the_demonstration_study_on_14_august():
    found = this_week(demo().review(date(2026, 8, 14)), 7)
    assert [(d.on.day, d.owner.value, d.subject_id) for d in found.due] == [
        (14, "committee", "S-006"),
        (14, "site", "S-005"),
        (14, "site", "S-005"),
        (14, "site", "S-007"),
        (17, "site", "S-007"),
        (20, "site", "S-007"),
        (20, "time", "S-006"),
    ]
    assert owner_said(found.due[1], speech()) == "site, then committee"
    assert found.slot.not_before == date(2026, 8, 18)


@pytest.mark.parametrize("tens", range(20))
def test_every_blocker_is_owed_or_lies_ahead_and_everything_is_in_order(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        seen = opened(files).review(cut_off)
        found = this_week(seen, 60)
        assert [d.on for d in found.due] == sorted(d.on for d in found.due)
        assert all(cut_off <= d.on <= cut_off + timedelta(days=60) for d in found.due)
        owed = [d.matter.question for d in found.due if isinstance(d.matter, Owed)]
        assert len(owed) == len(set(owed))
        ripening = {d.record_id for d in found.due if not isinstance(d.matter, Owed)}
        blockers = {q for level in seen.levels for q in level.blockers if q.code is not Code.WINDOW_OPEN}
        assert {q for q in blockers - set(owed) if q.record_id not in ripening} == set()
        for due in found.due:
            assert isinstance(due, Due)
            assert matter_said(due, speech())
            assert owner_said(due, speech())
