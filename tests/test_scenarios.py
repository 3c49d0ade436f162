"""Study folders kept beside the project, each with the verdict it must get."""

import json
from datetime import date

import pytest

from safety.reports.as_json import as_object
from safety.review.opening import open_study
from tests.studies import PROTOCOL, SHARED

SCENARIOS = sorted(SHARED.glob("scenarios/*/expected.json"))


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
def test_there_are_scenarios():
    assert len(SCENARIOS) > 60


@pytest.mark.parametrize("expected", SCENARIOS, ids=lambda path: path.parent.name)
def test_scenario(expected):
    wanted = json.loads(expected.read_text())
    review = as_object(open_study(expected.parent, PROTOCOL).review(date.fromisoformat(wanted["cut_off"])))
    found = {
        "levels": {str(level["level"]): level for level in review["levels"]},
        "events": {event["event_id"]: event for event in review["events"]},
        "subjects": {s["subject_id"]: s for level in review["levels"] for s in level["subjects"]},
    }
    for kind, entries in wanted["expect"].items():
        for name, fields in entries.items():
            for field, value in fields.items():
                assert holds(found[kind][name], field, value), (kind, name, field, wanted["note"])


def holds(entry, field, value):
    if field == "blocker_codes":
        return set(value) <= {blocker["code"] for blocker in entry["blockers"]}
    return sorted(entry[field]) == sorted(value) if field == "possible" else entry[field] == value
