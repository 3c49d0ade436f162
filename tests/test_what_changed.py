"""What changed between two exports, and what that does to the verdict; what must hold of any two of them."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.domain.open_changes import open_changes
from safety.domain.open_question import Reach
from safety.reports.as_json import as_object
from safety.review.reference import reference
from safety.review.what_changed import judged_steps, what_changed
from tests import random_studies as studies
from tests.exports import ONE, answered, between, history
from tests.studies import opened

SEED = st.integers(0, 10**9)
THREE = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nS-003 level 1 from 2026-03-02\n"
VOMITING = "AE-1 Vomiting 3, day 5 to day 6, on_optimal_therapy=Y"
DLT = "AE-014 Dyspnea {}, day 5 to day 6, possible"


# as the clinic sees it


def test_a_row_missing_from_the_second_export_blocks_until_acknowledged():
    """Golden scenario G22 of the domain brief: last week's event is not in this week's export."""
    noted = f"{THREE}AE-014 Headache 2, day 5"
    seen = between(noted, THREE)

    assert seen.said() == ["S-003: AE-014 is gone (Headache grade 2)"]
    assert seen.of.moves.later.levels[0].decision == "escalate"
    assert seen.until_acknowledged().decision() == "wait"
    assert seen.until_acknowledged().state("S-003") == "awaiting"
    assert seen.until_acknowledged().blockers() == {"deleted_row"}

    (gone,) = seen.of.open
    assert between(noted, THREE, acknowledged={gone.id}).until_acknowledged().decision() == "escalate"


def test_a_grade_that_was_lowered_takes_no_dlt_back_until_somebody_says_why():
    seen = between(THREE + DLT.format(3), THREE + DLT.format(2))

    assert seen.said() == ["S-003: Dyspnea (AE-014), grade 3 became 2"]
    assert [(m.about, m.before, m.after) for m in seen.of.moves.levels] == [("1", "expand", "escalate")]
    assert [(m.about, m.before, m.after) for m in seen.of.moves.patients] == [("S-003", "dlt", "clear")]
    assert seen.until_acknowledged().blockers() == {"downgraded"}


def test_a_grade_that_was_raised_is_believed_at_once():
    seen = between(THREE + DLT.format(2), THREE + DLT.format(3))

    assert seen.weights() == [("verdict", "AE-014")]
    assert seen.of.open == ()
    assert seen.until_acknowledged().decision() == "expand"


def test_everybody_dosed_stays_counted_when_a_row_of_subjects_is_gone():
    seen = between(THREE, THREE.replace("S-003 level 1", "S-004 level 1"))
    blocked = seen.until_acknowledged()

    assert seen.of.moves.later.levels[0].tally.dosed == 3
    assert {change.row_id for change in seen.of.open} >= {"S-003"}
    assert blocked.decision() == "wait"
    assert "deleted_row" in blocked.blockers()


def test_an_infusion_that_vanished_with_its_patient_holds_every_level():
    only = f"{THREE}infusion 2 missing\ninfusion 3 missing\ninfusion 4 missing\n"
    seen = between(only, f"{only}infusion 1 missing")

    assert seen.of.moves.later.levels[0].tally.dosed == 2
    assert seen.until_acknowledged().decision() == "wait"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AE-1 Headache ?, day 5", "AE-1 Headache 2, day 5"),
        ("reviewed through day 20", "reviewed through day 31"),
        (VOMITING, f"{VOMITING}, hospitalized=N"),
        ("infusion 2 cells=", "infusion 2 cells=2.0e7"),
    ],
)
def test_an_answer_to_a_question_is_no_change_to_be_acknowledged(before, after):
    assert between(f"{ONE}{before}", f"{ONE}{after}").of.open == ()


@pytest.mark.parametrize(
    ("start", "asked"), [("day 5", set()), ("day -3", {"AE-1"}), ("day 40", {"AE-1"}), ("2026-03", set())]
)
def test_a_start_nobody_knew_may_lie_in_the_window_and_out_of_it_takes_harm_back(start, asked):
    """Believed in the window while it was unknown; that it was not is for somebody to answer for."""
    noted = f"{ONE}AE-1 Dyspnea 3, {{}}, possible"

    assert between(noted.format("?"), noted.format(start), cut_off="day 45").open() == asked


def test_an_end_filled_in_that_takes_a_dlt_back_is_asked_about():
    """Neutrophils of grade 4 ran on for more than 7 days (R6), and now they had ended on the fourth."""
    low = "AE-1 Neutrophil count decreased 4, day 5"
    seen = between(f"{ONE}{low}", f"{ONE}{low} to day 8")
    (change,) = seen.of.open

    assert [(m.before, m.after) for m in seen.of.moves.events] == [("dlt", "not_dlt")]
    assert [(cell.column, cell.downgrade) for cell in change.cells] == [("ended_at", "kinder")]


def test_a_change_that_no_column_gives_away_is_found_by_what_comes_out():
    """A pneumonitis brought along at grade 3 spares the one in the window: its grade was raised, and that is kinder."""
    arrived = "AE-1 Pneumonitis {}, day -20 to day 4, unrelated\nAE-2 Pneumonitis 3, day 5 to day 9, possible"
    seen = between(ONE + arrived.format(2), ONE + arrived.format(3))

    assert [(m.about, m.before, m.after) for m in seen.of.moves.events] == [("AE-2", "dlt", "not_dlt")]
    assert seen.open() == {"AE-1"}


def test_a_criterion_that_is_met_after_all_is_asked_about():
    seen = between(f"{ONE}screened I01 not_met on day -3", f"{ONE}screened I01 met on day -3")

    assert [(m.before, m.after) for m in seen.of.moves.patients] == [("awaiting", "clear")]
    assert seen.open() == {"S-001 I01"}
    assert seen.said() == [
        "S-001: criterion S-001 I01, answer not met became met, and a verdict became kinder"
    ]


def test_nothing_of_it_is_asked_before_the_day_on_which_it_happened():
    noted = f"{ONE}AE-1 Headache 3, day 20"
    seen = between(noted, ONE, cut_off="day 10")

    assert seen.until_acknowledged().blockers() == {"window_open"}
    assert len(seen.of.open) == 1


def test_changes_are_told_by_what_they_do_to_the_verdict():
    before = f"""{ONE}S-002 level 1 from 2026-03-02
      AE-1 Headache 2, day 5
      AE-2 Cough 2, day 5
      AE-3 Nausea 1, day 5, verbatim=sick
      AE-4 Dyspnea 2, day 5"""
    after = f"""{ONE}S-002 level 1 from 2026-03-02
      AE-1 Headache 1, day 5
      AE-2 Cough 2, day 5, serious=Y
      AE-3 Nausea 1, day 5, verbatim=queasy
      AE-5 Chills 1, day 5, subject_id=S-001
      AE-4 Dyspnea 3, day 5"""

    assert between(before, before).weights() == []
    assert between(before, after).weights() == [
        ("dangerous", "AE-1"),
        ("verdict", "AE-4"),
        ("worse", "AE-2"),
        ("neutral", "AE-3"),
        ("added", "AE-5"),
    ]


def test_where_a_question_alone_moved_the_patient_every_change_of_the_patient_goes_with_it():
    before, after = (
        f"{ONE}AE-1 Nausea 1, day 5",
        f"{ONE}AE-1 Nausea 1, day 5, verbatim=sick\ninfusion 2 cells=",
    )

    assert between(before, after).weights() == [("verdict", "INF-S-001-2"), ("verdict", "AE-1")]


def test_over_several_exports_a_change_that_was_undone_is_open_no_more():
    first, second = (THREE + DLT.format(grade) for grade in (3, 2))

    assert [change.row_id for change in history(first, second, second)] == ["AE-014"]
    assert history(first, second, first) == ()
    assert history(first) == ()


def test_over_several_exports_what_comes_out_tells_as_well():
    arrived = (
        ONE + "AE-1 Pneumonitis {}, day -20 to day 4, unrelated\nAE-2 Pneumonitis 3, day 5 to day 9, possible"
    )
    two, three = arrived.format(2), arrived.format(3)

    assert [change.row_id for change in history(two, three, three)] == ["AE-1"]
    assert [c.after.grade for c in history(two, three, two)] == [
        2
    ]  # the one is undone, lowering it is another


def test_what_came_out_kinder_is_undone_when_the_cell_is_back():
    low = f"{ONE}AE-1 Neutrophil count decreased 4, day 5"

    assert len(history(low, f"{low} to day 8", f"{low} to day 8, outcome=recovered")) == 1
    assert history(low, f"{low} to day 8", low) == ()


def test_a_new_row_that_takes_a_dlt_back_blocks():
    """A baseline that is entered late: the same grade stood before the first infusion, says a row that is new."""
    before = f"{ONE}AE-1 Hypoxia 3, day 5 to day 9, possible"
    after = f"{before}\nAE-2 Hypoxia 3, day -20 to day 4, unrelated"
    seen = between(before, after)

    assert seen.of.moves.patients[0].before.value == "dlt"
    assert [change.row_id for change in seen.of.open] == ["AE-2"]
    assert seen.until_acknowledged().blockers() == {"downgraded"}
    assert between(before, after, acknowledged=[seen.of.open[0].id]).open() == set()
    assert history(before, after, after)[0].row_id == "AE-2"


def test_a_new_row_that_takes_nothing_back_and_a_new_ruling_block_nobody():
    before = f"{ONE}AE-1 Hypoxia 3, day 5 to day 9, possible"

    assert between(before, f"{before}\nAE-2 Cough 1, day 6").open() == set()
    assert between(before, f"{before}\nruled AE-1 not_dlt on day 20").open() == set()


def test_what_changed_while_the_patient_waited_for_something_else_is_asked_about_later():
    """The grade that became the baseline was raised while another event had no grade."""
    noted = (
        ONE + "AE-1 Pneumonitis {}, day -20 to day 4, unrelated\nAE-2 Pneumonitis 3, day 5 to day 9, possible"
        "\nAE-3 Cough {}, day 6 to day 7, possible"
    )
    was, waiting, graded = noted.format(2, 1), noted.format(3, "?"), noted.format(3, 1)

    assert "AE-1" in {change.row_id for change in history(was, waiting, graded)}


def test_a_loud_change_hides_no_quiet_one():
    noted = ONE + "AE-1 Hypoxia {}, day -20 to day 4, unrelated\nAE-2 Hypoxia {}, day 5 to day 40, possible"
    was, both, quiet = noted.format(2, 3), noted.format(3, 2), noted.format(3, 3)

    assert {change.row_id for change in history(was, both)} >= {"AE-2"}
    assert {change.row_id for change in history(was, both, quiet)} == {"AE-1"}


def test_a_row_that_was_out_and_is_back_shorter_is_shorter():
    three = f"{ONE}AE-1 Fatigue 3, day 20 to day 30, unlikely"
    assert [
        c.row_id
        for c in history(
            three,
            f"{ONE}AE-1 Fatigue 3, day 20, unlikely",
            f"{ONE}AE-1 Fatigue 3, day 20 to day 24, unlikely",
        )
    ] == ["AE-1"]


# what must hold of any two exports

POOL = {
    "dose_level": "0 1 2", "off_study_reason": " ".join(studies.EXITS), "reason": "adverse_event other",
    "status": "completed interrupted not_given", "cells": "0 1.0e7 2.0e7 3.0e7 6.0e7", "number": "1 2 3 4",
    "grade": "1 2 3 4 5", "causality": "unrelated unlikely possible probable definite", "serious": "Y N",
    "on_optimal_therapy": "Y N", "verdict": " ".join(studies.VERDICTS), "ruled_grade": "1 2 3 4 5", "resumes": "Y",
    "test": " ".join(studies.LABS), "episode_id": "E1 E2", "ctcae_version": "5.0 6.0", "outcome": "fatal recovered",
    "answer": "met not_met judged_acceptable", "unit": "g/L U/L 10^9/L", "weight_kg": "40 60 90", **studies.FINDINGS,
}  # fmt: skip
TERMS = (*studies.CLINICAL, "Lymphocyte count decreased", "Anemia")
DATES = ("2026-03", "2026-01-01", "2026-06-30", "")


def altered(files, rng, filled_in):
    """The study with one row of one table altered in one cell, or gone; empty cells only where `filled_in` says so."""
    file = rng.choice([name for name in studies.sheets(files) if name != studies.DECISIONS])
    columns, rows = studies.read(files[file])
    row = rng.choice(rows)
    if rng.random() < 0.15:
        rows.remove(row)
    else:
        column = rng.choice([c for c in columns if filled_in or (row[c] and c != "ae_reviewed_through")])
        row[column] = another(column, row[column] or "", [r[column] or "" for r in rows], rng)
    return studies.changed(files, file, columns, rows)


def another(column, old, others, rng):
    if column in POOL:
        return rng.choice([*POOL[column].split(), ""])
    if column == "term":
        return rng.choice(TERMS)
    if column.endswith(("_at", "_on", "_through")):
        return rng.choice([*others, *DATES])
    if column in ("value", "low", "high"):
        try:
            return str(round(float(old.strip("<>")) * rng.choice((0.1, 0.5, 2, 10)), 3))
        except ValueError:
            return "5"
    return rng.choice(others)


def two_exports(seed, filled_in=True):
    files, cut_off = studies.invent(seed)
    rng, later = Random(f"later {seed}"), files
    for _ in range(rng.choice((1, 1, 2))):
        later = altered(later, rng, filled_in)
    earlier, now = opened(files), opened(later)
    return (
        earlier,
        now,
        cut_off,
        what_changed((earlier.reports, now.reports), earlier.protocol, cut_off, reference()),
    )


LET_ON = {
    "hold": 0,
    "exceeded": 0,
    "wait": 1,
    "mtd": 2,
    "enrol": 2,
    "expand": 2,
    "escalate": 3,
    "top_of_ladder": 3,
}
KINDNESS = {"dlt": 0, "in_window": 1, "awaiting": 1, "allocated": 2, "not_evaluable": 2, "clear": 3}


def kinder(before, after):
    """The patients and levels that moved towards escalation, a level not by one more DLT (see test_promises)."""
    then, now = (
        {s["subject_id"]: s["state"] for level in review["levels"] for s in level["subjects"]}
        for review in (before, after)
    )
    people = {s: then[s] for s in then if KINDNESS[now.get(s, "allocated")] > KINDNESS[then[s]]}
    levels = {
        was["level"]: was["decision"]
        for was, is_ in zip(before["levels"], after["levels"], strict=True)
        if was["decision"] in LET_ON
        and is_["decision"] in LET_ON
        and LET_ON[is_["decision"]] > LET_ON[was["decision"]]
        and is_["tally"]["dlt"] <= was["tally"]["dlt"]
    }
    return people, levels


@pytest.mark.parametrize("hundred", range(1))
def test_no_verdict_becomes_kinder_by_a_changed_or_deleted_row_that_blocks_nobody(hundred):
    """Nor does one that blocks open the way up to a level that was not open before."""
    for seed in range(100 * hundred, 100 * hundred + 100):
        earlier, later, cut_off, found = two_exports(seed, filled_in=False)
        before, after = as_object(earlier.review(cut_off)), as_object(later.review(cut_off))
        people, levels = kinder(before, after)
        assert found.open or not (people or levels), (seed, people, levels)

        blocked = as_object(found.until_acknowledged)
        superseded = {level["level"] for level in before["levels"] if level["superseded"]}
        goes_on = {
            level["level"] for level in blocked["levels"] if LET_ON.get(level["decision"], 0) > LET_ON["wait"]
        }
        assert not set(kinder(before, blocked)[1]) & goes_on - superseded, seed


@pytest.mark.parametrize("hundred", range(1))
def test_no_dlt_is_taken_back_unasked_not_even_by_an_answer(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        earlier, later, cut_off, found = two_exports(seed)
        people, _ = kinder(as_object(earlier.review(cut_off)), as_object(later.review(cut_off)))
        assert found.open or "dlt" not in people.values(), (seed, people)


@settings(max_examples=25, deadline=None)
@given(seed=SEED)
def test_an_export_beside_itself_has_no_changes_whatever_the_order_of_its_rows(seed):
    files, cut_off = studies.invent(seed)
    study, shuffled = opened(files), opened(studies.shuffled_rows(files, Random(seed)))
    found = what_changed((study.reports, shuffled.reports), study.protocol, cut_off, reference())

    assert found.step.changes == ()
    assert found.alarms == ()


@settings(max_examples=25, deadline=None)
@given(seed=SEED)
def test_the_order_of_rows_alters_no_change(seed):
    earlier, later, cut_off, found = two_exports(seed)
    files = studies.invent(seed)[0]
    shuffled = opened(studies.shuffled_rows(files, Random(seed)))
    again = what_changed((shuffled.reports, later.reports), earlier.protocol, cut_off, reference())

    assert [(weight, c.id, c.reach) for weight, c in again.changes] == [
        (w, c.id, c.reach) for w, c in found.changes
    ]


@settings(max_examples=40, deadline=None)
@given(seed=SEED)
def test_every_row_that_differs_stands_in_exactly_one_change(seed):
    earlier, later, _, found = two_exports(seed)
    for table in ("subjects", "infusions", "adverse_events", "measurements", "adjudications"):
        of_table = [c for c in found.step.changes if c.table == table]
        gone, new = (
            [row for c in of_table if (row := side(c))] for side in (lambda c: c.before, lambda c: c.after)
        )
        then, now = (list(getattr(study.reports, table)) for study in (earlier, later))

        assert len({id(row) for row in (*gone, *new)}) == len(gone) + len(new)
        for row in gone:
            then.remove(row)
        for row in new:
            now.remove(row)
        assert sorted(map(said, then)) == sorted(map(said, now))
    ids = [change.id for change in found.step.changes]
    assert len(ids) == len(set(ids))


def said(row):
    return repr({name: told for name, told in vars(row).items() if name != "source"})


@settings(max_examples=25, deadline=None)
@given(seed=SEED)
def test_acknowledging_a_change_takes_exactly_one_question_away(seed):
    earlier, later, cut_off, found = two_exports(seed)
    for change in found.open:
        rest = what_changed(
            (earlier.reports, later.reports), earlier.protocol, cut_off, reference(), answered([change.id], 2)
        ).open
        assert sorted(c.id for c in rest) == sorted({c.id for c in found.open} - {change.id})
        assert len({c.question for c in found.open}) == len(found.open)
        assert change.question.reach is not Reach.NOBODY


@settings(max_examples=25, deadline=None)
@given(seed=SEED)
def test_a_third_export_like_the_first_undoes_and_one_like_the_second_undoes_nothing(seed):
    earlier, later, cut_off, found = two_exports(seed)
    three = (
        open_changes(
            judged_steps(
                [earlier.reports, later.reports, last.reports], earlier.protocol, cut_off, reference()
            ),
            (),
        )
        for last in (earlier, later)
    )
    back, same = ({change.id for change in each} for each in three)

    assert not back & {change.id for change in found.open}
    assert same == {change.id for change in found.open}
