"""Rows by column: what a review reads, so that it need not take every row apart again.

An import that brings new rows keeps them a second time, the rows of one file as one block: every column with each
thing that stands in it once. The rows themselves stay what the store keeps, knows again and `verify` proves; a block
is believed where its hash is the one that the audit trail has of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from safety.records.coded_column import CodedColumn, Codes
from safety.records.raw_table import RawRows
from safety.store.row_order import Numbers


class Block(NamedTuple):
    """Rows of one file that came new with one import: their ids follow one another."""

    first_id: int
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash under which the audit trail knows it."""
        return sha256(self.content).hexdigest()


def block_of(first_id: int, cells: Sequence[Sequence[str] | str], width: int) -> Block:
    """The block of some rows: the cells of a whole one, all the text of a torn one, whose columns stay empty."""
    nothing = [""] * width
    whole = [nothing if isinstance(of_row, str) else of_row for of_row in cells]
    torn = [of_row if isinstance(of_row, str) else None for of_row in cells]
    columns = [
        pa.array(column, pa.string()).dictionary_encode() for column in (*zip(*whole, strict=True), torn)
    ]
    batch = pa.record_batch(columns, names=[str(place) for place in range(width + 1)])
    written = pa.BufferOutputStream()
    with pa.ipc.new_stream(
        written, batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")
    ) as stream:
        stream.write(batch)
    return Block(first_id, written.getvalue().to_pybytes())


def rows_of_blocks(
    blocks: Iterable[Block], ids: Numbers, numbers: Sequence[int], names: tuple[str, ...]
) -> RawRows | None:
    """Rows by their ids, in their order; None where a block lacks one of them or holds rows of another width."""
    ordered = sorted(blocks)
    batches = [pa.ipc.open_stream(block.content).read_next_batch() for block in ordered]
    if not batches or any(batch.num_columns != len(names) + 1 for batch in batches):
        return None
    places = _places([block.first_id for block in ordered], [batch.num_rows for batch in batches], ids)
    if places is None:
        return None
    *columns, torn = (_column([batch.column(n) for batch in batches], places) for n in range(len(names) + 1))
    torn_texts = {place: torn.told[torn.codes[place]] for place in np.flatnonzero(torn.codes >= 0).tolist()}
    return RawRows(names, numbers, columns, torn_texts)


def _places(first_ids: Sequence[int], sizes: Sequence[int], ids: Numbers) -> Codes | None:
    """Where each id stands when the blocks are laid one after the other; None where one stands in none of them."""
    firsts, held = np.array(first_ids, np.int64), np.array(sizes, np.int64)
    of_block = np.searchsorted(firsts, ids, side="right") - 1
    within = ids - firsts[of_block]
    if (of_block < 0).any() or (within >= held[of_block]).any():
        return None
    return (within + (np.cumsum(held) - held)[of_block]).astype(np.int32)


def _column(pieces: Sequence[pa.DictionaryArray], places: Codes) -> CodedColumn:
    """Some rows of a column, with nothing told that stands in none of them; -1 where a row says nothing."""
    unified = pa.chunked_array(pieces).unify_dictionaries().chunks
    codes = np.concatenate([piece.indices.fill_null(-1).to_numpy() for piece in unified])[places]
    told = unified[0].dictionary.to_numpy(zero_copy_only=False)
    met = np.full(len(told) + 1, len(codes), np.int64)  # the last one is met where a row says nothing
    met[codes[::-1]] = np.arange(len(codes))[::-1]
    order = np.argsort(met[:-1], kind="stable")[: int((met[:-1] < len(codes)).sum())]
    number = np.full(len(told) + 1, -1, np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return CodedColumn(number[codes], told[order].tolist())
