"""The rows of a cut by column: which blocks hold them, and is each the one of its import?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from safety.records.raw_table import RawRows
from safety.store.cut import Cut, CutContent, altered, cuts
from safety.store.row_block import Block, rows_of_blocks
from safety.store.row_order import Order, order_digest
from safety.store.tables import ROW_BLOCK, as_bytes


class BlockHead(NamedTuple):
    """What is known of a block before it is fetched."""

    first_id: int
    cut_id: int


@dataclass(frozen=True)
class KeptBlocks:
    """What the store has of the rows of a cut by column."""

    connection: Connection
    cut: Cut

    def rows(self, place: int, order: Order) -> RawRows | None:
        """The rows of one of its files; None where the store has not all of them by column: older rows.

        Raises FileRefused where a block, or the order, is not that of the import.
        """
        known, head = self.cut.content.by_column, self.cut.content.sheets[place]
        if known is None:
            return None
        ids, numbers = order.unpacked()
        if order_digest(ids, numbers) != known.orders[place]:
            raise altered(self.cut.id, head.file)
        first_ids = np.array([block.first_id for block in self._heads], np.int64)
        needed = np.unique(np.searchsorted(first_ids, ids, side="right") - 1)
        blocks = [self._block(self._heads[n]) for n in needed.tolist() if n >= 0]
        return rows_of_blocks(blocks, ids, numbers.tolist(), head.columns)

    @cached_property
    def _heads(self) -> list[BlockHead]:
        asked = select(ROW_BLOCK.c.first_id, ROW_BLOCK.c.cut_id)
        return [BlockHead(*row) for row in self.connection.execute(asked.order_by(ROW_BLOCK.c.first_id))]

    @cached_property
    def _content_of_cut(self) -> dict[int, CutContent]:
        return {cut.id: cut.content for cut in cuts(self.connection)}

    def _block(self, head: BlockHead) -> Block:
        """A block as the trail knows it."""
        first_id, cut_id = head
        of_cut = self._content_of_cut[cut_id].by_column
        asked = select(as_bytes(ROW_BLOCK.c.content)).where(ROW_BLOCK.c.first_id == first_id)
        block = Block(first_id, self.connection.scalar(asked) or b"")
        if of_cut is None or of_cut.blocks.get(first_id) != block.sha256:
            raise altered(cut_id)
        return block
