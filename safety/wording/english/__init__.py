"""The English words: the source of every other language, which `safety.wording.translated` reads from a catalogue."""

from safety.wording.english.changes import (
    CELLS,
    CHANGED_ROWS,
    CHANGES,
    COLUMNS,
    DANGERS,
    DIFF,
    GROUND,
    NAMED_BY,
    NO_ID,
    WEIGHTS,
)
from safety.wording.english.ctcae import CTCAE
from safety.wording.english.eligibility import ANSWERS, ELIGIBILITY
from safety.wording.english.exposure import DOSE_CLASSES
from safety.wording.english.grammar import GRAMMAR
from safety.wording.english.look_up import TESTS, UNITS
from safety.wording.english.of_a_list import LISTED
from safety.wording.english.reasons import REASONS
from safety.wording.english.refusal import ALLOWED, REFUSAL
from safety.wording.english.screen import SCREEN
from safety.wording.english.screening import CRITERIA
from safety.wording.english.the_store import STORE, STORE_FINDINGS, VERDICT_CHANGES, VERDICT_WORDS
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
    "ALLOWED",
    "ANSWERS",
    "ASK",
    "ASKS",
    "CELLS",
    "CHANGED_ROWS",
    "CHANGES",
    "CODES",
    "COLUMNS",
    "COUNTS",
    "COUNTS_MORE",
    "CRITERIA",
    "CTCAE",
    "DANGERS",
    "DECISIONS",
    "DIFF",
    "DISAGREEMENTS",
    "DOSE_CLASSES",
    "ELIGIBILITY",
    "FACTS",
    "FINDINGS",
    "FLIPS",
    "FLIPS_MEAN",
    "FLIPS_SHORT",
    "GRAMMAR",
    "GROUND",
    "HEADLINES",
    "LISTED",
    "MATTERS",
    "NAMED_BY",
    "NO_ID",
    "OUTCOMES",
    "OWNERS",
    "PHRASES",
    "PRIORITIES",
    "REASONS",
    "REFUSAL",
    "REPORT",
    "SCREEN",
    "SIDES",
    "SITE",
    "STATES",
    "STORE",
    "STORE_FINDINGS",
    "TESTS",
    "THIS_WEEK",
    "TO_THE_SITE",
    "UNITS",
    "VERDICTS",
    "VERDICT_CHANGES",
    "VERDICT_WORDS",
    "WEIGHTS",
    "WHAT_IF",
    "WHO_CLEARS",
]
