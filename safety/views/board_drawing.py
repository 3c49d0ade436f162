"""The parts of the patient board as plotly takes them: window, cut-off, events, infusions, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from safety.domain.dlt_definition import Verdict
from safety.reports import palette
from safety.reports.board_marks import NO_RECORD
from safety.reports.board_places import (
    GAP,
    HEADING,
    ROW,
    Drawn,
    Placed,
    Scale,
    Size,
    digit,
    drawn,
    last_day_of_window,
    mark_is_turned,
)
from safety.review.lane_infusions import Became
from safety.review.patient_lanes import Lane
from safety.views.labels import said
from safety.wording.lane_words import SHAPES, gone_in_words

Part = dict[str, Any]
Span = tuple[Placed, int, int]

BAR = ROW - 3
SYMBOLS = {
    Became.GIVEN: "triangle-down", Became.LATE: "diamond", Became.INTERRUPTED: "hourglass",
    Became.NOT_GIVEN: "triangle-down-open",
}  # fmt: skip
NAMES = {Became.GIVEN: "infusion", Became.NOT_GIVEN: "not given"}


def shapes(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """Each lane's window, shaded, its end, the cut-off, the line below the lane, and what may be a DLT, dashed."""
    edge = {"color": palette.WINDOW_EDGE, "width": 1.5}
    for p in placed:
        start, end, below, after = p.lane.window_start, p.lane.window_end, p.below + GAP / 2, p.lane.today + 1
        yield {
            "type": "rect", "name": "window", "x0": start, "x1": end, "y0": p.top, "y1": p.below,
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
    for on in drawn(placed, scale, said()):
        if on.bar.may_be_dlt:
            yield {
                "type": "rect", "name": "may be", "x0": on.start, "x1": on.end, "y0": on.y - BAR / 2,
                "y1": on.y + BAR / 2, "line": {"color": palette.INK, "width": 2, "dash": "4px,3px"},
            }  # fmt: skip


def _line(name: str, day: int, top: float, below: float) -> Part:
    return {"type": "line", "name": name, "x0": day, "x1": day, "y0": top, "y1": below}


def traces(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """What lies ahead hatched, the days after an exit dotted, then events, infusions and exits."""
    ahead = [(p, p.lane.today + 1, scale.right) for p in placed if p.lane.today + 1 < scale.right]
    left = [(p, p.lane.surely_gone) for p in placed]
    gone = [(p, day + 1, min(p.lane.today + 1, scale.right)) for p, day in left if day is not None]
    yield _textured("gone", [(p, start, end) for p, start, end in gone if start < end], ".")
    yield _textured("ahead", ahead, "/")
    bars = drawn(placed, scale, said())
    yield _events(bars)
    yield _unsure(bars)
    yield _going_on(bars)
    for became in SYMBOLS:
        yield _infusions(became, placed, scale)
    yield _no_record(placed, scale)
    yield from _gone(placed, scale)


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
        "x": [on.end - on.start for on in bars], "y": [on.y for on in bars], "width": [BAR] * len(bars),
        "customdata": [on.bar.record_id for on in bars], "marker": {"color": colours, "line": edge},
    }  # fmt: skip


def _unsure(bars: Sequence[Drawn]) -> Part:
    """The days of an event that are only possible, hatched in a tint on which its digit can be read."""
    spans = [(on, *span) for on in bars for span in on.unsure]
    pattern = {
        "shape": "\\", "fillmode": "replace", "size": 6, "solidity": 0.4,
        "bgcolor": [palette.GRADES.get(on.bar.grade or 0, palette.UNGRADED) for on, _, _ in spans],
        "fgcolor": [palette.UNSURE.get(on.bar.grade or 0, palette.UNSURE_UNGRADED) for on, _, _ in spans],
    }  # fmt: skip
    return {
        "type": "bar", "name": "not exactly known", "orientation": "h", "base": [start for _, start, _ in spans],
        "x": [end - start for _, start, end in spans], "y": [on.y for on, _, _ in spans],
        "width": [BAR - 2] * len(spans), "customdata": [on.bar.record_id for on, _, _ in spans],
        "marker": {"color": palette.SHEER, "line": {"width": 0}, "pattern": pattern},
    }  # fmt: skip


def _going_on(bars: Sequence[Drawn]) -> Part:
    on = [bar for bar in bars if bar.goes_on]
    return {
        "type": "scatter", "name": "goes on", "mode": "markers", "cliponaxis": False,
        "x": [bar.end for bar in on], "y": [bar.y for bar in on],
        "marker": {"symbol": "triangle-right", "size": 12, "color": palette.BAR_EDGE},
    }  # fmt: skip


def _infusions(became: Became, placed: Sequence[Placed], scale: Scale) -> Part:
    """The infusions of which the same became, each kind in its own shape."""
    marker = {
        "symbol": SYMBOLS[became], "size": 11, "color": palette.INFUSION,
        "line": {"width": 1.5, "color": palette.INFUSION},
    }  # fmt: skip
    return _marked(NAMES.get(became, became.value), _days_of(became, placed, scale), marker)


def _no_record(placed: Sequence[Placed], scale: Scale) -> Part:
    marks = _days_of(Became.NO_RECORD, placed, scale)
    words = {"mode": "text", "text": [f"<b>{NO_RECORD}</b>"] * len(marks)}
    return _marked("no record", marks, {}) | words | {"textfont": {"size": 15, "color": palette.INFUSION}}


def _days_of(became: Became, placed: Sequence[Placed], scale: Scale) -> list[tuple[float, float]]:
    return [
        (i.day + 0.5, p.marks_at) for p in placed for i in p.lane.infusions
        if i.became is became and scale.shows(i.day)
    ]  # fmt: skip


def _gone(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """The day on which a patient left, as a cross, or died, as a square, with its word."""
    for name, symbol, died in (("left", "x", False), ("died", "square", True)):
        found = [
            (p, gone) for p in placed for gone in p.lane.gone if gone.died is died and scale.shows(gone.day)
        ]
        told = [gone_in_words(gone, said()) for _, gone in found]
        words = {
            "mode": "markers+text", "cliponaxis": False, "text": [f" {escape(word)} " for word in told],
            "textposition": [
                "middle left" if mark_is_turned(gone.day, word, scale) else "middle right"
                for (_, gone), word in zip(found, told, strict=True)
            ],
            "textfont": {"size": 14, "color": palette.INK},
        }  # fmt: skip
        marks = [(p.lane.middle_of(gone), p.marks_at) for p, gone in found]
        yield _marked(name, marks, {"symbol": symbol, "size": 9, "color": palette.INK}) | words


def _marked(name: str, marks: Sequence[tuple[float, float]], marker: Part) -> Part:
    return {
        "type": "scatter", "name": name, "mode": "markers", "x": [x for x, _ in marks],
        "y": [y for _, y in marks], "marker": marker,
    }  # fmt: skip


def words(placed: Sequence[Placed], scale: Scale) -> Iterator[Part]:
    """The grade as a digit on every segment, its term where there is room, and the date of each window's last day."""
    for p in placed:
        if last := last_day_of_window(p, scale, said()):
            ground = palette.WINDOW if last.before else palette.PAPER
            yield {
                "name": "last day", "x": last.day, "y": p.marks_at, "text": escape(last.words), "showarrow": False,
                "xanchor": "right" if last.before else "left", "xshift": -2 if last.before else 2, "borderpad": 0,
                "height": 16, "bgcolor": ground if last.textured else palette.SHEER,
                "font": {"size": 14, "color": palette.QUIET},
            }  # fmt: skip
    for on in drawn(placed, scale, said()):
        text = f"<b>{digit(on.bar)}</b> {escape(on.words)}"
        yield {
            "name": "event", "x": on.start, "y": on.y, "text": text, "showarrow": False, "xanchor": "left",
            "xshift": 2, "font": {"size": 14, "color": palette.on_grade(on.bar.grade)},
        }  # fmt: skip


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
