"""An import: the rows of a study folder become a data cut, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from safety.records.program import program
from safety.records.raw_study import KeptFile
from safety.records.refusal import FileRefused
from safety.store import trail
from safety.store.cut import ByColumn, Cut, CutContent, cuts
from safety.store.delivery import Delivery
from safety.store.next_cut import cannot_follow
from safety.store.row_block import Block, block_of
from safety.store.row_content import cells_of
from safety.store.row_order import Order, order_digest, packed
from safety.store.sheet import Sheet, sheets_of
from safety.store.tables import CUT, CUT_SHEET, DOCUMENT, ROW_BLOCK, STORED_ROW

AT_ONCE = 50_000


class Imported(NamedTuple):
    """The cut, and whether this import made it: the same files as those of the latest cut make no other."""

    cut: Cut
    new: bool


class Prepared(NamedTuple):
    """A delivery with everything hashed: what can be done before the others have to wait."""

    content: CutContent
    sheets: list[Sheet]
    documents: dict[str, KeptFile]


def prepared(delivery: Delivery) -> Prepared:
    """The rows as they will be stored."""
    sheets = sheets_of(delivery.raw)
    return Prepared(_content(delivery, sheets), sheets, delivery.documents)


def _content(delivery: Delivery, sheets: Sequence[Sheet]) -> CutContent:
    note, documents = delivery.raw.note, delivery.documents
    return CutContent(
        study_id=note.study_id or "",
        folder=delivery.raw.folder,
        extracted_on=note.extracted_on,
        program=program(),
        listed=delivery.raw.listed,
        files=delivery.files,
        documents={role: (file.name, sha256(file.content).hexdigest()) for role, file in documents.items()},
        rows=delivery.rows,
        sheets=tuple(sheet.head for sheet in sheets),
    )


def import_cut(connection: Connection, given: Prepared, *, who: str, why: str) -> Imported:
    """Store a cut, within one transaction that holds the store alone.

    Raises FileRefused where the store holds the cuts of another study, or a later export of this one, where the day
    of the export has not come yet, and where a name cannot be shown as it is.
    """
    known = list(cuts(connection))
    latest = known[-1] if known else None
    if latest and same_files(latest.content, given.content):
        return Imported(latest, new=False)
    if fingers := list(cannot_follow(known, given.content)):
        raise FileRefused(fingers)
    _keep_documents(connection, given.documents.values())
    ids, blocks = _ids_of_rows(connection, given.sheets)
    orders = [(of_rows, sheet.numbers) for of_rows, sheet in zip(ids, given.sheets, strict=True)]
    by_column = ByColumn(
        tuple(order_digest(*order) for order in orders), {block.first_id: block.sha256 for block in blocks}
    )
    content = replace(given.content, by_column=by_column)
    entry = trail.append(connection, who=who, what=trail.IMPORT, why=why, payload=content.as_payload())
    cut = Cut(latest.id + 1 if latest else 1, entry, content)
    connection.execute(CUT.insert(), {"id": cut.id, "entry_id": entry.id})
    for place, order in enumerate(orders):
        held = Order(*map(packed, order))._asdict()
        connection.execute(CUT_SHEET.insert(), {"cut_id": cut.id, "place": place, **held})
    if blocks:
        connection.execute(ROW_BLOCK.insert(), [{"cut_id": cut.id, **block._asdict()} for block in blocks])
    return Imported(cut, new=True)


def same_files(one: CutContent, other: CutContent) -> bool:
    """Did both come from the same files, byte by byte, protocol and mapping included?"""
    return set(one.files) == set(other.files)


def _keep_documents(connection: Connection, documents: Iterable[KeptFile]) -> None:
    for file in documents:
        digest = sha256(file.content).hexdigest()
        if connection.scalar(select(DOCUMENT.c.sha256).where(DOCUMENT.c.sha256 == digest)) is None:
            connection.execute(DOCUMENT.insert(), {"sha256": digest, "content": file.content})


def _ids_of_rows(connection: Connection, sheets: Sequence[Sheet]) -> tuple[list[list[int]], list[Block]]:
    """The id of every row, file by file, and the blocks of those that are new.

    Rows that the store does not know yet are added, each once; those of a file follow one another.
    """
    known = dict(connection.execute(select(STORED_ROW.c.digest, STORED_ROW.c.id)).all())
    next_id = (connection.scalar(select(func.max(STORED_ROW.c.id))) or 0) + 1
    new: list[tuple[int, bytes, bytes]] = []
    blocks: list[Block] = []
    for sheet in sheets:
        first_id, new_texts = next_id, []
        for digest, text in zip(sheet.digests, sheet.texts, strict=True):
            if digest not in known:
                known[digest] = next_id
                new.append((next_id, digest, text))
                new_texts.append(text)
                next_id += 1
        if new_texts:
            blocks.append(block_of(first_id, cells_of(new_texts), len(sheet.head.columns)))
    add_rows(connection, new)
    return [[known[digest] for digest in sheet.digests] for sheet in sheets], blocks


def add_rows(connection: Connection, rows: Sequence[tuple[int, bytes, bytes]]) -> None:
    """PostgreSQL copies, SQLite takes many at once: both as fast as their driver can."""
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy("COPY stored_row (id, digest, cells) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    for start in range(0, len(rows), AT_ONCE):
        connection.exec_driver_sql(
            "INSERT INTO stored_row (id, digest, cells) VALUES (?, ?, ?)", rows[start : start + AT_ONCE]
        )
