"""What a new cut took back blocks until somebody answers for it: import, diff, acknowledge and review over cuts."""

import json
import re
import shutil

import jsonschema
import pytest

from safety.__main__ import main
from tests.store.deliveries import MANAGER
from tests.studies import DEMO
from tests.test_diff_command import SCHEMA, edited

DAY = ("--cut-off", "2026-09-11")
FATIGUE = "S-003: AE-22 is gone (Fatigue grade 2)."


@pytest.fixture
def second_week(safety, tmp_path):
    """The demonstration study, then without the fatigue of S-003 and with a causality of S-002 lowered."""
    folder = shutil.copytree(DEMO, tmp_path / "second")
    without(folder, "AE-22")
    shivered = "2026-03-24T12:10,2026-03-24T13:00,1,"
    edited(folder, "adverse_events.csv", f"{shivered}probable", f"{shivered}unlikely")
    safety("import", DEMO, "--by", MANAGER)
    return folder, safety("import", folder, "--by", MANAGER)


def without(folder, event):
    events = folder / "adverse_events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    events.write_text("".join(line for line in lines if not line.startswith(f"{event},")), encoding="utf-8")


def ids_in(printed):
    return re.findall(r"change:\S+", printed)


def reviewed(safety, cut, *more):
    code, out, err = safety("review", "--cut", cut, *DAY, "--json", *more)
    assert (code, err) == (0, "")
    return json.loads(out)


def blocked_by(review):
    found = {b["code"]: b["record_id"] for level in review["levels"] for b in level["blockers"]}
    return {code: found[code] for code in ("deleted_row", "downgraded") if code in found}


def decision(review, level):
    return next(told["decision"] for told in review["levels"] if told["level"] == level)


def test_the_import_names_what_blocks_and_the_alarm(second_week):
    code, out, _ = second_week[1]

    assert code == 0
    assert "Since cut 1: 0 rows new, 1 changed, 1 gone." in out
    assert "2 changes block at the cut-off of 11 September 2026 until they are acknowledged:" in out
    assert FATIGUE in out
    assert "ALARMS" not in out  # a fatigue of grade 2 decides nothing
    assert len(ids_in(out)) == 2


def test_an_import_that_changes_the_ground_of_a_decision_says_so(safety, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "worse")
    vomited = "2026-03-23T07:00,2026-03-24T18:00,"
    edited(folder, "adverse_events.csv", f"{vomited}3", f"{vomited}4")
    safety("import", DEMO, "--by", MANAGER)
    _, out, _ = safety("import", folder, "--by", MANAGER)

    assert "No change blocks" in out
    assert "ALARMS" in out
    assert "decision DEC-02 of 18 June 2026 on level 1 stands on other ground" in out.replace(
        "Decision", "decision"
    )


def stricter(folder):
    """The demonstration study under a protocol by which a grade 2 is a DLT where only a grade 3 was."""
    shutil.copytree(DEMO, folder)
    edited(folder, "protocol.toml", "grades = [3]", "grades = [2]")
    return folder


@pytest.fixture
def edited_protocol(safety, tmp_path):
    """First under a stricter protocol, then under the demonstration's: the same version."""
    safety("import", stricter(tmp_path / "first"), "--by", MANAGER)
    return safety("import", DEMO, "--by", MANAGER)


def test_another_protocol_is_named_by_the_import(safety, edited_protocol, tmp_path):
    _, out, _ = edited_protocol
    assert "THE PROTOCOL FILE IS ANOTHER ONE: sha256 " in out
    assert "The same version, another content: hDMSC-RLI-demonstration 1.0." in out
    third = shutil.copytree(DEMO, tmp_path / "third")
    edited(third, "adverse_events.csv", "Headache", "Dizziness")
    out = safety("import", third, "--by", MANAGER)[1]
    assert "THE PROTOCOL FILE" not in out
    assert "change:protocol:" in out  # nobody has answered for it


