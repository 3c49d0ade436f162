"""What a cell may hold, kind by kind: how its text becomes a value, and when it cannot.

Every kind gets text that is not empty and has no blanks around it. Nothing is guessed: what is not exactly
allowed is refused with the key of what is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from safety.domain.partial_date import PartialDate
from safety.records.allowed import key, listing
from safety.records.ctcae_terms import CtcaeTerms, folded
from safety.records.dates import complete_date, partial_date

NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
CRITERION = re.compile(r"([IE]\d\d)([a-z]?)", re.ASCII | re.IGNORECASE)
CRITERIA = frozenset([*(f"I{n:02}" for n in range(1, 12)), *(f"E{n:02}" for n in range(1, 16))])
NO_RESULT = {"nan", "inf", "infinity"}


class NotAllowed(ValueError):  # noqa: N818 - it says what a cell is
    """The text of a cell is not what its column holds; `allowed` is the key of what would be."""

    def __init__(self, allowed: str) -> None:
        """Keep the key."""
        super().__init__(allowed)
        self.allowed = allowed


@dataclass(frozen=True)
class Reading:
    """What reading a study folder needs to know of its trial.

    `numbers` are those of the planned infusions; a result of one of `graded_tests` must be a number; `criteria`
    are those the protocol has beyond I01 to I11 and E01 to E15.
    """

    numbers: range
    graded_tests: frozenset[str]
    terms: CtcaeTerms
    criteria: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Kind:
    """What a column may hold: as the data dictionary says it, and as it is read."""

    words: str
    read: Callable[[str, Reading], object]


class Measured(NamedTuple):
    """A laboratory result: its number, "<" or ">" where that is only a bound, and its own text."""

    value: Decimal | None
    censored: str
    text: str


def _number(text: str, allowed: str, least: Decimal | None = None, above: Decimal | None = None) -> Decimal:
    """A decimal number; `nan`, `inf`, units and thousands commas are not."""
    if not NUMBER.fullmatch(text):
        raise NotAllowed(allowed)
    value = Decimal(text)
    if (least is not None and value < least) or (above is not None and value <= above):
        raise NotAllowed(allowed)
    return value


def _whole(text: str, among: range, allowed: str) -> int:
    """A whole number; 3.0 is 3."""
    value = _number(text, allowed)
    if value not in among:
        raise NotAllowed(allowed)
    return int(value)


def _day(text: str) -> date:
    """The day of a complete date; a clock time beside it is read and left out."""
    return _dated(complete_date(text), "date").first


def _dated(read: PartialDate | None, allowed: str) -> PartialDate:
    if read is None:
        raise NotAllowed(allowed)
    return read


def _term(text: str, reading: Reading) -> str:
    """The catalogue's spelling; a term it lacks stays as it was written, with single blanks."""
    entry = reading.terms.get(folded(text))
    return entry.term if entry else " ".join(text.split())


def _criterion(text: str, reading: Reading) -> str:
    match = CRITERION.fullmatch(text)
    if not match or match[1].upper() not in CRITERIA | reading.criteria:
        raise NotAllowed("criterion")
    return match[1].upper() + match[2].lower()


def _measured(text: str) -> Measured:
    """A number or a bound; words stay words, for a test that nothing grades."""
    if text.lstrip("+-").casefold() in NO_RESULT:
        raise NotAllowed("measured_text")
    censored = text[0] if text[0] in "<>" else ""
    digits = text[len(censored) :].strip()
    value = Decimal(digits) if NUMBER.fullmatch(digits) else None
    return Measured(value, censored if value is not None else "", text)


def words(*listed: str) -> Kind:
    """A word of the list, whatever its case; a listed number may be written 2.0."""

    def read(text: str, _: Reading) -> str:
        number = str(int(Decimal(text))) if NUMBER.fullmatch(text) and Decimal(text) % 1 == 0 else ""
        for word in listed:
            if word in (text.casefold(), text.upper(), number):
                return word
        raise NotAllowed(listing("words", listed))

    return Kind(", ".join(listed), read)


ID = Kind("id (text)", lambda text, _: text)
TEXT = Kind("text", lambda text, _: text)
TEST = Kind("test code (LBTESTCD, VSTESTCD)", lambda text, _: text.upper())
TERM = Kind("CTCAE v5.0 term", _term)
CRITERION_ID = Kind("I01 to I11, E01 to E15, parts I04a …", _criterion)
DATE = Kind("date", lambda text, _: _day(text))
DATE_TIME = Kind("date or date-time", lambda text, _: _dated(complete_date(text), "date_time"))
PARTIAL = Kind(
    "date or date-time, may be partial", lambda text, _: _dated(partial_date(text), "partial_date")
)
ANY_NUMBER = Kind("number", lambda text, _: _number(text, "number"))
POSITIVE = Kind("number above 0", lambda text, _: _number(text, "number_positive", above=Decimal(0)))
NON_NEGATIVE = Kind(
    "number, 0 or more", lambda text, _: _number(text, "number_non_negative", least=Decimal(0))
)
MEASURED = Kind("number, or a bound such as <0.1", lambda text, _: _measured(text))
GRADE = Kind("1 to 5", lambda text, _: _whole(text, range(1, 6), "grade"))
LEVEL = Kind("0, 1, 2 …", lambda text, _: _whole(text, range(1000), "level"))
INFUSION_NUMBER = Kind(
    "1 to the planned number of infusions",
    lambda text, reading: _whole(
        text, reading.numbers, key("whole", reading.numbers.start, reading.numbers.stop - 1)
    ),
)
Y_N = words("Y", "N")
FLAG = Kind(Y_N.words, lambda text, reading: Y_N.read(text, reading) == "Y")
YES = Kind("Y", lambda text, reading: words("Y").read(text, reading) == "Y")
