"""A study folder in which one flip was written down by hand: cells changed, rows added, rows struck out."""

import csv
import io
import re
from dataclasses import fields
from datetime import date
from decimal import Decimal

from safety.domain.partial_date import PartialDate
from safety.records.columns import TABLES
from safety.review.flip import OnlyWithoutDlt, Supposed, WindowIs
from safety.review.study_review import StudyReview

COLUMNS = {table.record: table.names for table in TABLES}
FILES = {table.record: table.file for table in TABLES}


def edited(files: dict[str, str], protocol: str, supposed: Supposed, review: StudyReview):
    """The texts of the files, and of the protocol, with the flip written into them."""
    texts = dict(files)
    sheets = {name: sheet(text) for name, text in texts.items() if name.endswith(".csv")}
    there = {record.source: record for record in review.cut.everything}
    for row in supposed.otherwise.rows:
        file = FILES[type(row)]
        lines = sheets.setdefault(file, [list(COLUMNS[type(row)])])
        if row.source in there:
            old = there[row.source]
            spoilt = {problem.column for problem in old.problems if problem not in row.problems}
            cells = {
                f.name: getattr(row, f.name)
                for f in fields(row)
                if f.name in COLUMNS[type(row)]
                and (getattr(row, f.name) != getattr(old, f.name) or f.name in spoilt)
            }
            put(lines, row.source.row - 1, cells)
        else:
            lines.append([""] * len(lines[0]))
            put(
                lines,
                len(lines) - 1,
                {name: getattr(row, name) for name in COLUMNS[type(row)] if hasattr(row, name)},
            )
    for source in supposed.otherwise.withdrawn:
        sheets[source.file][source.row - 1] = []
    texts |= {name: written(lines) for name, lines in sheets.items()}
    return texts, amended(protocol, supposed)


def amended(protocol: str, supposed: Supposed) -> str:
    """The protocol's text under the flip."""
    match supposed.flip:
        case WindowIs(was=was, now=now):
            return re.sub(rf"(\[window\][^\[]*?days = ){was - 1}\b", rf"\g<1>{now - 1}", protocol)
        case OnlyWithoutDlt():
            return re.sub(r"escalate_at_most = \d+", "escalate_at_most = 0", protocol)
        case _:
            return protocol


def sheet(text: str) -> list[list[str]]:
    """Every record of a CSV text, blank lines too, at its row."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def put(lines: list[list[str]], row: int, cells: dict[str, object]) -> None:
    """Write values into the cells of a row; a column that the file lacks is added."""
    if len(lines[row]) != len(lines[0]):
        raise ValueError("nobody knows which cell of a torn row is which")
    names = [name.strip().lower() for name in lines[0]]
    exact = [name.strip() for name in lines[0]]
    for name, value in cells.items():
        text = as_text(value)
        if name in exact:
            lines[row][exact.index(name)] = text
        elif name in names:
            lines[row][names.index(name)] = text
        elif text:
            whole = [line for line in lines if len(line) == len(names)]
            for line in whole:
                line.append("")
            lines[0][-1], lines[row][-1] = name, text
            names.append(name)
            exact.append(name)


def as_text(value: object) -> str:
    """A value as a site writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case PartialDate():
            if not value.complete:
                raise ValueError(f"no folder can say {value}")
            return value.first.isoformat() + (f"T{value.at.isoformat()}" if value.at else "")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def written(lines: list[list[str]]) -> str:
    """The records as CSV again, struck-out rows as blank lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for line in lines:
        if line:
            writer.writerow(line)
        else:
            out.write("\n")
    return out.getvalue()
