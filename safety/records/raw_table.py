"""A table as it stands in a file: text cells with their rows, before anything is understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import overload


@dataclass(frozen=True)
class RawRow:
    """One row of text: the number a spreadsheet shows for it, its cells by our column names.

    `torn` says what is wrong with a row whose cells do not fit the header; its cells are not to be trusted.
    """

    row: int
    cells: Mapping[str, str]
    torn: str = ""


class RawRows(Sequence[RawRow]):
    """The rows of a file as they were split into cells; each becomes a row of its own when it is asked for."""

    def __init__(
        self, names: tuple[str, ...], numbers: Sequence[int], cells: Sequence[Sequence[str] | str]
    ) -> None:
        """Keep the cells by row; a torn row is all its text. Raises ValueError where they do not fit the names."""
        self.names, self.numbers, self.cells = names, numbers, cells
        torn = str in set(map(type, cells))
        self.torn = (
            frozenset(n for n, of_row in enumerate(cells) if isinstance(of_row, str)) if torn else frozenset()
        )
        widths = (
            {len(of_row) for of_row in cells if not isinstance(of_row, str)} if torn else set(map(len, cells))
        )
        if not widths <= {len(names)} or len(numbers) != len(cells):
            raise ValueError(f"{len(names)} names, cells {widths}")

    def __len__(self) -> int:
        """How many rows."""
        return len(self.cells)

    @overload
    def __getitem__(self, place: int) -> RawRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RawRow]: ...
    def __getitem__(self, place: int | slice) -> RawRow | Sequence[RawRow]:
        """The row at a place."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        return self._row(self.numbers[place], self.cells[place])

    def __iter__(self) -> Iterator[RawRow]:
        """Every row."""
        return map(self._row, self.numbers, self.cells)

    def _row(self, number: int, cells: Sequence[str] | str) -> RawRow:
        if isinstance(cells, str):
            return RawRow(number, {}, torn=cells)
        return RawRow(number, dict(zip(self.names, cells, strict=True)))

    def __eq__(self, other: object) -> bool:
        """Do all rows say the same?"""
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        """Rows as many may be equal."""
        return hash(len(self))


@dataclass(frozen=True)
class RawTable:
    """The rows of one file under our column names.

    `table` is the contract's name for what the rows are (`adverse_events.csv`), `file` the file they stand in
    (`ae.xpt`), and `written_as` says how that file writes our columns, so that a finger points at its own.
    """

    table: str
    file: str
    columns: tuple[str, ...]
    rows: Sequence[RawRow]
    written_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbers(self) -> Sequence[int]:
        """The row that a spreadsheet shows for each."""
        return self.rows.numbers if isinstance(self.rows, RawRows) else [row.row for row in self.rows]

    @cached_property
    def torn(self) -> frozenset[int]:
        """The places of the torn rows."""
        if isinstance(self.rows, RawRows):
            return self.rows.torn
        return frozenset(n for n, row in enumerate(self.rows) if row.torn)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The columns in which a row may say something; SDTM's rows say more than its header names."""
        if isinstance(self.rows, RawRows):
            return frozenset(self.rows.names)
        return frozenset().union(*(row.cells for row in self.rows))

    def texts(self, name: str) -> list[str]:
        """What stands in a column, row by row; nothing in a torn row, nor in a column that the file lacks."""
        if not isinstance(self.rows, RawRows):
            return [row.cells.get(name, "") for row in self.rows]
        if name not in self.rows.names:
            return [""] * len(self.rows)
        at = self.rows.names.index(name)
        if not self.torn:
            return list(map(itemgetter(at), self.rows.cells))
        return ["" if isinstance(cells, str) else cells[at] for cells in self.rows.cells]
