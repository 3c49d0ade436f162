"""`python -m safety eligibility`: for people and for programs, on the demonstration study and on damaged ones."""

import json
import shutil

import pytest

from tests.studies import DEMO
from tests.test_command_line import CUT_OFF, safety


def printed(folder, *more):
    run = safety("eligibility", folder, *CUT_OFF, *more)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DEMO, tmp_path / "study")


def answers(folder=DEMO):
    """Subject -> criterion -> what the JSON says of it."""
    told = json.loads(printed(folder, "--json"))
    return {s["subject_id"]: {c["criterion"]: c for c in s["criteria"]} for s in told["subjects"]}


def overall(folder=DEMO):
    return {s["subject_id"]: s["eligibility"] for s in json.loads(printed(folder, "--json"))["subjects"]}


def test_the_demonstration_study_has_every_kind_of_answer():
    assert overall() == {
        "S-001": "needs_judgement",
        "S-002": "pass",
        "S-003": "pass",
        "S-004": "pass",
        "S-005": "fail",
        "S-006": "unknown",
        "S-007": "conflict",
        "S-008": "fail",
    }


def test_one_creatinine_passes_one_criterion_and_fails_the_other():
    """(140 - 71) x 68 / (72 x 102/88.4) = 56.5 mL/min."""
    one = answers()["S-005"]
    assert (one["I05c"]["answer"], one["E08b"]["answer"]) == ("fail", "pass")
    assert [c for c, told in one.items() if told["answer"] == "fail"] == ["I05c"]
    (evidence,) = one["I05c"]["evidence"]
    assert evidence["message"].startswith("Cockcroft-Gault 56.477 mL/min: man, 71 years, 68.0 kg, creatinine")
    assert (evidence["file"], evidence["column"]) == ("measurements.csv", "value")


def test_what_was_ruled_on_says_so_and_keeps_its_answer():
    told = json.loads(printed(DEMO, "--json"))
    first = next(s for s in told["subjects"] if s["subject_id"] == "S-001")
    assert (first["eligibility"], first["ruling"], first["state"]) == ("needs_judgement", "not_dlt", "clear")
    assert "ruled not a DLT by the safety committee on 15 April 2026" in printed(DEMO)


def test_people_read_every_criterion_with_its_evidence():
    text = printed(DEMO)
    assert "S-007  level 2  in the window  eligibility: CONFLICT" in text
    assert "E10b  needs judgement  excludes: anticoagulant drugs" in text
    assert "the text contradicts itself: I06 admits what this one excludes" in text
    assert "literal reading: pass; careful reading: fail" in text


def test_without_screening_data_it_is_said_once(folder):
    (folder / "screening.csv").unlink()
    text = printed(folder)
    assert "There is no screening.csv: eligibility is not known, and holds nobody back." in text
    assert set(overall(folder).values()) == {"unknown"}
    review = safety("review", folder, *CUT_OFF).stdout
    assert review.count("no screening.csv") == 1


def test_a_protocol_without_criteria(folder):
    protocol = (folder / "protocol.toml").read_text(encoding="utf-8")
    (folder / "protocol.toml").write_text(protocol[: protocol.index("# Who may enter")], encoding="utf-8")
    assert "The protocol lists no eligibility criteria." in printed(folder)
    assert json.loads(printed(folder, "--json"))["subjects"] == []


def test_a_unit_that_nobody_knows_is_refused(folder):
    protocol = (folder / "protocol.toml").read_text(encoding="utf-8")
    (folder / "protocol.toml").write_text(
        protocol.replace('unit = "mg/dL"', 'unit = "mgs"'), encoding="utf-8"
    )
    run = safety("eligibility", folder, *CUT_OFF)
    assert (run.returncode, run.stdout) == (2, "")
    assert "protocol.toml, criterion E08b, unit: 'mgs' stands there" in run.stderr


def test_a_criterion_beyond_those_of_the_contract_can_be_answered_where_the_protocol_has_it(folder):
    with (folder / "screening.csv").open("a", encoding="utf-8") as file:
        file.write("S-002,I12,not_met,,,2026-03-18,,\nS-002,I13,not_met,,,2026-03-18,,\n")
    assert overall(folder)["S-002"] == "pass"  # I12 is off in this protocol
    text = safety("review", folder, *CUT_OFF).stdout
    assert "'I13' stands there" in text
    assert "'I12' stands there" not in text
    protocol = (folder / "protocol.toml").read_text(encoding="utf-8")
    on = protocol.replace("on = false", "on = true ")
    (folder / "protocol.toml").write_text(on, encoding="utf-8")
    assert overall(folder)["S-002"] == "conflict"


def test_the_same_rows_in_another_order_give_the_same_bytes(folder):
    before = printed(folder, "--json")
    header, *rows = (folder / "screening.csv").read_text(encoding="utf-8").splitlines()
    (folder / "screening.csv").write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    told, again = json.loads(before), json.loads(printed(folder, "--json"))
    for subject in (*told["subjects"], *again["subjects"]):
        for criterion in subject["criteria"]:
            for evidence in criterion["evidence"]:
                evidence.pop("row")
    assert told == again
