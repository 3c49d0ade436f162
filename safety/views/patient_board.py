"""The patient board: one lane a patient on study days. Values go in, a plotly Figure comes out; nothing needs a hover.

The window is shaded, infusions are triangles, events are bars with their grade as a digit, a DLT has a thick
outline and the word, a line marks the cut-off, and what lies ahead of it is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from safety.domain.protocol import Verdict
from safety.views import palette
from safety.views.labels import label
from safety.views.lane_words import beside_name, name_of, sentence
from safety.views.patient_lanes import Bar, Lane, shown, stacked, study_day

FONT = "Source Sans, Source Sans 3, Noto Sans, sans-serif"
STILL = {"staticPlot": True, "displayModeBar": False, "responsive": True}
ROW, TOP, LEAST, HEADING, GAP = 19, 20, 46, 30, 6
LETTER_PX, LONGEST_TERM = 7.0, 34
BEFORE, AFTER = 6, 13

Group = tuple[str | None, Sequence[Lane]]


@dataclass(frozen=True)
class Size:
    """How wide the board is drawn, how much stands left of it, and what it shows."""

    width: int
    names: int
    most_lanes: int
    grade_one: bool = False
    whole_course: bool = False
    most_rows: int = 99


PAGE_ONE = Size(width=815, names=205, most_lanes=4, most_rows=2)


@dataclass(frozen=True)
class _Placed:
    """A lane with where it stands: its upper edge, its height, its bars by row, how many bars are not drawn."""

    lane: Lane
    top: float
    height: float
    bars: Sequence[tuple[int, Bar]]
    hidden: int


def board(groups: Sequence[Group], size: Size) -> go.Figure:
    """The board of several groups of lanes, each under its heading."""
    lanes = [lane for _, group in groups for lane in group]
    left, right = extent(lanes, size)
    figure = go.Figure()
    top, headings = 0.0, []
    placed: list[_Placed] = []
    for title, group in groups:
        if title is not None:
            headings.append((title, top))
            top += HEADING
        for lane in group:
            placed.append(_place(lane, top, left, right, size))
            top += placed[-1].height + GAP
    _draw_window(figure, placed, left, right)
    _draw_ahead(figure, placed, right)
    _draw_events(figure, placed, left, right)
    _draw_infusions(figure, placed, left, right)
    _draw_names(figure, placed, headings, size)
    _lay_out(figure, lanes, (left, right), top, size)
    return figure


def extent(lanes: Sequence[Lane], size: Size) -> tuple[int, int]:
    """The first and last day drawn: around the window, and as far as there is anything to look at."""
    window_end = max((lane.window_end for lane in lanes), default=31)
    late = [bar.first + 5 for lane in lanes for bar in lane.bars if bar.to_look_at]
    whole = [lane.today + 5 for lane in lanes] if size.whole_course else []
    return -BEFORE, max([window_end + AFTER, *late, *whole])


def in_words(lanes: Sequence[Lane]) -> str:
    """The board for those who cannot see it."""
    return " ".join(sentence(lane) for lane in lanes)


def _place(lane: Lane, top: float, left: int, right: int, size: Size) -> _Placed:
    px_per_day = (size.width - size.names) / (right - left)
    groups = shown(lane, size.grade_one)
    bars = stacked(groups, left, right, _letters(groups) * LETTER_PX / px_per_day)
    drawn = [(n, bar) for n, bar in bars if n < size.most_rows]
    rows = 1 + max((n for n, _ in drawn), default=0)
    return _Placed(lane, top, max(LEAST, TOP + rows * ROW + 4), drawn, len(lane.bars) - len(drawn))


def _letters(groups: Sequence[Sequence[Bar]]) -> int:
    return 3 + max((len(_term(bars[0])) for bars in groups), default=0)


def _term(bar: Bar) -> str:
    short = bar.term if len(bar.term) <= LONGEST_TERM else bar.term[: LONGEST_TERM - 1] + "…"
    return f"{label('bar_dlt')} · {short}" if bar.verdict is Verdict.DLT else short


def _middle(place: _Placed, row: int) -> float:
    return place.top + TOP + row * ROW + ROW / 2


def _draw_window(figure: go.Figure, placed: Sequence[_Placed], left: int, right: int) -> None:
    for p in placed:
        below = p.top + p.height
        figure.add_shape(
            type="rect", x0=0, x1=p.lane.window_end, y0=p.top, y1=below, name="window",
            fillcolor=palette.WINDOW, line_width=0, layer="below",
        )  # fmt: skip
        figure.add_shape(
            type="line", x0=p.lane.window_end, x1=p.lane.window_end, y0=p.top, y1=below, name="window ends",
            line={"color": palette.WINDOW_EDGE, "width": 1.5}, layer="below",
        )  # fmt: skip
        figure.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=below + GAP / 2, y1=below + GAP / 2, name="lane",
            line={"color": palette.LINE, "width": 1}, layer="below",
        )  # fmt: skip
        if left < p.lane.today + 1 < right:
            figure.add_shape(
                type="line", x0=p.lane.today + 1, x1=p.lane.today + 1, y0=p.top, y1=below, name="cut-off",
                line={"color": palette.INK, "width": 2.5},
            )  # fmt: skip


def _draw_ahead(figure: go.Figure, placed: Sequence[_Placed], right: int) -> None:
    ahead = [p for p in placed if p.lane.today + 1 < right]
    figure.add_bar(
        name="ahead", orientation="h", base=[p.lane.today + 1 for p in ahead],
        x=[right - p.lane.today - 1 for p in ahead], y=[p.top + p.height / 2 for p in ahead],
        width=[p.height for p in ahead],
        marker={"color": palette.AHEAD, "line": {"width": 0}, "pattern": {
            "shape": "/", "fillmode": "overlay", "fgcolor": palette.AHEAD_STRIPE, "fgopacity": 1, "size": 7, "solidity": 0.25}},
    )  # fmt: skip


def _draw_events(figure: go.Figure, placed: Sequence[_Placed], left: int, right: int) -> None:
    events = [(p, row, bar, max(bar.first, left), min(bar.end, right)) for p in placed for row, bar in p.bars]
    dlt = [bar.verdict is Verdict.DLT for _, _, bar, _, _ in events]
    figure.add_bar(
        name="events", orientation="h", base=[start for *_, start, _ in events],
        x=[end - start for *_, start, end in events], y=[_middle(p, row) for p, row, *_ in events],
        width=[ROW - 3] * len(events), customdata=[bar.record_id for _, _, bar, _, _ in events],
        marker={
            "color": [palette.GRADES.get(bar.grade or 0, palette.UNGRADED) for _, _, bar, _, _ in events],
            "line": {"color": [palette.INK if d else palette.BAR_EDGE for d in dlt], "width": [3 if d else 1 for d in dlt]},
        },
    )  # fmt: skip
    _write_on(figure, events)
    on = [(p, row, bar, end) for p, row, bar, _, end in events if bar.runs_on or bar.end > right]
    figure.add_scatter(
        name="runs on", mode="markers", x=[end for *_, end in on], y=[_middle(p, row) for p, row, *_ in on],
        marker={"symbol": "triangle-right", "size": 11, "color": palette.BAR_EDGE},
    )  # fmt: skip


def _write_on(figure: go.Figure, events: Sequence[tuple[_Placed, int, Bar, int, int]]) -> None:
    """The grade as a digit on every bar; the term on the first one of its row."""
    named: set[tuple[int, int, str]] = set()
    for p, row, bar, start, end in events:
        key = (id(p), row, bar.term)
        words = _digit(bar) + ("" if key in named else f" {escape(_term(bar))}")
        fits = len(words) * LETTER_PX < (end - start) * 14 or bar.grade not in (4, 5)
        named.add(key)
        figure.add_annotation(
            x=start, y=_middle(p, row), text=words if fits else _digit(bar), name="event", showarrow=False,
            xanchor="left", xshift=1, font={"size": 13.5, "color": palette.on_grade(bar.grade)},
        )  # fmt: skip


def _digit(bar: Bar) -> str:
    about = "" if bar.exact else "~"
    return f"<b>{about}{bar.grade or '?'}</b>"


def _draw_infusions(figure: go.Figure, placed: Sequence[_Placed], left: int, right: int) -> None:
    for name, was_given, symbol in (
        ("infusion", True, "triangle-down"),
        ("not given", False, "triangle-down-open"),
    ):
        marks = [
            (i.day + 0.5, p.top + TOP / 2) for p in placed for i in p.lane.infusions
            if i.given is was_given and left <= i.day < right
        ]  # fmt: skip
        figure.add_scatter(
            name=name, mode="markers", x=[x for x, _ in marks], y=[y for _, y in marks],
            marker={"symbol": symbol, "size": 11, "color": palette.INFUSION, "line": {"width": 1.5, "color": palette.INFUSION}},
        )  # fmt: skip
    gone = [p for p in placed if p.lane.left is not None and left <= p.lane.left < right]
    figure.add_scatter(
        name="left study", mode="markers+text", x=[(p.lane.left or 0) + 0.5 for p in gone],
        y=[p.top + TOP / 2 for p in gone], text=[label("bar_left")] * len(gone), textposition="middle right",
        textfont={"size": 13, "color": palette.INK}, marker={"symbol": "x", "size": 9, "color": palette.INK},
    )  # fmt: skip


def _draw_names(
    figure: go.Figure, placed: Sequence[_Placed], headings: Sequence[tuple[str, float]], size: Size
) -> None:
    for p in placed:
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", xshift=-size.names, y=p.top + 1, yanchor="top", align="left",
            showarrow=False, name="patient", font={"size": 13.5, "color": palette.QUIET},
            text=f"{name_of(p.lane)}<br>{beside_name(p.lane, p.hidden)}",
        )  # fmt: skip
    for title, top in headings:
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", xshift=-size.names, y=top + HEADING - 3, yanchor="bottom",
            showarrow=False, name="level", font={"size": 16, "color": palette.INK}, text=f"<b>{escape(title)}</b>",
        )  # fmt: skip


def _lay_out(
    figure: go.Figure, lanes: Sequence[Lane], days: tuple[int, int], bottom: float, size: Size
) -> None:
    end = max((lane.window_end for lane in lanes), default=31)
    step = 7 if days[1] < 120 else 28
    weeks = [n for n in range(0, days[1], step) if abs(n - end + 1) > 2 or step > 7]
    ticks = sorted({*weeks, end - 1})
    figure.add_annotation(
        x=0, y=0, yanchor="bottom", xanchor="left", showarrow=False, name="window",
        text=label("window_days", last=study_day(end - 1)), font={"size": 13, "color": palette.QUIET},
    )  # fmt: skip
    figure.update_layout(
        barmode="overlay", showlegend=False, height=int(bottom) + 42, paper_bgcolor=palette.PAPER,
        plot_bgcolor=palette.PAPER, margin={"l": size.names, "r": 6, "t": 18, "b": 24, "pad": 0},
        font={"family": FONT, "size": 14, "color": palette.INK}, dragmode=False, hovermode=False,
        xaxis={
            "range": list(days), "tickvals": [n + 0.5 for n in ticks], "ticktext": [str(study_day(n)) for n in ticks],
            "tickfont": {"color": palette.QUIET, "size": 14}, "showgrid": False, "zeroline": False, "fixedrange": True,
        },
        yaxis={"range": [bottom, 0], "visible": False, "fixedrange": True},
    )  # fmt: skip