def test_an_edit_of_the_protocol_blocks_until_somebody_answers_for_it(safety, edited_protocol):
    before, after = reviewed(safety, 1), reviewed(safety, 2)
    (change,) = ids_in(edited_protocol[1])
    assert decision(before, 1) == "exceeded"
    assert decision(after, 1) == "wait"
    assert blocked_by(after) == {"downgraded": change}

    assert "has another content under the same version 1.0 (sha256 " in safety("review", "--cut", 2, *DAY)[1]
    assert "[sponsor or committee]" in safety("review", "--cut", 2, *DAY)[1]
    assert "SPONSOR" in safety("week", "--cut", 2, *DAY)[1].upper()
    assert "For the sponsor: please put the file back" in safety("queries", "--cut", 2, *DAY)[1]

    told = json.loads(safety("diff", "--cut", 1, 2, *DAY, "--json")[1])
    assert told["protocol"]["same_version"] is True
    assert told["protocol"]["before"]["sha256"] != told["protocol"]["sha256"]
    assert {"level": 1, "before": "exceeded", "after": "escalate"} in told["protocol"]["by_protocol"][
        "levels"
    ]
    assert (told["changes"][0]["table"], told["changes"][0]["before_row"]) == ("protocol", None)
    jsonschema.validate(told, SCHEMA)

    code, out, _ = safety("acknowledge", change, "--by", "sponsor", "--why", "misprint in the table")
    assert code == 0
    assert "The same version 1.0 (the protocol file of hDMSC-RLI-demonstration)" in out
    answered = reviewed(safety, 2)
    assert decision(answered, 1) == "escalate"
    assert [found["who"] for found in answered["acknowledged"]] == ["sponsor"]
    assert safety("verify")[0] == 0


def test_an_amended_protocol_is_told_and_blocks_nobody(safety, tmp_path):
    first = stricter(tmp_path / "first")
    edited(first, "protocol.toml", 'version = "1.0"', 'version = "0.9"')
    safety("import", first, "--by", MANAGER)
    _, out, _ = safety("import", DEMO, "--by", MANAGER)

    assert "hDMSC-RLI-demonstration 0.9 became hDMSC-RLI-demonstration 1.0." in out
    assert "Level 1: exceeded became rule for escalation met" in out
    assert "No change blocks" in out
    assert "By the later export, level 1 comes out otherwise" in out
    assert decision(reviewed(safety, 2), 1) == "escalate"


def test_a_row_that_vanished_blocks_the_review_of_the_cut_until_it_is_acknowledged(safety, second_week):
    before, after = reviewed(safety, 1), reviewed(safety, 2)
    assert blocked_by(before) == {}
    assert set(blocked_by(after)) == {"deleted_row", "downgraded"}
    assert decision(after, 1) == "wait"

    for change in ids_in(second_week[1][1]):
        code, out, _ = safety("acknowledge", change, "--by", "medical monitor", "--why", "entered twice")
        assert code == 0
        assert "Acknowledged by medical monitor" in out

    answered = reviewed(safety, 2)
    assert blocked_by(answered) == {}
    assert decision(answered, 1) == decision(before, 1) != "wait"
    assert {(a["who"], a["why"]) for a in answered["acknowledged"]} == {("medical monitor", "entered twice")}
    assert "acknowledged" not in before
    assert "ACKNOWLEDGED  2" in safety("review", "--cut", 2, *DAY)[1]
    assert safety("verify")[0] == 0  # the verdict before and the one after are two, and both are proven


