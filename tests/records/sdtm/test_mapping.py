"""What only the sponsor knows comes from the mapping, or makes its row unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety.records.sdtm import mapping_skeleton
from tests.records.sdtm.folders import AE, DM, LB, MAPPING, mapping, problem_of, read, refusal_of, write


def test_without_a_mapping_the_words_are_named_and_a_file_is_offered(folder: Path) -> None:
    said = refusal_of(folder, None)
    assert "--mapping, dose_level: " in said and "--mapping, causality: " in said
    assert mapping_skeleton(folder) in said
    assert '"RELATED" = ""' in mapping_skeleton(folder)


def test_the_offered_mapping_is_refused_until_it_is_filled_in(folder: Path) -> None:
    said = refusal_of(folder, mapping(folder, mapping_skeleton(folder)))
    for place in ("dose_level, A: ", "dose, cells_per_unit: ", "infusion, number: ", "causality, RELATED: "):
        assert f"mapping.toml, {place}" in said


def test_every_mistake_of_a_mapping_is_pointed_at(folder: Path) -> None:
    text = MAPPING.replace("A = 1", "A = -1").replace('"probable"', '"likely"') + "[severty]\nMILD = 1\n"
    said = refusal_of(folder, mapping(folder, text.replace('unit = "10^6 cells"', "")))
    assert "mapping.toml, dose_level, A: '-1' stands there" in said
    assert "mapping.toml, dose, unit: nothing stands there" in said
    assert "mapping.toml, causality, RELATED: 'likely' stands there" in said
    assert "mapping.toml, severty: " in said


def test_a_missing_table_is_asked_for_with_the_words_of_the_data(folder: Path) -> None:
    text = MAPPING.partition("[causality]")[0]
    assert "mapping.toml, causality: nothing stands there" in refusal_of(folder, mapping(folder, text))
    assert "RELATED" in refusal_of(folder, mapping(folder, text))


def test_one_word_with_two_meanings_is_refused(folder: Path) -> None:
    assert "only once" in refusal_of(folder, mapping(folder, MAPPING.replace("B = 2", "a = 2")))


def test_a_variable_that_the_data_lack_is_refused(folder: Path) -> None:
    assert "VISIT_NO" in refusal_of(folder, mapping(folder, MAPPING.replace("VISITNUM", "VISIT_NO")))


@pytest.mark.parametrize("arm", ["C", "1"])
def test_an_arm_that_the_mapping_lacks_is_unreadable_even_where_it_looks_like_a_level(
    folder: Path, arm: str
) -> None:
    write(folder / "dm.csv", [DM | {"ACTARMCD": arm}])
    (subject,) = read(folder).subjects
    assert subject.dose_level is None
    assert problem_of(subject) == ("ACTARMCD", f"{arm} (not in the mapping)")


def test_a_subject_of_no_arm_has_its_reason_mapped(folder: Path) -> None:
    write(folder / "dm.csv", [DM | {"ACTARMCD": "", "ARMNRS": "Screen  failure"}])
    assert read(folder).subjects[0].dose_level == 0


def test_a_subject_of_no_arm_and_no_reason_is_unreadable(folder: Path) -> None:
    write(folder / "dm.csv", [DM | {"ACTARMCD": ""}])
    assert problem_of(read(folder).subjects[0]) == ("ACTARMCD", "")


@pytest.mark.parametrize("word", ["MAYBE", "possible"])
def test_a_causality_that_the_mapping_lacks_is_unreadable(folder: Path, word: str) -> None:
    write(folder / "ae.csv", [AE | {"AEREL": word}])
    (event,) = read(folder).adverse_events
    assert problem_of(event) == ("AEREL", f"{word} (not in the mapping)")


def test_no_causality_is_not_assessed(folder: Path) -> None:
    write(folder / "ae.csv", [AE | {"AEREL": ""}])
    (event,) = read(folder).adverse_events
    assert event.readable and event.causality is None


def test_severity_becomes_symptoms_only_where_the_sponsor_says_so(folder: Path) -> None:
    event = read(folder, MAPPING + '[severity]\nSEVERE = "severe"\n').adverse_events[0]
    assert event.findings["symptoms"] == "severe"
    assert event.grade == 2


def test_terms_tests_and_version_are_the_sponsors(folder: Path) -> None:
    write(folder / "lb.csv", [LB | {"LBTESTCD": "SGPT", "LBORRES": "41"}])
    more = '[adverse_event]\nterm = "AETERM"\nctcae_version = "4.03"\n'
    more += '[terms]\ntired = "Fatigue"\n[tests]\nSGPT = "ALT"\n'
    study = read(folder, MAPPING + more)
    assert (study.adverse_events[0].term, study.adverse_events[0].ctcae_version) == ("Fatigue", "4.03")
    assert study.measurements[0].test == "ALT"


def test_an_event_not_yet_coded_keeps_its_own_words_as_term(folder: Path) -> None:
    write(folder / "ae.csv", [AE | {"AEDECOD": ""}])
    assert read(folder).adverse_events[0].term == "tired"


def test_the_planned_arm_is_asked_only_where_there_is_no_actual_one(folder: Path) -> None:
    without = {name: cell for name, cell in DM.items() if name != "ACTARMCD"}
    write(folder / "dm.csv", [without | {"ARMCD": "B"}])
    assert read(folder).subjects[0].dose_level == 2
    write(folder / "dm.csv", [DM | {"ARMCD": "B", "ACTARMCD": ""}])
    assert read(folder).subjects[0].dose_level is None
