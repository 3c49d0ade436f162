"""The protocol's rules, one truth table each: met, not met, not known, for people to rule."""

import pytest

from tests.clinic import demo_protocol, one

SPARED = "on_optimal_therapy=Y, hospitalized=N"


@pytest.mark.parametrize(
    ("causality", "verdict"),
    [("unrelated", "review"), ("unlikely", "review"), ("possible", "dlt"), ("probable", "dlt"),
     ("definite", "dlt"), ("", "dlt")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("event", "rule"),
    [
        ("Dyspnea 4, day 5", "R2"),
        ("Dyspnea 3, day 5", "R3"),
        ("Neutrophil count decreased 4, day 5 to day 12", "R6"),
        ("Febrile neutropenia 3, day 5", "R6"),
        ("Febrile neutropenia 4, day 5", "R6"),
        ("Platelet count decreased 4, day 5", "R7"),
        ("Anemia 4, day 5", "R8"),
        ("White blood cell decreased 4, day 5", "R8"),
    ],
)
def test_where_a_rule_says_related_the_site_s_no_is_for_people_and_its_silence_is_not_a_no(
    event, rule, causality, verdict
):
    noted = f"AE-1 {event}, {causality}" if causality else f"AE-1 {event}"

    assert one(noted).said() == (verdict, rule)


@pytest.mark.parametrize("causality", ["unrelated", "unlikely"])
@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("Dyspnea 5, day 5", ("dlt", "R1")),
        ("Infusion related reaction 3, day 4", ("dlt", "R4")),
        ("Thromboembolic event 3, day 5", ("dlt", "R5")),
        ("Thromboembolic event 4, day 5", ("dlt", "R5")),
        ("Thromboembolic event 2, day 5", ("review", "R5")),
        ("Arterial thromboembolism 3, day 5", ("dlt", "R5")),
        ("Stroke 1, day 5", ("dlt", "R5")),
        ("Stroke 3, day 5", ("dlt", "R5")),
        ("Stroke ?, day 5", ("dlt", "R5")),
        ("Platelet count decreased 3, day 5", ("review", "R7")),
        ("Anemia 3, day 5", ("review", "R8")),
    ],
)
def test_some_rules_ask_for_no_causality(event, said, causality):
    assert one(f"AE-1 {event}, {causality}").said() == said
    assert one(f"AE-1 {event}, definite").verdict() == said[0]


def test_of_two_rules_that_say_the_same_the_first_is_named():
    assert one("AE-1 Stroke 3, day 5, possible").said() == ("dlt", "R3")
    assert one("AE-1 Stroke 4, day 5, unrelated").said() == ("dlt", "R5")


@pytest.mark.parametrize(
    "event",
    [
        "Dyspnea 2",
        "Headache 2",
        "Thromboembolic event 1",
        "Neutrophil count decreased 3",
        "Platelet count decreased 2",
        "Anemia 2",
        "White blood cell decreased 3",
    ],
)
def test_lower_grades_are_called_by_no_rule(event):
    assert one(f"AE-1 {event}, day 5, definite").said() == ("not_dlt", "")


@pytest.mark.parametrize("term", ["Alanine aminotransferase increased", "Hypokalemia"])
def test_a_laboratory_grade_3_without_symptoms_counts_until_it_is_ruled(term):
    counted = f"AE-1 {term} 3, day 5, possible, symptomatic=N"

    assert one(counted).said() == ("dlt", "R3")
    assert one(f"{counted}\nruled AE-1 not_dlt on day 6").said() == ("not_dlt", "ruling")


@pytest.mark.parametrize(
    ("span", "cut_off", "verdict"),
    [
        ("day 5 to day 11", "day 12", "not_dlt"),
        ("day 5 to day 12", "day 12", "dlt"),
        ("day 5", "day 11", "unknown"),
        ("day 5", "day 12", "dlt"),
        ("day 5 to 2026-03", "day 40", "dlt"),
        ("2026-03 to day 12", "day 40", "unknown"),
        ("? to day 12", "day 40", "unknown"),
    ],
)
def test_r6_neutropenia_has_to_last_longer_than_seven_days(span, cut_off, verdict):
    assert one(f"AE-1 Neutrophil count decreased 4, {span}, possible", cut_off).said() == (verdict, "R6")


@pytest.mark.parametrize(
    ("noted", "code"),
    [
        ("AE-1 Nausea 3, day 5 to day 7, possible", "fact_missing"),
        (f"AE-1 Nausea 3, day 31, possible, {SPARED}", "duration_unknown"),
        ("AE-1 Dyspnea 3, 2026-04, possible", "date_uncertain"),
        ("AE-1 Dyspnea 3, day 5, unrelated", "review_needed"),
        ("AE-1 Dyspnea ?, day 5, unrelated", "grade_unknown"),
        ("AE-1 Neutrophil count decreased 4, day 30, possible", "duration_unknown"),
    ],
)
def test_each_open_answer_names_what_is_missing(noted, code):
    seen = one(noted, "day 32")

    assert seen.blockers() == {code}
    assert {question.record_id for question in seen.level().blockers} == {"AE-1"}
    assert seen.state() == "awaiting"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("Dyspnea 4, 2026-04, possible", ("unknown", "R2")),
        ("Dyspnea 4, 2026-04, unrelated", ("review", "R2")),
        ("Stroke 3, 2026-04, unlikely", ("unknown", "R5")),
        ("Stroke ?, 2026-04, possible", ("unknown", "R5")),
        ("Thromboembolic event 2, 2026-04, possible", ("review", "R5")),
    ],
)
def test_what_may_lie_outside_the_window_is_not_known_to_be_a_dlt(event, said):
    assert one(f"AE-1 {event}", "day 60").said() == said


def test_a_protocol_may_take_an_empty_causality_for_a_no():
    strict = demo_protocol(("unassessed_is_related = true", "unassessed_is_related = false"))

    assert one("AE-1 Dyspnea 3, day 5", protocol=strict).said() == ("review", "R3")


def test_the_trace_tells_every_rule_that_spoke():
    trace = one("AE-1 Anaphylaxis 3, day 4, unrelated").event().trace

    assert [(answer.rule, answer.verdict.value) for answer in trace] == [("R3", "review"), ("R4", "dlt")]
