"""The English words: another language is another folder like this one, with the same names."""

from safety.wording.english.reasons import REASONS
from safety.wording.english.screen import SCREEN
from safety.wording.english.words import (
    CODES,
    COUNTS,
    COUNTS_MORE,
    DECISIONS,
    FACTS,
    FINDINGS,
    HEADLINES,
    OUTCOMES,
    PHRASES,
    REPORT,
    SITE,
    STATES,
    VERDICTS,
    WHO_CLEARS,
)

__all__ = [
    "CODES",
    "COUNTS",
    "COUNTS_MORE",
    "DECISIONS",
    "FACTS",
    "FINDINGS",
    "HEADLINES",
    "OUTCOMES",
    "PHRASES",
    "REASONS",
    "REPORT",
    "SCREEN",
    "SITE",
    "STATES",
    "VERDICTS",
    "WHO_CLEARS",
]
