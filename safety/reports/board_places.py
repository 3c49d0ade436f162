"""Where everything on the patient board stands: how wide a day is, how tall a lane, which bars have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safety.domain.dlt_definition import Verdict
from safety.reports.letters import cut, is_wide, letters, wrapped
from safety.review.patient_lanes import Bar, Lane, shown, stacked
from safety.wording import Speech
from safety.wording.lane_words import beside_name

# pixels: a row of bars, the strip of infusions above them, a line of words, a heading, the gap between lanes
ROW, TOP, LINE, HEADING, GAP = 18, 19, 16.5, 30, 6
LETTER_PX, NAME_LETTER_PX, LONGEST_TERM = 7.0, 6.3, 34
DAYS_BEFORE, DAYS_AFTER, DAYS_TO_SEE = 6, 13, 5
FULL_WINDOW, FEWEST_LETTERS, DARK = 31, 3, (4, 5)


@dataclass(frozen=True)
class Size:
    """How wide the board is drawn, how much of that names take, and what it shows."""

    width: int
    names: int
    grade_one: bool = False
    whole_course: bool = False
    most_rows: int = 99


@dataclass(frozen=True)
class Scale:
    """The days drawn, `right` excluded, and the width of one."""

    left: int
    right: int
    px_per_day: float

    def clipped(self, bar: Bar) -> tuple[int, int]:
        """The part of a bar that is drawn."""
        return max(bar.first, self.left), min(bar.end, self.right)

    def shows(self, day: int | None) -> bool:
        """Is the day drawn?"""
        return day is not None and self.left <= day < self.right


@dataclass(frozen=True)
class Placed:
    """A lane with where it stands: its upper edge, its height, its bars by row, and the words beside it."""

    lane: Lane
    top: float
    height: float
    bars: Sequence[tuple[int, Bar]]
    words: Sequence[str]

    @property
    def below(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def marks_at(self) -> float:
        """The height of infusions and exits."""
        return self.top + TOP / 2

    def middle(self, row: int) -> float:
        """The middle of a row of bars."""
        return self.top + TOP + row * ROW + ROW / 2


def scale_of(lanes: Sequence[Lane], size: Size) -> Scale:
    """Around the window, and as far as there is anything to look at."""
    window_end = max((lane.window_end for lane in lanes), default=FULL_WINDOW)
    late = [bar.first + DAYS_TO_SEE for lane in lanes for bar in lane.bars if bar.to_look_at]
    whole = [lane.today + DAYS_TO_SEE for lane in lanes] if size.whole_course else []
    right = max([window_end + DAYS_AFTER, *late, *whole])
    return Scale(-DAYS_BEFORE, right, (size.width - size.names) / (right + DAYS_BEFORE))


def place(lane: Lane, top: float, scale: Scale, size: Size, said: Speech) -> Placed:
    """The lane below what is already there, tall enough for its bars and its words."""
    groups = shown(lane, size.grade_one)
    room = 3 + max((letters(words_on(bars[0], said)) for bars in groups), default=0)
    stack = stacked(groups, scale.left, scale.right, room * LETTER_PX / scale.px_per_day)
    bars = [(row, bar) for row, bar in stack if row < size.most_rows]
    rows = 1 + max((row for row, _ in bars), default=0)
    beside = beside_name(lane, len(lane.bars) - len(bars), said)
    letter = LETTER_PX if any(map(is_wide, beside)) else NAME_LETTER_PX
    words = wrapped(beside, int((size.names - 8) / letter))
    return Placed(lane, top, max(24 + LINE * len(words), TOP + rows * ROW + 3), bars, words)


@dataclass(frozen=True)
class Drawn:
    """A bar as it is drawn: its visible part, its height on the board, and the words on it, if any."""

    bar: Bar
    start: int
    end: int
    y: float
    words: str = ""


def drawn(placed: Sequence[Placed], scale: Scale, said: Speech) -> list[Drawn]:
    """Every bar of every lane, with its term on the one of its run where there is most room."""
    found: list[Drawn] = []
    for p in placed:
        runs: dict[tuple[int, str], list[Drawn]] = {}
        for row, bar in p.bars:
            on = Drawn(bar, *scale.clipped(bar), p.middle(row))
            runs.setdefault((row, bar.term), []).append(on)
        found += [on for run in runs.values() for on in _named(run, scale, said)]
    return found


def _named(run: Sequence[Drawn], scale: Scale, said: Speech) -> list[Drawn]:
    """The bars of one term in one row, its words on the first that holds them, else where most room is."""
    rooms = [_room(on, after, scale) for on, after in zip(run, [*run[1:], None], strict=True)]
    holding = (n for n, on in enumerate(run) if words_on(on.bar, said, rooms[n]) == words_on(on.bar, said))
    named = next(holding, rooms.index(max(rooms)))
    return [
        replace(on, words=words_on(on.bar, said, rooms[n])) if n == named else on for n, on in enumerate(run)
    ]


def _room(on: Drawn, after: Drawn | None, scale: Scale) -> int:
    """How many letters have room beside the grade; white ones must not run over the end of a dark bar."""
    end = on.end if on.bar.grade in DARK else after.start if after else scale.right
    return int((end - on.start) * scale.px_per_day / LETTER_PX) - 3


def words_on(bar: Bar, said: Speech, room: int = LONGEST_TERM) -> str:
    """The term as it stands on a bar, after the grade, cut to the letters that have room."""
    term = said.term_short(bar.term)
    told = f"{said.label('bar_dlt')} · {term}" if bar.verdict is Verdict.DLT else term
    room = min(room, LONGEST_TERM)
    return cut(told, room) if room >= min(FEWEST_LETTERS, letters(told)) else ""
