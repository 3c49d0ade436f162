"""Which CTCAE term may be meant by a word that is none: what it is reported as, else what is spelled like it.

An offer to the person who must answer the query; the record keeps the word that stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from safety.records.common_words import Lead, read_common_words
from safety.records.ctcae_terms import CtcaeTerms, read_terms

DIRECTIONS = {
    "increased": "increase elevated elevation raised rise high ↑ 升高 增高 上升 增加",
    "decreased": "decrease reduced reduction low lowered ↓ 降低 下降 减少 减低",
    "prolonged": "prolongation 延长",
}
SAME_DIRECTION = {word: direction for direction, words in DIRECTIONS.items() for word in words.split()}
SIGNS = re.compile("|".join(word for word in SAME_DIRECTION if not word.isascii()))
BRITISH = (("ae", "e"), ("oe", "e"), ("leuco", "leuko"), ("tumour", "tumor"))
LONGEST_TERM = 200  # no term is as long; a longer text is no term misspelt
LIKE_ENOUGH = 75  # of 100
AS_GOOD_AS_THE_BEST = 10
MORE_WORDS_COUNT = 0.9


@dataclass(frozen=True)
class Offer:
    """What a word is reported as; where nobody knows, terms that are spelled much like it."""

    leads: tuple[Lead, ...] = ()
    like: tuple[str, ...] = ()

    @property
    def terms(self) -> list[str]:
        """The terms of the offer, best first."""
        return [lead.term for lead in self.leads] or [*self.like]


def key(written: str) -> str:
    """The same for spellings of one word: case, hyphens, British spelling, direction and order do not matter.

    `key("ALT elevated") == key("Increased ALT") == key("ALT↑")`.
    """
    return " ".join(sorted(SAME_DIRECTION.get(word, word) for word in _words(written)))


def _words(written: str) -> list[str]:
    text = SIGNS.sub(lambda sign: f" {sign[0]} ", written.casefold())
    for british, american in BRITISH:
        text = text.replace(british, american)
    return re.findall(r"[^\W_]+|[↑↓]", text)


class Spelling(NamedTuple):
    """How a name is compared: its words in alphabetical order, and its letters in their own."""

    words: str
    letters: str

    @classmethod
    def of(cls, written: str) -> Spelling:
        """The spelling of a name."""
        return cls(key(written), "".join(_words(written)))


class TermSearch:
    """Finds terms by the words that people write."""

    def __init__(self, terms: CtcaeTerms, common_words: Mapping[str, tuple[Lead, ...]]) -> None:
        """Index both under their keys; a term's own name goes before a common word."""
        written = {**common_words, **{entry.term: (Lead(entry.term),) for entry in terms.values()}}
        self._leads = {key(name): leads for name, leads in written.items()}
        self._spelled = [(Spelling.of(name), leads) for name, leads in written.items()]
        self.offer = lru_cache(maxsize=4096)(self._offer)

    def _offer(self, written: str) -> Offer:
        if len(written) > LONGEST_TERM:
            return Offer()
        leads = self._leads.get(key(written))
        return Offer(leads) if leads else Offer(like=tuple(self.like(written)))

    def like(self, written: str, most: int = 3) -> list[str]:
        """Terms spelled much like it, or known by a common word that is; best first, none if nothing is close."""
        searched = Spelling.of(written)
        scored = [(_likeness(searched, known), leads) for known, leads in self._spelled]
        best = max(score for score, _ in scored)
        enough = max(LIKE_ENOUGH, best - AS_GOOD_AS_THE_BEST)
        near = sorted((pair for pair in scored if pair[0] >= enough), key=lambda pair: -pair[0])
        return _first(most, (lead.term for _, leads in near for lead in leads))


def _likeness(searched: Spelling, known: Spelling) -> float:
    """0 to 100: the letters, or the words in whatever order; one may have words that the other lacks.

    Of several names that hold every word of it, the one that adds least is the most alike.
    """
    letters, words = fuzz.ratio(searched.letters, known.letters), fuzz.ratio(searched.words, known.words)
    shared = fuzz.token_set_ratio(searched.words, known.words)
    return max(letters, words, shared * MORE_WORDS_COUNT + words / 100)


def _first(most: int, terms: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(terms)][:most]


@cache
def term_search() -> TermSearch:
    """The search over the catalogue and the common words, read once."""
    return TermSearch(read_terms(), read_common_words())
