"""The exposure picture: a lane a patient, planned and given for every infusion. Values in, a plotly Figure out.

The planned dose is an outline, the given one a bar in it; the class stands over it as shape and word, the cells
beside it as a number. Infusions beyond the most that fit side by side go on in the next row of the lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from safety.domain.exposure_course import ExposureCourse
from safety.views import exposure_drawing as draw
from safety.views import palette
from safety.views.labels import label, said
from safety.views.patient_board import FONT
from safety.wording.dose_words import in_short

MOST_COLUMNS, COLUMNS_ALONE, NAMES, HEADING, GAP = 4, 2, 215, 28, 5
ALONE = 1.6  # one patient alone is drawn so much larger

Group = tuple[str, Sequence[ExposureCourse]]


def exposure_board(groups: Sequence[Group]) -> go.Figure:
    """The courses under the heading of their level; one patient alone is drawn larger."""
    courses = [course for _, courses in groups for course in courses]
    most = max(len(course.infusions) for course in courses)
    size = draw.Size(NAMES, min(most, MOST_COLUMNS))
    if len(courses) == 1:
        size = draw.Size(int(NAMES * ALONE), min(most, COLUMNS_ALONE), ALONE)
    cells: list[draw.Cell] = []
    lanes: list[tuple[ExposureCourse, float]] = []
    headings: list[tuple[str, float]] = []
    edges: list[float] = []
    top = 0.0
    for title, members in groups:
        headings.append((title, top))
        top += HEADING
        for course in members:
            lanes.append((course, top))
            cells += [
                draw.Cell(course, line, n % size.columns, top + n // size.columns * size.cell)
                for n, line in enumerate(course.infusions)
            ]
            top += -(-len(course.infusions) // size.columns) * size.cell + GAP
            edges.append(top - GAP / 2)
    said_ = [*draw.words(cells, size), *draw.names(lanes, size), *_headings(headings, size)]
    layout = _layout(top, size) | {
        "shapes": [*draw.shapes(cells, size), *_edges(edges)],
        "annotations": said_,
    }
    return go.Figure(data=list(draw.traces(cells, size)), layout=layout)


def in_words(courses: Sequence[ExposureCourse]) -> str:
    """The picture for those who cannot see it."""
    return " ".join(_told(course) for course in courses)


def _told(course: ExposureCourse) -> str:
    infusions = [
        label("exposure_alt_one", number=line.number or "?", told=in_short(line, course, said()))
        for line in course.infusions
    ]
    return label(
        "exposure_alt", patient=course.subject_id, n=len(course.numbers_given), of=len(course.dosing.numbers),
        infusions="; ".join(infusions),
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
