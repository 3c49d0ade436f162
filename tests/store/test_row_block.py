"""Rows by column are the rows: whatever stands in them, in whatever order and from whichever imports."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from safety.records.raw_table import RawRows
from safety.store.row_block import block_of, rows_of_blocks

NAMES = ("subject_id", "term", "grade")
WHOLE = st.lists(st.text(max_size=3), min_size=3, max_size=3)
CELLS = st.lists(WHOLE | st.text(min_size=1, max_size=5), min_size=1, max_size=8)


@given(st.lists(CELLS, min_size=1, max_size=4), st.data())
def test_any_rows_in_any_order(imports, data):
    """The ids of an import follow one another; those of the next may begin later."""
    known, blocks, next_id = {}, [], 1
    for cells in imports:
        next_id += data.draw(st.integers(0, 3))
        blocks.append(block_of(next_id, cells, len(NAMES)))
        known |= dict(enumerate(cells, next_id))
        next_id += len(cells)
    ids = data.draw(st.lists(st.sampled_from(sorted(known)), max_size=12))
    numbers = list(range(2, len(ids) + 2))

    by_column = rows_of_blocks(blocks, np.array(ids, np.int64), numbers, NAMES)
    by_row = RawRows.of_cells(NAMES, numbers, [known[row_id] for row_id in ids])

    assert list(by_column) == list(by_row)
    assert by_column.torn_texts == by_row.torn_texts
    for name in NAMES:
        assert by_column.columns[name].told == by_row.columns[name].told
        assert by_column.columns[name].codes.tolist() == by_row.columns[name].codes.tolist()


@given(CELLS, st.integers(1, 20), st.integers(0, 40))
def test_a_row_that_no_block_has(cells, first_id, wanted):
    found = rows_of_blocks([block_of(first_id, cells, 3)], np.array([wanted]), [2], NAMES)
    assert (found is not None) == (first_id <= wanted < first_id + len(cells))


def test_rows_of_a_file_with_other_columns():
    assert rows_of_blocks([block_of(1, [["S-001", "1"]], 2)], np.array([1]), [2], NAMES) is None


def test_no_rows_at_all():
    assert rows_of_blocks([], np.array([], np.int64), [], NAMES) is None
