"""Real records of a finished trial (CDISC pilot, xanomeline patches), from a folder of SAS transport files."""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter

import pytest

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
    from safety.review.study import open_study

    protocols = ROOT / "tests/protocols"
    study = open_study(folder, protocols / "cdisc_pilot.toml", protocols / "cdisc_pilot_mapping.toml")
    partial = [
        e.started_at for e in study.reports.adverse_events if e.started_at and not e.started_at.complete
    ]
    months = [p for p in partial if (p.last - p.first).days < 31]
    assert (len(partial), len(months)) == (26, 15)
    assert sum(e.ended_at is None for e in study.reports.adverse_events) == 473