def test_the_next_cut_blocks_too_unless_the_row_is_back(safety, second_week, tmp_path):
    third = shutil.copytree(second_week[0], tmp_path / "third")
    edited(third, "adverse_events.csv", "Headache", "Dizziness")
    safety("import", third, "--by", MANAGER)
    assert set(blocked_by(reviewed(safety, 3))) == {"deleted_row", "downgraded"}
    code, out, _ = safety("diff", "--cut", 2, 3, *DAY)
    assert code == 0
    assert out.startswith("hDMSC-RLI-DEMO at the cut-off of 11 September 2026: from cut 2 to cut 3")
    assert "STILL OPEN FROM OTHER CUTS  2" in out
    assert FATIGUE in out

    safety("import", shutil.copytree(DEMO, tmp_path / "fourth"), "--by", MANAGER)
    assert not {"deleted_row"} & set(blocked_by(reviewed(safety, 4)))


def test_cuts_far_apart_are_compared_directly(safety, second_week, tmp_path):
    safety("import", shutil.copytree(DEMO, tmp_path / "third"), "--by", MANAGER)
    assert "No row changed." in safety("diff", "--cut", 3, 1, *DAY)[1]
    told = json.loads(safety("diff", "--cut", 1, 2, *DAY, "--json")[1])
    assert [c["row_id"] for c in told["changes"] if c["kind"] == "deleted"] == ["AE-22"]
    assert told["open_before"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cut", 1, 1), "two different cuts"),
        (("--cut", 1, 7), "allowed: a cut of this store, by its number: 1, 2"),
        ((DEMO, "--cut", 1, 2), "two study folders, or --cut"),
        ((DEMO,), "two study folders, or --cut"),
        ((), "two study folders, or --cut"),
        (("--cut", 1, 2, "--mapping", "m.toml"), "the mapping it was imported with"),
    ],
)
def test_what_cannot_be_compared_is_said(safety, second_week, arguments, said):
    code, out, err = safety("diff", *arguments, *DAY)
    assert (code, out) == (2, "")
    assert said in err


def test_only_a_change_that_there_is_can_be_acknowledged_and_only_once(safety, second_week):
    change, other = ids_in(second_week[1][1])
    told = ("--by", "medical monitor", "--why")
    for wrong in ("change:adverse_events:AE-22:0000", "", "AE-22"):
        code, out, err = safety("acknowledge", wrong, *told, "entered twice")
        assert (code, out) == (2, "")
        assert "the id of a change that blocks" in err
    assert "a reason in words" in safety("acknowledge", change, *told, " ")[2]
    assert safety("acknowledge", change, *told, "entered twice")[0] == 0
    head = safety("export")[2]
    code, out, _ = safety("acknowledge", change, *told, "another reason")
    assert code == 0
    assert "was acknowledged already, by medical monitor" in out
    assert "entered twice" in out
    assert safety("export")[2] == head
    assert ids_in(safety("diff", "--cut", 1, 2, *DAY)[1]) == [other]


def entries_of(safety):
    return [json.loads(told) for told in safety("export")[1].splitlines()]


def test_several_changes_are_answered_for_with_one_reason_or_none_is(safety, second_week):
    ids, told = ids_in(second_week[1][1]), ("--by", "medical monitor", "--why", "entered twice")
    code, out, err = safety("acknowledge", *ids, "change:nothing", *told)
    assert (code, out) == (2, "")
    assert "'change:nothing' stands there; allowed: the id of a change that blocks" in err
    assert [entry["what"] for entry in entries_of(safety)] == ["import", "import"]

    code, out, _ = safety("acknowledge", *ids, ids[0], *told)
    assert code == 0
    assert out.count("Acknowledged by medical monitor") == 2
    noted = entries_of(safety)[2:]
    assert [(entry["what"], entry["why"]) for entry in noted] == [("acknowledge", "entered twice")] * 2
    assert blocked_by(reviewed(safety, 2)) == {}
    assert safety("acknowledge", *ids, *told)[1].count("It was acknowledged already") == 2


