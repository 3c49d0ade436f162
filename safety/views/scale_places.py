"""Which part of a scale is drawn, and where on it everything stands, in per cent of its width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safety.review.grade_scale import Band, Edge, number
from safety.review.graded_value import Circumstances
from safety.views.scale_words import doubted

BESIDE, ALONE, NEAR_ZERO = 0.3, 0.5, 0.3
LETTER, GAP = 1.05, 1.5  # per cent of the width that a letter takes, at 1280 pixels


@dataclass(frozen=True)
class Scale:
    """The numbers at its two ends."""

    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; those beyond the scale stand at its end."""
        return min(max((value - self.start) / (self.end - self.start) * 100, 0.0), 100.0)

    def beside(self, place: float, text: str) -> str:
        """How a text is put at a place: in its middle, or along the end of the scale that it is near to."""
        half = len(text) * LETTER / 2
        if place < half:
            return "left:0;transform:none"
        return "left:auto;right:0;transform:none" if place > 100 - half else f"left:{place:.3f}%"

    def shows(self, value: float) -> bool:
        """Does it lie on the scale?"""
        return self.start <= value <= self.end

    def stretch(self, band: Band) -> tuple[float, float]:
        """Where a band begins and how wide it is; a width of 0 where it lies beyond the scale."""
        left = self.at(float(band.lower.at)) if band.lower else 0.0
        right = self.at(float(band.upper.at)) if band.upper else 100.0
        return left, right - left


def scale_of(bands: Sequence[Band], under: Circumstances) -> Scale | None:
    """The scale that shows every limit, and the limits of normal near them; None where nothing is known to draw."""
    doubts = [edge for band in bands if doubted(band) for edge in (band.lower, band.upper) if edge]
    told = [edge for edge in edges(bands) if edge not in doubts]
    if any(band.told.grade is not None for band in bands):
        told = told or edges(bands)
    known = [float(edge.at) for edge in told]
    if not known:
        return None
    near = known[-1] - known[0] or known[0]
    typed = [float(n) for n in (number(under.low), number(under.high)) if n is not None]
    shown = [*known, *(n for n in typed if known[0] - near <= n <= known[-1] + near)]
    least, most = min(shown), max(shown)
    beside = (most - least) * BESIDE or least * ALONE
    start, end = least - beside, most + beside
    too_low = [float(b.upper.at) for b in bands if doubted(b) and b.upper and not b.lower]
    too_high = [float(b.lower.at) for b in bands if doubted(b) and b.lower and not b.upper]
    return Scale(max(start if start > least * NEAR_ZERO else 0.0, *too_low, 0.0), min(end, *too_high, end))


def edges(bands: Iterable[Band]) -> list[Edge]:
    """Where one band ends and the next begins, from low to high."""
    return [band.upper for band in bands if band.upper]


def rows_of_labels(places: Sequence[float], texts: Sequence[str]) -> list[int]:
    """In which row below the scale each label stands, so that none touches another."""
    taken: list[float] = []
    found = []
    for place, text in zip(places, texts, strict=True):
        half = len(text) * LETTER / 2
        free = next((n for n, until in enumerate(taken) if place - half >= until + GAP), len(taken))
        taken[free:free + 1] = [place + half]  # fmt: skip
        found.append(free)
    return found
