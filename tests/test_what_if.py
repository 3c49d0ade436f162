"""What would change the decision: each flip as a committee would ask for it, told as the clinic notes it."""

import pytest

from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.review.flip import key
from safety.review.what_if import FEWEST_TRIED, MOST_TRIED, Effect, every_flip, how_many, what_if
from safety.wording import speech
from safety.wording.what_if import answer, sentences
from tests.clinic import COMMITTEE, demo_protocol, outcomes, review

CLEAR = "\n".join(f"S-{n:03} level 1 from 2026-03-02" for n in (2, 3))


def asked(notes, cut_off="2026-06-01", **more):
    """The answer for S-001 with these notes, beside two clear patients of level 1."""
    return what_if(review(f"S-001 level 1 from 2026-03-02\n{notes}\n{CLEAR}", cut_off, **more).of)


def after(found, id_):
    """What the open level's decision is after a flip, by the flip's id without its row."""
    return next(o for o in found.outcomes if plain(o.flip) == id_).then.decision.value


def plain(flip):
    kind, *rest = key(flip).split(":")
    if kind in ("grade", "causality", "value"):
        del rest[1]
    return ":".join((kind, *rest))


def ids(found, kind=""):
    return {plain(o.flip) for o in found.outcomes if plain(o.flip).startswith(kind)}


def by_committee(levels):
    return what_if(review(outcomes(levels), COMMITTEE).of)


@pytest.mark.parametrize(
    ("levels", "flip", "decision"),
    [
        ("1NN?", "stays_clear:S-003", "escalate"),
        ("1NN?", "has_dlt:S-003", "expand"),
        ("1NNA", "stays_clear:S-003", "escalate"),
        ("1NNA", "has_dlt:S-003", "expand"),
        ("1NT?", "stays_clear:S-003", "expand"),
        ("1NT?", "has_dlt:S-003", "exceeded"),
        ("1N??", "stays_clear:S-002", "wait"),
        ("1NNNNT?", "stays_clear:S-006", "escalate"),
        ("1NNN 2NN?", "stays_clear:S-006", "top_of_ladder"),
        ("1NN? 2N", "has_dlt:S-003", "hold"),
        ("1NNT", "strict_rule", "expand"),
        ("1NNNNNT", "strict_rule", "expand"),
        ("1NNNNNT 2NNN", "strict_rule", "hold"),
        ("1NNN", "strict_rule", "escalate"),
    ],
)
def test_each_pending_patient_either_way_and_the_strict_rule(levels, flip, decision):
    assert after(by_committee(levels), flip) == decision


def test_both_futures_of_one_pending_patient_are_those_of_page_one():
    for levels in ("1NN?", "1NT?", "1NNA", "1NNN 2NT?", "1NNNNT?"):
        found = by_committee(levels)
        told = {o.then.decision for o in found.outcomes if key(o.flip).startswith(("stays", "has"))}
        assert told == set(found.now.possible)


@pytest.mark.parametrize("levels", ["1NNN", "1NNNNNN 2NNN", "1N", "1NN", "1E", "1N??"])
def test_robust_where_no_single_flip_changes_the_decision(levels):
    found = by_committee(levels)
    assert found.robust
    assert not found.changing
    assert answer(found, speech()) == "robust"
    assert sentences(found, speech())[0].startswith(f"None of {len(found.outcomes)} single changes alters")


def test_three_dlts_hang_on_nothing_but_a_death_that_would_hold_every_level():
    found = by_committee("1TTT")
    assert {o.then.decision for o in found.changing} == {Decision.HOLD}
    assert {plain(o.flip) for o in found.changing} == {"grade:AE-1:5", "grade:AE-2:5", "grade:AE-3:5"}


def test_two_dlts_hang_on_each_of_them():
    """A DLT of grade 4 judged unlikely is for people to rule: the level waits instead."""
    found = by_committee("1NTT")
    assert found.now.decision is Decision.EXCEEDED
    waits = {plain(o.flip) for o in found.changing if o.then.decision is Decision.WAIT}
    assert waits == {"causality:AE-2:unlikely", "causality:AE-3:unlikely"}
    assert "AE-2 (causality)" in answer(found, speech())


def test_one_flip_that_makes_the_level_exceeded_is_told_by_name():
    found = by_committee("1NT?")
    assert "has_dlt:S-003" in {plain(o.flip) for o in found.one_makes_it_exceeded}
    assert found.changing[0].then.decision is Decision.EXCEEDED
    assert "exceeded: S-003 (DLT)." in sentences(found, speech())[1]
    assert "No single change makes the level exceeded." in sentences(by_committee("1NNN"), speech())


def test_nobody_dosed_is_no_robust_answer():
    found = what_if(review("S-001 level 1", "2026-03-02").of)
    assert answer(found, speech()) == "nothing to try"


