"""Where everything on the patient board stands: how wide a day is, how tall a lane, which bars have room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safety.domain.dlt_definition import Verdict
from safety.reports.letters import cut, is_wide, letters, wrapped
from safety.review.event_strips import Segment, stacked
from safety.review.patient_lanes import Bar, Lane, on_calendar, shown, study_day
from safety.wording import Speech
from safety.wording.lane_words import beside_name, gone_in_words

# pixels: a row of bars, the strip of infusions above them, a line of words, a heading, the gap between lanes
ROW, TOP, LINE, HEADING, GAP = 18, 19, 16.5, 30, 6
LETTER_PX, NAME_LETTER_PX, LONGEST_TERM = 7.0, 6.3, 34
DAYS_BEFORE, DAYS_AFTER, DAYS_TO_SEE = 6, 13, 5
FULL_WINDOW, FEWEST_LETTERS, DARK, MARK_PX = 31, 3, (4, 5), 8
WEEK, MANY_DAYS, FIRST_OF_MONTH_ONLY, ROOM_FOR_A_DATE = 7, 120, 100, 12


@dataclass(frozen=True)
class Size:
    """How wide the board is drawn, how much of that names take, and what it shows."""

    width: int
    names: int
    grade_one: bool = False
    whole_course: bool = False
    most_rows: int = 99
    dates: bool = False


@dataclass(frozen=True)
class Scale:
    """The days drawn, `right` excluded, and the width of one. `day_0`: the date of day 0 on a calendar, else None."""

    left: int
    right: int
    px_per_day: float
    day_0: date | None = None

    def clipped(self, segment: Segment) -> tuple[float, float]:
        """The part of a segment that is drawn."""
        return max(segment.first, self.left), min(segment.end, self.right)

    def shows(self, day: int | None) -> bool:
        """Is the day drawn?"""
        return day is not None and self.left <= day < self.right

    def ticks(self, window_end: int, said: Speech) -> list[tuple[int, str]]:
        """The days that have their number or date below the board."""
        if self.day_0 is not None:
            return list(self._dates(self.day_0, said))
        step = WEEK if self.right < MANY_DAYS else 4 * WEEK
        last = window_end - 1
        weeks = (day for day in range(0, self.right, step) if abs(day - last) > step / 3)
        return [(day, str(study_day(day))) for day in sorted({last, *weeks})]

    def _dates(self, day_0: date, said: Speech) -> Iterator[tuple[int, str]]:
        """Every Monday; the first of every month where there are many."""
        for day in range(self.left, self.right):
            on = day_0 + timedelta(days=day)
            months = self.right - self.left > FIRST_OF_MONTH_ONLY
            if on.day == 1 if months else on.weekday() == 0:
                yield day, said.day_of_year(on)


@dataclass(frozen=True)
class Placed:
    """A lane with where it stands: its upper edge, its height, its bars by row, and the words beside it."""

    lane: Lane
    top: float
    height: float
    bars: Sequence[tuple[int, Segment]]
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


def scale_of(lanes: Sequence[Lane], size: Size, day_0: date | None = None) -> Scale:
    """Around the windows, and as far as there is anything to look at; on a calendar, as far as the cut-off."""
    window_end = max((lane.window_end for lane in lanes), default=FULL_WINDOW)
    late = [bar.first + DAYS_TO_SEE for lane in lanes for bar in lane.bars if bar.to_look_at]
    late += [infusion.day + DAYS_TO_SEE for lane in lanes for infusion in lane.infusions]
    whole = [lane.today + DAYS_TO_SEE for lane in lanes] if size.whole_course or day_0 else []
    right = max([window_end + DAYS_AFTER, *late, *whole])
    right += (right + DAYS_BEFORE) // ROOM_FOR_A_DATE if day_0 else 0
    return Scale(-DAYS_BEFORE, right, (size.width - size.names) / (right + DAYS_BEFORE), day_0)


def side_by_side(lanes: Sequence[Lane], size: Size) -> tuple[list[Lane], Scale]:
    """The lanes as they are drawn, and their scale: each on its own study days, or all on one calendar."""
    moved, day_0 = on_calendar(lanes) if size.dates else (list(lanes), None)
    return moved, scale_of(moved, size, day_0)


def place(lane: Lane, top: float, scale: Scale, size: Size, said: Speech) -> Placed:
    """The lane below what is already there, tall enough for its bars and its words."""
    groups = shown(lane, size.grade_one)
    room = 3 + max((letters(words_on(bars[0], said)) for bars in groups), default=0)
    stack = stacked(groups, scale.left, scale.right, room * LETTER_PX / scale.px_per_day)
    bars = [(row, segment) for row, segment in stack if row < size.most_rows]
    rows = 1 + max((row for row, _ in bars), default=0)
    beside = beside_name(lane, len(lane.bars) - len(bars), said)
    letter = LETTER_PX if any(map(is_wide, beside)) else NAME_LETTER_PX
    words = wrapped(beside, int((size.names - 8) / letter))
    return Placed(lane, top, max(24 + LINE * len(words), TOP + rows * ROW + 3), bars, words)


@dataclass(frozen=True)
class Drawn:
    """A segment as it is drawn: its visible part, its height on the board, and the words on it, if any."""

    bar: Bar
    start: float
    end: float
    y: float
    words: str = ""
    joined: bool = False

    @property
    def unsure(self) -> list[tuple[float, float]]:
        """The days that are drawn, and on which it was perhaps not there, for want of an exact date."""
        first, end = self.bar.sure
        spans = [(self.start, min(first, self.end)), (max(end, self.start), self.end)]
        return [(start, end) for start, end in spans if start < end]

    @property
    def goes_on(self) -> bool:
        """Does the event go on at the end of what is drawn?"""
        return self.bar.runs_on or self.end < self.bar.end - 0.5


def drawn(placed: Sequence[Placed], scale: Scale, said: Speech) -> list[Drawn]:
    """Every segment of every lane, with its term on the one of its row where there is most room."""
    found: list[Drawn] = []
    for p in placed:
        runs: dict[tuple[int, str], list[Drawn]] = {}
        for row, segment in p.bars:
            on = Drawn(segment.bar, *scale.clipped(segment), p.middle(row), joined=segment.joined)
            runs.setdefault((row, segment.bar.term), []).append(on)
        found += [on for run in runs.values() for on in _named(run, scale, said)]
    return found


def _named(run: Sequence[Drawn], scale: Scale, said: Speech) -> list[Drawn]:
    """The segments of one term in one row with words on the first that holds them, else where most room is.

    Every further bar, and every DLT, what may be one, and what is serious, has the words too where they have room.
    """
    rooms = [_room(on, after, scale) for on, after in zip(run, [*run[1:], None], strict=True)]
    holding = [n for n, on in enumerate(run) if words_on(on.bar, said, rooms[n]) == words_on(on.bar, said)]
    named = holding[0] if holding else rooms.index(max(rooms))
    told = {named, *(n for n in holding if not run[n].joined)}
    told |= {n for n, on in enumerate(run) if on.bar.to_look_at or on.bar.serious}
    return [
        replace(on, words=words_on(on.bar, said, rooms[n])) if n in told else on for n, on in enumerate(run)
    ]


def _room(on: Drawn, after: Drawn | None, scale: Scale) -> int:
    """How many letters have room beside the grade; white ones must not run over the end of a dark bar."""
    end = on.end if on.bar.grade in DARK else after.start if after else scale.right
    return int((end - on.start) * scale.px_per_day / LETTER_PX) - 3


@dataclass(frozen=True)
class LastDay:
    """The date of a window's last day, before its line or after it. `textured`: what it stands on is hatched."""

    day: int
    before: bool
    words: str
    textured: bool


