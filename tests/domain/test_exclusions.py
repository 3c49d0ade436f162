"""X1 to X4: what is spared where every condition is documented, and only there."""

import pytest

from tests.clinic import demo_protocol, one

SPARED = "on_optimal_therapy=Y, hospitalized=N"


@pytest.mark.parametrize("term", ["Nausea", "Vomiting", "Diarrhea"])
@pytest.mark.parametrize(
    ("span", "therapy", "hospital", "said"),
    [
        ("to day 7", "Y", "N", ("not_dlt", "X1")),
        ("to day 8", "Y", "N", ("dlt", "R3")),
        ("to day 7", "N", "N", ("dlt", "R3")),
        ("to day 7", "Y", "Y", ("dlt", "R3")),
        ("to day 7", "", "N", ("unknown", "X1")),
        ("to day 7", "Y", "", ("unknown", "X1")),
        ("to day 7", "", "", ("unknown", "X1")),
        ("to day 7", "", "Y", ("dlt", "R3")),
        ("to day 7", "N", "", ("dlt", "R3")),
        ("to day 8", "", "", ("dlt", "R3")),
        ("", "N", "N", ("dlt", "R3")),
        ("to 2026-03", "Y", "N", ("dlt", "R3")),
    ],
)
def test_x1_spares_only_where_all_three_conditions_are_documented(term, span, therapy, hospital, said):
    facts = f"on_optimal_therapy={therapy}, hospitalized={hospital}"

    assert one(f"AE-1 {term} 3, day 5 {span}".rstrip() + f", possible, {facts}").said() == said


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("Fatigue 3, day 5 to day 11", ("not_dlt", "X2")),
        ("Fatigue 3, day 5 to day 12", ("dlt", "R3")),
        ("Fatigue 3, day 29", ("unknown", "X2")),
        ("Fatigue 3, day 20", ("dlt", "R3")),
        ("Fatigue 3, ? to day 9", ("unknown", "X2")),
        ("Fever 3, day 5 to day 5", ("not_dlt", "X3")),
        ("Fever 3, day 5 to day 6", ("dlt", "R3")),
        ("Fever 3, day 5 08:00 to day 6 08:00", ("not_dlt", "X3")),
        ("Fever 3, day 5 08:00 to day 6 08:01", ("dlt", "R3")),
        ("Fever 3, day 31", ("dlt", "R3")),
        ("Fever 4, day 5 to day 5", ("dlt", "R2")),
    ],
)
def test_x2_and_x3_ask_only_how_long_it_lasted(event, said):
    assert one(f"AE-1 {event}, possible").said() == said


@pytest.mark.parametrize(
    ("term", "grade", "said"),
    [
        ("Lymphocyte count decreased", 1, ("not_dlt", "X4")),
        ("Lymphocyte count decreased", 3, ("not_dlt", "X4")),
        ("Lymphocyte count decreased", 4, ("not_dlt", "X4")),
        ("White blood cell decreased", 3, ("not_dlt", "")),
    ],
)
def test_x4_spares_lymphocytes(term, grade, said):
    assert one(f"AE-1 {term} {grade}, day 5, definite").said() == said


def test_a_missing_fact_is_asked_for_before_causality():
    """Unknown, not review: what could make it a DLT is not documented yet."""
    assert one("AE-1 Nausea 3, day 5 to day 7, unrelated, hospitalized=N").said() == ("unknown", "X1")
    assert one(f"AE-1 Nausea 3, day 5 to day 7, unrelated, {SPARED}").said() == ("not_dlt", "X1")
    assert one(f"AE-1 Nausea 3, day 5 to day 9, unrelated, {SPARED}").said() == ("review", "R3")


def test_an_exclusion_may_ask_for_facts_alone():
    facts_alone = demo_protocol(("within_hours = 72\n", ""))

    assert one(f"AE-1 Nausea 3, day 5, possible, {SPARED}", protocol=facts_alone).said() == ("not_dlt", "X1")
    assert one("AE-1 Nausea 3, day 5, possible", protocol=facts_alone).said() == ("unknown", "X1")
