"""Another trial is another file: a 28-day window, other rules, BOIN boundaries, three levels, doses by weight."""

from datetime import date, timedelta
from pathlib import Path

from tests.studies import reviewed

BOIN = Path(__file__).parent / "protocols" / "boin.toml"
START = date(2026, 3, 2)


def study(patients, events=()):
    """Patients by code: level and weight; each has three infusions of the level's dose for that weight."""
    per_kg = dose_per_kg()
    subjects, infusions = [], []
    for n, (sid, (level, weight)) in enumerate(patients.items()):
        first = START + timedelta(days=n)
        subjects.append(f"{sid},{level},{weight},{first + timedelta(days=60)}")
        for number, day in enumerate(days(), 1):
            on = first + timedelta(days=day - 1)
            infusions.append(f"{sid}-{number},{sid},{number},{on},{per_kg[level] * weight},completed")
    return {
        "subjects.csv": "\n".join(["subject_id,dose_level,weight_kg,ae_reviewed_through", *subjects]) + "\n",
        "infusions.csv": "\n".join(["infusion_id,subject_id,number,started_at,cells,status", *infusions]) + "\n",
        "adverse_events.csv": "\n".join(
            ["event_id,subject_id,term,started_at,ended_at,grade,causality,hospitalized", *events]
        ) + "\n",
    }  # fmt: skip


def protocol():
    from safety.records.protocol_file import read_protocol
    from safety.review.reference import ctcae_terms

    return read_protocol(BOIN, ctcae_terms())


def dose_per_kg():
    dosing = protocol().dosing
    return {rung.level: rung.cells / dosing.reference_weight_kg for rung in protocol().levels}


def days():
    return protocol().dosing.days


def level(review, number=1):
    return next(entry for entry in review["levels"] if entry["level"] == number)


def test_its_window_is_its_own():
    review = reviewed(study({"P1": (1, 70)}), START + timedelta(days=27), BOIN)
    assert level(review)["subjects"][0]["window_ends_on"] == str(START + timedelta(days=27))
    assert level(review)["decision"] == "wait"


def test_doses_go_by_weight_and_a_weight_nobody_noted_blocks():
    patients = {"P1": (1, 50), "P2": (1, 70), "P3": (1, 90)}
    files = study(patients)
    cut_off = START + timedelta(days=45)
    assert level(reviewed(files, cut_off, BOIN))["decision"] == "escalate"
    files["subjects.csv"] = files["subjects.csv"].replace("P2,1,70,", "P2,1,,")
    blocked = level(reviewed(files, cut_off, BOIN))
    assert blocked["decision"] == "wait"
    assert {b["code"] for b in blocked["blockers"]} == {"dose_deviation"}


def test_boin_stays_at_two_dlts_of_six_where_three_plus_three_stops():
    """BOIN for a target of 0.30: de-escalate from 0.359 (Liu & Yuan 2015); 2 of 6 is 0.333."""
    patients = {f"P{n}": (1, 70) for n in range(1, 7)}
    events = [
        f"E{n},P{n},Lung infection,{START + timedelta(days=12)},{START + timedelta(days=20)},4,definite,Y"
        for n in (1, 2)
    ]
    review = level(reviewed(study(patients, events), START + timedelta(days=60), BOIN))
    assert review["tally"]["dlt"] == 2
    assert review["decision"] == "expand"
