"""The parts of the exposure picture as plotly takes them: planned as an outline, given as a bar, the class in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from safety.domain.dose_class import DoseClass
from safety.domain.exposure_course import ExposureCourse
from safety.domain.planned_and_given import PlannedAndGiven
from safety.reports import palette
from safety.views.labels import label, said
from safety.wording.dose_words import in_short

Part = dict[str, Any]

SHAPES = {
    DoseClass.AS_PLANNED: "●", DoseClass.MINOR: "▲", DoseClass.MAJOR: "■", DoseClass.INTERRUPTED: "◐",
    DoseClass.NOT_GIVEN: "○", DoseClass.CELLS_UNKNOWN: "?", DoseClass.NO_PLAN: "?", DoseClass.UNREADABLE: "✕",
    DoseClass.NOT_RECORDED: "–", DoseClass.NOT_DUE: "▷",
}  # fmt: skip
TONES = {DoseClass.AS_PLANNED: "green", DoseClass.MAJOR: "red", DoseClass.NOT_DUE: "quiet"}
OTHERWISE = "amber"
# parts of an infusion's column: where the bar begins, how long the planned dose is, how long any bar may be
LEFT, PLAN, LONGEST = 0.01, 0.38, 1.5
BESIDE = LEFT + PLAN * LONGEST + 0.07


def tone_of(line: PlannedAndGiven) -> str:
    """The name of the colour of what became of an infusion; green only where there is nothing to say of it."""
    plain = line.found is not DoseClass.AS_PLANNED or not line.reasons
    return TONES.get(line.found, OTHERWISE) if plain else OTHERWISE


@dataclass(frozen=True)
class Size:
    """How the picture is drawn: pixels for names, infusions side by side, and how large everything is."""

    names: int
    columns: int
    zoom: float = 1.0

    def px(self, pixels: float) -> float:
        """So many pixels at this size."""
        return pixels * self.zoom

    @property
    def cell(self) -> float:
        """The height of one infusion: its words, its bar, the space below."""
        return self.px(56)


@dataclass(frozen=True)
class Cell:
    """One infusion with where it stands: its column, and the upper edge of its row."""

    course: ExposureCourse
    line: PlannedAndGiven
    column: int
    top: float

    @property
    def colour(self) -> str:
        """The colour of the class, which its word and shape say too."""
        return palette.ON_WHITE[tone_of(self.line)]

    @property
    def share(self) -> float | None:
        """Given as a share of planned; None where one of them is not known, or nothing was given."""
        cells, planned = self.line.cells, self.course.planned
        return float(cells / planned) if self.line.given and cells is not None and planned else None


def shapes(cells: Sequence[Cell], size: Size) -> Iterator[Part]:
    """The protocol's limits, shaded, and the planned dose as an outline, dotted where it lies ahead."""
    for cell in cells:
        if cell.course.planned is None:
            continue
        dosing, start = cell.course.dosing, cell.column + LEFT
        top, below = _bar_top(cell, size), _bar_top(cell, size) + size.px(20)
        fewest = max(0.0, 1 - float(dosing.below_percent) / 100)
        most = min(LONGEST, 1 + float(dosing.above_percent) / 100)
        yield {
            "type": "rect", "name": "limits", "x0": start + PLAN * fewest, "x1": start + PLAN * most,
            "y0": top - size.px(3), "y1": below + size.px(3), "fillcolor": palette.WINDOW, "line": {"width": 0},
            "layer": "below",
        }  # fmt: skip
        ahead = cell.line.found is DoseClass.NOT_DUE
        yield {
            "type": "rect", "name": "planned", "x0": start, "x1": start + PLAN, "y0": top, "y1": below,
            "line": {"color": palette.QUIET if ahead else palette.INK, "width": 2, "dash": "dot" if ahead else "solid"},
        }  # fmt: skip


def _bar_top(cell: Cell, size: Size) -> float:
    return cell.top + size.px(24)


