"""Is the store as it was written? The trail link by link, every row, every file of a cut, every verdict."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, select

from safety.records.source_files import IN_FOLDER, SourceFile
from safety.store import trail
from safety.store.canonical import canonical
from safety.store.cut import Cut, CutContent, cuts_without_import
from safety.store.cut_rows import stored_orders
from safety.store.findings import (
    AlteredBlock,
    AlteredDocument,
    AlteredRow,
    AlteredRows,
    AlteredVerdict,
    BrokenLink,
    CutWithoutImport,
    FileDiffers,
    FileGone,
    FileNotOfCut,
    Finding,
    HeadNotThere,
    StrayRow,
    TwoVerdicts,
    VerdictGone,
)
from safety.store.row_block import Block
from safety.store.row_order import Order
from safety.store.sheet import SheetHead, sheet_digest
from safety.store.tables import CUT, DOCUMENT, ROW_BLOCK, STORED_ROW, VERDICT, as_bytes
from safety.store.trail import Entry
from safety.store.verdicts import as_payload, entries_of


@dataclass(frozen=True)
class Verification:
    """What was proved: how many entries, cuts, rows and verdicts there are, the head, and what is not right."""

    entries: int
    cuts: int
    rows: int
    verdicts: int
    head: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class StoredRows:
    """The digest of every stored row by its id, as it is and not as it is written beside it."""

    digests: Mapping[int, bytes]
    altered: frozenset[int]


def verify(connection: Connection, noted_head: str | None = None) -> Verification:
    """Prove the whole store. `noted_head` is a hash that somebody wrote down earlier."""
    entries = list(trail.entries(connection))
    rows = _stored_rows(connection)
    cuts = list(_readable_cuts(connection, entries))
    content = as_bytes(VERDICT.c.content).label("content")
    columns = [column for column in VERDICT.c if column.name != "content"]
    stored_verdicts = connection.execute(select(*columns, content).order_by(VERDICT.c.id)).mappings().all()
    findings = [
        *_first_broken_link(entries),
        *map(CutWithoutImport, sorted(cuts_without_import(connection))),
        *_altered_rows(connection, cuts, rows),
        *_altered_blocks(connection, cuts),
        *(found for cut in cuts for found in _altered_documents(connection, cut)),
        *_altered_verdicts(stored_verdicts, entries),
        *_two_verdicts(stored_verdicts),
    ]
    if noted_head and noted_head not in {entry.hash for entry in entries}:
        findings.append(HeadNotThere(noted_head))
    head = entries[-1].hash if entries else trail.BEGINNING
    counts = len(entries), len(cuts), len(rows.digests), len(stored_verdicts)
    return Verification(*counts, head, tuple(findings))


def compare_files(cut: Cut, found: Iterable[SourceFile]) -> Iterator[Finding]:
    """The files of a folder held against those that the cut came from, by content."""
    kept = {file.name: file.sha256 for file in cut.content.files if file.where == IN_FOLDER}
    there = {file.name: file.sha256 for file in found if file.where == IN_FOLDER}
    for name in sorted(kept | there):
        if name not in there:
            yield FileGone(cut.id, name)
        elif name not in kept:
            yield FileNotOfCut(cut.id, name)
        elif kept[name] != there[name]:
            yield FileDiffers(cut.id, name)


def _first_broken_link(entries: Sequence[Entry]) -> Iterator[Finding]:
    previous = trail.BEGINNING
    for number, entry in enumerate(entries, start=1):
        if entry.id != number or entry.previous_hash != previous or entry.hash != entry.expected_hash():
            yield BrokenLink(min(entry.id, number))
            return
        previous = entry.hash


def _readable_cuts(connection: Connection, entries: Sequence[Entry]) -> Iterator[Cut]:
    """The cuts whose entry can still be understood; the broken chain points at the others."""
    by_id = {entry.id: entry for entry in entries}
    for cut_id, entry_id in connection.execute(select(CUT.c.id, CUT.c.entry_id).order_by(CUT.c.id)):
        try:
            yield Cut(cut_id, by_id[entry_id], CutContent.of_payload(by_id[entry_id].told))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue


def _stored_rows(connection: Connection) -> StoredRows:
    digests: dict[int, bytes] = {}
    altered: set[int] = set()
    asked = select(STORED_ROW.c.id, as_bytes(STORED_ROW.c.digest), as_bytes(STORED_ROW.c.cells))
    for row_id, digest, cells in connection.execution_options(yield_per=10_000).execute(asked):
        digests[row_id] = sha256(cells).digest()
        if digests[row_id] != digest:
            altered.add(row_id)
    return StoredRows(digests, frozenset(altered))


def _altered_rows(connection: Connection, cuts: Sequence[Cut], rows: StoredRows) -> Iterator[Finding]:
    pointed_at: set[int] = set()
    for cut in cuts:
        orders = stored_orders(connection, cut.id)
        if len(orders) != len(cut.content.sheets):
            yield AlteredRows(cut.id, "")
        for head, order in zip(cut.content.sheets, orders, strict=False):
            for row_id, finding in _of_sheet(cut, head, order, rows):
                pointed_at.add(row_id)
                yield finding
    yield from (StrayRow(row_id) for row_id in sorted(rows.altered - pointed_at))


def _of_sheet(cut: Cut, head: SheetHead, order: Order, rows: StoredRows) -> Iterator[tuple[int, Finding]]:
    try:
        ids, numbers = (found.tolist() for found in order.unpacked())
        whole = sheet_digest([rows.digests[row_id] for row_id in ids], numbers) == head.sha256
    except (KeyError, ValueError):
        ids, numbers, whole = [], [], False
    altered = [(row_id, row) for row_id, row in zip(ids, numbers, strict=False) if row_id in rows.altered]
    for row_id, row in altered:
        yield row_id, AlteredRow(cut.id, head.file, row)
    if not whole and not altered:
        yield -1, AlteredRows(cut.id, head.file)


def _altered_blocks(connection: Connection, cuts: Sequence[Cut]) -> Iterator[Finding]:
    """Each block against the entry of the import that brought it."""
    known = {cut.id: cut.content.by_column for cut in cuts}
    noted = {
        (cut_id, *block) for cut_id, of_cut in known.items() if of_cut for block in of_cut.blocks.items()
    }
    asked = select(ROW_BLOCK.c.cut_id, ROW_BLOCK.c.first_id, as_bytes(ROW_BLOCK.c.content))
    there = {(cut_id, block[0], Block(*block).sha256) for cut_id, *block in connection.execute(asked)}
    yield from map(AlteredBlock, sorted({cut_id for cut_id, *_ in noted ^ there}))


def _altered_documents(connection: Connection, cut: Cut) -> Iterator[Finding]:
    for name, digest in cut.content.documents.values():
        asked = select(as_bytes(DOCUMENT.c.content)).where(DOCUMENT.c.sha256 == digest)
        content = connection.scalar(asked)
        if content is None or sha256(content).hexdigest() != digest:
            yield AlteredDocument(cut.id, name)


def _altered_verdicts(stored: Sequence[RowMapping], entries: Sequence[Entry]) -> Iterator[Finding]:
    """Each verdict against the entry that noted it, and its bytes against their hash."""
    noted = {entry.id: entry.payload for entry in entries if entry.what == trail.VERDICT}
    for row in stored:
        key = {name: row[name] for name in ("cut_off", "program", "protocol_sha256", "sha256")}
        said = as_payload(row["cut_id"], key, entries_of(row["acknowledged"]))
        known = noted.pop(row["entry_id"], "") == canonical(said)
        if not known or _digest_of_content(row["content"]) != row["sha256"]:
            yield AlteredVerdict(row["cut_id"], row["cut_off"])
    yield from (VerdictGone(entry_id) for entry_id in noted)


def _digest_of_content(content: bytes) -> str:
    try:
        return sha256(zlib.decompress(content)).hexdigest()
    except zlib.error:
        return ""


def _two_verdicts(stored: Sequence[RowMapping]) -> Iterator[Finding]:
    of = "cut_id", "cut_off", "program", "protocol_sha256", "acknowledged"
    given = Counter(tuple(row[name] for name in of) for row in stored)
    yield from (TwoVerdicts(*told_twice[:3]) for told_twice, times in given.items() if times > 1)