@pytest.mark.parametrize(
    ("event", "flips"),
    [
        ("AE-1 Headache 2, day 5 to day 6, possible", {"grade:AE-1:3": "expand"}),
        ("AE-1 Headache 1, day 5 to day 6, possible", {}),
        ("AE-1 Headache 3, day 5 to day 6, possible", {"grade:AE-1:2": "escalate"}),
        ("AE-1 Headache 3, day 5 to day 6, unlikely", {"grade:AE-1:2": "escalate"}),
        ("AE-1 Dyspnea 3, day 5 to day 6", {"grade:AE-1:2": "escalate", "grade:AE-1:4": "expand"}),
        ("AE-1 Dyspnea 4, day 5 to day 6", {"grade:AE-1:3": "expand", "grade:AE-1:5": "hold"}),
        ("AE-1 Thromboembolic event 1, day 5 to day 6", {"grade:AE-1:2": "wait"}),
        (
            "AE-1 Thromboembolic event 2, day 5 to day 6",
            {"grade:AE-1:1": "escalate", "grade:AE-1:3": "expand"},
        ),
        ("AE-1 Anemia 2, day 5 to day 6", {"grade:AE-1:3": "wait"}),
        (
            "AE-1 Neutrophil count decreased 4, day 5 to day 12",
            {"grade:AE-1:3": "escalate"},
        ),
        ("AE-1 Lymphocyte count decreased 4, day 5 to day 12", {}),
        (
            "AE-1 Pneumonitis 3, day -9, possible",
            {"grade:AE-1:2": "escalate", "grade:AE-1:4": "escalate"},
        ),
    ],
)
def test_a_grade_next_to_a_rules_edge_goes_one_up_and_one_down(event, flips):
    found = asked(event)
    assert {f: after(found, f) for f in ids(found, "grade")} == flips


def test_what_was_brought_along_makes_a_later_grade_a_dlt():
    found = asked("AE-1 Pneumonitis 3, day -9 to day 9, possible\nAE-2 Pneumonitis 3, day 10, possible")
    assert found.now.decision is Decision.ESCALATE
    assert after(found, "grade:AE-1:2") == "expand"


@pytest.mark.parametrize(
    ("event", "flips"),
    [
        ("AE-1 Dyspnea 3, day 5 to day 6, possible", {"causality:AE-1:unlikely": "wait"}),
        ("AE-1 Dyspnea 3, day 5 to day 6, unlikely", {"causality:AE-1:possible": "expand"}),
        ("AE-1 Dyspnea 3, day 5 to day 6, unrelated", {"causality:AE-1:possible": "expand"}),
        ("AE-1 Dyspnea 3, day 5 to day 6", {"causality:AE-1:unlikely": "wait"}),
        ("AE-1 Dyspnea 3, day 5 to day 6, definite", {}),
        ("AE-1 Dyspnea 2, day 5 to day 6, possible", {}),
        ("AE-1 Stroke 3, day 5 to day 6, unrelated", {"causality:AE-1:possible": "expand"}),
        ("AE-1 Disease progression 5, day 40 to day 41, unlikely", {"causality:AE-1:possible": "hold"}),
    ],
)
def test_a_disputed_causality_is_judged_on_the_other_side(event, flips):
    found = asked(event)
    assert {f: after(found, f) for f in ids(found, "causality")} == flips


def test_where_an_empty_causality_counts_as_not_related_it_becomes_related():
    protocol = demo_protocol(("unassessed_is_related = true", "unassessed_is_related = false"))
    found = asked("AE-1 Dyspnea 3, day 5 to day 6", protocol=protocol)
    assert ids(found, "causality") == {"causality:AE-1:possible"}
    assert after(found, "causality:AE-1:possible") == "expand"


def test_a_grade_nobody_reported_is_taken_as_each_that_the_term_has():
    found = asked("AE-1 Headache ?, day 5 to day 6, possible")
    assert {f: after(found, f) for f in ids(found, "grade")} == {
        "grade:AE-1:1": "escalate",
        "grade:AE-1:2": "escalate",
        "grade:AE-1:3": "expand",
    }


def test_a_grade_of_another_version_is_taken_as_each_of_this_one():
    found = asked("AE-1 Headache 2, day 5 to day 6, possible, ctcae_version=4.03")
    assert ids(found, "grade") == {"grade:AE-1:1", "grade:AE-1:2", "grade:AE-1:3"}
    assert after(found, "grade:AE-1:2") == "escalate"


def test_a_grade_that_the_findings_contradict_is_taken_as_they_support_it():
    found = asked("AE-1 Pneumonitis 2, day 5 to day 6, possible, oxygen=under_40")
    assert found.now.decision is Decision.WAIT
    assert after(found, "grade:AE-1:3") == "expand"


def test_a_value_that_no_event_reports_counts_as_its_event():
    found = asked("ALT 25 U/L 7-40 on day -3\nALT 250 U/L 7-40 on day 9")
    assert found.now.decision is Decision.WAIT
    assert after(found, "value:M-2:Alanine aminotransferase increased:3") == "expand"
    assert after(found, "ruling:S-001:lab:M-2:not_dlt") == "escalate"


def test_a_value_without_a_unit_is_each_grade_that_a_rule_could_call():
    found = asked("NEUT 0.3 on day 9")
    assert found.now.decision is Decision.WAIT
    assert ids(found, "value") == {"value:M-1:Neutrophil count decreased:4"}
    assert after(found, "value:M-1:Neutrophil count decreased:4") == "expand"


