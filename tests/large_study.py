"""A study far larger than any phase I trial, for measuring: invented patients, events and measurements."""

import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tests.speed_of_grading import measurements as graded_tests
from tests.studies import PROTOCOL

TERMS = (
    "Headache",
    "Nausea",
    "Fatigue",
    "Cough",
    "Dizziness",
    "Chills",
    "Dyspnea",
    "Diarrhea",
    "Vomiting",
    "Fever",
)
DAYS = pd.date_range("2026-01-05", periods=240).strftime("%Y-%m-%d").to_numpy()
CHANGED_EVERY = 100


class Measured(NamedTuple):
    """The share of limits of normal that are missing, and how far values spread (log scale)."""

    missing: float
    spread: float


# Of the 13,953 laboratory rows of a finished trial (CDISC pilot) 3 cannot be graded, and no number lacks a limit.
USUAL = Measured(missing=0.002, spread=0.2)
DOUBTFUL = Measured(missing=0.05, spread=0.6)  # one row in thirteen cannot be graded, and is a question


def write(
    folder: Path, patients: int, events: int, measurements: int, how: Measured = USUAL, seed: int = 5
) -> Path:
    """The study folder: three dose levels, four infusions a patient, mostly mild events."""
    folder.mkdir(parents=True)
    chance = np.random.default_rng(seed)
    ids = np.array([f"S-{number:04d}" for number in range(1, patients + 1)])
    first = chance.integers(0, 120, patients)
    tables = {
        "subjects": {
            "subject_id": ids,
            "dose_level": chance.integers(1, 4, patients),
            "ae_reviewed_through": DAYS[-1],
        },
        "infusions": {
            "infusion_id": [f"INF-{number}" for number in range(4 * patients)],
            "subject_id": np.repeat(ids, 4),
            "number": np.tile([1, 2, 3, 4], patients),
            "started_at": DAYS[np.repeat(first, 4) + np.tile([0, 7, 14, 21], patients)],
            "cells": "2.0e7",
            "status": "completed",
        },
        "adverse_events": {
            "event_id": [f"AE-{number}" for number in range(events)],
            "subject_id": chance.choice(ids, events),
            "term": chance.choice(TERMS, events),
            "started_at": chance.choice(DAYS, events),
            "grade": chance.choice([1, 2, 3], events, p=[0.7, 0.28, 0.02]),
            "causality": chance.choice(["unrelated", "possible"], events),
        },
        "measurements": _measured(chance, ids, measurements, how),
    }
    for name, columns in tables.items():
        pd.DataFrame(columns).to_csv(folder / f"{name}.csv", index=False)
    shutil.copy(PROTOCOL, folder)
    return folder


def _measured(chance: np.random.Generator, ids: np.ndarray, rows: int, how: Measured) -> dict[str, object]:
    table = graded_tests(rows, missing=how.missing, spread=how.spread)
    return {
        "measurement_id": [f"M-{number}" for number in range(rows)],
        "subject_id": chance.choice(ids, rows),
        "collected_at": chance.choice(DAYS, rows),
        **{name: table[name] for name in ("test", "value", "unit", "low", "high")},
    }


def next_week(folder: Path) -> None:
    """One row in a hundred, here and there in every long file, is corrected."""
    for name in ("adverse_events.csv", "measurements.csv"):
        header, *lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for at in range(CHANGED_EVERY // 2, len(lines), CHANGED_EVERY):
            first, comma, rest = lines[at].partition(",")
            lines[at] = f"{first}b{comma}{rest}"
        (folder / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
