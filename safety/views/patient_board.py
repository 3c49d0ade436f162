"""The patient board: one lane a patient on study days or dates. Values go in, a plotly Figure comes out.

The window is shaded and its last day dated, infusions have a shape for what became of them, an event is a bar with
a segment and a digit for each grade, a DLT has a thick outline and the word, and what lies ahead is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from safety.reports import palette
from safety.reports.board_places import FULL_WINDOW, GAP, HEADING, Placed, Scale, Size, place, side_by_side
from safety.review.patient_lanes import Lane, study_day
from safety.views import board_drawing as draw
from safety.views.labels import label, said
from safety.wording.lane_words import sentence

FONT = (  # the fonts of the page, see .streamlit/config.toml
    '"Source Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)
STILL = {"staticPlot": True, "displayModeBar": False, "responsive": True}
PAGE_ONE = Size(width=815, names=205, most_rows=2)
TICKS, AXIS = 22, 42

Group = tuple[str | None, Sequence[Lane]]


def board(groups: Sequence[Group], size: Size) -> go.Figure:
    """The board of several groups of lanes, each under its heading."""
    moved, scale = side_by_side([lane for _, lanes in groups for lane in lanes], size)
    ahead = iter(moved)
    placed, headings, bottom = _stack(
        [(title, [next(ahead) for _ in lanes]) for title, lanes in groups], scale, size
    )
    window_end = max((p.lane.window_end for p in placed), default=FULL_WINDOW)
    words = [*draw.words(placed, scale), *draw.names(placed, headings, size)]
    if not size.dates:
        words.insert(0, _window_words(window_end))
    layout = _layout(scale, window_end, bottom, size)
    layout |= {"shapes": list(draw.shapes(placed, scale)), "annotations": words}
    return go.Figure(data=list(draw.traces(placed, scale)), layout=layout)


def in_words(lanes: Sequence[Lane]) -> str:
    """The board for those who cannot see it."""
    return said().sentences(sentence(lane, said()) for lane in lanes)


def _stack(
    groups: Sequence[Group], scale: Scale, size: Size
) -> tuple[list[Placed], list[tuple[str, float]], float]:
    """Lane below lane: what is placed, the headings with where they stand, and the lower edge of all."""
    placed: list[Placed] = []
    headings: list[tuple[str, float]] = []
    top = 0.0
    for title, lanes in groups:
        if title is not None:
            headings.append((title, top))
            top += HEADING
        for lane in lanes:
            placed.append(place(lane, top, scale, size, said()))
            top = placed[-1].below + GAP
    return placed, headings, top


def _window_words(window_end: int) -> draw.Part:
    return {
        "name": "window", "x": 0, "y": 0, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "text": label("window_days", last=study_day(window_end - 1)), "yshift": TICKS,
        "font": {"size": 14, "color": palette.QUIET},
    }  # fmt: skip


def _layout(scale: Scale, window_end: int, bottom: float, size: Size) -> draw.Part:
    ticks, top = scale.ticks(window_end, said()), TICKS if size.dates else AXIS
    return {
        "barmode": "overlay", "showlegend": False, "hovermode": False, "dragmode": False,
        "height": int(bottom) + top, "margin": {"l": size.names, "r": 10, "t": top, "b": 0, "pad": 0},
        "paper_bgcolor": palette.PAPER, "plot_bgcolor": palette.PAPER,
        "font": {"family": FONT, "size": 14, "color": palette.INK},
        "xaxis": {
            "range": [scale.left, scale.right], "tickvals": [day + 0.5 for day, _ in ticks],
            "ticktext": [words for _, words in ticks], "side": "top", "showgrid": False, "zeroline": False,
            "tickfont": {"color": palette.QUIET, "size": 14}, "fixedrange": True,
        },
        "yaxis": {"range": [bottom, 0], "visible": False, "fixedrange": True},
    }  # fmt: skip