@pytest.mark.parametrize(
    ("notes", "record"),
    [
        ("infusion 2 completed cells=9.9e7", "dose:INF-S-001-2"),
        ("infusion 4 on day 33", "late:INF-S-001-4"),
        ("left day 20 adverse_event", "exit:S-001"),
        ("ALT 25 U/L 7-40 on day -3\nALT 250 U/L 7-40 on day 9", "lab:M-2"),
        ("screened I01 not_met on day -2", "elig:S-001"),
        ("infusion 2 not_given adverse_event", "R11:S-001"),
        ("AE-1 Dyspnea 3, day 5 to day 6, unlikely", "AE-1"),
        ("AE-1 Dyspnea ?, day 5 to day 6, possible", "AE-1"),
    ],
)
def test_every_ruling_that_is_owed_goes_each_way(notes, record):
    found = asked(notes)
    assert found.now.decision is Decision.WAIT
    assert after(found, f"ruling:S-001:{record}:dlt") == "expand"
    kind = "ruling:S-001:" + record
    third = (
        {f"{kind}:not_evaluable"}
        if record.split(":")[0] in ("dose", "late", "exit", "lab", "elig")
        else set()
    )
    assert {f for f in ids(found, "ruling") if f.startswith(kind)} == {
        f"{kind}:dlt",
        f"{kind}:not_dlt",
        *third,
    }


def test_a_death_that_holds_the_trial_is_ruled_both_ways():
    found = asked("AE-1 Sepsis 5, day 40 to day 41, possible")
    assert found.now.decision is Decision.HOLD
    assert after(found, "ruling:S-001:AE-1:not_dlt") == "escalate"


def test_a_ruling_that_stands_is_not_owed():
    assert not ids(asked("AE-1 Dyspnea 3, day 5 to day 6\nruled AE-1 not_dlt on day 40"), "ruling")


def test_the_window_read_as_30_days_leaves_out_the_last():
    found = asked("AE-1 Dyspnea 3, day 31 to day 33, possible")
    assert found.now.decision is Decision.EXPAND
    assert after(found, "window:30") == "escalate"
    assert after(asked("AE-1 Dyspnea 3, day 30 to day 33, possible"), "window:30") == "expand"


def test_a_shorter_window_is_tried_only_where_the_infusions_fit():
    longest = demo_protocol(("infusion_days = [1, 4, 7, 10]", "infusion_days = [1, 4, 7, 31]"))
    assert not ids(asked("", protocol=longest), "window")


def test_a_flip_leaves_everybody_else_as_they_are():
    seen = review(outcomes("1N?A"), COMMITTEE).of
    found = what_if(seen)
    clear = next(o for o in found.outcomes if plain(o.flip) == "stays_clear:S-002")
    assert clear.state is State.CLEAR
    assert (clear.then.tally.clear, clear.then.tally.pending) == (2, 1)
    assert (clear.effect, Decision.EXCEEDED in clear.then.possible) == (Effect.POSSIBLE, False)


def test_whoever_left_stays_not_evaluable_whatever_turns_out_well():
    found = asked("left day 16 adverse_event")
    kind = next(o for o in found.outcomes if plain(o.flip) == "stays_clear:S-001")
    assert (kind.state, kind.then.decision) == (State.NOT_EVALUABLE, Decision.ENROL)


@pytest.mark.parametrize(
    "notes",
    [
        "infusion 3 missing",
        "infusion 2 completed cells=",
        "infusion 2 interrupted",
        "infusion 2 not_given cells=2.0e7",
        "infusion 2 completed cells=many",
        "AE-1 Headache 9, day 5",
        "reviewed through day 3",
        "AE-1 Headache 3, 2026-03, possible",
        "AE-1 Headache 3, ?, possible",
        "left ? withdrew_consent",
        "exported on 2026-03-20",
        "AE-1 Odd feeling 4, day 5 to day 6",
    ],
)
def test_whatever_is_open_about_a_patient_can_turn_out_well(notes):
    found = asked(notes)
    kind = next(o for o in found.outcomes if plain(o.flip) == "stays_clear:S-001")
    assert kind.state in (State.CLEAR, State.NOT_EVALUABLE)


def test_what_was_not_tried_is_named_and_the_answer_is_not_robust():
    seen = review(outcomes("1TTT"), COMMITTEE).of
    every = every_flip(seen)
    found = what_if(seen, most=2)
    assert len(found.outcomes) + len(found.not_tried) == len(every)
    assert not found.robust
    assert answer(found, speech()) == "not all tried"
    assert f"{len(every) - 2} more were not tried" in sentences(found, speech())[-1]


def test_the_number_of_flips_is_bounded_by_the_size_of_the_study():
    assert how_many(0) == how_many(700) == MOST_TRIED
    assert how_many(10_000) == 60
    assert how_many(10_000_000) == FEWEST_TRIED


def test_every_flip_has_an_id_of_its_own():
    every = every_flip(review(outcomes("1NTA? 2?AT"), COMMITTEE).of)
    assert len({key(s.flip) for s in every}) == len(every)
