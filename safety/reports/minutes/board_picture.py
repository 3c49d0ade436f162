"""The patient board as a vector picture (SVG), drawn from the same lanes and places as the board on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from safety.domain.dlt_definition import Verdict
from safety.domain.evaluability import State
from safety.reports import palette
from safety.reports.board_marks import ARROW, INFUSIONS, NO_RECORD, OPEN, SQUARE, Corners
from safety.reports.board_places import (
    FULL_WINDOW,
    GAP,
    LETTER_PX,
    LINE,
    ROW,
    Drawn,
    Placed,
    Scale,
    Size,
    digit,
    drawn,
    last_day_of_window,
    mark_is_turned,
    place,
)
from safety.reports.letters import cut, letters
from safety.reports.printing import asks_for_chinese
from safety.review.lane_infusions import Became
from safety.review.patient_lanes import Gone, Lane, study_day
from safety.wording import Speech
from safety.wording.lane_words import gone_in_words, sentence

TOP, BOTTOM, BAR, ARROW_PX = 18, 4, ROW - 3, 8
TICKS, AXIS = 40, 44
TEXT, NAME, TITLE = 14, 15, 16
CODE_LETTER, LONGEST_CODE = 7.9, 16
TEXTURES = {"ahead": "M0 7 L7 0 M-1 1 L1 -1 M6 8 L8 6", "gone": "M3 3 h1.5 v1.5 h-1.5 z"}
UNSURE = "M0 0 L6 6 M-1 5 L1 7 M5 -1 L7 1"


@dataclass(frozen=True)
class Picture:
    """A picture and the same in words, for those who cannot see it."""

    svg: str
    words: str


def board_picture(title: str, lanes: Sequence[Lane], scale: Scale, size: Size, said: Speech) -> Picture:
    """The lanes of one level below its title, under the days of the study."""
    placed, top = [], float(AXIS)
    for lane in lanes:
        placed.append(place(lane, top, scale, size, said))
        top = placed[-1].below + GAP
    return Picture(_Drawing(placed, scale, size, said).svg(title, top), _words(lanes, said))


def _words(lanes: Sequence[Lane], said: Speech) -> str:
    return said.sentences(sentence(lane, said) for lane in lanes)


@dataclass(frozen=True)
class _Drawing:
    placed: Sequence[Placed]
    scale: Scale
    size: Size
    said: Speech

    def svg(self, title: str, bottom: float) -> str:
        width, height = _px(self.size.width + ARROW_PX), _px(bottom + BOTTOM)
        svg = Element(
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {width} {height}",
        )
        svg.append(_textures())
        for p in self.placed:
            svg.extend(self._lane(p))
        for on in drawn(self.placed, self.scale, self.said):
            svg.extend(self._bar(on))
        for p in self.placed:
            svg.extend(self._marks(p))
            svg.extend(self._name(p))
        svg.append(_text(0, TOP, title, TITLE, palette.INK, bold=True))
        svg.extend(self._days())
        return tostring(svg, encoding="unicode")

    def x(self, day: float) -> float:
        """Where the morning of a day stands."""
        return self.size.names + (day - self.scale.left) * self.scale.px_per_day

    def _lane(self, p: Placed) -> Iterator[Element]:
        """The window shaded to its line, what lies ahead hatched, the days after an exit dotted."""
        lane, right, gone = p.lane, self.scale.right, p.lane.surely_gone
        after = min(lane.today + 1, right)
        yield self._rect(p.top, p.height, lane.window_start, lane.window_end, palette.WINDOW)
        if gone is not None and gone + 1 < after:
            yield self._rect(p.top, p.height, gone + 1, after, "url(#gone)")
        if after < right:
            yield self._rect(p.top, p.height, after, right, "url(#ahead)")
            yield self._upright(after, p, palette.INK, 2.5)
        yield self._upright(lane.window_end, p, palette.WINDOW_EDGE, 1.5)
        yield from self._last_day(p)
        below = p.below + GAP / 2
        yield _line(0, below, self.size.width, below, palette.LINE, 1)

    def _last_day(self, p: Placed) -> Iterator[Element]:
        """The date of the window's last day, beside its line."""
        last = last_day_of_window(p, self.scale, self.said)
        if last is None:
            return
        wide = letters(last.words) * LETTER_PX + 4
        x = self.x(last.day) - wide - 2 if last.before else self.x(last.day) + 2
        if last.textured:
            ground = palette.WINDOW if last.before else palette.PAPER
            yield Element("rect", x=_px(x), y=_px(p.top + 1), width=_px(wide), height="17", fill=ground)
        yield _text(x + 2, p.marks_at + 5, last.words, TEXT, palette.QUIET)

    def _rect(self, top: float, height: float, first: float, end: float, fill: str) -> Element:
        first, end = max(first, self.scale.left), min(end, self.scale.right)
        x, width = self.x(first), max(self.x(end) - self.x(first), 0)
        return Element("rect", x=_px(x), y=_px(top), width=_px(width), height=_px(height), fill=fill)

    def _upright(self, day: float, p: Placed, colour: str, width: float) -> Element:
        return _line(self.x(day), p.top, self.x(day), p.below, colour, width)

    def _bar(self, on: Drawn) -> Iterator[Element]:
        """A segment in the tint of its grade, its digit and term on it; a DLT with a thick outline."""
        dlt, grade = on.bar.verdict is Verdict.DLT, on.bar.grade or 0
        rect = self._rect(on.y - BAR / 2, BAR, on.start, on.end, palette.GRADES.get(grade, palette.UNGRADED))
        rect.set("stroke", palette.INK if dlt or on.bar.may_be_dlt else palette.BAR_EDGE)
        rect.set("stroke-width", "3" if dlt else "2" if on.bar.may_be_dlt else "1")
        if on.bar.may_be_dlt:
            rect.set("stroke-dasharray", "4 3")
        yield rect
        for start, end in on.unsure:
            yield self._rect(on.y - BAR / 2 + 1, BAR - 2, start, end, f"url(#unsure-{grade})")
        if on.goes_on:
            yield _placed(ARROW, self.x(on.end), on.y, palette.BAR_EDGE, palette.BAR_EDGE)
        ink, x, told = palette.on_grade(on.bar.grade), self.x(on.start) + 3, digit(on.bar)
        yield _text(x, on.y + 5, told, TEXT, ink, bold=True)
        yield _text(x + 5 + 8 * len(told), on.y + 5, on.words, TEXT, ink)

    def _marks(self, p: Placed) -> Iterator[Element]:
        """Infusions, each in the shape of what became of it; the days of exits and deaths."""
        y = p.marks_at
        for infusion in p.lane.infusions:
            x = self.x(infusion.day + 0.5)
            if not self.scale.shows(infusion.day):
                continue
            if infusion.became is Became.NO_RECORD:
                yield _text(x - 4, y + 5, NO_RECORD, NAME, palette.INFUSION, bold=True)
            else:
                fill = palette.PAPER if infusion.became in OPEN else palette.INFUSION
                yield _placed(INFUSIONS[infusion.became], x, y, fill, palette.INFUSION)
        for gone in p.lane.gone:
            if self.scale.shows(gone.day):
                yield from self._gone(gone, p.lane.middle_of(gone), y)

    def _gone(self, gone: Gone, day: float, y: float) -> Iterator[Element]:
        """A cross where somebody left, a square where somebody died, with its word."""
        x, words = self.x(day), gone_in_words(gone, self.said)
        if gone.died:
            yield _placed(SQUARE, x, y, palette.INK, palette.INK)
        else:
            for slope in (-5, 5):
                yield _line(x - 5, y - slope, x + 5, y + slope, palette.INK, 2.5)
        turned = mark_is_turned(gone.day, words, self.scale)
        word = _text(x - 10 if turned else x + 10, y + 5, words, TEXT, palette.INK)
        if turned:
            word.set("text-anchor", "end")
        yield word

    def _name(self, p: Placed) -> Iterator[Element]:
        """The patient's code, the state as shape and word, and the standing below; a very long code is cut."""
        state, code, y = p.lane.state, p.lane.patient.subject_id, p.top + 15
        code = cut(code, LONGEST_CODE)
        x = 16 + CODE_LETTER * letters(code)
        yield _text(0, y, code, NAME, palette.INK, bold=True)
        yield from _state_mark(state, x, y - 5)
        yield _text(x + 10, y, self.said.state(state), TEXT, palette.STATES[state.value], bold=True)
        for n, line in enumerate(p.words, start=1):
            yield _text(0, y + LINE * n, line, TEXT, palette.QUIET)

    def _days(self) -> Iterator[Element]:
        """The window named above the lanes; under it the days."""
        end = max((p.lane.window_end for p in self.placed), default=FULL_WINDOW)
        words = self.said.label("window_days", last=study_day(end - 1))
        yield _text(self.x(0), TOP, words, TEXT, palette.QUIET)
        for day, told in self.scale.ticks(end, self.said):
            tick = _text(self.x(day + 0.5), TICKS, told, TEXT, palette.QUIET)
            tick.set("text-anchor", "middle")
            yield tick


