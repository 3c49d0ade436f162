"""Words of the data and what they mean: looked up, never interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

# CDISC controlled terminology C66727, completion and reason for non-completion, as reasons for an exit.
CDISC_EXITS = {
    "completed": "completed",
    "adverse event": "adverse_event",
    "death": "death",
    "withdrawal by subject": "withdrew_consent",
    "withdrawal by parent/guardian": "withdrew_consent",
    "lost to follow-up": "lost_to_follow_up",
    "progressive disease": "progression",
    "disease relapse": "progression",
    "failure to meet continuation criteria": "other",
    "failure to meet randomization criteria": "other",
    "lack of efficacy": "other",
    "non-compliance with study drug": "other",
    "other": "other",
    "physician decision": "other",
    "pregnancy": "other",
    "protocol deviation": "other",
    "protocol violation": "other",
    "recovery": "other",
    "screen failure": "other",
    "site terminated by sponsor": "other",
    "study terminated by sponsor": "other",
    "technical problems": "other",
}
CDISC_REASONS = {"adverse event": "adverse_event"}


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word as it is looked up: capital letters, surrounding and repeated blanks make no difference."""
    return " ".join(word.split()).casefold()


def meaning(words: Mapping[str, object], word: str) -> str:
    """What the mapping says of a word: empty stays empty.

    A word that the mapping lacks is marked, so that it is read as nothing else, not even where it looks like
    one of ours: an arm `1` is not dose level 1 before the sponsor says so.
    """
    if not word.strip():
        return ""
    known = words.get(folded(word))
    return f"{word} (not in the mapping)" if known is None else str(known)


def yes_or_no(word: str) -> str:
    """CDISC controlled terminology NY (C66742): U and NA say that nobody knows."""
    return "" if folded(word) in ("u", "na") else word
