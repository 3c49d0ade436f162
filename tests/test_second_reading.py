"""The product against a second reading of the same rules, on studies invented from a seed."""

import json
from collections import defaultdict

import pytest

from safety.reports.as_json import as_object
from safety.reports.eligibility_report import eligibility_as_json
from tests import second_reading
from tests.random_studies import invent, twists_of
from tests.studies import opened

SEEDS = 300
FINDINGS, ELIGIBILITY = "findings_above_grade", "eligibility_open"
LEVEL = ("decision", "may_escalate", "superseded", "next_dose_cells", "earliest_decision_on", "tally")
EVENT = ("verdict", "in_window", "reported_grade", "derived_grade", "grade")


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_both_readings_say_the_same(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        ours, theirs = opened(files).review(cut_off), second_reading.review(files, cut_off)
        assert told(as_object(ours)) == told(theirs), (seed, twists_of(seed))
        answers = answers_to_criteria(ours)
        assert {name: answers[name] for name in theirs["eligibility"]} == theirs["eligibility"], (
            seed,
            twists_of(seed),
        )


def told(review):
    """What both readings say: rows, levels, subjects, events; in no particular order."""
    placed = {
        s["subject_id"] for level in review["levels"] for s in level["subjects"] if s["first_infusion_on"]
    }
    return {
        "rows": review["rows"],
        "levels": [
            {name: level[name] for name in LEVEL} | {"possible": sorted(level["possible"])}
            for level in review["levels"]
        ],
        "subjects": [
            {s["subject_id"]: {**s, "dlt_event_ids": sorted(s["dlt_event_ids"])} for s in level["subjects"]}
            for level in review["levels"]
        ],
        "events": events_by_id(review["events"], placed),
        "findings": sorted({q["subject_id"] for q in review["queries"] if q["code"] == FINDINGS}),
        "waiting for findings": [
            sorted({(b["subject_id"], b["record_id"]) for b in level["blockers"] if b["code"] == FINDINGS})
            for level in review["levels"]
        ],
        "waiting for eligibility": [
            sorted({(b["subject_id"], b["record_id"]) for b in level["blockers"] if b["code"] == ELIGIBILITY})
            for level in review["levels"]
        ],
    }


def answers_to_criteria(review):
    """Subject -> criterion -> answer; nothing where nobody was screened."""
    said = json.loads(eligibility_as_json(review))
    return {
        subject["subject_id"]: {c["criterion"]: c["answer"] for c in subject["criteria"]}
        for subject in said["subjects"]
    }


def events_by_id(events, placed):
    """The events by id; a grade is only spoken of where the patient's window is known."""
    found = defaultdict(list)
    for event in events:
        fields = EVENT if event["subject_id"] in placed else EVENT[:1]
        found[event["event_id"]].append([event[name] for name in fields])
    return {event_id: sorted(map(str, entries)) for event_id, entries in found.items()}
