"""Draws the parts of the patient board on a plotly Figure: window, cut-off, events, infusions, names."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from safety.domain.protocol import Verdict
from safety.views import palette
from safety.views.board_places import GAP, HEADING, LETTER_PX, ROW, Placed, Scale, Size, words_on
from safety.views.labels import label
from safety.views.lane_words import name_of
from safety.views.patient_lanes import Bar


def windows(figure: go.Figure, placed: Sequence[Placed]) -> None:
    """Each lane's window, shaded, with its end as a line; and the line below the lane."""
    for p in placed:
        end = p.lane.window_end
        figure.add_shape(
            type="rect", name="window", x0=0, x1=end, y0=p.top, y1=p.below,
            fillcolor=palette.WINDOW, line_width=0, layer="below",
        )  # fmt: skip
        figure.add_shape(
            type="line", name="window ends", x0=end, x1=end, y0=p.top, y1=p.below,
            line={"color": palette.WINDOW_EDGE, "width": 1.5}, layer="below",
        )  # fmt: skip
        figure.add_shape(
            type="line", name="lane", x0=0, x1=1, xref="paper", y0=p.below + GAP / 2, y1=p.below + GAP / 2,
            line={"color": palette.LINE, "width": 1}, layer="below",
        )  # fmt: skip


def cut_offs(figure: go.Figure, placed: Sequence[Placed], scale: Scale) -> None:
    """The cut-off as a line; what lies ahead of it hatched; the days after an exit dotted."""
    gone, ahead = [], []
    for p in placed:
        after = p.lane.today + 1
        if p.lane.left is not None and p.lane.left + 1 < min(after, scale.right):
            gone.append((p, p.lane.left + 1, min(after, scale.right)))
        if after < scale.right:
            ahead.append((p, after, scale.right))
            figure.add_shape(
                type="line", name="cut-off", x0=after, x1=after, y0=p.top, y1=p.below,
                line={"color": palette.INK, "width": 2.5},
            )  # fmt: skip
    _textured(figure, "gone", gone, ".")
    _textured(figure, "ahead", ahead, "/")


def _textured(figure: go.Figure, name: str, spans: Sequence[tuple[Placed, int, int]], texture: str) -> None:
    pattern = {
        "shape": texture, "fillmode": "overlay", "fgcolor": palette.AHEAD_STRIPE, "fgopacity": 1,
        "size": 7, "solidity": 0.25,
    }  # fmt: skip
    figure.add_bar(
        name=name, orientation="h", base=[start for _, start, _ in spans],
        x=[end - start for _, start, end in spans], y=[p.top + p.height / 2 for p, _, _ in spans],
        width=[p.height for p, _, _ in spans],
        marker={"color": palette.AHEAD, "line": {"width": 0}, "pattern": pattern},
    )  # fmt: skip


def events(figure: go.Figure, placed: Sequence[Placed], scale: Scale) -> None:
    """Events as bars in the colour of their grade, a DLT with a thick outline, an arrow where one goes on."""
    bars = [(p, row, bar, *scale.clipped(bar)) for p in placed for row, bar in p.bars]
    dlt = [bar.verdict is Verdict.DLT for _, _, bar, _, _ in bars]
    colours = [palette.GRADES.get(bar.grade or 0, palette.UNGRADED) for _, _, bar, _, _ in bars]
    edge = {
        "color": [palette.INK if d else palette.BAR_EDGE for d in dlt],
        "width": [3 if d else 1 for d in dlt],
    }
    figure.add_bar(
        name="events", orientation="h", base=[start for *_, start, _ in bars],
        x=[end - start for *_, start, end in bars], y=[p.middle(row) for p, row, *_ in bars],
        width=[ROW - 3] * len(bars), customdata=[bar.record_id for _, _, bar, _, _ in bars],
        marker={"color": colours, "line": edge},
    )  # fmt: skip
    on = [(p.middle(row), end) for p, row, bar, _, end in bars if bar.runs_on or bar.end > scale.right]
    figure.add_scatter(
        name="goes on", mode="markers", x=[end for _, end in on], y=[y for y, _ in on], cliponaxis=False,
        marker={"symbol": "triangle-right", "size": 12, "color": palette.BAR_EDGE},
    )  # fmt: skip
    _words(figure, bars, scale)


def _words(figure: go.Figure, bars: Sequence[tuple[Placed, int, Bar, int, int]], scale: Scale) -> None:
    """The grade as a digit on every bar; the term on the first bar of its row."""
    named: set[tuple[str, int, str]] = set()
    for p, row, bar, start, end in bars:
        key = (p.lane.patient.subject_id, row, bar.term)
        term = "" if key in named else words_on(bar)
        # white words would vanish where they run over the end of a dark bar
        if bar.grade in (4, 5) and (3 + len(term)) * LETTER_PX > (end - start) * scale.px_per_day:
            term = ""
        named.add(key)
        figure.add_annotation(
            name="event", x=start, y=p.middle(row), text=f"{digit(bar)} {escape(term)}", showarrow=False,
            xanchor="left", xshift=2, font={"size": 14, "color": palette.on_grade(bar.grade)},
        )  # fmt: skip


def digit(bar: Bar) -> str:
    """The grade: ? where none is known, ~ before it where the start is not exactly known."""
    return f"<b>{'' if bar.exact else '~'}{bar.grade or '?'}</b>"


def infusions(figure: go.Figure, placed: Sequence[Placed], scale: Scale) -> None:
    """Infusions as triangles, open where nothing was given; exits as crosses."""
    blue = {"width": 1.5, "color": palette.INFUSION}
    for name, was_given, symbol in (
        ("infusion", True, "triangle-down"),
        ("not given", False, "triangle-down-open"),
    ):
        marks = [
            (i.day + 0.5, p.marks_at) for p in placed for i in p.lane.infusions
            if i.given is was_given and scale.shows(i.day)
        ]  # fmt: skip
        figure.add_scatter(
            name=name, mode="markers", x=[x for x, _ in marks], y=[y for _, y in marks],
            marker={"symbol": symbol, "size": 11, "color": palette.INFUSION, "line": blue},
        )  # fmt: skip
    left = [
        (p.lane.left + 0.5, p.marks_at)
        for p in placed
        if p.lane.left is not None and scale.shows(p.lane.left)
    ]
    figure.add_scatter(
        name="left", mode="markers+text", x=[x for x, _ in left], y=[y for _, y in left],
        text=[f" {label('bar_left')}"] * len(left), textposition="middle right",
        textfont={"size": 14, "color": palette.INK}, marker={"symbol": "x", "size": 9, "color": palette.INK},
    )  # fmt: skip


def names(
    figure: go.Figure, placed: Sequence[Placed], headings: Sequence[tuple[str, float]], size: Size
) -> None:
    """Each patient's code, state and standing; each group's heading."""
    beside = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 2 - size.names, "showarrow": False}
    for p in placed:
        figure.add_annotation(
            name="patient", y=p.top, yanchor="top", yshift=4, align="left",
            font={"size": 14, "color": palette.QUIET},
            text="<br>".join([name_of(p.lane), *(escape(line) for line in p.words)]), **beside,
        )  # fmt: skip
    for title, top in headings:
        figure.add_annotation(
            name="level", y=top + HEADING - 3, yanchor="bottom", font={"size": 16.5, "color": palette.INK},
            text=f"<b>{escape(title)}</b>", **beside,
        )  # fmt: skip
