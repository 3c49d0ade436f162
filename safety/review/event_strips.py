"""Which periods of a term are one bar on the board? Those that touch: a grade that steps up or down is a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safety.review.patient_lanes import Bar

HALF_A_DAY = 0.5


@dataclass(frozen=True)
class Segment:
    """A period as it is drawn, from `first` to `end`; a day that two periods share is halved.

    `joined`: it goes on from the segment before it, as one bar.
    """

    bar: Bar
    first: float
    end: float
    joined: bool = False


Strip = list[Segment]


def rows_of(bars: Sequence[Bar]) -> list[Strip]:
    """The periods of one term in rows, none covering another; those that touch are joined."""
    rows: list[Strip] = []
    for bar in sorted(bars, key=lambda b: (b.first, b.end, b.record_id)):
        row = next((r for r in rows if _has_room(r[-1], bar)), None)
        if row is None:
            rows.append([Segment(bar, bar.first, bar.end)])
        else:
            _add(row, bar)
    return rows


def _has_room(last: Segment, bar: Bar) -> bool:
    """Does the period begin after the last one, or on its last day with half a day left for each?"""
    return last.end <= bar.first or (_share_a_day(last, bar) and last.first < bar.first + HALF_A_DAY)


def _share_a_day(last: Segment, bar: Bar) -> bool:
    return last.end == bar.first + 1


def _add(row: Strip, bar: Bar) -> None:
    last, first = row[-1], float(bar.first)
    if _share_a_day(last, bar):
        first += HALF_A_DAY
        row[-1] = replace(last, end=first)
    row.append(Segment(bar, first, bar.end, joined=row[-1].end == first))


def stacked(
    groups: Sequence[Sequence[Bar]], left: int, right: int, label_days: float
) -> list[tuple[int, Segment]]:
    """Each visible segment with its row, so that neither bars nor the words on them cover each other.

    The periods of one term share a row where they can.
    """
    taken_until: list[float] = []
    placed: list[tuple[int, Segment]] = []
    for group in sorted(groups, key=lambda bars: (not any(b.to_look_at for b in bars), bars[0].first)):
        for together in rows_of([b for b in group if b.end > left and b.first < right]):
            first = max(together[0].first, left)
            end = max(*(s.end for s in together), first + label_days) + 1
            n = next((n for n, taken in enumerate(taken_until) if taken <= first), len(taken_until))
            taken_until[n:] = [end] if n == len(taken_until) else [end, *taken_until[n + 1 :]]
            placed += [(n, segment) for segment in together]
    return placed
