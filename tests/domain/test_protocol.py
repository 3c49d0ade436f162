"""The protocol as values: what a trial's own file changes, and what it leaves alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from safety.domain.protocol import DoseLevel, Dosing, Stagger
from safety.records.protocol_file import read_protocol
from safety.review.reference import ctcae_terms
from tests.clinic import DEMO, demo_protocol, one, review

BOIN = Path(__file__).parents[1] / "protocols" / "boin.toml"
DOSING = Dosing(True, Decimal(60), (1, 4, 7, 10), Decimal(20), Decimal(20), "")


def demo():
    return read_protocol(DEMO, ctcae_terms())


def test_the_demonstration_ladder_has_two_rungs_three_times_apart():
    protocol = demo()

    assert [rung.cells for rung in protocol.levels] == [Decimal("2.0e7"), Decimal("6.0e7")]
    assert protocol.next_level(1) == protocol.level(2)
    assert protocol.next_level(2) is None
    assert protocol.level(3) is protocol.level(None) is None


@pytest.mark.parametrize(("number", "day"), [(1, 2), (2, 5), (3, 8), (4, 11)])
def test_infusions_are_planned_on_study_days_1_4_7_and_10(number, day):
    assert demo().dosing.planned_day(number, date(2026, 3, 2)) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("weight", "cells"),
    [("60", Decimal("2.0e7")), ("90", Decimal("3.0e7")), (None, None), ("45", Decimal("1.5e7"))],
)
def test_a_dose_by_weight_needs_the_weight(weight, cells):
    rung = DoseLevel(1, Decimal("2.0e7"), "")

    assert DOSING.planned_cells(rung, weight and Decimal(weight)) == cells


@pytest.mark.parametrize(
    ("causality", "related"),
    [
        ("unrelated", False),
        ("unlikely", False),
        ("possible", True),
        ("probable", True),
        ("definite", True),
        (None, True),
    ],
)
def test_not_assessed_is_not_unrelated(causality, related):
    """ICH E2A: a causal relationship that cannot be ruled out is one that counts."""
    assert demo().dlt.is_related(causality) is related


@pytest.mark.parametrize(
    ("rule", "covers", "covers_not"),
    [
        ("R3", "Dyspnea", "Anemia"),
        ("R5", "Thromboembolic event", "Dyspnea"),
        ("R8", "Anemia", "Platelet count decreased"),
    ],
)
def test_a_rule_covers_its_terms(rule, covers, covers_not):
    found = next(r for r in demo().dlt.events if r.id == rule)

    assert (found.covers(covers), found.covers(covers_not)) == (True, False)


def test_a_third_level_is_three_lines_of_the_file():
    third = '[[dose_level]]\nlevel = 3\ncells = 1.8e8\nsection = "x"\n\n[dosing]'
    text = demo_protocol(("[dosing]", third))
    three = "\n".join(f"S-{n} level 2 from 2026-03-02" for n in (4, 5, 6))
    seen = review(
        "\n".join(f"S-{n} level 1 from 2026-03-02" for n in (1, 2, 3)) + f"\n{three}", protocol=text
    )

    assert (seen.decision(2), seen.level(2).next_dose.cells) == ("escalate", Decimal("1.8e8"))
    assert (seen.decision(3), len(seen.of.levels)) == ("not_open", 3)


def test_a_second_protocol_works_without_a_line_of_code_changed():
    """28 days, doses by weight, three infusions, BOIN boundaries, rules of its own."""
    noted = "S-001 level 1 from 2026-03-02 weight_kg=70\ninfusion 4 missing\n"
    noted += "".join(f"infusion {n} on day {d} cells=1.0e6\n" for n, d in ((1, 1), (2, 8), (3, 15)))
    seen = review(noted, "day 29", BOIN)

    assert (seen.state(), review(noted, "day 28", BOIN).state()) == ("clear", "in_window")
    assert review(f"{noted}AE-1 Alopecia 2, day 5\nAE-2 Dyspnea 3, day 5", "day 29", BOIN).said("AE-2") == (
        "dlt",
        "D2",
    )
    assert review(f"{noted}AE-1 Anemia 4, day 5 to day 9", "day 29", BOIN).said() == ("not_dlt", "D3")


NAUSEA = "AE-1 Nausea 3, day 5 to day 8, on_optimal_therapy=Y, hospitalized=N"
NEUTROPENIA = "AE-1 Neutrophil count decreased 4, day 5 to day 9"
INJURY = "ALT 90 U/L 7-40 on day -2\nALT 330 U/L 7-40 on day 9"


@pytest.mark.parametrize(
    ("key", "was", "becomes", "noted", "before", "after"),
    [
        ("within_hours", 72, 96, NAUSEA, "dlt", "clear"),
        ("longer_than_days", 7, 3, NEUTROPENIA, "clear", "dlt"),
        ("infusions_completed", 4, 3, "infusion 4 not_given other", "not_evaluable", "clear"),
        ("deviation_above_percent", 20, 50, "infusion 2 cells=2.9e7", "awaiting", "clear"),
        ("deviation_below_percent", 20, 50, "infusion 2 cells=1.1e7", "not_evaluable", "clear"),
        ("from_grade", 3, 4, "NEUT 0.7 10^9/L 1.8-7.5 on day 9", "awaiting", "clear"),
        ("above_uln", 8, 10, INJURY, "dlt", "clear"),
        ("omitted_at_least", 2, 1, "infusion 3 not_given adverse_event", "awaiting", "dlt"),
    ],
)
def test_its_numbers_are_the_file_s(key, was, becomes, noted, before, after):
    change = (f"{key} = {was}", f"{key} = {becomes}")

    assert one(noted).state() == before
    assert one(noted, protocol=demo_protocol(change)).state() == after


@pytest.mark.parametrize(
    ("later", "dosed", "days"),
    [(7, 0, None), (7, 1, 14), (7, 2, 7), (7, 5, 7), (None, 1, 14), (None, 2, None)],
)
def test_a_stagger_asks_for_days_after_the_latest_first_infusion(later, dosed, days):
    assert Stagger(14, later, "§3.3").days_after(dosed) == days
