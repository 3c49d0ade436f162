"""How a language puts words, sentences, numbers and days together, and the words of lists that stand in files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import ModuleType

from babel import Locale
from babel.dates import format_date

from safety.records.allowed import parts

SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, tag: str) -> str:
    return format_date(day, pattern, Locale.parse(tag, sep="-"))


@dataclass(frozen=True)
class Grammar:
    """How one language puts things together."""

    words: ModuleType

    def day(self, day: date | None) -> str:
        """A calendar day, as 14 March 2026."""
        return self.words.PHRASES["no_day"] if day is None else self._dated(day, "day")

    def day_of_year(self, day: date | None) -> str:
        """A calendar day without its year, as 14 March."""
        return self.words.PHRASES["no_day"] if day is None else self._dated(day, "day_of_year")

    def weekday(self, day: date) -> str:
        """A calendar day with its weekday, as Saturday 14 March 2026."""
        return self._dated(day, "weekday")

    def _dated(self, day: date, pattern: str) -> str:
        return _formatted(day, self.words.GRAMMAR[pattern], self.words.SCREEN["language_tag"])

    def sentence(self, text: str) -> str:
        """With a capital, where the language has any, and its full stop."""
        return self._grammar("sentence", Text=text[:1].upper() + text[1:], text=text)

    def begins(self, text: str) -> str:
        """With a capital, where the language has any."""
        return self._grammar("begins", Text=text[:1].upper() + text[1:], text=text)

    def sentences(self, told: Iterable[str]) -> str:
        """Sentences one after the other."""
        return self.gap.join(filter(None, told))

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return self._grammar("sentences", first="", next="")

    def listed(self, told: Iterable[object]) -> str:
        """The members of a list, as S-001, S-002."""
        return str(self.words.GRAMMAR["list"]).join(map(str, told))

    def commas(self, told: Iterable[str]) -> str:
        """The parts of a sentence that belong closely together."""
        return str(self.words.GRAMMAR["commas"]).join(told)

    def clauses(self, told: Iterable[str]) -> str:
        """The parts of a sentence."""
        return str(self.words.GRAMMAR["clauses"]).join(told)

    def words_beside(self, told: Iterable[str]) -> str:
        """Words beside each other, as infusion 2 AE-014."""
        return self._grammar("words", first="", next="").join(told)

    def either(self, told: Iterable[str]) -> str:
        """One of several, as ALT, AST or GGT."""
        *others, last = told
        return self._grammar("or").join(filter(None, (self.listed(others), last)))

    def about(self, about: str, told: str) -> str:
        """A sentence behind the name of what it is about, as AE-014: no grade was reported."""
        return self._grammar("told", about=about, told=told)

    def aside(self, told: str, aside: str) -> str:
        """Words with what is to be known of them in brackets, as S-003 (DLT)."""
        return self._grammar("aside", told=told, aside=aside)

    def percent(self, n: str) -> str:
        """A number of per cent."""
        return self._grammar("percent", n=n)

    def term(self, term: str) -> str:
        """A CTCAE term, with what it means where the language explains it."""
        return self._term("term", term)

    def term_short(self, term: str) -> str:
        """A CTCAE term where there is little room: what it means, in a language that explains it."""
        return self._term("term_short", term)

    def _term(self, pattern: str, term: str) -> str:
        gloss = self.words.CTCAE.get(term, term)
        return term if gloss == term else self._grammar(pattern, term=term, gloss=gloss)

    def word(self, word: str) -> str:
        """A word of a list, as a study's files have it: adverse_event is adverse event."""
        return str(self.words.LISTED.get(word, word.replace("_", " ")))

    def allowed(self, allowed: str) -> str:
        """What is allowed in a cell or key that could not be read."""
        name, particulars = parts(allowed)
        particulars = tuple(self.words.REFUSAL["none"] if p == "none" else p for p in particulars)
        return str(self.words.ALLOWED[name].format(*particulars, list=self.listed(particulars)))

    def verdict(self, verdict: str) -> str:
        """A verdict of the rules or of people."""
        return str(self.words.VERDICTS.get(verdict, self.word(verdict)))

    def _grammar(self, pattern: str, **told: str) -> str:
        return str(self.words.GRAMMAR[pattern]).format(**told)

    def cells(self, cells: Decimal) -> str:
        """A number of cells, as 2.0×10⁷ or 2.02×10⁷."""
        if not cells:
            return "0"
        exponent = cells.adjusted()
        mantissa = cells.scaleb(-exponent).quantize(Decimal("0.01"))
        if mantissa >= 10:  # 9.999 is 1.00 of the next power
            exponent, mantissa = exponent + 1, (mantissa / 10).quantize(Decimal("0.01"))
        digits = f"{mantissa:f}".removesuffix("0")
        return f"{digits}×10{str(exponent).translate(SUPERSCRIPT)}"

    def times(self, power: int) -> str:
        """By how much a power of ten is off, as ×10 or ÷10³."""
        n = abs(power)
        return f"{'×' if power > 0 else '÷'}10{str(n).translate(SUPERSCRIPT) if n > 1 else ''}"

    def hours(self, hours: int) -> str:
        """A duration, in days from four days on."""
        unit, n = ("days", hours // 24) if hours > 96 and hours % 24 == 0 else ("hours", hours)
        return str(self.words.PHRASES[unit].format(n=n))

    def rule(self, decision: str) -> str:
        """A decision in a few words, where the level's counts are not at hand."""
        return str(self.words.DECISIONS.get(decision, decision).format(to=""))
