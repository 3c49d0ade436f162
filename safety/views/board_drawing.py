"""The parts of the patient board as plotly takes them: window, cut-off, events, infusions, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from safety.domain.dlt_definition import Verdict
from safety.reports import palette
from safety.reports.board_places import GAP, HEADING, ROW, Drawn, Placed, Scale, Size, drawn
from safety.review.patient_lanes import Bar, Lane
from safety.views.labels import label, said
from safety.wording.lane_words import SHAPES

Part = dict[str, Any]
Span = tuple[Placed, int, int]


def shapes(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """Each lane's window, shaded, its end, the cut-off, and the line below the lane."""
    edge = {"color": palette.WINDOW_EDGE, "width": 1.5}
    for p in placed:
        end, below, after = p.lane.window_end, p.below + GAP / 2, p.lane.today + 1
        yield {
            "type": "rect", "name": "window", "x0": 0, "x1": end, "y0": p.top, "y1": p.below,
            "fillcolor": palette.WINDOW, "line": {"width": 0}, "layer": "below",
        }  # fmt: skip
        yield _line("window ends", end, p.top, p.below) | {"line": edge, "layer": "below"}
        yield {
            "type": "line", "name": "lane", "xref": "paper", "x0": 0, "x1": 1, "y0": below, "y1": below,
            "line": {"color": palette.LINE, "width": 1}, "layer": "below",
        }  # fmt: skip
        if after < scale.right:
            thick = {"color": palette.INK, "width": 2.5}
            yield _line("cut-off", after, p.top, p.below) | {"line": thick}


def _line(name: str, day: int, top: float, below: float) -> Part:
    return {"type": "line", "name": name, "x0": day, "x1": day, "y0": top, "y1": below}


