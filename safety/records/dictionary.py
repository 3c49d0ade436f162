"""The data dictionary as it stands in the README, made from the columns themselves."""

from __future__ import annotations

from safety.records.columns import TABLES, Column, Table

HEADER = "| column | must have a value | holds | meaning | SDTM |\n| --- | --- | --- | --- | --- |"


def as_markdown() -> str:
    """A section for every file of a study folder, with a row for every column."""
    return "\n\n".join(_section(table) for table in TABLES) + "\n"


def _section(table: Table) -> str:
    may_be_absent = "" if table.required else " May be absent."
    rows = "\n".join(_row(column) for column in table.columns)
    return f"### `{table.file}`\n\n{table.row_is}{may_be_absent}\n\n{HEADER}\n{rows}"


def _row(column: Column) -> str:
    must = "yes" if column.must else ""
    cells = (f"`{column.name}`", must, column.holds.words, column.meaning, column.sdtm)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
