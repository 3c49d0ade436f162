"""The English words: another language is another folder like this one, with the same names."""

from safety.wording.english.eligibility import ANSWERS, ELIGIBILITY
from safety.wording.english.look_up import TESTS, UNITS
from safety.wording.english.reasons import REASONS
from safety.wording.english.screen import SCREEN
from safety.wording.english.this_week import MATTERS, OWNERS, THIS_WEEK
from safety.wording.english.to_the_site import ASK, ASKS, DISAGREEMENTS, PRIORITIES, SIDES, TO_THE_SITE
from safety.wording.english.what_if import FLIPS, FLIPS_MEAN, FLIPS_SHORT, WHAT_IF
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
    "ANSWERS",
    "ASK",
    "ASKS",
    "CODES",
    "COUNTS",
    "COUNTS_MORE",
    "DECISIONS",
    "DISAGREEMENTS",
    "ELIGIBILITY",
    "FACTS",
    "FINDINGS",
    "FLIPS",
    "FLIPS_MEAN",
    "FLIPS_SHORT",
    "HEADLINES",
    "MATTERS",
    "OUTCOMES",
    "OWNERS",
    "PHRASES",
    "PRIORITIES",
    "REASONS",
    "REPORT",
    "SCREEN",
    "SIDES",
    "SITE",
    "STATES",
    "TESTS",
    "THIS_WEEK",
    "TO_THE_SITE",
    "UNITS",
    "VERDICTS",
    "WHAT_IF",
    "WHO_CLEARS",
]
