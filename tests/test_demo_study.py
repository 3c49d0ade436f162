"""The demonstration study: its files, and what it says on five days a committee would ask about."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from safety.domain.open_question import Reach
from safety.reports.as_json import as_object
from tests.studies import DEMO, demo

TESTS = Path(__file__).parent
VERDICTS = list(csv.DictReader((TESTS / "demo_verdicts.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", VERDICTS, ids=lambda row: f"{row['cut_off']} level {row['level']}")
def test_the_verdict_on_that_day(row):
    review = as_object(demo().review(date.fromisoformat(row["cut_off"])))
    level = next(level for level in review["levels"] if level["level"] == int(row["level"]))
    assert level["decision"] == row["decision"]
    for name in ("dosed", "clear", "dlt", "pending", "not_evaluable"):
        assert level["tally"][name] == int(row[name]), name
    assert {b["code"] for b in level["blockers"]} == set(row["blocker_codes"].split())
    assert set(level["possible"]) == set(row["possible"].split())
    assert level["earliest_decision_on"] == (row["earliest_decision_on"] or None)


def test_it_has_the_size_and_the_people_of_a_trial():
    reports = demo().reports
    assert 35 <= len(reports.adverse_events) <= 60
    assert 380 <= len(reports.measurements) <= 480
    assert all(
        record.readable for record in (*reports.adverse_events, *reports.measurements, *reports.subjects)
    )
    assert {s.dose_level for s in reports.subjects} == {0, 1, 2}


def test_its_story_is_there():
    review = demo().review(date(2026, 9, 7))
    events = {event.record_id: event for event in review.events}
    assert any(e.rule == "ruling" and e.verdict == "not_dlt" for e in events.values())
    assert any(e.grade is None and e.verdict == "unknown" for e in events.values())
    assert any(e.rule == "baseline" and e.term == "Pneumonitis" for e in events.values())
    assert any(q.code == "unreported_lab" for q in review.queries)
    late = [q for q in review.queries if q.code == "findings_above_grade"]
    assert [(q.record_id, q.reach) for q in late] == [("AE-21", Reach.NOBODY)]
    assert [d.decision for d in demo().reports.decisions if d.level == 1][-1] == "escalate"
    assert [s.replaces for s in demo().reports.subjects if s.replaces] == ["S-002"]


def test_the_script_makes_the_files_that_are_there(tmp_path):
    subprocess.run([sys.executable, TESTS / "make_demo_study.py", tmp_path], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made
    for name in made:
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), name


def test_every_test_code_of_it_is_one_that_is_graded():
    from safety.review.reference import reference

    assert {m.test for m in demo().reports.measurements} <= set(reference().limits.ladders)
