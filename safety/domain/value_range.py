"""A value as far as it is known: one number, a bound such as <0.1, or a range such as 50-55; both ends count.

An ejection fraction "50-55 %" lies wholly at or above 50; "48-52 %" lies on both sides, and no number settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"\d{1,12}(?:\.\d{0,12})?(?:[eE][+-]?\d{1,2})?"
ONE = re.compile(rf"(?P<sign>[<>]?)\s*(?P<number>{NUMBER})", re.ASCII)
RANGE = re.compile(rf"(?P<least>{NUMBER})\s*[-\u2013~]\s*(?P<most>{NUMBER})", re.ASCII)


@dataclass(frozen=True)
class ValueRange:
    """Between which numbers a value lies; None is open, and a `strict` bound is not itself possible."""

    least: Decimal | None
    most: Decimal | None
    strict: bool = False

    @classmethod
    def of(cls, number: Decimal, sign: str = "") -> ValueRange:
        """A number of a laboratory, with "<" or ">" where it is only a bound. No amount is negative."""
        if sign == "<":
            return cls(Decimal(0), number, strict=True)
        return cls(number, None, strict=True) if sign == ">" else cls(number, number)

    @classmethod
    def written(cls, text: str) -> ValueRange | None:
        """What a cell says; None where that is no number, bound or range."""
        text = text.strip()
        if match := ONE.fullmatch(text):
            return cls.of(Decimal(match["number"]), match["sign"])
        if match := RANGE.fullmatch(text):
            least, most = Decimal(match["least"]), Decimal(match["most"])
            return cls(least, most) if least <= most else None
        return None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends that are numbers."""
        return tuple(end for end in (self.least, self.most) if end is not None)

    def each(self, change: Callable[[Decimal], Decimal | None]) -> ValueRange | None:
        """The same value in another unit; None where an end cannot be converted. Order must be kept."""
        least = None if self.least is None else change(self.least)
        most = None if self.most is None else change(self.most)
        lost = (self.least is not None and least is None) or (self.most is not None and most is None)
        return None if lost else ValueRange(least, most, self.strict)

    def surely_within(self, at_least: Decimal | None, at_most: Decimal | None) -> bool:
        """Is every number that it may be inside the limits, which are allowed themselves?"""
        from_least = at_least is None or (self.least is not None and self.least >= at_least)
        to_most = at_most is None or (self.most is not None and self.most <= at_most)
        return from_least and to_most

    def may_be_within(self, at_least: Decimal | None, at_most: Decimal | None) -> bool:
        """Is any number that it may be inside the limits?"""
        return self._reaches_up_to(at_least) and self._reaches_down_to(at_most)

    def _reaches_up_to(self, at_least: Decimal | None) -> bool:
        if at_least is None or self.most is None:
            return True
        return self.most > at_least or (self.most == at_least and not self.strict)

    def _reaches_down_to(self, at_most: Decimal | None) -> bool:
        if at_most is None or self.least is None:
            return True
        return self.least < at_most or (self.least == at_most and not self.strict)
