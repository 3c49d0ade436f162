"""A changed row in words: S-003: Neutrophil count decreased (AE-014), grade 2 became 3."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from safety.domain.changed_cell import Cell, CellChange, Unread, as_written
from safety.domain.partial_date import PartialDate
from safety.domain.reason import (
    DecisionGroundChanged,
    PastVerdictChanged,
    Reason,
    RowDowngraded,
    RowGone,
    RowSpares,
)
from safety.domain.what_changed import PROTOCOL
from safety.wording.grammar import Grammar

if TYPE_CHECKING:
    from safety.domain.what_changed import Change

# columns that hold words of a list
WORDS_OF_A_LIST = (
    "status", "reason", "off_study_reason", "causality", "symptoms", "adl", "intervention", "urgency", "oxygen",
    "infusion_interrupted", "decision", "answer",
)  # fmt: skip
DIGITS = 12  # of a SHA-256, enough for a reader to tell two files apart
Named = Iterable[tuple[str, Cell]]


# A row of subjects names its patient itself, and a protocol file is everybody's, whoever comes out kinder by it.
OF_NO_ONE_ALONE = ("subjects", PROTOCOL)


def change_in_words(change: Change, said: Grammar) -> str:
    """A changed row as a sentence without its full stop."""
    words, known_by = said.words, tuple(change.known_by)
    who = change.subjects if change.table not in OF_NO_ONE_ALONE else ()
    told = {
        "who": words.CHANGES["who"].format(subject=said.listed(who)) if who else "",
        "row": row_in_words(change.table, change.row_id, said),
        "named": named_in_words(change.table, change.row_id, known_by, said),
        "aside": aside_in_words(known_by, said),
        "cells": said.clauses(cell_in_words(cell, said) for cell in change.cells),
    }
    sentence = str(words.CHANGES[change.kind.value].format(**told))
    return sentence if who else said.begins(sentence)


def extras_of_changes(reason: Reason, said: Grammar) -> dict[str, str]:
    """What the template of a change may say beyond the reason's own fields."""
    match reason:
        case (
            RowGone(table=table, row_id=row_id, named=named)
            | RowSpares(table=table, row_id=row_id, named=named)
        ):
            return {"row": row_in_words(table, row_id, said), "aside": aside_in_words(named, said)}
        case RowDowngraded(table=table, row_id=row_id, named=named, lowered=lowered):
            became = said.clauses(cell_in_words(cell, said) for cell in lowered)
            return {"row": named_in_words(table, row_id, named, said), "became": became}
        case DecisionGroundChanged(rule_then=then, rule_now=now, patients=patients):
            return {"ground": ground_in_words(then, now, patients, said)}
        case PastVerdictChanged(rule_then=then, rule_now=now):
            return {"then": said.rule(then), "now": said.rule(now)}
        case _:
            return {}


def row_in_words(table: str, row_id: str, said: Grammar) -> str:
    """How a row is called by its id: AE-014, ruling ADJ-2, the row of S-003."""
    template = said.words.CHANGED_ROWS.get(table, "{id}") if row_id else said.words.NO_ID
    return str(template.format(id=row_id, table=said.word(table)))


def named_in_words(table: str, row_id: str, named: Named, said: Grammar) -> str:
    """The row by what it is about, with its id: Neutrophil count decreased (AE-014)."""
    row, name = row_in_words(table, row_id, said), _name(named, said)
    return said.aside(name, row) if name else row


def aside_in_words(named: Named, said: Grammar) -> str:
    """What the row is about, in brackets; nothing where nothing is known of it."""
    name = _name(named, said)
    return said.aside("", name) if name else ""


def _name(named: Named, said: Grammar) -> str:
    return said.words_beside(
        said.words.NAMED_BY[column].format(cell=told_cell(column, cell, said))
        for column, cell in named
        if column in said.words.NAMED_BY
    )


def cell_in_words(cell: CellChange, said: Grammar) -> str:
    """One cell: grade 2 became 3."""
    words = said.words
    key = "filled_in" if cell.before is None else "emptied" if cell.after is None else "became"
    return str(
        words.CELLS[key].format(
            column=words.COLUMNS.get(cell.column, cell.column.replace("_", " ")),
            before=told_cell(cell.column, cell.before, said),
            after=told_cell(cell.column, cell.after, said),
            danger=words.DANGERS[cell.downgrade.value] if cell.downgrade else "",
        )
    )


def ground_in_words(then: str, now: str, patients: Iterable[str], said: Grammar) -> str:
    """What a decision of record rests on and comes out otherwise: the rule's verdict, patients, or both."""
    words, found = said.words.GROUND, []
    if then != now:
        found.append(words["rule"].format(then=said.rule(then), now=said.rule(now)))
    if named := said.listed(patients):
        found.append(words["patients"].format(patients=named))
    return str(words["and"].join(found))


def told_cell(column: str, cell: Cell, said: Grammar) -> str:
    """What stands in a cell, as a reader would say it."""
    words = said.words
    match cell:
        case Unread(found=found):
            return str(words.CELLS["unread"].format(found=found))
        case bool():
            return str(words.CELLS["yes" if cell else "no"])
        case PartialDate():
            return _when(cell, said)
        case date():
            return said.day(cell)
        case Decimal() if column in ("cells", "planned_cells"):
            return said.cells(cell)
        case str() if column == "verdict":
            return said.verdict(cell)
        case str() if column == "sha256":
            return cell[:DIGITS]
        case str() if column in WORDS_OF_A_LIST:
            return said.word(cell)
        case str() if column == "term":
            return said.term(cell)
        case _:
            return as_written(cell)


def _when(cell: PartialDate, said: Grammar) -> str:
    if not cell.complete:
        first, last = said.day(cell.first), said.day(cell.last)
        return str(said.words.CELLS["some_day"].format(first=first, last=last))
    return said.day(cell.first) + (f" {cell.at:%H:%M}" if cell.at else "")