def traces(cells: Sequence[Cell], size: Size) -> Iterator[Part]:
    """What was given as bars, hatched where nobody knows how much, an arrow where it goes far beyond."""
    known = [(cell, share) for cell in cells if (share := cell.share) is not None]
    unknown = [cell for cell in cells if cell.line.given and cell.line.cells is None and cell.course.planned]
    yield _bars("given", [cell for cell, _ in known], [min(share, LONGEST) for _, share in known], size)
    pattern = {
        "shape": "/",
        "fillmode": "replace",
        "fgcolor": palette.AHEAD_STRIPE,
        "bgcolor": palette.SHEER,
        "size": 7,
    }
    yield _bars("not known", unknown, [1.0] * len(unknown), size, pattern)
    far = [cell for cell, share in known if share > LONGEST]
    yield {
        "type": "scatter", "name": "far beyond", "mode": "markers", "cliponaxis": False,
        "x": [cell.column + LEFT + PLAN * LONGEST for cell in far],
        "y": [_bar_top(cell, size) + size.px(10) for cell in far],
        "marker": {"symbol": "triangle-right", "size": size.px(24), "color": [cell.colour for cell in far]},
    }  # fmt: skip


def _bars(
    name: str, cells: Sequence[Cell], shares: Sequence[float], size: Size, pattern: Part | None = None
) -> Part:
    return {
        "type": "bar", "name": name, "orientation": "h", "base": [cell.column + LEFT for cell in cells],
        "x": [PLAN * share for share in shares], "y": [_bar_top(cell, size) + size.px(10) for cell in cells],
        "width": [size.px(14)] * len(cells), "customdata": [cell.line.infusion_id for cell in cells],
        "marker": {"color": [cell.colour for cell in cells], "line": {"width": 0}, "pattern": pattern or {}},
    }  # fmt: skip


def words(cells: Sequence[Cell], size: Size) -> Iterator[Part]:
    """Over each bar the number of the infusion and its class in shape and word; beside it the cells."""
    for cell in cells:
        short = escape(in_short(cell.line, cell.course, said()))
        number = f'<span style="color:{palette.QUIET}">{cell.line.number or "?"}</span>'
        text = f"{number}  <b>{SHAPES[cell.line.found]} {short}</b>"
        here = {"showarrow": False, "xanchor": "left", "align": "left"}
        yield here | {
            "name": "class", "x": cell.column + LEFT, "y": cell.top + size.px(11), "text": text,
            "font": {"size": size.px(16), "color": cell.colour},
        }  # fmt: skip
        yield here | {
            "name": "cells", "x": cell.column + BESIDE, "y": _bar_top(cell, size) + size.px(10),
            "text": f"<b>{_beside(cell)}</b>", "font": {"size": size.px(16), "color": palette.INK},
        }  # fmt: skip


def _beside(cell: Cell) -> str:
    """The cells on record, ? where nobody knows, and the planned day of what lies ahead."""
    line = cell.line
    if line.found is DoseClass.NOT_DUE:
        return said().day_of_year(line.planned_on)
    if line.cells is None:
        return "?"
    return said().cells(line.cells) if line.given or line.settled else "?"


def names(lanes: Sequence[tuple[ExposureCourse, float]], size: Size) -> Iterator[Part]:
    """Each patient's code, how many infusions were given, and the total beside the plan's."""
    for course, top in lanes:
        style = f"font-size:{size.px(16):.0f}px;color:{palette.INK}"
        code = f'<span style="{style}"><b>{escape(course.subject_id)}</b></span>'
        given = label("exposure_given_of", n=len(course.numbers_given), of=len(course.dosing.numbers))
        yield beside(size) | {
            "name": "patient", "y": top, "yanchor": "top", "yshift": size.px(-1), "align": "left",
            "font": {"size": size.px(14), "color": palette.QUIET},
            "text": "<br>".join([f"{code}  {escape(given)}", escape(_total(course)), escape(_plan(course))]),
        }  # fmt: skip


def beside(size: Size) -> Part:
    """The place of words to the left of everything."""
    return {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 2 - size.names, "showarrow": False}


def total(course: ExposureCourse) -> str:
    """The cells on record in all, beside the plan's where that is known."""
    given, planned = said().cells(course.cells), course.planned_in_all
    if planned is None:
        return label("exposure_total", given=given)
    return label("exposure_total_of", given=given, planned=said().cells(planned))


def _total(course: ExposureCourse) -> str:
    """The total, and that it is not settled."""
    return " · ".join(filter(None, [total(course), doubt(course)]))


def _plan(course: ExposureCourse) -> str:
    """The patient's own dose where doses go by weight."""
    if not course.dosing.per_kg:
        return ""
    planned, weight = course.planned, course.weight_kg
    own = [label("exposure_weight", kg=weight) if weight else label("exposure_weight_unknown")]
    own += [label("exposure_each", cells=said().cells(planned))] if planned else []
    return " · ".join(own)


def doubt(course: ExposureCourse) -> str:
    """That the total is not settled, where it is not."""
    return "" if course.settled else label("exposure_unsettled")
