"""The languages there are, and the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from safety.wording import english

CATALOGUES = {"zh": "zh_Hans"}  # the language as it is asked for, and the catalogue it is read from


class Languages(Mapping[str, ModuleType]):
    """The words of every language by its short name; a catalogue is read when its language is first asked for."""

    def __getitem__(self, language: str) -> ModuleType:
        """The words of a language. Raises KeyError where it has none."""
        return english if language == "en" else _words(CATALOGUES[language])

    def __iter__(self) -> Iterator[str]:
        """English, then the languages that have a catalogue."""
        return iter(("en", *CATALOGUES))

    def __len__(self) -> int:
        """How many there are."""
        return 1 + len(CATALOGUES)


@cache
def _words(locale: str) -> ModuleType:
    from safety.wording.translated import translated  # noqa: PLC0415 - who reads English waits for no catalogue

    return translated(locale)


LANGUAGES = Languages()
