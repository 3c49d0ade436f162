"""What must hold of every study: nothing that takes knowledge away, or adds harm, opens the way up.

One exception is the protocol's own: where the boundaries allow a DLT (5 clear and 1), a patient who becomes one
settles the question. A level whose next level is open already is not asked again; what changes there, changes
through the next level's own patients.
"""

import json
from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safety.domain.evaluability import State
from safety.reports.as_json import as_object
from safety.reports.eligibility_report import eligibility_as_json
from tests import random_studies as studies
from tests.studies import opened, reviewed
from tests.test_second_reading import answers_to_criteria

SEED = st.integers(0, 10**9)
# What nobody knows of a patient's eligibility holds nobody (contract §1), so there these may take a query away.
NOT_OF_ELIGIBILITY = (studies.blank_a_fact, studies.spoil_a_row, studies.worsen_a_grade)


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
        studies.add_a_failing_answer,
    ],
    ids=lambda change: change.__name__,
)
@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_no_way_up_is_opened_by(change, seed):
    files, cut_off = studies.invent(seed)
    files = studies.unscreened(files) if change in NOT_OF_ELIGIBILITY else files
    changed = change(files, Random(seed))
    changed = changed[0] if isinstance(changed, tuple) else changed
    assert not opens_a_way(reviewed(files, cut_off), reviewed(changed, cut_off)), studies.twists_of(seed)


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_a_failing_answer_opens_no_way_up_and_closes_no_question(seed):
    files, cut_off = studies.invent_screened(seed)
    changed = studies.add_a_failing_answer(files, Random(seed))
    before, after = reviewed(files, cut_off), reviewed(changed, cut_off)

    assert not opens_a_way(before, after)
    assert with_open_eligibility(before) <= with_open_eligibility(after)


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_taking_a_passing_row_of_screening_away_opens_no_way_up(seed):
    """Judgements and rulings apart: those are made on the latest facts, and with one fact less they may be in time."""
    files, cut_off = studies.invent_screened(seed)
    files = without_rows(files, studies.RULINGS, lambda row: row["event_id"].startswith("elig:"))
    files = without_rows(files, studies.SCREENING, lambda row: row["answer"] == "judged_acceptable")
    study = opened(files).review(cut_off)
    passing = rows_that_only_pass(study)
    assume(passing)
    taken = Random(seed).choice(passing)
    columns, rows = studies.read(files[studies.SCREENING])
    changed = studies.changed(files, studies.SCREENING, columns, rows[: taken - 2] + rows[taken - 1 :])
    before, after = as_object(study), reviewed(changed, cut_off)

    assert not opens_a_way(before, after)
    assert with_open_eligibility(before) <= with_open_eligibility(after)


def rows_that_only_pass(review):
    """The rows of screening.csv all of whose evidence, for every criterion, speaks for the patient."""
    said = defaultdict(set)
    for subject in json.loads(eligibility_as_json(review))["subjects"]:
        for evidence in (e for c in subject["criteria"] for e in c["evidence"]):
            if evidence["file"] == studies.SCREENING:
                said[evidence["row"]] |= {evidence["literal"], evidence["careful"]}
    return sorted(row for row, answers in said.items() if answers == {"pass"})


def without_rows(files, file, unwanted):
    """The study without some rows of a file."""
    if file not in files:
        return files
    columns, rows = studies.read(files[file])
    return studies.changed(files, file, columns, [row for row in rows if not unwanted(row)])


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_without_a_screening_file_eligibility_is_unknown_and_holds_nobody_and_nothing_else_changes(seed):
    files, cut_off = studies.invent_screened(seed)
    with_it, without = reviewed(files, cut_off), reviewed(studies.unscreened(files), cut_off)

    assert {s["eligibility"] for s in subjects(without).values()} == {"unknown"}
    assert with_open_eligibility(without) == set()
    assert not {q["code"] for q in without["queries"]} & {"eligibility_open", "eligibility_unknown"}
    assert sorted(map(str, without["events"])) == sorted(map(str, with_it["events"]))
    assert {file: n for file, n in with_it["rows"].items() if file != studies.SCREENING} == without["rows"]
    assert others_blockers(with_it) == others_blockers(without)
    for name, subject in subjects(without).items():
        before = subjects(with_it)[name]
        if before["state"] != subject["state"]:
            assert before["state"] == "awaiting"
            assert before["eligibility"] in ("fail", "conflict", "needs_judgement")


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_a_ruling_on_eligibility_clears_exactly_its_patient(seed):
    files, cut_off = studies.invent_screened(seed)
    before = reviewed(files, cut_off)
    waiting = sorted(with_open_eligibility(before))
    assume(waiting)
    who = Random(seed).choice(waiting)
    after = reviewed(studies.rule_on_eligibility(files, who, cut_off), cut_off)

    assert with_open_eligibility(after) == set(waiting) - {who}
    assert {n: s["eligibility"] for n, s in subjects(after).items()} == {
        n: s["eligibility"] for n, s in subjects(before).items()
    }
    assert {n: s["state"] for n, s in subjects(after).items() if n != who} == {
        n: s["state"] for n, s in subjects(before).items() if n != who
    }
    assert others_blockers(before) - others_blockers(after) <= {("ruling_outdated", who, f"elig:{who}")}
    assert others_blockers(after) <= others_blockers(before)


def subjects(review):
    return {s["subject_id"]: s for level in review["levels"] for s in level["subjects"]}


def with_open_eligibility(review):
    return {
        b["subject_id"]
        for level in review["levels"]
        for b in level["blockers"]
        if b["code"] == "eligibility_open"
    }


def others_blockers(review):
    """What stands in the way of patients apart from their eligibility."""
    return {
        (b["code"], b["subject_id"], b["record_id"])
        for level in review["levels"]
        for b in level["blockers"]
        if b["code"] not in ("eligibility_open", "lower_level_changed")
        and not str(b["record_id"]).startswith("elig:")  # a ruling on it that newer screening has overtaken
    }


@settings(max_examples=60, deadline=None)
@given(seed=SEED)
def test_rows_in_another_order_give_the_same_answer(seed):
    for files, cut_off in (studies.invent(seed), studies.invent_screened(seed)):
        review = opened(files).review(cut_off)
        shuffled = opened(studies.shuffled_rows(files, Random(seed))).review(cut_off)
        assert answer(as_object(review)) == answer(as_object(shuffled))
        assert answers_to_criteria(review) == answers_to_criteria(shuffled)


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
