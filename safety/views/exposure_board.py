"""The exposure picture: a lane a patient, planned and given for every infusion. Values in, a plotly Figure out.

The planned dose is an outline, the given one a bar in it; the class stands over it as shape and word, the cells
beside it as a number. Infusions beyond the most that fit side by side go on in the next row of the lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import plotly.graph_objects as go

from safety.domain.exposure_course import ExposureCourse
from safety.reports import palette
from safety.views import exposure_drawing as draw
from safety.views.labels import label, said
from safety.views.patient_board import FONT
from safety.wording.dose_words import in_short

MOST_COLUMNS, COLUMNS_ALONE, NAMES, HEADING, GAP = 4, 2, 215, 28, 5
ALONE = 1.6  # one patient alone is drawn so much larger

Group = tuple[str, Sequence[ExposureCourse]]


@dataclass
class _Stacked:
    """Everything with where it stands; `below` is the lower edge of what is there already."""

    cells: list[draw.Cell] = field(default_factory=list)
    lanes: list[tuple[ExposureCourse, float]] = field(default_factory=list)
    headings: list[tuple[str, float]] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    below: float = 0.0


def exposure_board(groups: Sequence[Group]) -> go.Figure:
    """The courses under the heading of their level; one patient alone is drawn larger."""
    size = _size([course for _, courses in groups for course in courses])
    there = _stack(groups, size)
    told = [*draw.words(there.cells, size), *draw.names(there.lanes, size), *_headings(there.headings, size)]
    layout = _layout(there.below, size)
    layout |= {"shapes": [*draw.shapes(there.cells, size), *_edges(there.edges)], "annotations": told}
    return go.Figure(data=list(draw.traces(there.cells, size)), layout=layout)


def _size(courses: Sequence[ExposureCourse]) -> draw.Size:
    most = max(len(course.infusions) for course in courses)
    if len(courses) == 1:
        return draw.Size(int(NAMES * ALONE), min(most, COLUMNS_ALONE), ALONE)
    return draw.Size(NAMES, min(most, MOST_COLUMNS))


def _stack(groups: Sequence[Group], size: draw.Size) -> _Stacked:
    """Lane below lane, each as tall as the rows its infusions need."""
    there = _Stacked()
    for title, courses in groups:
        there.headings.append((title, there.below))
        there.below += HEADING
        for course in courses:
            there.lanes.append((course, there.below))
            for n, line in enumerate(course.infusions):
                row, column = divmod(n, size.columns)
                there.cells.append(draw.Cell(course, line, column, there.below + row * size.cell))
            there.below += -(-len(course.infusions) // size.columns) * size.cell + GAP
            there.edges.append(there.below - GAP / 2)
    return there


def in_words(courses: Sequence[ExposureCourse]) -> str:
    """The picture for those who cannot see it."""
    return said().sentences(_told(course) for course in courses)


def _told(course: ExposureCourse) -> str:
    infusions = [
        label("exposure_alt_one", number=line.number or "?", told=in_short(line, course, said()))
        for line in course.infusions
    ]
    return label(
        "exposure_alt", patient=course.subject_id, n=len(course.numbers_given), of=len(course.dosing.numbers),
        infusions=said().clauses(infusions),
    )  # fmt: skip


def _headings(headings: Sequence[tuple[str, float]], size: draw.Size) -> list[draw.Part]:
    return [
        draw.beside(size) | {
            "name": "level", "y": top + HEADING - 3, "yanchor": "bottom", "text": f"<b>{escape(title)}</b>",
            "font": {"size": 16.5, "color": palette.INK},
        }
        for title, top in headings
    ]  # fmt: skip


def _edges(edges: Sequence[float]) -> list[draw.Part]:
    """The line below each lane, the names included."""
    return [
        {
            "type": "line", "name": "lane", "xref": "paper", "x0": 0, "x1": 1, "y0": edge, "y1": edge,
            "line": {"color": palette.LINE, "width": 1}, "layer": "below",
        }
        for edge in edges
    ]  # fmt: skip


def _layout(bottom: float, size: draw.Size) -> draw.Part:
    return {
        "barmode": "overlay", "showlegend": False, "hovermode": False, "dragmode": False,
        "height": int(bottom) + 4, "margin": {"l": size.names, "r": 4, "t": 2, "b": 2, "pad": 0},
        "paper_bgcolor": palette.PAPER, "plot_bgcolor": palette.PAPER,
        "font": {"family": FONT, "size": 14, "color": palette.INK},
        "xaxis": {"range": [0, size.columns], "visible": False, "fixedrange": True},
        "yaxis": {"range": [bottom, 0], "visible": False, "fixedrange": True},
    }  # fmt: skip
