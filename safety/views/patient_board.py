"""The patient board: one lane a patient on study days. Values go in, a plotly Figure comes out.

The window is shaded, infusions are triangles, events are bars with their grade as a digit, a DLT has a thick
outline and the word, a line marks the cut-off, and what lies ahead of it is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from safety.reports import palette
from safety.reports.board_places import FULL_WINDOW, GAP, HEADING, Placed, Scale, Size, place, scale_of
from safety.review.patient_lanes import Lane, study_day
from safety.views import board_drawing as draw
from safety.views.labels import label, said
from safety.wording.lane_words import sentence

FONT = (  # the fonts of the page, see .streamlit/config.toml
    '"Source Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)
STILL = {"staticPlot": True, "displayModeBar": False, "responsive": True}
PAGE_ONE = Size(width=815, names=205, most_rows=2)
MANY_DAYS = 120

Group = tuple[str | None, Sequence[Lane]]


def board(groups: Sequence[Group], size: Size) -> go.Figure:
    """The board of several groups of lanes, each under its heading."""
    scale = scale_of([lane for _, lanes in groups for lane in lanes], size)
    placed, headings, bottom = _stack(groups, scale, size)
    window_end = max((p.lane.window_end for p in placed), default=FULL_WINDOW)
    said = [_window_words(window_end), *draw.words(placed, scale), *draw.names(placed, headings, size)]
    layout = _layout(scale, window_end, bottom, size)
    layout |= {"shapes": list(draw.shapes(placed, scale)), "annotations": said}
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


def _ticks(scale: Scale, window_end: int) -> list[int]:
    """Every week, every fourth where there are many days, and the window's last day."""
    step = 7 if scale.right < MANY_DAYS else 28
    last = window_end - 1
    return sorted({last, *(day for day in range(0, scale.right, step) if abs(day - last) > step / 3)})


def _window_words(window_end: int) -> draw.Part:
    return {
        "name": "window", "x": 0, "y": 0, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "text": label("window_days", last=study_day(window_end - 1)),
        "font": {"size": 14, "color": palette.QUIET},
    }  # fmt: skip


def _layout(scale: Scale, window_end: int, bottom: float, size: Size) -> draw.Part:
    ticks = _ticks(scale, window_end)
    return {
        "barmode": "overlay", "showlegend": False, "hovermode": False, "dragmode": False,
        "height": int(bottom) + 42, "margin": {"l": size.names, "r": 10, "t": 18, "b": 24, "pad": 0},
        "paper_bgcolor": palette.PAPER, "plot_bgcolor": palette.PAPER,
        "font": {"family": FONT, "size": 14, "color": palette.INK},
        "xaxis": {
            "range": [scale.left, scale.right], "tickvals": [day + 0.5 for day in ticks],
            "ticktext": [str(study_day(day)) for day in ticks], "showgrid": False, "zeroline": False,
            "tickfont": {"color": palette.QUIET, "size": 14}, "fixedrange": True,
        },
        "yaxis": {"range": [bottom, 0], "visible": False, "fixedrange": True},
    }  # fmt: skip
