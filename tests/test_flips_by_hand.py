"""Each flip held against a study folder in which it was written down: cells changed, rows added or struck out.

The folder is read and reviewed from scratch. What the flip said of every level, patient and event must be what
that review says.
"""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest

from safety.domain.evaluability import State
from safety.review.flip import StaysClear
from safety.review.opening import open_study
from safety.review.reviewed_again import reviewed_again
from safety.review.what_if import every_flip, standing, tried_out
from tests.edited_folder import edited
from tests.random_studies import invent, twists_of, write
from tests.studies import DEMO, PROTOCOL, SHARED

SCENARIOS = sorted(SHARED.glob("scenarios/*/expected.json"))
SEEDS = 80
MOST_OF_ONE_STUDY = 25


def folder_of(path: Path) -> dict[str, str]:
    """The tables and the note of a study folder."""
    names = (p for p in path.iterdir() if p.suffix == ".csv" or p.name == "study.toml")
    return {p.name: p.read_bytes().decode("utf-8-sig") for p in names}


def told(review):
    """Everything that a review says of levels, patients and events."""
    return (
        tuple(standing(level) for level in review.levels),
        {sid: (p.state, p.dlt_ids) for sid, p in review.patients.items()},
        [(e.record_id, e.subject_id, e.verdict, e.rule, e.grade) for e in review.events],
    )


def held_against_edited_folders(files, cut_off, most=None):
    protocol = PROTOCOL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        write(files, folder)
        before = open_study(Path(folder), PROTOCOL).review(cut_off)
    every = every_flip(before)
    step = max(1, len(every) // most) if most else 1
    for supposed in every[::step]:
        texts, amended = edited(files, protocol, supposed, before)
        with tempfile.TemporaryDirectory() as folder:
            write({**texts, "protocol.toml": amended}, folder)
            by_hand = open_study(Path(folder)).review(cut_off)
        again = reviewed_again(before, supposed.otherwise)
        assert told(again) == told(by_hand), supposed.flip
        outcome = tried_out(supposed, before)
        assert outcome.levels == told(by_hand)[0], supposed.flip
        if isinstance(supposed.flip, StaysClear):
            assert outcome.state is not State.DLT, supposed.flip
    return every


@pytest.mark.parametrize("cut_off", ["2026-03-12", "2026-04-20", "2026-06-12", "2026-08-14", "2026-09-11"])
def test_of_the_demonstration_study(cut_off):
    assert held_against_edited_folders(folder_of(DEMO), date.fromisoformat(cut_off), MOST_OF_ONE_STUDY)


@pytest.mark.parametrize("expected", SCENARIOS, ids=lambda path: path.parent.name)
def test_of_every_scenario(expected):
    cut_off = date.fromisoformat(json.loads(expected.read_text(encoding="utf-8"))["cut_off"])
    assert held_against_edited_folders(folder_of(expected.parent), cut_off)


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_of_studies_invented_from_a_seed(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        assert held_against_edited_folders(files, cut_off, MOST_OF_ONE_STUDY), twists_of(seed)


def test_every_row_that_no_flip_names_stays_the_very_same():
    before = open_study(DEMO).review(date(2026, 9, 11))
    for supposed in every_flip(before):
        again, named = reviewed_again(before, supposed.otherwise), supposed.otherwise
        untouched = {r.source for r in named.rows} | set(named.withdrawn)
        kept = [r for r in before.cut.everything if r.source not in untouched]
        assert {id(r) for r in kept} <= {id(r) for r in again.cut.everything}
