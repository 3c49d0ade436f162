"""Reasons are values: each answer carries what made it so, and a test can compare it."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args

import pytest

from safety.domain import reason
from safety.domain.reason import (
    Died,
    EndedInTime,
    Excluded,
    ExclusionFails,
    ExclusionOpen,
    GrewAfterTheWindow,
    LastedTooLong,
    MayBeReactionToInfusion,
    MeetsRule,
    NotCalled,
    NotRelated,
    OutsideWindow,
    ReactionToInfusion,
    StartUncertain,
    StoodAtBaseline,
)
from tests.clinic import one

FACTS = "on_optimal_therapy=Y, hospitalized=N"


@pytest.mark.parametrize("kind", get_args(reason.Reason))
def test_every_reason_is_a_frozen_value_with_a_name_of_its_own(kind):
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert kind.__doc__
    assert kind.__name__ in reason.__all__
    assert len({f.name for f in fields(kind)}) == len(fields(kind))


@pytest.mark.parametrize(
    ("event", "because"),
    [
        ("Dyspnea 3, day 5", [MeetsRule("R3", "Dyspnea", 3)]),
        ("Dyspnea 3, day 5, unlikely", [MeetsRule("R3", "Dyspnea", 3), NotRelated("unlikely")]),
        ("Dyspnea 2, day 5", [NotCalled("Dyspnea", 2)]),
        ("Dyspnea 3, day 40", [OutsideWindow(before=False)]),
        ("Dyspnea 3, day -9 to day -8", [OutsideWindow(before=True)]),
        ("Stroke ?, day 5, unrelated", [MeetsRule("R5", "Stroke", None)]),
        ("Dyspnea 3, ?", [MeetsRule("R3", "Dyspnea", 3), StartUncertain(None, date(2026, 5, 10))]),
        ("Dyspnea 3, 2026-04", [MeetsRule("R3", "Dyspnea", 3),
                                StartUncertain(date(2026, 4, 1), date(2026, 4, 30))]),
        (f"Nausea 3, day 5 to day 7, {FACTS}", [MeetsRule("R3", "Nausea", 3), Excluded("X1")]),
        (f"Nausea 3, day 5 to day 8, {FACTS}", [MeetsRule("R3", "Nausea", 3), LastedTooLong(72)]),
        ("Nausea 3, day 5 to day 7", [MeetsRule("R3", "Nausea", 3),
                                      ExclusionOpen("X1", ("on_optimal_therapy", "hospitalized"))]),
        ("Nausea 3, day 5, hospitalized=Y", [MeetsRule("R3", "Nausea", 3),
                                             ExclusionFails("X1", "hospitalized")]),
        ("Neutrophil count decreased 4, day 5 to day 9", [MeetsRule("R6", "Neutrophil count decreased", 4),
                                                          EndedInTime(168)]),
        ("Pneumonitis 5, day 20, unrelated", [Died(((date(2026, 3, 21), date(2026, 3, 21)),))]),
    ],
)  # fmt: skip
def test_a_verdict_says_why(event, because):
    assert list(one(f"AE-1 {event}", "day 70").event().trace[0].because) == because


def test_a_reaction_names_its_infusion():
    trace = one("AE-1 Anaphylaxis 3, day 4, unrelated").event().trace
    may_be = one("AE-1 Anaphylaxis ?, day 4, unrelated").event().trace

    assert trace[1].because[-1] == ReactionToInfusion("INF-S-001-2")
    assert MayBeReactionToInfusion("INF-S-001-2") in [answer.because[-1] for answer in may_be]


def test_what_grew_after_the_window_names_where_it_began():
    trace = one("AE-0 Pneumonitis 2, day 20\nAE-1 Pneumonitis 3, day 33", "day 60").event().trace

    assert trace[-1].because[-1] == GrewAfterTheWindow("AE-0")


def test_what_stood_at_baseline_names_both_grades():
    noted = "AE-0 Pneumonitis 3, day -40 to day 11\nAE-1 Pneumonitis 3, day 12"

    assert one(noted).event().trace[0].because[-1] == StoodAtBaseline(3, 3)
