"""A table as it stands in a file: text cells with their rows, before anything is understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from safety.domain.rows import Rows
from safety.records.coded_column import CodedColumn, coded


@dataclass(frozen=True)
class RawRow:
    """One row of text: the number a spreadsheet shows for it, its cells by our column names.

    `torn` says what is wrong with a row whose cells do not fit the header; its cells are not to be trusted.
    """

    row: int
    cells: Mapping[str, str]
    torn: str = ""


class RawRows(Rows[RawRow]):
    """The rows of a file by column, each thing that stands in a column once; a row is made when it is asked for.

    `torn_texts` is all the text of each torn row by its place: nothing stands in its columns.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        numbers: Sequence[int],
        columns: Sequence[CodedColumn],
        torn_texts: Mapping[int, str],
    ) -> None:
        """Keep the columns. Raises ValueError where they do not fit the names or the numbers."""
        if {len(column.codes) for column in columns} != {len(numbers)}:
            raise ValueError(f"{len(numbers)} rows, columns of {[len(column.codes) for column in columns]}")
        self.names, self.numbers, self.torn_texts = names, numbers, torn_texts
        self.columns = dict(zip(names, columns, strict=True))
        self.torn = frozenset(torn_texts)

    @classmethod
    def of_cells(
        cls, names: tuple[str, ...], numbers: Sequence[int], cells: Sequence[Sequence[str] | str]
    ) -> RawRows:
        """From the cells by row; a torn row is all its text. Raises ValueError where they do not fit the names."""
        torn = {n: of_row for n, of_row in enumerate(cells) if isinstance(of_row, str)}
        nothing = [""] * len(names)
        whole = [nothing if n in torn else of_row for n, of_row in enumerate(cells)] if torn else cells
        if set(map(len, whole)) - {len(names)}:
            raise ValueError(f"{len(names)} names, cells {sorted(set(map(len, whole)))}")
        columns = zip(*whole, strict=True) if whole else [()] * len(names)
        return cls(names, numbers, list(map(coded, columns)), torn)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.numbers)

    def at(self, place: int) -> RawRow:
        """The row at a place."""
        return self._row(place, [column.told[column.codes[place]] for column in self.columns.values()])

    def __iter__(self) -> Iterator[RawRow]:
        """Every row."""
        return map(self._row, range(len(self)), self.cells())

    def cells(self) -> Iterable[Sequence[str]]:
        """The cells of every row; empty ones where it is torn."""
        return zip(*(column.each() for column in self.columns.values()), strict=True)

    def _row(self, place: int, cells: Sequence[str]) -> RawRow:
        if place in self.torn:
            return RawRow(self.numbers[place], {}, torn=self.torn_texts[place])
        return RawRow(self.numbers[place], dict(zip(self.names, cells, strict=True)))

    def __eq__(self, other: object) -> bool:
        """Do all rows say the same?"""
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        """Rows as many may be equal."""
        return hash(len(self))


def numbers_of(rows: Sequence[RawRow]) -> Sequence[int]:
    """The row that a spreadsheet shows for each."""
    return rows.numbers if isinstance(rows, RawRows) else [row.row for row in rows]


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
        return numbers_of(self.rows)

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
        return self.rows.columns[name].each() if name in self.rows.columns else [""] * len(self.rows)

    def coded(self, name: str) -> CodedColumn:
        """The same, each thing once."""
        if isinstance(self.rows, RawRows) and name in self.rows.columns:
            return self.rows.columns[name]
        return coded(self.texts(name))
