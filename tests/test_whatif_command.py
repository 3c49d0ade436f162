"""`python -m safety whatif` and `week`: for people and for programs, on the demonstration study and damaged ones."""

import json
import shutil

import pytest

from tests.studies import DEMO
from tests.test_command_line import CUT_OFF, safety


def printed(command, folder, *more):
    run = safety(command, folder, *(more or CUT_OFF))
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def told(command, folder, *more):
    return json.loads(printed(command, folder, *(more or CUT_OFF), "--json"))


def test_people_read_the_answer_first_and_every_change_under_what_it_does():
    text = printed("whatif", DEMO)
    assert text.splitlines()[2].startswith("LEVEL 2  NOT YET  hangs on AE-07 (grade), AE-08 (grade)")
    assert "8 of 57 single changes alter “not yet”." in text
    assert "  AE-22 Fatigue of S-003 has grade 3 instead of 2 → on hold" in text
    assert text.index("CHANGES THE DECISION  8") < text.index("CHANGES WHAT IS STILL POSSIBLE  14")
    assert text.rstrip().endswith("The rule is met or not met; the committee decides.")


def test_the_json_says_of_every_change_where_every_level_would_stand():
    found = told("whatif", DEMO)
    assert (found["level"], found["decision"], found["answer"]) == (2, "wait", "hangs_on")
    assert found["tried"] == len(found["flips"]) == 57
    assert found["not_tried"] == found["one_makes_it_exceeded"] == []
    by_id = {flip["id"]: flip for flip in found["flips"]}
    assert len(by_id) == 57
    assert found["hangs_on"] == [f["id"] for f in found["flips"] if f["effect"] == "changes_decision"]
    fatigue = by_id["grade:AE-22:23:3"]
    assert (fatigue["was"], fatigue["now"], fatigue["state"]) == (2, 3, "dlt")
    assert [(s["level"], s["decision"]) for s in fatigue["levels"]] == [(1, "expand"), (2, "hold")]
    assert by_id["stays_clear:S-007"]["levels"][1]["tally"]["clear"] == 1


def test_its_level_is_the_one_that_the_review_says():
    review = json.loads(printed("review", DEMO, *CUT_OFF, "--json"))
    found, level = told("whatif", DEMO), review["levels"][1]
    assert {name: found[name] for name in ("level", "decision", "possible", "tally")} == {
        name: level[name] for name in ("level", "decision", "possible", "tally")
    }


def test_people_read_the_week_by_day_with_who_sees_to_it():
    text = printed("week", DEMO, "--cut-off", "2026-08-14")
    assert text.splitlines()[0] == "hDMSC-RLI-DEMO: 14 August 2026 to 21 August 2026"
    assert "AE-42 awaits a ruling. [committee, since 13 August 2026]" in text
    assert "Infusion 3 by the protocol's schedule [site]" in text
    assert "is not before 18 August 2026: 7 days after that of S-007." in text
    assert text.rstrip().endswith("A schedule is no leave to dose: that is the committee's to give.")


def test_the_week_as_json():
    found = told("week", DEMO, "--cut-off", "2026-08-14", "--days", "3")
    assert (found["first"], found["last"]) == ("2026-08-14", "2026-08-17")
    assert [d["kind"] for d in found["due"]] == ["owed", "owed", "owed", "owed", "infusion_due"]
    assert found["next_first_infusion"]["not_before"] == "2026-08-18"
    assert found["on_hold"] is False


def test_a_quiet_week_says_so():
    assert "Nothing falls due." in printed("week", DEMO, "--cut-off", "2026-06-13")
    assert told("week", DEMO, "--cut-off", "2026-06-13")["next_first_infusion"] is None


@pytest.mark.parametrize("days", ["-1", "367", "a week", "1.5", "٣"])
def test_days_that_are_none_are_refused_in_words(days):
    run = safety("week", DEMO, *CUT_OFF, f"--days={days}")
    assert run.returncode == 2
    assert "a whole number from 0 to 366" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["whatif", "week"])
def test_a_folder_that_cannot_be_read_is_pointed_at(tmp_path, command):
    folder = shutil.copytree(DEMO, tmp_path / "study")
    (folder / "infusions.csv").unlink()
    run = safety(command, folder, *CUT_OFF)
    assert (run.returncode, run.stdout) == (2, "")
    assert "infusions.csv: nothing stands there" in run.stderr


@pytest.mark.parametrize("command", ["whatif", "week"])
def test_the_same_rows_in_another_order_give_the_same_answer(tmp_path, command):
    folder = shutil.copytree(DEMO, tmp_path / "study")
    before = told(command, folder)
    for name in ("adverse_events.csv", "infusions.csv", "subjects.csv", "adjudications.csv"):
        header, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    assert without_rows(told(command, folder)) == without_rows(before)


def without_rows(answer):
    """The answer without the rows' numbers, which move with the rows."""
    for flip in answer.get("flips", ()):
        flip.pop("row", None)
        flip["id"] = flip["message"]
    answer["flips"] = sorted(answer.get("flips", ()), key=lambda f: f["id"])
    answer["hangs_on"] = len(answer.get("hangs_on", ()))
    return answer


@pytest.mark.parametrize("command", ["whatif", "week"])
def test_the_same_input_gives_the_same_bytes(command):
    assert printed(command, DEMO, *CUT_OFF, "--json") == printed(command, DEMO, *CUT_OFF, "--json")
