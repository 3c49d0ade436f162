"""The product against a second reading of the same rules, on studies invented from a seed."""

from collections import defaultdict

import pytest

from tests import second_reading
from tests.random_studies import invent, twists_of
from tests.studies import reviewed

SEEDS = 600
FINDINGS = "findings_above_grade"
LEVEL = ("decision", "may_escalate", "superseded", "next_dose_cells", "earliest_decision_on", "tally")
EVENT = ("verdict", "in_window", "reported_grade", "derived_grade", "grade")


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_both_readings_say_the_same(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        ours, theirs = reviewed(files, cut_off), second_reading.review(files, cut_off)
        assert told(ours) == told(theirs), (seed, twists_of(seed))


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
    }


def events_by_id(events, placed):
    """The events by id; a grade is only spoken of where the patient's window is known."""
    found = defaultdict(list)
    for event in events:
        fields = EVENT if event["subject_id"] in placed else EVENT[:1]
        found[event["event_id"]].append([event[name] for name in fields])
    return {event_id: sorted(map(str, entries)) for event_id, entries in found.items()}
