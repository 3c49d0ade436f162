"""Which CTCAE terms may somebody mean who types a name, a MedDRA code, an everyday word or half of one?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from safety.records.common_words import Lead, read_common_words
from safety.records.ctcae_terms import CtcaeTerm, folded
from safety.records.term_search import LONGEST_TERM, key, term_search
from safety.review.reference import ctcae_terms

MOST_FOUND = 8
FEWEST_LETTERS = 2  # one letter stands in nearly every term
FEWEST_INSIDE = 5  # a few letters stand inside many a word that has nothing to do with them


class By(StrEnum):
    """By what a term was found."""

    CODE = "code"
    NAME = "name"
    WORD = "word"
    SPELLING = "spelling"


class Found(NamedTuple):
    """A term that may be meant, and why."""

    term: CtcaeTerm
    by: By
    word: str = ""  # the everyday word that leads to it
    when: str = ""  # the condition under which it does (`infusion`); empty: none


class Search(NamedTuple):
    """What a search found, best first, and the one term that was certainly meant, if any."""

    found: tuple[Found, ...]
    meant: CtcaeTerm | None = None


def term_of(written: str) -> CtcaeTerm | None:
    """The term of a name or a MedDRA code as a link carries it; None where there is none."""
    name = folded(written)
    return ctcae_terms().get(name) or next((t for t in ctcae_terms().values() if t.code == name), None)


def search(written: str) -> Search:
    """The terms that may be meant.

    One is certainly meant where its name or code stands there in full, or a word that leads to it alone.
    """
    sought = folded(written)
    if not FEWEST_LETTERS <= len(sought) <= LONGEST_TERM:
        return Search(())
    exact = [*_exact(sought, written.strip())]
    first: dict[str, Found] = {}
    for found in chain(exact, _by_code(sought), _by_name(sought), _by_word(sought), _by_spelling(sought)):
        first.setdefault(found.term.term, found)
    alone = len(exact) == 1 and not exact[0].when
    return Search(tuple(first.values())[:MOST_FOUND], exact[0].term if alone else None)


def _exact(sought: str, written: str) -> Iterator[Found]:
    """What is written in full: a name or a code, else a word that sites write for it."""
    if term := term_of(sought):
        yield Found(term, By.CODE if term.code == sought else By.NAME)
        return
    for lead in term_search().offer(sought).leads:
        own_name = key(lead.term) == key(sought)
        yield Found(_term(lead), By.NAME) if own_name else Found(_term(lead), By.WORD, written, lead.when)


def _by_code(sought: str) -> Iterator[Found]:
    if sought.isdigit():
        yield from (Found(term, By.CODE) for term in ctcae_terms().values() if term.code.startswith(sought))


def _by_name(sought: str) -> Iterator[Found]:
    yield from (Found(ctcae_terms()[folded(name)], By.NAME) for name in _holding(sought, ctcae_terms()))


def _by_word(sought: str) -> Iterator[Found]:
    for word in _holding(sought, _common_words()):
        yield from (Found(_term(lead), By.WORD, word, lead.when) for lead in _common_words()[word])


def _by_spelling(sought: str) -> Iterator[Found]:
    yield from (Found(ctcae_terms()[folded(name)], By.SPELLING) for name in term_search().like(sought))


def _holding(sought: str, names: Iterable[str]) -> list[str]:
    """Names that hold the letters typed: at their start first, then at that of a word, then anywhere."""
    held = [(place, len(name), name) for name in names if (place := _place(sought, folded(name))) is not None]
    return [name for _, _, name in sorted(held)]


def _place(sought: str, name: str) -> int | None:
    if name.startswith(sought):
        return 0
    if f" {sought}" in name:
        return 1
    return 2 if sought in name and len(sought) >= FEWEST_INSIDE else None


def _term(lead: Lead) -> CtcaeTerm:
    return ctcae_terms()[folded(lead.term)]


@cache
def _common_words() -> Mapping[str, tuple[Lead, ...]]:
    return read_common_words()
