"""May an export follow the cuts that the store holds? What another study, or an older export, lacks is not gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safety.records.refusal import Finger
from safety.store.allowed import key
from safety.store.clock import latest_day_at, now
from safety.store.cut import Cut, CutContent
from safety.store.delivery import NOTE
from safety.store.printable import escaped


def cannot_follow(known: Sequence[Cut], given: CutContent) -> Iterator[Finger]:
    """Every reason why it cannot, pointing at what is to be changed; none where it can."""
    yield from _names_that_cannot_be_seen(given)
    yield from _a_day_to_come(given)
    yield from _another_study(known, given)
    yield from _an_older_export(known, given)


def _names_that_cannot_be_seen(given: CutContent) -> Iterator[Finger]:
    """They stand in the audit trail as they are: whoever reads it must see what stands there."""
    names = [("FOLDER", "", given.folder), (NOTE, "study_id", given.study_id)]
    for place, column, name in (*names, *((escaped(f.name), "", f.name) for f in given.files)):
        if not name.isprintable():
            yield Finger(place, None, column, escaped(name), "name_printable")


def _a_day_to_come(given: CutContent) -> Iterator[Finger]:
    """A mistyped year would keep every later export out: each would be older."""
    day, latest = given.extracted_on, latest_day_at(now())
    if day and day > latest:
        yield Finger(NOTE, None, "extracted_on", day.isoformat(), key("export_has_come", latest.isoformat()))


def _another_study(known: Sequence[Cut], given: CutContent) -> Iterator[Finger]:
    """One that does not say whose it is may be another study's, once any cut has said so."""
    stated = dict.fromkeys(cut.content.study_id.strip() for cut in known if cut.content.study_id)
    if stated and given.study_id.strip() not in stated:
        yield Finger(NOTE, None, "study_id", given.study_id, key("study_same", ", ".join(stated)))


def _an_older_export(known: Sequence[Cut], given: CutContent) -> Iterator[Finger]:
    """One that no longer tells its day would not wait for a newer one.

    A day that had not come when its cut was imported was mistyped, and keeps nobody out.
    """
    days = [cut.content.extracted_on for cut in known if _had_come(cut)]
    latest, day = max(filter(None, days), default=None), given.extracted_on
    if latest and (day is None or day < latest):
        found = day.isoformat() if day else ""
        yield Finger(NOTE, None, "extracted_on", found, key("export_not_older", latest.isoformat()))


def _had_come(cut: Cut) -> bool:
    day = cut.content.extracted_on
    return day is not None and day <= latest_day_at(cut.entry.at)
