"""Who had what: patients and events are counted, never rows, and nothing of before is mixed with the window."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.domain.dlt_definition import Verdict
from safety.review.events_by_term import Part, events_by_term
from safety.review.gravity import Gravity, gravest_first, gravity
from tests.clinic import one, review
from tests.random_studies import invent
from tests.studies import opened

BEFORE, WINDOW, AFTER = Part.BEFORE, Part.WINDOW, Part.AFTER


def parts(seen, term, sid="S-001"):
    """The worst grade of a term by part, as they stand in the map; ? where one is not known."""
    (column,) = [c for c in events_by_term(seen.of).terms if c.term == term]
    found = {part: had for (who, part), had in column.had.items() if who == sid}
    return {part.value: f"{h.grade or ''}{'?' if h.ungraded else ''}" for part, h in found.items()}


def column(seen, term):
    return next(c for c in events_by_term(seen.of).terms if c.term == term)


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("AE-1 Headache 2, day 5 to day 6", {"window": "2"}),
        ("AE-1 Headache 2, day -9 to day -3", {"before": "2"}),
        ("AE-1 Headache 2, day -9", {"before": "2"}),
        ("AE-1 Headache 2, day 40 to day 41", {"after": "2"}),
        ("AE-1 Headache ?, day 5 to day 6", {"window": "?"}),
        ("AE-1 Headache ?, day 5 to day 6\nAE-2 Headache 3, day 9 to day 9", {"window": "3?"}),
        ("AE-1 Headache 2, 2026-03 to day 9", {"window": "2"}),
        # what came along and got no worse stays apart; worse, or back after it was gone, is of the window
        ("AE-1 Pneumonitis 2, day -9 to day 4\nAE-2 Pneumonitis 1, day 5", {"before": "2"}),
        (
            "AE-1 Pneumonitis 2, day -9 to day 4\nAE-2 Pneumonitis 3, day 5 to day 9, possible",
            {"before": "2", "window": "3"},
        ),
        (
            "AE-1 Pneumonitis 2, day -9 to day 4\nAE-2 Pneumonitis 2, day 9 to day 12",
            {"before": "2", "window": "2"},
        ),
        # a death is placed by its day
        ("AE-1 Sepsis 5, day -3 to day 9", {"window": "5"}),
        ("AE-1 Sepsis 5, day -3 to day 50", {"after": "5"}),
    ],
)
def test_each_grade_stands_in_its_part(notes, told):
    seen = one(notes, "day 60")
    term = seen.event().term
    assert parts(seen, term) == told


def test_rows_of_one_event_are_counted_once():
    seen = review(
        """
        S-001 level 1 from 2026-03-02
          AE-1 Nausea 1, day 5 to day 6
          AE-2 Nausea 2, day 7 to day 8
          AE-3 Nausea 1, day 20 to day 21
        S-002 level 1 from 2026-03-02
          AE-4 Nausea 1, day 3 to day 4, episode_id=E1
          AE-5 Nausea 1, day 9 to day 9, episode_id=E1
        S-003 level 1 from 2026-03-02
          AE-6 Nausea 1, day 3 to day 4, episode_id=E2
          AE-7 Nausea 1, day 4 to day 5, episode_id=E3
        """
    )
    nausea = column(seen, "Nausea")
    assert (nausea.patients(WINDOW), nausea.events(WINDOW)) == (3, 5)
    assert [nausea.had[sid, WINDOW].count for sid in ("S-001", "S-002", "S-003")] == [2, 1, 2]
    assert (nausea.patients(BEFORE), nausea.events(BEFORE)) == (0, 0)


def test_everybody_has_a_row_those_without_an_event_too():
    seen = review("S-001 level 1 from 2026-03-02\nS-002 level 0\nAE-9 Headache 1, 2026-03-01\nS-003 level 2")
    by_term = events_by_term(seen.of)
    assert [(level, p.subject_id) for level, p in by_term.patients] == [
        (2, "S-003"),
        (1, "S-001"),
        (None, "S-002"),
    ]
    assert by_term.events_of("S-001", WINDOW) == 0
    assert by_term.events_of("S-002", BEFORE) == 1  # no infusion was given: nothing of it came after one


def test_the_gravest_terms_stand_first():
    seen = one(
        """
        AE-1 Cough 2, day 5 to day 6, unrelated
        AE-2 Headache 3, day 50 to day 51, unrelated
        AE-3 Fatigue 2, day 5 to day 6, unrelated, serious=Y
        AE-4 Dyspnea 3, day 5 to day 6, unlikely
        AE-5 Pneumonitis 4, day 5 to day 6, possible
        AE-6 Anemia 4, day -9
        AE-7 Hypoxia 3, day 5 to day 6, unlikely
        ruled AE-7 not_dlt on day 20
        """,
        "day 60",
    )
    terms = [c.term for c in events_by_term(seen.of).terms]
    assert terms == ["Pneumonitis", "Dyspnea", "Hypoxia", "Fatigue", "Headache", "Cough", "Anemia"]
    assert gravity(one("AE-1 Headache ?, day 50 to day 51", "day 60").event()) is Gravity.SEVERE
    first = [gravity(e) for e in gravest_first(seen.of.events)]
    assert first[:5] == [Gravity.DLT, Gravity.CANDIDATE, Gravity.RULED, Gravity.SERIOUS, Gravity.SEVERE]


def test_what_the_monitor_raised_itself_has_its_own_column():
    seen = one("infusion 3 not_given adverse_event\ninfusion 4 not_given adverse_event")
    raised = column(seen, "R11")
    assert raised.raised
    had = raised.had["S-001", WINDOW]
    assert (had.verdict, had.grade, had.ungraded, had.count) == (Verdict.DLT, None, False, 1)


def test_what_is_ruled_a_dlt_is_never_hidden_in_what_came_along():
    seen = one(
        "AE-1 Pneumonitis 2, day -9 to day 4\nAE-2 Pneumonitis 1, day 5 to day 9\nruled AE-2 dlt on day 20"
    )
    assert parts(seen, "Pneumonitis") == {"before": "2", "window": "1"}
    assert column(seen, "Pneumonitis").had["S-001", WINDOW].verdict is Verdict.DLT


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_each_event_stands_exactly_once_and_patients_are_counted_as_people(seed):
    files, cut_off = invent(seed)
    seen = opened(files).review(cut_off)
    by_term = events_by_term(seen)
    listed = Counter(id(e) for c in by_term.terms for had in c.had.values() for e in had.events)
    assert listed == Counter(id(e) for e in seen.events)
    assert sorted(p.subject_id for _, p in by_term.patients) == sorted(seen.patients)
    for c in by_term.terms:
        for part in Part:
            of_part = [e for (_, where), had in c.had.items() if where is part for e in had.events]
            assert c.patients(part) == len({e.subject_id for e in of_part})
            assert c.patients(part) <= c.events(part) <= len(of_part)
