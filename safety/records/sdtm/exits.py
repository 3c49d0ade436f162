"""When and why a subject left the study: DS, and the death that DM and AE know of (SDTMIG 3.4, DS and DM).

A row of our subjects holds one exit, DS may hold several. Harm is believed: a death comes before any other
exit. Whatever else disagrees is not weighed; all of it is passed on, and the row cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from safety.records.dates import complete_date, partial_date
from safety.records.sdtm.adverse_events import is_fatal
from safety.records.sdtm.domain import Cells, Domain
from safety.records.sdtm.mapping import SponsorWords
from safety.records.sdtm.words import folded

NO_EXITS = ("protocol milestone", "other event")  # DSCAT (C74558); everything else is a disposition event


class Exit(NamedTuple):
    """The day and the reason, as the columns of our subjects hold them."""

    on: str
    reason: str


class Exits:
    """The exits that DS and AE tell of, by subject."""

    def __init__(self, ds: Domain | None, ae: Domain, words: SponsorWords) -> None:
        """Read every row once."""
        self.deaths: dict[str, list[str]] = defaultdict(list)
        self.others: dict[str, list[Exit]] = defaultdict(list)
        self.fatal_ends: dict[str, list[str]] = defaultdict(list)
        for row in ds.whole if ds else ():
            self._disposition(row.cells, words)
        for row in ae.whole:
            if is_fatal(row.cells):
                self.fatal_ends[row.cells["USUBJID"].strip()].append(_day(row.cells.get("AEENDTC", "")))

    def _disposition(self, row: Cells, words: SponsorWords) -> None:
        subject, day = row["USUBJID"].strip(), _day(row["DSSTDTC"])
        reason = words.exit_of(row["DSDECOD"], row.get("DSTERM", ""))
        if reason == "death":
            self.deaths[subject].append(day)
        elif _is_exit(row, words):
            self.others[subject].append(Exit(day, reason or f"{row['DSDECOD']} (not in the mapping)"))

    def of(self, subject: Cells) -> Exit:
        """The exit of a row of DM; both parts empty where nobody tells of one.

        A death that an adverse event tells in full, its day included, leaves room for an earlier exit.
        """
        name = subject["USUBJID"].strip()
        deaths, others = [*self.deaths[name]], self.others[name]
        if folded(subject.get("DTHFL", "")) == "y" or subject.get("DTHDTC", "").strip():
            deaths.append(_day(subject.get("DTHDTC", "")))
        told_by_event = any(end and {end} >= _known(deaths) for end in self.fatal_ends[name])
        if deaths and not (others and told_by_event):
            return Exit(_day_of_death(deaths), "death")
        return Exit(_together(exit.on for exit in others), _together(exit.reason for exit in others))


def _is_exit(row: Cells, words: SponsorWords) -> bool:
    if folded(row.get("DSCAT", "")) in NO_EXITS:
        return False
    rule = words.exit_rows
    return rule is None or folded(row.get(rule.variable, "")) not in map(folded, rule.leave_out)


def _day_of_death(days: Iterable[str]) -> str:
    """Its day where that is known; a month or a year alone is no day: the death may lie on any.

    A date known in part agrees with the whole one it begins.
    """
    known = _known(days)
    whole = {day for day in known if not any(other != day and other.startswith(day) for other in known)}
    day = _together(whole)
    return "" if partial_date(day) and not complete_date(day) else day


def _known(days: Iterable[str]) -> set[str]:
    return {day for day in days if day}


def _together(values: Iterable[str]) -> str:
    """The one value; several are joined, and are then no value of ours."""
    return " / ".join(sorted(_known(values)))


def _day(written: str) -> str:
    """The day of a date-time, anything else as it stands."""
    text = written.strip()
    return text[:10] if complete_date(text) else text
