"""The store in words: its cuts, what verify finds, and what two programs said differently of one cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from safety.records.source_files import PROTOCOL
from safety.review.what_changed import WhatChanged
from safety.store.cut import Cut
from safety.store.findings import Finding
from safety.store.printable import printable
from safety.store.verdicts import StoredVerdict, VerdictChange, verdict_changes
from safety.store.verify import Verification
from safety.wording.changes import change_in_words
from safety.wording.other_protocol import protocol_said
from safety.wording.speech import Speech
from safety.wording.what_changed import alarms_told, rows_said


def line(name: str, said: Speech, **told: object) -> str:
    """A line of a command of the store."""
    return str(said.words.STORE[name].format(**_shown(told)))


def _shown(told: Mapping[str, object]) -> dict[str, object]:
    """As a terminal may show it, whatever an older program let into the store."""
    return {name: printable(value) if isinstance(value, str) else value for name, value in told.items()}


def cut_in_words(cut: Cut, said: Speech) -> Iterator[str]:
    """A cut: whose it is, who imported it when and why, and what it holds."""
    content, entry = cut.content, cut.entry
    yield line(
        "cut",
        said,
        number=cut.id,
        study=content.name,
        at=entry.at,
        who=entry.who,
        identity=said.word(entry.identity),
    )
    if entry.why:
        yield "  " + line("why", said, why=entry.why)
    day = content.extracted_on
    yield "  " + line("data_of" if day else "data_of_no_day", said, day=said.day(day))
    yield "  " + line("rows_of_cut", said, **counted(cut), files=said.listed(content.rows))
    protocol = content.documents[PROTOCOL][1][:12]
    yield "  " + line("made_by", said, program=content.program, protocol=protocol)
    yield from (f"    {file.sha256}  {printable(file.name)}" for file in content.files)


def imported_said(cut: Cut, said: Speech, *, new: bool) -> str:
    """What came of an import: a new cut, or the one that these files are already."""
    if new:
        return line("imported", said, number=cut.id, study=cut.content.name, **counted(cut))
    return line("there_already", said, number=cut.id, at=cut.entry.at)


def named(cut: Cut, said: Speech) -> str:
    """A cut in a word or two."""
    return str(said.words.DIFF["cut"].format(number=cut.id))


def counted(cut: Cut) -> dict[str, int]:
    """The rows of all files of a cut that could be used, and those that could not be read."""
    rows = cut.content.rows.values()
    return {name: sum(counts[name] for counts in rows) for name in ("used", "unreadable")}


def since_the_cut_before(cut: Cut, found: WhatChanged, said: Speech) -> Iterator[str]:
    """What a new cut changed, the changes that block with the ids to acknowledge them by, and every alarm."""
    yield from protocol_said(found, said)
    yield line("since_cut", said, earlier=cut.id - 1, rows=rows_said(found, said))
    yield blocking_said(len(found.open), found.cut_off, said)
    for change in found.open:
        yield f"  {said.sentence(change_in_words(change, said))}"
        yield f"      {change.id}"
    if found.alarms:
        yield line("alarms", said)
        yield from (f"  {told}" for told, _ in alarms_told(found, said))


def blocking_said(n: int, cut_off: date, said: Speech) -> str:
    """How many changes block at a cut-off."""
    return line({0: "blocking_0", 1: "blocking_1"}.get(n, "blocking"), said, n=n, day=said.day(cut_off))


def proof(verified: Verification, said: Speech) -> Iterator[str]:
    """What was proved, and every place that is not as it was written."""
    counts = {name: getattr(verified, name) for name in ("entries", "cuts", "rows", "verdicts")}
    yield line("proved", said, **counts)
    yield from findings(verified.findings, said)
    if not verified.findings:
        yield line("nothing_altered", said)
    yield line("head", said, head=verified.head)


def findings(found: Iterable[Finding], said: Speech) -> Iterator[str]:
    """Each finding as a line that points at its place."""
    for nth, finding in enumerate(found):
        if nth == 0:
            yield line("altered", said)
        yield "  " + str(said.words.STORE_FINDINGS[type(finding).__name__].format(**_shown(vars(finding))))


def another_verdict(earlier: StoredVerdict, later: StoredVerdict, said: Speech) -> Iterator[str]:
    """What another program said of the cut, held against what this one says."""
    yield line("another_program", said, program=earlier.program, number=earlier.cut_id)
    changes = verdict_changes(earlier.content, later.content)
    yield from (f"  {difference(change, said)}" for change in changes)
    if not changes:
        yield f"  {said.words.VERDICT_CHANGES['only_words']}"


def difference(change: VerdictChange, said: Speech) -> str:
    """What two verdicts say differently of one level, patient or event."""
    none = said.words.VERDICT_CHANGES["not_known"]
    before, after = (
        said.words.VERDICT_WORDS.get(word, word) or none for word in (change.before, change.after)
    )
    return str(said.words.VERDICT_CHANGES[change.of].format(about=change.about, before=before, after=after))
