"""L: a value of grade 3 or worse that no event reports, and one that a rule needs and nobody can grade."""

from datetime import timedelta

import pytest

from safety.domain.laboratory import reports
from tests.clinic import demo_protocol, one

LOW = "NEUT 0.7 10^9/L 1.8-7.5 on day 15"  # grade 3


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 15", True),
        ("NEUT 1.0 10^9/L 1.8-7.5 on day 15", False),
        ("NEUT 0.99 10^9/L 1.8-7.5 on day 15", True),
        ("PLAT 40 10^9/L 150-400 on day 15", True),
        ("HGB 75 g/L 120-170 on day 15", True),
        ("ALT 201 U/L 7-40 on day 15", True),
        ("ALT 200 U/L 7-40 on day 15", False),
        ("LYM 0.3 10^9/L 1.0-3.5 on day 15", False),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 1", False),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 1 12:00", True),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 31", True),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day 32", False),
        ("NEUT 0.7 10^9/L 1.8-7.5 on day -1", False),
    ],
)
def test_a_grade_3_value_of_the_window_without_an_event_is_asked_about(value, asked):
    seen = one(value, "day 33")

    assert (seen.blockers() == {"unreported_lab"}) is asked
    assert seen.state() == ("awaiting" if asked else "clear")


@pytest.mark.parametrize(
    ("event", "reported"),
    [
        ("Neutrophil count decreased 3, day 15", True),
        ("Neutrophil count decreased 3, day 22 to day 23", True),
        ("Neutrophil count decreased 3, day 23 to day 24", False),
        ("Neutrophil count decreased 3, day 2 to day 8", True),
        ("Neutrophil count decreased 3, day 2 to day 7", False),
        ("Neutrophil count decreased 2, day 14", True),
        ("Neutrophil count decreased 2, day 16", False),
        ("Platelet count decreased 3, day 15", False),
        ("Neutrophil count decreased 3, 2026-03", True),
        ("Neutrophil count decreased 3, day -9 to day -1", False),
        ("Neutrophil count decreased ?, day 15", False),
    ],
)
def test_an_event_of_the_term_of_at_least_that_grade_within_seven_days_reports_it(event, reported):
    """Grade 2 on the sample's own day carries the derived grade 3."""
    assert ("unreported_lab" in one(f"{LOW}\nAE-1 {event}, possible", "day 40").queries()) is not reported


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("NEUT 0.8 10^9/L 1.8-7.5 on day -2", False),
        ("NEUT 1.2 10^9/L 1.8-7.5 on day -2", True),
        ("AE-0 Neutrophil count decreased 3, day -20 to day 2", False),
        ("AE-0 Neutrophil count decreased 2, day -20 to day 2", True),
        ("AE-0 Neutrophil count decreased 3, day -20 to day -2", True),
    ],
)
def test_only_what_lies_above_the_baseline_is_asked_about(before, asked):
    assert ("unreported_lab" in one(f"{LOW}\n{before}").queries()) is asked


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        ("NEUT 0.7 on day 15", ("unit",)),
        ("ALT 130 U/L on day 15", ("high",)),
        ("BILI 42 umol/L on day 15", ("high",)),
        ("ALP 300 U/L on day 15", ("high",)),
        ("NEUT 0.7 furlong 1.8-7.5 on day 15", ("unit",)),
        ("ALT 130 U/L on day -2", ("high",)),
        ("ALT 130 U/L on day 40", ("high",)),
        ("ALT 130 U/L 7-0 on day 15", ("high",)),
    ],
)
def test_a_value_of_a_test_that_a_rule_uses_and_nobody_can_grade_is_asked_about(value, missing):
    seen = one(value, "day 50")
    (question,) = seen.level().blockers

    assert (seen.state(), question.code, question.record_id) == ("awaiting", "ungradable_lab", "lab:M-1")
    assert set(missing) <= set(question.reason.missing)


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("NEUT 0.7 on day 15", "unit"),
        ("NEUT 0.7 furlong 1.8-7.5 on day 15", "unit"),
        ("ALT 130 U/L on day 15", "high"),
        ("NEUT <0.7 10^9/L 1.8-7.5 on day 15", "value"),
        ("NEUT <0.7 on day 15", "unit"),
        ("PLAT 100 10^9/L on day 15", "low"),
    ],
)
def test_the_finger_points_at_what_is_lacking(value, column):
    (question,) = one(value, "day 40").of.queries

    assert (question.code, question.column) == ("ungradable_lab", column)


@pytest.mark.parametrize("value", ["CRP 37 on day 15", "COLOR yellow on day 15", "XYZ positive on day 15"])
def test_a_test_that_no_rule_uses_may_be_anything(value):
    seen = one(value)

    assert (seen.state(), seen.blockers()) == ("clear", set())


def test_lymphocytes_that_may_be_too_few_are_no_question_but_those_that_may_be_too_many_are():
    assert "ungradable_lab" not in one("LYM 0.9 10^9/L on day 15").queries()  # X4; below or within normal
    assert "ungradable_lab" in one("LYM 0.9 on day 15").queries()  # in another unit 0.9 may be grade 3


def test_a_term_that_no_number_brings_to_a_grade_that_counts_asks_nothing():
    """Haptoglobin decreased has grade 1 only."""
    assert one("HAPTOG 0.5 g/L on day 15").queries() == set()


def test_each_value_is_asked_about_once_whatever_is_missing():
    questions = [q for q in one("ALT 130 on day 15").of.queries if q.code == "ungradable_lab"]

    assert len(questions) == 1


def test_a_protocol_without_the_rule_asks_nothing():
    text = demo_protocol()
    start, end = text.index("[laboratory]"), text.index("# Decisions ---")

    assert one(LOW, protocol=text[:start] + text[end:]).state() == "clear"


def test_the_rules_that_say_nothing_without_measurements_are_named():
    assert one("").of.protocol.dlt.rules_on_measurements == ("R9", "R10", "L")


def test_an_event_of_another_term_reports_nothing():
    patient = one(f"{LOW}\nAE-1 Headache 4, day 15, possible").patient()
    (event,), (grade,) = patient.events, patient.laboratory.telling

    assert not reports(event, grade, timedelta(days=7))
