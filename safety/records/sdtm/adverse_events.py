"""AE as adverse events, one row each (SDTMIG 3.4, AE)."""

from __future__ import annotations

import re

from safety.records.raw_table import RawTable
from safety.records.sdtm.domain import Cells, Domain, code_of
from safety.records.sdtm.mapping import SponsorWords
from safety.records.sdtm.words import folded, meaning, yes_or_no

GRADE = re.compile(r"grade\s*", re.IGNORECASE)


def adverse_events(ae: Domain, words: SponsorWords) -> RawTable:
    """The rows of AE; the term is the variable the mapping names, AETERM where that is not yet coded."""
    term = words.adverse_event.term

    def ours(row: Cells) -> dict[str, str]:
        severity = row.get("AESEV", "") if words.severity else ""
        return {
            "event_id": code_of(row["USUBJID"], row["AESEQ"]),
            "subject_id": row["USUBJID"],
            "term": _ctcae_term(row.get(term, "").strip() or row.get("AETERM", ""), words),
            "verbatim": row.get("AETERM", ""),
            "started_at": row["AESTDTC"],
            "ended_at": row.get("AEENDTC", ""),
            "grade": grade(row),
            "causality": meaning(words.causality, row.get("AEREL", "")),
            "serious": yes_or_no(row.get("AESER", "")),
            "outcome": row.get("AEOUT", ""),
            "episode_id": row.get("AEGRPID", ""),
            "hospitalized": yes_or_no(row.get("AESHOSP", "")),
            "life_threatening": yes_or_no(row.get("AESLIFE", "")),
            "ctcae_version": words.adverse_event.ctcae_version,
            "symptoms": meaning(words.severity, severity),
        }

    return ae.as_table("adverse_events.csv", ours, WRITTEN_AS | {"term": term})


WRITTEN_AS = {
    "event_id": "AESEQ",
    "subject_id": "USUBJID",
    "verbatim": "AETERM",
    "started_at": "AESTDTC",
    "ended_at": "AEENDTC",
    "grade": "AETOXGR",
    "causality": "AEREL",
    "serious": "AESER",
    "outcome": "AEOUT",
    "episode_id": "AEGRPID",
    "hospitalized": "AESHOSP",
    "life_threatening": "AESLIFE",
    "symptoms": "AESEV",
}


def is_fatal(row: Cells) -> bool:
    """Does the row say that its subject died of it? Either variable is enough."""
    return folded(row.get("AESDTH", "")) == "y" or folded(row.get("AEOUT", "")) == "fatal"


def grade(row: Cells) -> str:
    """The digit of AETOXGR ("3", "GRADE 3"), never AESEV; a fatal event is grade 5 whatever is noted.

    CTCAE v5.0 defines grade 5 as death related to the event: an outcome believed at once.
    """
    return "5" if is_fatal(row) else GRADE.sub("", row.get("AETOXGR", "").strip(), count=1)


def _ctcae_term(term: str, words: SponsorWords) -> str:
    return words.terms.get(folded(term), term)
