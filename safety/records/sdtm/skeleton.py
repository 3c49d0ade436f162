"""A mapping file ready to be filled in: every word of the data that the sponsor has to explain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from safety.records.sdtm.domain import Domain
from safety.records.sdtm.exits import NO_EXITS
from safety.records.sdtm.subjects import arm
from safety.records.sdtm.words import CDISC_EXITS, folded

Domains = Mapping[str, Domain]


def words_to_map(domains: Domains) -> dict[str, list[str]]:
    """By table of the mapping, the words that stand in the data, each once."""
    return {
        "dose_level": _once(arm(row.cells) for row in domains["dm"].whole),
        "dose": _once(row.cells["EXDOSU"] for row in domains["ex"].whole),
        "causality": _once(row.cells.get("AEREL", "") for row in domains["ae"].whole),
        "severity": _once(row.cells.get("AESEV", "") for row in domains["ae"].whole),
        "exit_reason": [word for word in _once(_reasons(domains)) if folded(word) not in CDISC_EXITS],
    }


def skeleton(domains: Domains) -> str:
    """The text of a mapping file for these domains; it is refused until every value is filled in."""
    words = words_to_map(domains)
    unit = words["dose"][0] if len(words["dose"]) == 1 else ""
    return "\n".join(
        [
            "[dose_level]    # the level of each arm, 0 where its subjects were never assigned to a level",
            *_to_fill_in(words["dose_level"]),
            "",
            "[dose]          # the unit of EXDOSU, and how many cells one of it is",
            f"unit = {_quoted(unit)}",
            'cells_per_unit = ""',
            "",
            "[infusion]      # the variable of EX that numbers the infusions; EXSEQ only numbers its rows",
            'number = ""',
            "",
            "[causality]     # unrelated, unlikely, possible, probable or definite",
            *_to_fill_in(words["causality"]),
            "",
            "[severity]      # none, mild, moderate or severe symptoms; no table: AESEV says nothing",
            *_to_fill_in(words["severity"]),
            "",
            f"[exit_reason]   # {', '.join(dict.fromkeys(CDISC_EXITS.values()))}; CDISC's terms are known",
            *_to_fill_in(words["exit_reason"]),
            "",
        ]
    )


def _reasons(domains: Domains) -> Iterator[str]:
    for row in domains["ds"].whole if "ds" in domains else ():
        if folded(row.cells.get("DSCAT", "")) not in NO_EXITS:
            yield row.cells["DSDECOD"]


def _once(words: Iterable[str]) -> list[str]:
    """The words in alphabetical order, one of those that differ by capitals or blanks only."""
    first: dict[str, str] = {}
    for word in sorted(word.strip() for word in words):
        first.setdefault(folded(word), word)
    return [word for word in first.values() if word]


def _to_fill_in(words: Iterable[str]) -> list[str]:
    return [f'{_quoted(word)} = ""' for word in words]


def _quoted(word: str) -> str:
    """A TOML basic string; JSON escapes the same way."""
    return json.dumps(word, ensure_ascii=False)
