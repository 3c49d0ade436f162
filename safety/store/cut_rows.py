"""The rows of a cut out of the store, in the order in which they stood in their files."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import numpy as np
from sqlalchemy import Connection, select

from safety.records.raw_study import KeptFile, RawStudy
from safety.records.raw_table import RawRows
from safety.records.source_files import MAPPING
from safety.store.cut import Cut, altered
from safety.store.delivery import NOTE
from safety.store.kept_blocks import KeptBlocks
from safety.store.row_content import digests_of, rows_of
from safety.store.row_order import Numbers, Order
from safety.store.sheet import SheetHead, sheet_digest, tables_and_domains
from safety.store.tables import CUT_SHEET, DOCUMENT, STORED_ROW, as_bytes

# Where two rows of a file lie this far apart in the store, what is between them is not fetched.
WIDEST_GAP = 2000


def raw_study(connection: Connection, cut: Cut) -> RawStudy:
    """The text of every file of the cut, as it was read on the day of its import.

    Raises FileRefused where a row or document is not what it was: no review may rest on it.
    """
    tables, domains = tables_and_domains(_sheets(connection, cut))
    return RawStudy(
        folder=cut.content.folder,
        listed=cut.content.listed,
        tables=tables,
        domains=domains,
        mapping=document(connection, cut, MAPPING),
        note_file=document(connection, cut, NOTE),
    )


def document(connection: Connection, cut: Cut, role: str) -> KeptFile | None:
    """A file that the cut keeps whole, by its role; None where it has none."""
    if role not in cut.content.documents:
        return None
    name, digest = cut.content.documents[role]
    content = connection.scalar(select(as_bytes(DOCUMENT.c.content)).where(DOCUMENT.c.sha256 == digest))
    if content is None or sha256(content).hexdigest() != digest:
        raise altered(cut.id, name)
    return KeptFile(name, content)


def _sheets(connection: Connection, cut: Cut) -> Iterator[tuple[SheetHead, RawRows]]:
    orders = stored_orders(connection, cut.id)
    if len(orders) != len(cut.content.sheets):
        raise altered(cut.id)
    blocks = KeptBlocks(connection, cut)
    for place, (head, order) in enumerate(zip(cut.content.sheets, orders, strict=True)):
        try:
            by_column = blocks.rows(place, order)
            yield head, _by_row(connection, cut, head, order) if by_column is None else by_column
        except (KeyError, ValueError):
            raise altered(cut.id, head.file) from None


def _by_row(connection: Connection, cut: Cut, head: SheetHead, order: Order) -> RawRows:
    ids, numbers = order.unpacked()
    texts = texts_by_id(connection, ids)
    if sheet_digest(digests_of(texts), numbers) != head.sha256:
        raise altered(cut.id, head.file)
    return rows_of(numbers.tolist(), texts, head.columns)


def stored_orders(connection: Connection, cut_id: int) -> list[Order]:
    """The packed row ids and row numbers of each file of a cut, in the order of its sheets."""
    asked = (
        select(as_bytes(CUT_SHEET.c.row_ids), as_bytes(CUT_SHEET.c.row_numbers))
        .where(CUT_SHEET.c.cut_id == cut_id)
        .order_by(CUT_SHEET.c.place)
    )
    return [Order(row_ids, row_numbers) for row_ids, row_numbers in connection.execute(asked)]


def texts_by_id(connection: Connection, ids: Numbers) -> list[bytes]:
    """The stored text of each row, in the order of the ids. Raises KeyError where one is not there."""
    found: dict[int, bytes] = {}
    for first, last in ranges(ids):
        asked = select(STORED_ROW.c.id, as_bytes(STORED_ROW.c.cells)).where(
            STORED_ROW.c.id.between(first, last)
        )
        found.update(map(tuple, connection.execute(asked)))
    return list(map(found.__getitem__, ids.tolist()))


def ranges(ids: Numbers) -> list[tuple[int, int]]:
    """The few stretches of ids that hold all of them."""
    if not len(ids):
        return []
    known = np.sort(ids)
    ends = np.flatnonzero(np.diff(known) > WIDEST_GAP)
    firsts, lasts = known[np.append(0, ends + 1)], known[np.append(ends, len(known) - 1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
