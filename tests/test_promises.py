"""What must hold of every study: nothing that takes knowledge away, or adds harm, opens the way up.

One exception is the protocol's own: where the boundaries allow a DLT (5 clear and 1), a patient who becomes one
settles the question. A level whose next level is open already is not asked again; what changes there, changes
through the next level's own patients.
"""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.domain.evaluability import State
from tests import random_studies as studies
from tests.studies import opened, reviewed

SEED = st.integers(0, 10**9)


def open_ways(review):
    """The levels that are not superseded: whether they may escalate, and how many DLTs they count."""
    return {
        level["level"]: (level["may_escalate"], level["tally"]["dlt"])
        for level in review["levels"]
        if not level["superseded"]
    }


def opens_a_way(before, after):
    ways = open_ways(before)
    return any(
        may and level in ways and not ways[level][0] and dlt <= ways[level][1]
        for level, (may, dlt) in open_ways(after).items()
    )


@pytest.mark.parametrize(
    "change",
    [
        studies.blank_a_fact,
        studies.spoil_a_row,
        studies.give_a_row_twice,
        studies.worsen_a_grade,
        studies.note_a_finding,
        studies.add_an_event,
    ],
    ids=lambda change: change.__name__,
)
@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_no_way_up_is_opened_by(change, seed):
    files, cut_off = studies.invent(seed)
    changed = change(files, Random(seed))
    changed = changed[0] if isinstance(changed, tuple) else changed
    assert not opens_a_way(reviewed(files, cut_off), reviewed(changed, cut_off)), studies.twists_of(seed)


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_rows_in_another_order_give_the_same_answer(seed):
    files, cut_off = studies.invent(seed)
    assert answer(reviewed(files, cut_off)) == answer(
        reviewed(studies.shuffled_rows(files, Random(seed)), cut_off)
    )


def answer(review):
    """A review without the places that move with the rows."""
    questions = sorted((q["code"], q["file"], q["column"], q["subject_id"]) for q in review["queries"])
    levels = [
        {**level, "blockers": sorted((b["code"], b["subject_id"], b["record_id"]) for b in level["blockers"])}
        for level in review["levels"]
    ]
    events = sorted(map(str, review["events"]))
    return {**review, "study": "", "queries": questions, "levels": levels, "events": events}


@settings(max_examples=40, deadline=None)
@given(seed=SEED, days=st.lists(st.integers(0, 150), min_size=4, max_size=4))
def test_nobody_goes_on_while_a_window_is_open(seed, days):
    """On no day may a level escalate while a patient without a DLT is on study there in an open window."""
    files, _ = studies.invent(seed)
    study = opened(files)
    for day in days:
        for level in study.review(date(2026, 1, 15) + timedelta(days=day)).levels:
            if level.may_escalate:
                assert all(p.state is not State.IN_WINDOW for p in level.patients)
                assert all(
                    p.state in (State.CLEAR, State.DLT, State.NOT_EVALUABLE, State.ALLOCATED)
                    for p in level.patients
                )


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_every_row_and_every_patient_is_counted_once(seed):
    files, cut_off = studies.invent(seed)
    review = reviewed(files, cut_off)
    for file, counts in review["rows"].items():
        assert counts["read"] == len(studies.read(files[file])[1])
        assert counts["read"] == counts["used"] + counts["unreadable"] + counts["after_cut_off"]
    for level in review["levels"]:
        tally = level["tally"]
        assert tally["dosed"] == sum(tally[k] for k in ("clear", "dlt", "pending", "not_evaluable"))
        assert tally["dosed"] == sum(s["state"] != "allocated" for s in level["subjects"])
        assert (
            level["may_escalate"]
            == (level["decision"] == "escalate")
            == (level["next_dose_cells"] is not None)
        )
        assert not (level["may_escalate"] and level["blockers"])


@settings(max_examples=40, deadline=None)
@given(seed=SEED)
def test_the_same_input_gives_the_same_bytes(seed):
    files, cut_off = studies.invent(seed)
    first, second = reviewed(files, cut_off), reviewed(files, cut_off)
    assert str({**first, "study": ""}) == str({**second, "study": ""})
