"""Another language: the English tables, each sentence looked up in a gettext catalogue by the English one.

A sentence stands there under its table and key (msgctxt) and in its English words (msgid). Where the English
changes, its translation no longer fits and is not used: the English is read until somebody has translated it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from babel.messages.pofile import read_po

from safety.wording import english

CLOSED = re.compile(r"）\s(?=\d)")
LOCALES = Path(__file__).with_name("locale")
Sentences = dict[tuple[str, str], str]


class Sentence(str):
    """A translated sentence: no blank stands behind a full-width bracket, which brings its own."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """The sentence with its values."""
        return CLOSED.sub("）", super().format(*values, **named))


def catalogue_file(locale: str) -> Path:
    """Where the translations into a language stand, as gettext lays them out."""
    return LOCALES / locale / "LC_MESSAGES" / "safety.po"


def english_sentences() -> Iterator[tuple[str, str]]:
    """Every English sentence of every table behind its context, as SCREEN.cut_off."""
    for table in english.__all__:
        words = getattr(english, table)
        if isinstance(words, str):
            yield table, words
        else:
            yield from ((f"{table}.{key}", text) for key, text in words.items() if text)


def translated(locale: str) -> ModuleType:
    """The tables of `safety.wording.english` under the same names in another language."""
    found, words = _translations(locale), ModuleType(locale)
    for table in english.__all__:
        said = getattr(english, table)
        if isinstance(said, str):
            setattr(words, table, found.get((table, said), said))
        else:
            told = {key: found.get((f"{table}.{key}", text), text) for key, text in said.items()}
            setattr(words, table, told)
    return words


def _translations(locale: str) -> Sentences:
    """What is translated; a sentence marked fuzzy is not."""
    with catalogue_file(locale).open("rb") as file:
        messages = read_po(file, locale=locale)
    return {
        (m.context or "", str(m.id)): Sentence(m.string)
        for m in messages
        if m.id and m.string and not m.fuzzy
    }
