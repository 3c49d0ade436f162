"""`python -m safety diff EARLIER LATER`: what it prints, and what it points at."""

import json
import re
import shutil

import jsonschema
import pytest

from safety.reports.diff_as_json import diff_as_object
from safety.reports.diff_as_text import diff_as_text
from safety.review.reference import reference
from safety.review.what_changed import what_changed
from safety.wording import speech
from tests import random_studies as studies
from tests.exports import ONE, between
from tests.studies import DEMO, PROTOCOL, ROOT, opened
from tests.test_command_line import safety

SCHEMA = json.loads((ROOT / "safety/reports/diff.schema.json").read_text(encoding="utf-8"))
CUT_OFF = ("--cut-off", "2026-09-07")


def edited(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def later(tmp_path):
    """Next week's export of the demonstration study: one event gone, one causality lowered, one grade raised."""
    folder = shutil.copytree(DEMO, tmp_path / "later")
    events = folder / "adverse_events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    events.write_text("".join(line for line in lines if not line.startswith("AE-22,")), encoding="utf-8")
    shivered, vomited = "2026-03-24T12:10,2026-03-24T13:00,1,", "2026-03-23T07:00,2026-03-24T18:00,"
    edited(folder, "adverse_events.csv", f"{shivered}probable", f"{shivered}unlikely")
    edited(folder, "adverse_events.csv", f"{vomited}3", f"{vomited}4")
    return folder


def test_a_physician_reads_what_is_gone_or_lowered_first(later):
    run = safety("diff", DEMO, later, *CUT_OFF)
    said = run.stdout

    assert (run.returncode, run.stderr) == (0, "")
    assert "0 rows new, 2 changed, 1 gone; 2 block until they are acknowledged." in said
    assert "  ! S-003: AE-22 is gone (Fatigue grade 2)." in said
    assert "  ! S-002: Chills grade 1 (AE-12), causality probable became unlikely." in said
    assert "    S-001: Vomiting (AE-08), grade 3 became 4." in said
    assert "  S-001: clear became DLT" in said
    assert "decision DEC-02 of 18 June 2026 on level 1 stands on other ground" in said
    assert (
        said.index("ALARMS")
        < said.index("VERDICTS")
        < said.index("GONE OR LOWERED")
        < said.index("WITH ANOTHER")
    )
    assert said.endswith("the committee decides.\n")


def test_the_same_study_twice_has_no_changes():
    run = safety("diff", DEMO, DEMO, *CUT_OFF)

    assert "No row changed." in run.stdout
    assert "No decision, patient or event comes out otherwise." in run.stdout
    assert "ALARMS" not in run.stdout


def test_the_json_tells_the_same_and_is_never_translated(later):
    run = safety("diff", DEMO, later, *CUT_OFF, "--json", "--lang", "zh")
    told = json.loads(run.stdout)

    jsonschema.validate(told, SCHEMA)
    assert [(c["row_id"], c["weight"], c["blocks"]) for c in told["changes"]] == [
        ("AE-12", "dangerous", "subject"),
        ("AE-22", "dangerous", "subject"),
        ("AE-08", "verdict", None),
    ]
    assert told["until_acknowledged"] == [{"level": 1, "before": "expand", "after": "wait"}]


def test_another_protocol_file_is_said(later):
    edited(later, "protocol.toml", 'version = "1.0"', 'version = "1.1"')

    assert "THE PROTOCOL FILE IS ANOTHER ONE" in safety("diff", DEMO, later, *CUT_OFF).stdout
    with_one = safety("diff", DEMO, later, *CUT_OFF, "--protocol", PROTOCOL, "--json").stdout
    assert json.loads(with_one)["protocol"]["changed"] is False


def test_a_folder_that_cannot_be_read_is_pointed_at(later, tmp_path):
    (later / "infusions.csv").unlink()
    run = safety("diff", tmp_path / "nowhere", later, *CUT_OFF)

    assert run.returncode == 2
    assert run.stdout == ""
    assert "infusions.csv" in run.stderr
    assert "nowhere" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("seed", range(30))
def test_any_two_exports_can_be_told_in_words_and_in_values(seed):
    """Two invented studies have next to nothing in common: every table, kind of change and cell comes by."""
    (files, cut_off), (others, _) = studies.invent(seed), studies.invent(seed + 1000)
    earlier, later = opened(files), opened(others)
    found = what_changed((earlier.reports, later.reports), later.protocol, cut_off, reference())
    told = diff_as_object(found)
    text = diff_as_text(found, speech(), earlier="a", later="b")

    jsonschema.validate(json.loads(json.dumps(told)), SCHEMA)
    assert len(told["changes"]) == len(found.step.changes)
    assert not re.search(r"[{}]|None\b|datetime|Decimal|PartialDate|Unread", text), text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("AE-1 Headache 2, day 5", "AE-1 Headache 3, day 5", "S-001: Headache (AE-1), grade 2 became 3"),
        ("", "AE-1 Headache ?, day 5", "S-001: Headache (AE-1) is new"),
        ("", "AE-1 Headache 2, day 5, event_id=", 
         "S-001: Headache grade 2 (a row without id in adverse events) is new"),
        (
            "AE-1 Headache 2, day 5", "AE-1 Headache 2, day -1, serious=N",
            "S-001: Headache grade 2 (AE-1), start 6 March 2026 became 1 March 2026, out of the window; "
            "serious is no now",
        ),
        (
            "AE-1 Headache 2, day 5 12:00", "AE-1 Headache 2, 2026-03",
            "S-001: Headache grade 2 (AE-1), start 6 March 2026 12:00 became some day from 1 March 2026 to "
            "31 March 2026, out of the window",
        ),
        ("AE-1 Cough 2, day 5", "AE-1 Cough 2, day 5, grade=3/4", "S-001: Cough (AE-1), grade 2 became '3/4'"),
        ("infusion 2 cells=3.0e7", "infusion 2", "S-001: infusion 2 (INF-S-001-2), cells given 3.0×10⁷ became 2.0×10⁷, "
         "across the tolerance of the dose"),
        ("left day 9 adverse_event", "left day 9", "The row of S-001, reason of the exit adverse event was taken out"),
        ("ALT 90 U/L 7-40 on day 9", "", "S-001: M-1 is gone (ALT 90 U/L)"),
        ("AE-1 Cough 2, day 5\nruled AE-1 dlt on day 9", "AE-1 Cough 2, day 5\nruled AE-1 not_dlt on day 9",
         "S-001: on AE-1 (ruling ADJ-1), verdict DLT became not a DLT"),
        ("", "decision level 1 hold on 2026-03-09", "Level 1 hold (decision DEC-1) is new"),
    ],
)  # fmt: skip
def test_a_change_reads_as_a_sentence(before, after, said):
    assert between(ONE + before, ONE + after).said() == [said]