def traces(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """What lies ahead hatched, the days after an exit dotted, then events, infusions and exits."""
    ahead = [(p, p.lane.today + 1, scale.right) for p in placed if p.lane.today + 1 < scale.right]
    gone = [
        (p, p.lane.left + 1, min(p.lane.today + 1, scale.right)) for p in placed if p.lane.left is not None
    ]
    yield _textured("gone", [(p, start, end) for p, start, end in gone if start < end], ".")
    yield _textured("ahead", ahead, "/")
    bars = drawn(placed, scale, said())
    yield _events(bars)
    yield _going_on(bars, scale)
    yield _infusions("infusion", placed, scale, given=True)
    yield _infusions("not given", placed, scale, given=False)
    yield _exits(placed, scale)


def _textured(name: str, spans: Sequence[Span], texture: str) -> Part:
    pattern = {
        "shape": texture, "fillmode": "replace", "bgcolor": palette.SHEER, "fgcolor": palette.AHEAD_STRIPE,
        "fgopacity": 1, "size": 7, "solidity": 0.25,
    }  # fmt: skip
    return {
        "type": "bar", "name": name, "orientation": "h", "base": [start for _, start, _ in spans],
        "x": [end - start for _, start, end in spans], "y": [p.top + p.height / 2 for p, _, _ in spans],
        "width": [p.height for p, _, _ in spans],
        "marker": {"color": palette.SHEER, "line": {"width": 0}, "pattern": pattern},
    }  # fmt: skip


def _events(bars: Sequence[Drawn]) -> Part:
    """Events as bars in the colour of their grade, a DLT with a thick outline."""
    dlt = [on.bar.verdict is Verdict.DLT for on in bars]
    edge = {
        "color": [palette.INK if d else palette.BAR_EDGE for d in dlt],
        "width": [3 if d else 1 for d in dlt],
    }
    colours = [palette.GRADES.get(on.bar.grade or 0, palette.UNGRADED) for on in bars]
    return {
        "type": "bar", "name": "events", "orientation": "h", "base": [on.start for on in bars],
        "x": [on.end - on.start for on in bars], "y": [on.y for on in bars], "width": [ROW - 3] * len(bars),
        "customdata": [on.bar.record_id for on in bars], "marker": {"color": colours, "line": edge},
    }  # fmt: skip


def _going_on(bars: Sequence[Drawn], scale: Scale) -> Part:
    on = [bar for bar in bars if bar.bar.runs_on or bar.bar.end > scale.right]
    return {
        "type": "scatter", "name": "goes on", "mode": "markers", "cliponaxis": False,
        "x": [bar.end for bar in on], "y": [bar.y for bar in on],
        "marker": {"symbol": "triangle-right", "size": 12, "color": palette.BAR_EDGE},
    }  # fmt: skip


def _infusions(name: str, placed: Sequence[Placed], scale: Scale, *, given: bool) -> Part:
    """Infusions as triangles, open where nothing was given."""
    marks = [
        (i.day + 0.5, p.marks_at) for p in placed for i in p.lane.infusions
        if i.given is given and scale.shows(i.day)
    ]  # fmt: skip
    marker = {
        "symbol": "triangle-down" if given else "triangle-down-open", "size": 11,
        "color": palette.INFUSION, "line": {"width": 1.5, "color": palette.INFUSION},
    }  # fmt: skip
    return _marked(name, marks, marker)


def _exits(placed: Sequence[Placed], scale: Scale) -> Part:
    """The day on which a patient left, as a cross with its word."""
    left = [
        (p.lane.left + 0.5, p.marks_at)
        for p in placed
        if p.lane.left is not None and scale.shows(p.lane.left)
    ]
    words = {
        "mode": "markers+text", "text": [f" {label('bar_left')}"] * len(left), "textposition": "middle right",
        "textfont": {"size": 14, "color": palette.INK},
    }  # fmt: skip
    return _marked("left", left, {"symbol": "x", "size": 9, "color": palette.INK}) | words


def _marked(name: str, marks: Sequence[tuple[float, float]], marker: Part) -> Part:
    return {
        "type": "scatter", "name": name, "mode": "markers", "x": [x for x, _ in marks],
        "y": [y for _, y in marks], "marker": marker,
    }  # fmt: skip


def words(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """The grade as a digit on every bar, and its term, once in a row, where there is most room."""
    for on in drawn(placed, scale, said()):
        text = f"{digit(on.bar)} {escape(on.words)}"
        yield {
            "name": "event", "x": on.start, "y": on.y, "text": text, "showarrow": False, "xanchor": "left",
            "xshift": 2, "font": {"size": 14, "color": palette.on_grade(on.bar.grade)},
        }  # fmt: skip


def digit(bar: Bar) -> str:
    """The grade: ? where none is known, ~ before it where the start is not exactly known."""
    return f"<b>{'' if bar.exact else '~'}{bar.grade or '?'}</b>"


def name_of(lane: Lane) -> str:
    """The code and the state, for plotly: bold, and the state in its colour with its shape."""
    colour = palette.STATES[lane.state.value]
    state = f"{SHAPES[lane.state]} {escape(said().state(lane.state))}"
    code = escape(lane.patient.subject_id)
    return (
        f'<span style="font-size:16px;color:{palette.INK}"><b>{code}</b></span>'
        f'  <span style="color:{colour}"><b>{state}</b></span>'
    )


def names(placed: Sequence[Placed], headings: Sequence[tuple[str, float]], size: Size) -> Iterator[Part]:
    """Each patient's code, state and standing; each group's heading."""
    beside = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 2 - size.names, "showarrow": False}
    for p in placed:
        yield beside | {
            "name": "patient", "y": p.top, "yanchor": "top", "yshift": 4, "align": "left",
            "font": {"size": 14, "color": palette.QUIET},
            "text": "<br>".join([name_of(p.lane), *(escape(line) for line in p.words)]),
        }  # fmt: skip
    for title, top in headings:
        yield beside | {
            "name": "level", "y": top + HEADING - 3, "yanchor": "bottom",
            "font": {"size": 16.5, "color": palette.INK}, "text": f"<b>{escape(title)}</b>",
        }  # fmt: skip