def last_day_of_window(p: Placed, scale: Scale, said: Speech) -> LastDay | None:
    """Where the date stands: before its line where nothing else stands there, else after it.

    None where there is room on neither side; the words beside the lane have it too.
    """
    lane, end = p.lane, p.lane.window_end
    window = lane.patient.window
    if window is None or not scale.shows(end - 1):
        return None
    words, cut_off, gone = said.day_of_year(window.last_day), lane.today + 1, lane.surely_gone
    days = (letters(words) * LETTER_PX + 8) / scale.px_per_day
    for first, before in ((end - days, True), (float(end), False)):
        free = first + days <= scale.right and not any(
            first - after < mark < first + days for mark, after in _marks(lane, scale, said)
        )
        if free and not first < cut_off < first + days:
            textured = first >= cut_off or (gone is not None and first + days > gone + 1)
            return LastDay(end, before, words, textured)
    return None


def _marks(lane: Lane, scale: Scale, said: Speech) -> Iterator[tuple[int, float]]:
    """Every mark of a lane with the days that it, and the word after it, take."""
    yield from ((infusion.day, 1 + MARK_PX / scale.px_per_day) for infusion in lane.infusions)
    for gone in lane.gone:
        yield gone.day, 1 + (letters(gone_in_words(gone, said)) * LETTER_PX + MARK_PX) / scale.px_per_day


def mark_is_turned(day: int, words: str, scale: Scale) -> bool:
    """Must the words of a mark stand before it, for want of room after it?"""
    return (scale.right - day - 1) * scale.px_per_day < letters(words) * LETTER_PX + 12


def words_on(bar: Bar, said: Speech, room: int = LONGEST_TERM) -> str:
    """The term as it stands on a bar, after the grade, cut to the letters that have room."""
    kind = "bar_dlt" if bar.verdict is Verdict.DLT else "bar_may_be_dlt" if bar.may_be_dlt else ""
    marks = [said.label(name) for name in (kind, "bar_serious" if bar.serious else "") if name]
    told = " · ".join([*marks, said.term_short(bar.term)])
    room = min(room, LONGEST_TERM)
    return cut(told, room) if room >= min(FEWEST_LETTERS, letters(told)) else ""


def digit(bar: Bar) -> str:
    """The grade: ? where none is known, ~ before it where the start is not exactly known."""
    return f"{'' if bar.exact else '~'}{bar.grade or '?'}"