def _textures() -> Element:
    defs = Element("defs")
    for name, path in TEXTURES.items():
        box = {"id": name, "width": "7", "height": "7", "patternUnits": "userSpaceOnUse"}
        pattern = SubElement(defs, "pattern", box)
        SubElement(pattern, "path", {"d": path, "stroke": palette.AHEAD_STRIPE, "fill": palette.AHEAD_STRIPE})
    for grade in (0, *palette.GRADES):
        box = {"id": f"unsure-{grade}", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        pattern, stripe = SubElement(defs, "pattern", box), palette.UNSURE.get(grade, palette.UNSURE_UNGRADED)
        SubElement(pattern, "path", {"d": UNSURE, "stroke": stripe, "stroke-width": "2"})
    return defs


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> Element:
    places = {"x1": _px(x1), "y1": _px(y1), "x2": _px(x2), "y2": _px(y2)}
    return Element("line", places | {"stroke": colour, "stroke-width": f"{width}"})


def _state_mark(state: State, x: float, y: float) -> Iterator[Element]:
    """The shape of a state: drawn, for few fonts have them all."""
    colour = palette.STATES[state.value]
    match state:
        case State.CLEAR | State.IN_WINDOW:
            fill = colour if state is State.CLEAR else palette.PAPER
            places = {"cx": _px(x), "cy": _px(y), "r": "4"}
            yield Element("circle", places | {"fill": fill, "stroke": colour, "stroke-width": "1.5"})
        case State.DLT:
            yield _shape([(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)], colour, colour)
        case State.AWAITING:
            yield _text(x - 4, y + 5, "?", TEXT, colour, bold=True)
        case _:
            yield _line(x - 4, y, x + 4, y, colour, 2)


def _shape(corners: Sequence[tuple[float, float]], fill: str, edge: str) -> Element:
    points = " ".join(f"{_px(x)},{_px(y)}" for x, y in corners)
    return Element("polygon", {"points": points, "fill": fill, "stroke": edge, "stroke-width": "1.5"})


def _placed(corners: Corners, x: float, y: float, fill: str, edge: str) -> Element:
    return _shape([(x + dx, y + dy) for dx, dy in corners], fill, edge)


def _text(x: float, y: float, words: str, size: int, colour: str, *, bold: bool = False) -> Element:
    attributes = {"x": _px(x), "y": _px(y), "font-size": f"{size}", "fill": colour}
    found = Element("text", attributes | ({"font-weight": "bold"} if bold else {}))
    if asks_for_chinese(words):
        found.set("class", "chinese")
    found.text = words
    return found


def _px(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
