"""The English words: another language is another folder like this one, with the same names."""

from safety.wording.english.look_up import TESTS, UNITS
from safety.wording.english.reasons import REASONS
from safety.wording.english.screen import SCREEN
from safety.wording.english.the_store import STORE, STORE_FINDINGS, VERDICT_CHANGES
from safety.wording.english.to_the_site import ASK, ASKS, DISAGREEMENTS, PRIORITIES, SIDES, TO_THE_SITE
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
    "ASK",
    "ASKS",
    "CODES",
    "COUNTS",
    "COUNTS_MORE",
    "DECISIONS",
    "DISAGREEMENTS",
    "FACTS",
    "FINDINGS",
    "HEADLINES",
    "OUTCOMES",
    "PHRASES",
    "PRIORITIES",
    "REASONS",
    "REPORT",
    "SCREEN",
    "SIDES",
    "SITE",
    "STATES",
    "STORE",
    "STORE_FINDINGS",
    "TESTS",
    "TO_THE_SITE",
    "UNITS",
    "VERDICTS",
    "VERDICT_CHANGES",
    "WHO_CLEARS",
]
