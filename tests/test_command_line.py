"""The command line: what it prints, where, and with which exit code."""

import json
import shutil
import subprocess
import sys

import jsonschema
import pytest

from tests.random_studies import invent, write
from tests.studies import DEMO, PROTOCOL, ROOT

SCHEMA = json.loads((ROOT / "safety/reports/review.schema.json").read_text(encoding="utf-8"))
CUT_OFF = ("--cut-off", "2026-09-07")


def safety(*arguments, **kwargs):
    command = [sys.executable, "-m", "safety", *map(str, arguments)]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8", **kwargs)


@pytest.fixture
def folder(tmp_path):
    """A copy of the demonstration study to damage."""
    return shutil.copytree(DEMO, tmp_path / "study")


def test_a_person_reads_the_verdict_first():
    run = safety("review", DEMO, *CUT_OFF)
    assert run.returncode == 0
    assert run.stderr == ""
    assert "Level 2 may not escalate yet: 0 of 3 clear, 0 DLT" in run.stdout
    assert "The rule is met or not met; the committee decides." in run.stdout


def test_several_folders_give_one_line_each_in_the_order_given(tmp_path):
    for seed in (1, 2):
        files, _ = invent(seed)
        (tmp_path / f"study-{seed}").mkdir()
        write(files, tmp_path / f"study-{seed}")
    folders = [tmp_path / "study-2", DEMO, tmp_path / "study-1"]
    run = safety("review", *folders, *CUT_OFF, "--protocol", PROTOCOL, "--json")
    assert run.returncode == 0
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["study"] for line in lines] == ["study-2", "hDMSC-RLI-DEMO", "study-1"]


def test_the_same_input_gives_the_same_bytes():
    runs = {safety("review", DEMO, *CUT_OFF, "--json").stdout for _ in range(2)}
    assert len(runs) == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_json_keeps_to_its_schema(seed, tmp_path):
    from safety.reports.as_json import as_json
    from tests.studies import opened

    files, cut_off = invent(seed)
    jsonschema.validate(json.loads(as_json(opened(files).review(cut_off))), SCHEMA)


def test_the_schema_refuses_what_is_not_in_the_contract():
    review = json.loads(safety("review", DEMO, *CUT_OFF, "--json").stdout)
    jsonschema.validate(review, SCHEMA)
    review["levels"][0]["decision"] = "go"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(review, SCHEMA)


def test_json_is_never_translated_and_a_missing_language_is_said():
    run = safety("review", DEMO, *CUT_OFF, "--lang", "zh", "--json")
    assert run.returncode == 0
    assert run.stdout == safety("review", DEMO, *CUT_OFF, "--json").stdout


@pytest.mark.parametrize(
    ("damage", "finger"),
    [
        (lambda f: (f / "infusions.csv").unlink(), "infusions.csv"),
        (lambda f: (f / "subjects.csv").write_text("subject_id\nS-001\n"), "dose_level"),
        (lambda f: (f / "adverse_events.csv").write_text(""), "adverse_events.csv"),
        (lambda f: (f / "adverse_events.csv").write_bytes("event_id,术语".encode("gb18030")), "UTF-8"),
        (lambda f: (f / "subjects.csv").write_text("subject_id;dose_level\nS-001;1\n"), "semicolons"),
        (lambda f: (f / "study.toml").write_text("extracted_on = ''"), "extracted_on"),
        (lambda f: (f / "protocol.toml").write_text("[protocol"), "protocol.toml"),
        (
            lambda f: (f / "protocol.toml").write_text(
                PROTOCOL.read_text(encoding="utf-8").replace("days = 30", "dais = 30"), encoding="utf-8"
            ),
            "window, dais",
        ),
        (shutil.rmtree, "folder"),
    ],
    ids=[
        "missing file", "missing column", "empty file", "GB18030", "semicolons", "empty date", "torn protocol",
        "typing error in the protocol", "no folder",
    ],
)  # fmt: skip
def test_what_cannot_be_reviewed_is_pointed_at(folder, damage, finger):
    damage(folder)
    run = safety("review", folder, DEMO, *CUT_OFF, "--json")
    assert run.returncode == 2
    assert finger in run.stderr
    assert "stands there" in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stdout.splitlines()) == 1  # the other folder is still reviewed


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("\n", ",extra\n", "unreadable_row"),
        (",Fatigue,", ",Tiredness,", "unknown_term"),
        ("2026-07-", "32/13/2026", "unreadable_row"),
        (",2,", ",3/4,", "unreadable_row"),
    ],
    ids=["a cell too many", "unknown term", "32/13/2026", "3/4"],
)
def test_a_row_that_cannot_be_read_is_a_query_and_nothing_is_lost(folder, old, new, code):
    path = folder / "adverse_events.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, row in enumerate(rows) if old in row)
    rows[at] = rows[at].replace(old, new, 1)
    path.write_text(header + "".join(rows), encoding="utf-8")
    run = safety("review", folder, *CUT_OFF, "--json")
    review = json.loads(run.stdout)
    assert run.returncode == 0
    assert review["rows"]["adverse_events.csv"]["read"] == len(rows)
    assert (code, at + 2) in {(q["code"], q["row"]) for q in review["queries"]}


@pytest.mark.parametrize("how", ["bom", "header only"])
def test_harmless_forms_are_read(folder, how):
    path = folder / "adverse_events.csv"
    text = path.read_text(encoding="utf-8")
    if how == "bom":
        path.write_text(text, encoding="utf-8-sig")
    else:
        path.write_text(text.splitlines(keepends=True)[0], encoding="utf-8")
    run = safety("review", folder, *CUT_OFF, "--json")
    assert run.returncode == 0
    read = json.loads(run.stdout)["rows"]["adverse_events.csv"]["read"]
    assert read == (len(text.splitlines()) - 1 if how == "bom" else 0)


def test_negative_cells_are_a_query_and_the_patient_counts_as_dosed(folder):
    path = folder / "infusions.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if ",S-007,1," in line)
    given = row.split(",")[5]
    path.write_text(text.replace(row, row.replace(f",{given},", f",-{given},", 1)), encoding="utf-8")
    review = json.loads(safety("review", folder, *CUT_OFF, "--json").stdout)
    level = review["levels"][1]
    assert level["tally"]["dosed"] == 3
    assert "unreadable_row" in {b["code"] for b in level["blockers"] if b["subject_id"] == "S-007"}


def test_a_cut_off_that_is_no_day_is_refused():
    run = safety("review", DEMO, "--cut-off", "7/9/2026")
    assert run.returncode == 2
    assert "'7/9/2026' stands there" in run.stderr


def test_template_writes_empty_tables_that_can_be_reviewed(tmp_path):
    assert safety("template", tmp_path / "new").returncode == 0
    run = safety("review", tmp_path / "new", *CUT_OFF, "--protocol", PROTOCOL, "--json")
    assert run.returncode == 0
    assert {level["decision"] for level in json.loads(run.stdout)["levels"]} == {"not_open"}
    again = safety("template", tmp_path / "new")
    assert again.returncode == 2
    assert "nothing is overwritten" in again.stderr
