"""The board of the page: a picture a level, and everybody who has no lane there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from safety.domain.evaluability import State
from safety.reports.board_places import Scale, Size, place, scale_of
from safety.reports.minutes.board_picture import board_picture
from safety.review.in_focus import in_focus
from safety.review.level_review import LevelReview
from safety.review.patient_lanes import Lane, lanes_of
from safety.review.study_review import StudyReview
from safety.wording import Speech

BOARD, TALLEST = Size(width=1120, names=250, most_rows=6), 640


def pictures(review: StudyReview, said: Speech) -> Iterator[dict[str, Any]]:
    """A picture a level, highest first; several where its lanes are more than a page holds."""
    by_level = [(level, _drawn_lanes(level, review)) for level in reversed(review.levels)]
    scale = scale_of([lane for _, lanes in by_level for lane in lanes], BOARD)
    for level, lanes in by_level:
        title = said.label("level_of_cells", level=level.dose.level, cells=said.cells(level.dose.cells))
        for part in _parts(lanes, scale, said):
            picture = board_picture(title, part, scale, BOARD, said)
            yield {"svg": picture.svg, "words": picture.words}


def _drawn_lanes(level: LevelReview, review: StudyReview) -> list[Lane]:
    """Everybody of the level in focus; of another level only those of whom something is to be spoken."""
    lanes = lanes_of(level, review.cut.cut_off)
    return lanes if level is in_focus(review) else [lane for lane in lanes if _is_spoken_of(lane)]


def _is_spoken_of(lane: Lane) -> bool:
    return lane.state.pending or lane.state is State.DLT or any(bar.to_look_at for bar in lane.bars)


def not_drawn(review: StudyReview, said: Speech) -> Iterator[str]:
    """Everybody who has no lane, and why."""
    for level in review.levels:
        drawn = {lane.patient.subject_id for lane in _drawn_lanes(level, review)}
        settled = [p for p in level.patients if p.window and p.subject_id not in drawn]
        if settled:
            told = said.listed(said.aside(p.subject_id, said.state(p.state)) for p in settled)
            yield said.label("minutes_not_drawn", level=level.dose.level, patients=told)
    if others := [sid for sid, patient in review.patients.items() if patient.window is None]:
        yield said.label("without_lane", patients=said.listed(others))


def _parts(lanes: Sequence[Lane], scale: Scale, said: Speech) -> Iterator[Sequence[Lane]]:
    part, height = list[Lane](), 0.0
    for lane in lanes:
        tall = place(lane, 0, scale, BOARD, said).height
        if part and height + tall > TALLEST:
            yield part
            part, height = [], 0.0
        part.append(lane)
        height += tall
    if part:
        yield part
