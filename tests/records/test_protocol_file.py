"""Protocols as files: the demonstration one says what the contract says; every mistake is pointed at."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from math import ceil, floor
from pathlib import Path

import pytest

from safety.domain.dlt_definition import Verdict
from safety.domain.protocol import ProtocolStatus
from safety.records.protocol_file import read_protocol
from safety.records.refusal import FileRefused
from tests.records.folders import TERMS

DEMONSTRATION = Path(__file__).parents[2] / "data" / "demo" / "protocol.toml"
BOIN = Path(__file__).parents[1] / "protocols" / "boin.toml"
HAEMATOLOGICAL = {
    "Anemia",
    "Neutrophil count decreased",
    "Platelet count decreased",
    "White blood cell decreased",
    "Lymphocyte count decreased",
    "Febrile neutropenia",
}


@pytest.fixture(scope="module")
def demonstration():
    return read_protocol(DEMONSTRATION, TERMS)


def rules(protocol, id):
    return [rule for rule in protocol.dlt.events if rule.id == id]


def said_of(tmp_path, *changes):
    """The sentences said of the demonstration protocol with something in it changed."""
    text = DEMONSTRATION.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "protocol.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        read_protocol(path, TERMS)
    return [str(finger) for finger in refused.value.fingers]


def test_the_demonstration_protocol_is_known_by_its_bytes(demonstration):
    assert demonstration.status is ProtocolStatus.DEMONSTRATION
    assert demonstration.sha256 == sha256(DEMONSTRATION.read_bytes()).hexdigest()


def test_two_dose_levels_and_four_infusions_three_days_apart(demonstration):
    assert [(rung.level, rung.cells) for rung in demonstration.levels] == [
        (1, Decimal("2e7")),
        (2, Decimal("6e7")),
    ]
    assert demonstration.dosing.days == (1, 4, 7, 10)
    assert not demonstration.dosing.per_kg
    assert demonstration.infusions_to_complete == 4
    assert demonstration.window_days == 30


def test_causality_counts_from_possible_and_where_nobody_assessed_it(demonstration):
    counts = {
        word: demonstration.dlt.is_related(word)
        for word in ("unrelated", "unlikely", "possible", "probable", "definite")
    }

    assert counts == {
        "unrelated": False,
        "unlikely": False,
        "possible": True,
        "probable": True,
        "definite": True,
    }
    assert demonstration.dlt.is_related(None)


@pytest.mark.parametrize(("id", "grade", "exclusions"), [("R2", 4, ()), ("R3", 3, ("X1", "X2", "X3"))])
def test_grades_three_and_four_count_under_every_term_but_the_haematological(
    demonstration, id, grade, exclusions
):
    (rule,) = rules(demonstration, id)

    assert rule.covers("Headache")
    assert rule.other_than == HAEMATOLOGICAL
    assert (rule.grades, rule.exclusions) == ({grade}, exclusions)
    assert rule.related
    assert rule.knows_baseline


def test_infusion_reactions_count_up_to_a_day_after_any_infusion(demonstration):
    (rule,) = demonstration.dlt.infusion_reactions

    assert rule.terms == {
        "Infusion related reaction",
        "Allergic reaction",
        "Anaphylaxis",
        "Cytokine release syndrome",
    }
    assert (rule.dlt_grades, rule.review_grades_if_not_completed) == ({3, 4, 5}, {2})
    assert rule.within == timedelta(hours=24)


def test_clots_count_whatever_caused_them_and_a_stroke_before_it_is_graded(demonstration):
    clots, stroke, smaller = rules(demonstration, "R5")

    assert (clots.terms, clots.grades) == ({"Thromboembolic event", "Arterial thromboembolism"}, {3, 4, 5})
    assert (stroke.terms, stroke.grades, stroke.ungraded) == ({"Stroke"}, {1, 2, 3, 4, 5}, True)
    assert (smaller.terms, smaller.grades, smaller.gives) == ({"Thromboembolic event"}, {2}, Verdict.REVIEW)
    assert not any(rule.related or rule.knows_baseline for rule in (clots, stroke, smaller))


def test_blood_counts_have_rules_of_their_own(demonstration):
    lasting, febrile = rules(demonstration, "R6")
    found = [
        (next(iter(rule.terms)), set(rule.grades), rule.related, rule.gives)
        for id in ("R7", "R8")
        for rule in rules(demonstration, id)
    ]

    assert (lasting.grades, lasting.longer_than, lasting.related) == ({4}, timedelta(days=7), True)
    assert (febrile.terms, febrile.grades, febrile.related) == ({"Febrile neutropenia"}, {3, 4}, True)
    assert found == [
        ("Platelet count decreased", {4}, True, Verdict.DLT),
        ("Platelet count decreased", {3}, False, Verdict.REVIEW),
        ("Anemia", {4}, True, Verdict.DLT),
        ("Anemia", {3}, False, Verdict.REVIEW),
        ("White blood cell decreased", {4}, True, Verdict.DLT),
    ]


def test_liver_rules_are_in_multiples_of_the_upper_limit(demonstration):
    hys_law, floor_rule = demonstration.dlt.hys_law, demonstration.dlt.abnormal_baseline

    assert (hys_law.aminotransferase_at_least, hys_law.bilirubin_above, hys_law.excused_from) == (3, 2, 2)
    assert (floor_rule.tests, floor_rule.above) == ({"ALT", "AST"}, 8)
    assert demonstration.dlt.omission.omitted_at_least == 2


def test_what_is_spared(demonstration):
    spared = {
        id: (set(rule.grades), rule.within, dict(rule.documented))
        for id, rule in demonstration.dlt.exclusions.items()
    }

    assert spared == {
        "X1": ({3}, timedelta(hours=72), {"on_optimal_therapy": True, "hospitalized": False}),
        "X2": ({3}, timedelta(days=7), {}),
        "X3": ({3}, timedelta(hours=24), {}),
        "X4": ({1, 2, 3, 4}, None, {}),
    }


def test_the_boundaries_are_three_plus_three(demonstration):
    rows = [(row.evaluable, row.escalate_at_most, row.exceeded_at_least) for row in demonstration.boundaries]

    assert rows == [(3, 0, 2), (6, 1, 2)]
    assert (demonstration.mtd.evaluable, demonstration.mtd.dlt_at_most) == (6, 1)
    assert demonstration.death_holds_all_levels


def test_every_part_cites_its_section(demonstration):
    dlt = demonstration.dlt
    parts = [*demonstration.levels, *demonstration.boundaries, *dlt.events, *dlt.exclusions.values()]
    parts += [
        dlt.death,
        *dlt.infusion_reactions,
        dlt.hys_law,
        dlt.abnormal_baseline,
        dlt.omission,
        dlt.laboratory,
    ]

    assert all(part.section.startswith("Demonstration protocol §") for part in parts)


def test_the_boin_boundaries_are_the_published_ones():
    """Liu and Yuan 2015, target 0.30: escalate at a rate of 0.236 at most, de-escalate from 0.359."""
    boundaries = read_protocol(BOIN, TERMS).boundaries

    assert [row.evaluable for row in boundaries] == list(range(3, 10))
    assert all(row.escalate_at_most == floor(0.236 * row.evaluable) for row in boundaries)
    assert all(row.exceeded_at_least == ceil(0.359 * row.evaluable) for row in boundaries)


def test_another_trial_is_another_file():
    protocol = read_protocol(BOIN, TERMS)

    assert len(protocol.levels) == 3
    assert list(protocol.dosing.numbers) == [1, 2, 3]
    assert round(protocol.dosing.planned_cells(protocol.levels[0], Decimal(35)) or 0) == 500_000
    assert protocol.dlt.hys_law is protocol.dlt.omission is protocol.dlt.laboratory is None


def test_a_term_is_spelled_as_the_catalogue_does(tmp_path):
    path = tmp_path / "protocol.toml"
    path.write_text(
        DEMONSTRATION.read_text(encoding="utf-8").replace('"Stroke"', '" stroke"'), encoding="utf-8"
    )

    assert rules(read_protocol(path, TERMS), "R5")[1].terms == {"Stroke"}


COUNT, TERM = "a whole number from 1 to 9999", "a CTCAE v5.0 term or a term group of this file, such as "
MISTAKES = [
    # written, written instead, where the finger points, what stood there, the beginning of what is allowed
    ("days = 30 ", 'days = "30" ', "window, days", "30", COUNT),
    ("days = 30 ", "days = 30.5 ", "window, days", "30.5", COUNT),
    ("days = 30 ", "days = true ", "window, days", "true", COUNT),
    ('"demonstration" ', '"final" ', "protocol, status", "final", "one of draft, demonstration, confirmed"),
    ('ctcae = "5.0"', 'ctcae = "6.0"', "protocol, ctcae", "6.0", "one of 5.0"),
    ('kind = "event"', 'kind = "evnt"', "dlt_rule 2 (R2), kind", "evnt", "one of death, event"),
    ('kind = "death"\n', "", "dlt_rule 1 (R1), kind", "", "a value; this key is missing"),
    ("grades = [4]", "grades = [4, 6]", "dlt_rule 2 (R2), grades 2", "6", "a CTCAE grade, 1 to 5"),
    ("grades = [4]", "grades = []", "dlt_rule 2 (R2), grades", "", "a list in square brackets"),
    ("gives =", "give =", "dlt_rule 2 (R2), give", "dlt", "one of the keys section, id, kind, gives"),
    ('id = "R2"', 'id = "R:2"', "dlt_rule 2 (R:2), id", "R:2", "a capital letter followed by letters"),
    ('id = "X2"', 'id = "X1"', "X1, id", "X1", "an id of one meaning"),
    ("hospitalized = false", "hospitalized = 0", "exclusion 1 (X1), documented, hospitalized", "0", "true"),
    ("hospitalized = f", "inpatient = f", "exclusion 1 (X1), documented, inpatient", "inpatient", "one of "),
    ("cells = 6.0e7", "cells = nan", "dose_level 2, cells", "NaN", "a number above 0"),
    ("cells = 6.0e7", "cells = 1.0e7", "dose_level 2, cells", "1.0E+7", "more cells than the level befo"),
    ("level = 2", "level = 1", "dose_level 1, level", "1", "a number above that of the level before it, 1"),
    ("[1, 4, 7, 10]", "[0, 4, 7]", "dosing, infusion_days 1", "0", COUNT),
    ("[1, 4, 7, 10]", "[2, 4, 7]", "dosing, infusion_days", "2, 4, 7", "study days in ascending order"),
    ("[1, 4, 7, 10]", "[1, 4, 4]", "dosing, infusion_days", "1, 4, 4", "study days in ascending order"),
    ("[1, 4, 7, 10]", "[1, 32]", "dosing, infusion_days", "1, 32", "infusion days within the window"),
    ("minor_deviation_percent = 10", "minor_deviation_percent = 20", "dosing, minor_deviation_percent", "20",
     "a percentage below 20, the nearer"),
    ("deviation_below_percent = 20", "deviation_below_percent = 10", "dosing, minor_deviation_percent", "10",
     "a percentage below 10, the nearer"),
    ("minor_deviation_percent = 10", "minor_deviation_percent = 0", "dosing, minor_deviation_percent", "0",
     "a number above 0"),
    ("completed = 4", "completed = 5", "evaluability, infusions_completed", "5", "no more than 4"),
    ("weight_kg = 60", "weight_kg = 0", "dosing, reference_weight_kg", "0", "a number above 0"),
    ('"Stroke"', '"Strok"', "dlt_rule R5, terms", "Strok", TERM + "Stroke"),
    ('["haematological"]', '["haematologic"]', "dlt_rule R2, other_than", "haematologic", TERM),
    ('    "Anemia",', '    "Anaemia",', "term_group, haematological", "Anaemia", TERM + "Anemia"),
    ("grades = [1, 2, 3, 4]\n", "grades = [1, 5]\n", "exclusion X4, terms", "grade 5", "a grade that one"),
    ('["Fatigue"]\ngrades = [3]', '["Fatigue", "Fever"]\ngrades = [4]', "exclusion X2, terms", "Fatigue", ""),
    ('["X1", "X2", "X3"]', '["X1", "X9"]', "dlt_rule R3, exclusions", "X9", "an exclusion of this file: X1"),
    ("evaluable = 6", "evaluable = 3", "boundary 3, evaluable", "3", "more evaluable patients"),
    ("exceeded_at_least = 2", "exceeded_at_least = 0", "boundary 1, exceeded_at_least", "0", COUNT),
    ("at_most = 1\nexc", "at_most = 2\nexc", "boundary 6, exceeded_at_least", "2", "more DLTs than those"),
    ("at_most = 0", "at_most = 3", "boundary 3, escalate_at_most", "3", "fewer than 3"),
    ("dlt_at_most = 1", "dlt_at_most = 6", "mtd, dlt_at_most", "6", "fewer than 6"),
    ('"omission"\nomitted_at_least = 2', '"death"', "dlt_rule, kind death", "2", "exactly one rule"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "found", "allowed"), MISTAKES)
def test_a_mistake_is_pointed_at_with_table_and_key(tmp_path, old, new, place, found, allowed):
    stood = f"'{found}' stands there" if found else "nothing stands there"

    said = said_of(tmp_path, (old, new))

    assert [s for s in said if s.startswith(f"protocol.toml, {place}: {stood}; allowed: {allowed}")], said


def test_a_line_that_is_no_toml_is_quoted_with_its_number(tmp_path):
    (said,) = said_of(tmp_path, ("cells = 6.0e7", "cells = 6,0e7"))

    assert "row 27: 'cells = 6,0e7 #" in said
    assert "allowed: TOML: Expected newline" in said


def test_a_misspelt_table_is_refused_and_named_with_the_tables_there_are(tmp_path):
    missing, unknown = said_of(tmp_path, ("[window]", "[windw]"))

    assert missing == "protocol.toml, window: nothing stands there; allowed: a value; this key is missing"
    assert unknown.startswith(
        "protocol.toml, windw: 'days, section' stands there; allowed: one of the keys protocol,"
    )


def test_all_mistakes_are_named_at_once(tmp_path):
    found = said_of(
        tmp_path, ("days = 30 ", "days = 0 "), ("grades = [3]", "grades = [7]"), ("[mtd]", "[mdt]")
    )

    assert len(found) == 4


def test_doses_by_weight_need_the_weight_they_are_meant_for(tmp_path):
    changes = (
        ('basis = "flat"', 'basis = "per_kg"'),
        ("reference_weight_kg = 60", "# reference_weight_kg = 60"),
    )

    assert said_of(tmp_path, *changes) == [
        "protocol.toml, dosing, reference_weight_kg: nothing stands there; "
        "allowed: a reference weight in kg; basis per_kg needs it"
    ]


@pytest.mark.parametrize(("written", "minor"), [("minor_deviation_percent = 19.9", "19.9"), ("", None)])
def test_a_minor_deviation_is_the_protocol_s_to_name(tmp_path, written, minor):
    text = DEMONSTRATION.read_text(encoding="utf-8").replace("minor_deviation_percent = 10", written)
    path = tmp_path / "protocol.toml"
    path.write_text(text, encoding="utf-8")

    assert read_protocol(path, TERMS).dosing.minor_percent == (Decimal(minor) if minor else None)


@pytest.mark.parametrize("terms", ["", 'terms = ["Fever"]\nother_than = []\n'])
def test_a_rule_names_its_terms_or_those_it_leaves_out(tmp_path, terms):
    said = " ".join(said_of(tmp_path, ('other_than = ["haematological"]\n', terms)))

    assert (
        "dlt_rule R2, terms: nothing stands there; allowed: either terms or other_than, and not both" in said
    )


def test_a_protocol_that_is_not_there(tmp_path):
    with pytest.raises(FileRefused, match=r"^protocol\.toml: nothing stands there"):
        read_protocol(tmp_path / "protocol.toml", TERMS)


@pytest.mark.parametrize("content", ["", "protocol = 3\ndlt_rule = [1]\n", "a" * 100])
def test_what_is_no_protocol_at_all_is_refused(tmp_path, content):
    path = tmp_path / "protocol.toml"
    path.write_text(content)

    with pytest.raises(FileRefused):
        read_protocol(path, TERMS)


def test_the_stagger_is_14_days_for_the_second_patient_and_7_for_later_ones(demonstration):
    stagger = demonstration.stagger
    assert (stagger.first_to_second, stagger.between_later) == (14, 7)
    assert "§3.3" in stagger.section


def test_a_protocol_may_name_no_stagger():
    assert read_protocol(BOIN, TERMS).stagger is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("first_to_second_days = 14", "first_to_second_days = 0", "stagger, first_to_second_days: '0'"),
        ("first_to_second_days = 14", "", "stagger, first_to_second_days: nothing stands there"),
        ("between_later_days = 7", "between_latter_days = 7", "stagger, between_latter_days"),
    ],
)
def test_a_mistake_in_the_stagger_is_pointed_at(tmp_path, old, new, said):
    assert any(said in finger for finger in said_of(tmp_path, (old, new)))
