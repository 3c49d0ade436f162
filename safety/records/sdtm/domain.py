"""One SDTM domain as it stands in its file, and the two things a row of it can become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from safety.domain.case_report import CellProblem, Source, SupportingRow
from safety.records.allowed import key
from safety.records.dates import complete_date
from safety.records.raw_table import RawRow, RawTable

Cells = Mapping[str, str]
Translation = Callable[[Cells], dict[str, str]]


@dataclass(frozen=True)
class Domain:
    """The rows of one domain file, cells by variable name in capitals."""

    file: str
    variables: tuple[str, ...]
    rows: tuple[RawRow, ...]

    @property
    def whole(self) -> tuple[RawRow, ...]:
        """The rows whose cells fit the header."""
        return tuple(row for row in self.rows if not row.torn)

    def as_table(self, table: str, ours: Translation, written_as: Mapping[str, str]) -> RawTable:
        """The rows under our column names, the sponsor's own variables kept beside them."""
        rows = tuple(row if row.torn else _translated(row, ours) for row in self.rows)
        return RawTable(table, self.file, self.variables, rows, written_as)

    def without(self, left_out: Iterable[RawRow]) -> Domain:
        """The domain with some of its rows left to others."""
        numbers = {row.row for row in left_out}
        return replace(self, rows=tuple(row for row in self.rows if row.row not in numbers))

    def supporting(self, row: RawRow, starts: str) -> SupportingRow:
        """A row that becomes no record of its own; `starts` is the variable of its date."""
        problem = CellProblem("", row.torn, key("cells", len(self.variables)))
        day = complete_date(row.cells.get(starts, "").strip())
        return SupportingRow(
            source=Source(self.file, row.row),
            problems=(problem,) if row.torn else (),
            unknown_columns=row.cells,
            subject_id=row.cells.get("USUBJID", "").strip() or None,
            starts_on=day.first if day else None,
        )


def _translated(row: RawRow, ours: Translation) -> RawRow:
    return RawRow(row.row, {**row.cells, **ours(row.cells)})


def code_of(*parts: str) -> str:
    """An id made of several cells; empty, and so refused, where one of them is."""
    return "-".join(part.strip() for part in parts) if all(part.strip() for part in parts) else ""