def test_all_that_blocks_of_one_patient_is_answered_for_at_once(safety, tmp_path):
    """A patient's code was written otherwise, and back: a hundred rows were gone, and came back."""
    renamed = shutil.copytree(DEMO, tmp_path / "renamed")
    for table in renamed.glob("*.csv"):
        table.write_text(table.read_text(encoding="utf-8").replace("S-003,", "S-033,"), encoding="utf-8")
    safety("import", DEMO, "--by", MANAGER)
    safety("import", renamed, "--by", MANAGER)
    told = ("--by", "data manager", "--why", "the code was written otherwise")
    code, _, err = safety("acknowledge", "--subject", "S-001", *told)
    assert code == 2
    assert (
        "--subject: 'S-001' stands there; allowed: a patient of whom a change blocks at this cut-off: S-003"
        in err
    )

    code, out, _ = safety("acknowledge", "--subject", "S-003", *told)
    assert code == 0
    assert out.count("Acknowledged by data manager") > 50
    assert blocked_by(reviewed(safety, 2)) == {}
    assert safety("verify")[0] == 0


@pytest.mark.parametrize("asked", [(), ("change:x", "--subject", "S-003")])
def test_either_changes_or_a_patient_is_named(safety, second_week, asked):
    code, _, err = safety("acknowledge", *asked, "--by", "medical monitor", "--why", "seen")
    assert code == 2
    assert "allowed: the ids of changes, or --subject with a patient" in err


def test_an_edited_protocol_is_no_change_of_a_patient(safety, edited_protocol):
    code, _, err = safety("acknowledge", "--subject", "S-001", "--by", "sponsor", "--why", "seen")
    assert code == 2
    assert "a change blocks at this cut-off: none" in err


@pytest.mark.parametrize("stated", ["extracted_on = 2026-09-10\n", ""])
def test_an_export_older_than_the_latest_cut_is_refused(safety, tmp_path, stated):
    """Its missing rows are not gone; and without a day nobody would wait for a newer export."""
    safety("import", DEMO, "--by", MANAGER)
    folder = shutil.copytree(DEMO, tmp_path / "older")
    edited(folder, "study.toml", "extracted_on = 2026-09-11\n", stated)
    code, out, err = safety("import", folder, "--by", MANAGER)
    assert (code, out) == (2, "")
    assert "study.toml, extracted_on" in err
    assert "a day not before 2026-09-11" in err


@pytest.mark.parametrize("command", ["review", "week", "queries", "whatif", "eligibility", "exposure"])
def test_every_command_says_of_the_first_cut_what_it_says_of_its_folder(safety, capsys, command):
    safety("import", DEMO, "--by", MANAGER)
    assert main([command, str(DEMO), *DAY]) == 0
    of_folder = capsys.readouterr().out
    code, out, err = safety(command, "--cut", "latest", *DAY)
    assert (code, out) == (0, of_folder)
    assert err == f"Data cut 1; head of the audit trail: {safety('export')[2].split()[-1]}\n"
    code, out, err = safety(command, *DAY)
    assert (code, out) == (2, "")
    assert "study folders, or --cut" in err


def test_whoever_acknowledges_a_harmless_change_clears_nothing(safety, second_week, tmp_path):
    """The term of another event is written otherwise; its id is in the JSON, yet it holds nobody back."""
    third = shutil.copytree(second_week[0], tmp_path / "third")
    events = third / "adverse_events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    n = next(n for n, line in enumerate(lines) if line.startswith("AE-12,"))
    lines[n] = lines[n].replace(",N,", ",Y,", 1)
    events.write_text("".join(lines), encoding="utf-8")
    safety("import", third, "--by", MANAGER)
    (harmless,) = json.loads(safety("diff", "--cut", 2, 3, *DAY, "--json")[1])["changes"]
    assert (harmless["row_id"], harmless["code"]) == ("AE-12", None)
    code, _, err = safety("acknowledge", harmless["id"], "--by", "medical monitor", "--why", "seen")
    assert code == 2
    assert "the id of a change that blocks at this cut-off" in err
    assert "downgraded" in blocked_by(reviewed(safety, 3))
