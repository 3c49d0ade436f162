"""A file of records as a cut holds it: what its rows are, how its columns are named, the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from safety.records.columns import TABLES
from safety.records.raw_study import RawStudy
from safety.records.raw_table import RawRow, RawTable, numbers_of
from safety.records.sdtm.domain import Domain
from safety.store.row_content import digests_of, texts_of
from safety.store.row_order import Numbers, digest_numbers

OUR_TABLES = frozenset(table.file for table in TABLES)


@dataclass(frozen=True)
class SheetHead:
    """What is said of a file's rows beside the rows: `holds` is our table's name or a domain's code.

    `sha256` covers every row and its number, in order.
    """

    holds: str
    file: str
    columns: tuple[str, ...]
    written_as: Mapping[str, str]
    rows: int
    sha256: str

    def as_payload(self) -> dict[str, Any]:
        """As it stands in the audit trail."""
        return {
            "holds": self.holds,
            "file": self.file,
            "columns": list(self.columns),
            "written_as": {name: wrote for name, wrote in self.written_as.items() if name != wrote},
            "rows": self.rows,
            "sha256": self.sha256,
        }

    @classmethod
    def of_payload(cls, told: Mapping[str, Any]) -> SheetHead:
        """As it was."""
        columns = tuple(told["columns"])
        written = {name: told["written_as"].get(name, name) for name in columns}
        return cls(told["holds"], told["file"], columns, written, told["rows"], told["sha256"])


@dataclass(frozen=True)
class Sheet:
    """A file's rows as they will be stored."""

    head: SheetHead
    numbers: Sequence[int]
    texts: list[bytes]
    digests: list[bytes]


def sheets_of(raw: RawStudy) -> list[Sheet]:
    """Every file of records of a study folder."""
    tables = [_sheet(t.table, t.file, t.columns, t.rows, t.written_as) for t in raw.tables]
    domains = [_sheet(code, d.file, d.variables, d.rows, {}) for code, d in raw.domains.items()]
    return [*tables, *domains]


def _sheet(
    holds: str,
    file: str,
    columns: tuple[str, ...],
    rows: Sequence[RawRow],
    written_as: Mapping[str, str],
) -> Sheet:
    texts = texts_of(rows, columns)
    digests, numbers = digests_of(texts), numbers_of(rows)
    head = SheetHead(holds, file, columns, written_as, len(rows), sheet_digest(digests, numbers))
    return Sheet(head, numbers, texts, digests)


def sheet_digest(digests: Sequence[bytes], numbers: Sequence[int] | Numbers) -> str:
    """The hash of all rows of a file in their order, each under its number."""
    return sha256(b"".join(digests) + digest_numbers(numbers)).hexdigest()


def tables_and_domains(
    sheets: Iterator[tuple[SheetHead, Sequence[RawRow]]],
) -> tuple[tuple[RawTable, ...], dict[str, Domain]]:
    """The rows again as what they were read as."""
    tables: list[RawTable] = []
    domains: dict[str, Domain] = {}
    for head, rows in sheets:
        if head.holds in OUR_TABLES:
            tables.append(RawTable(head.holds, head.file, head.columns, rows, head.written_as))
        else:
            domains[head.holds] = Domain(head.file, head.columns, tuple(rows))
    return tuple(tables), domains
