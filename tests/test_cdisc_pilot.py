"""Real records of a finished trial (CDISC pilot, xanomeline patches), from a folder of SAS transport files."""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter

import pandas as pd
import pytest

from safety.records.sdtm.transport import read_transport
from tests.studies import ROOT, SHARED

PILOT = SHARED / "cdisc_pilot"
pytestmark = pytest.mark.skipif(
    not PILOT.exists(), reason="the CDISC pilot's records do not stand beside the project"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that holds the SAS transport files alone."""
    folder = tmp_path_factory.mktemp("pilot")
    for path in PILOT.glob("*.xpt"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def pilot(folder):
    """The review, with the seconds it took."""
    begun = time.perf_counter()
    run = subprocess.run(
        [
            sys.executable, "-m", "safety", "review", folder, "--cut-off", "2015-06-30",
            "--protocol", ROOT / "tests/protocols/cdisc_pilot.toml",
            "--mapping", ROOT / "tests/protocols/cdisc_pilot_mapping.toml", "--json",
        ],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    print(f"reviewed in {time.perf_counter() - begun:.1f} s")
    return json.loads(run.stdout)


def test_every_row_is_accounted_for(pilot):
    read = {file: counts["read"] for file, counts in pilot["rows"].items()}
    assert read == {"dm.xpt": 306, "ae.xpt": 1191, "ex.xpt": 591, "ds.xpt": 850, "lb.xpt": 13953}
    for counts in pilot["rows"].values():
        assert counts["read"] == counts["used"] + counts["unreadable"] + counts["after_cut_off"]


def test_the_actual_arms_are_the_levels(pilot):
    assert [level["tally"]["dosed"] for level in pilot["levels"]] == [96, 72]


def test_no_level_may_escalate_and_each_reason_is_named(pilot):
    for level in pilot["levels"]:
        assert not level["may_escalate"]
        assert level["blockers"]
        pending = {s["subject_id"] for s in level["subjects"] if s["state"] in ("awaiting", "in_window")}
        assert pending <= {b["subject_id"] for b in level["blockers"]}


def test_severity_is_not_taken_for_a_grade(pilot):
    reported = Counter(event["reported_grade"] for event in pilot["events"])
    assert set(reported) <= {None, 5}  # only a fatal outcome says a grade
    assert reported[None] > 1100


def test_partial_onsets_stay_intervals(folder):
    from safety.review.opening import open_study

    protocols = ROOT / "tests/protocols"
    study = open_study(folder, protocols / "cdisc_pilot.toml", protocols / "cdisc_pilot_mapping.toml")
    partial = [
        e.started_at for e in study.reports.adverse_events if e.started_at and not e.started_at.complete
    ]
    months = [p for p in partial if (p.last - p.first).days < 31]
    assert (len(partial), len(months)) == (26, 15)
    assert sum(e.ended_at is None for e in study.reports.adverse_events) == 473


@pytest.fixture(scope="module", params=[("ORRES", "NR"), ("STRES", "ST")], ids=["as reported", "in SI units"])
def graded(request, folder, tmp_path_factory):
    """The laboratory file as `python -m safety grade` grades it, and the tests of its measurements."""
    table = _measurements(folder, *request.param)
    scratch = tmp_path_factory.mktemp("graded")
    table.to_csv(scratch / "lb.csv", index=False)
    command = [sys.executable, "-m", "safety", "grade", scratch / "lb.csv", "-o", scratch / "graded.csv"]
    subprocess.run(command, cwd=ROOT, check=True)
    answer = pd.read_csv(scratch / "graded.csv", dtype=str, keep_default_na=False)
    return answer.assign(test=answer["measurement_id"].map(table.set_index("measurement_id")["test"]))


def _measurements(folder, result, limits):
    """lb.xpt in the columns of contract section 5; the baseline is the record that the trial marked as such."""
    variables, records = read_transport(folder / "lb.xpt")
    lb = pd.DataFrame(records, columns=variables, dtype="str")
    value = lb["LBSTRESC"] if result == "STRES" else lb["LBORRES"]
    lb = lb.assign(value=value, whose=lb["USUBJID"] + " " + lb["LBTESTCD"])
    marked = lb[lb["LBBLFL"] == "Y"].drop_duplicates("whose").set_index("whose")["value"]
    low, high = ("LBSTNRLO", "LBSTNRHI") if limits == "ST" else ("LBORNRLO", "LBORNRHI")
    return pd.DataFrame(
        {
            "measurement_id": lb["USUBJID"] + " " + lb["LBSEQ"],
            "test": lb["LBTESTCD"],
            "value": lb["value"],
            "unit": lb[f"LB{result}U"],
            "low": lb[low],
            "high": lb[high],
            "baseline": lb["whose"].map(marked).fillna(""),
            "subject_id": lb["USUBJID"],
            "collected_at": lb["LBDTC"],
        }
    )


def test_each_laboratory_row_has_a_grade_or_a_named_reason(graded):
    assert graded["measurement_id"].nunique() == 13953
    assert ((graded["grade"] != "") | (graded["missing"] != "")).all()
    reasons = Counter(graded.loc[graded["grade"] == "", "missing"])
    assert set(reasons) <= {"no_term", "albumin", "baseline", "unit", "value"}
    assert set(graded.loc[graded["missing"] == "unit", "test"]) == {"PH"}  # of urine: too acid for blood


def test_the_grades_are_plausible_for_this_trial(graded):
    told = graded[graded["grade"] != ""].groupby("term")["grade"].agg(Counter)
    assert told["Blood bilirubin increased"]["3"] == 4
    assert told["Lymphocyte count decreased"]["3"] == 2
    assert told["Hypokalemia"] == {"0": 417, "1": 6}
    assert max(grade for grades in told for grade in grades) == "3"
