"""What changed between two exports as one JSON object, never translated: values, and the English sentence of each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from safety.domain.case_report import Record
from safety.domain.changed_cell import CellChange, as_written
from safety.domain.escalation import Decision
from safety.domain.open_question import OpenQuestion
from safety.domain.protocol import Protocol
from safety.domain.what_changed import PROTOCOL, Change
from safety.review.by_protocol import ByProtocol
from safety.review.verdict_moves import Move, Moves
from safety.review.what_changed import Weight, WhatChanged
from safety.wording import speech
from safety.wording.changes import change_in_words

CONTRACT = 1
V = TypeVar("V", bound=StrEnum)


def diff_as_json(found: WhatChanged) -> str:
    """The comparison as one line of JSON."""
    return json.dumps(diff_as_object(found), ensure_ascii=False)


def diff_as_object(found: WhatChanged) -> dict[str, Any]:
    """The comparison as plain values: verdicts that differ, alarms, and every changed row, the heaviest first."""
    moves = found.moves
    is_open = {change.id for change in found.open}
    return {
        "contract": CONTRACT,
        "study": found.step.compared.later.reports.study_id,
        "cut_off": found.cut_off.isoformat(),
        "protocol": {
            **_protocol(found.step.compared.later.protocol),
            "changed": found.by_protocol is not None,
            **(_another(found.by_protocol) if found.by_protocol else {}),
        },
        **_moves(moves),
        "until_acknowledged": _levels(found.held_back),
        "alarms": [_alarm(alarm) for alarm in found.alarms],
        "changes": [_change(weight, change, change.id in is_open) for weight, change in found.changes],
        "open_before": [_change(Weight.DANGEROUS, change, True) for change in found.open_before],
    }


def _protocol(protocol: Protocol) -> dict[str, str]:
    said = {"id": protocol.id, "version": protocol.version, "status": protocol.status.value}
    return {**said, "sha256": protocol.sha256}


def _another(by: ByProtocol) -> dict[str, Any]:
    """The earlier file, and what it does: alone on the later records, and to the earlier export."""
    return {
        "before": _protocol(by.own.protocol),
        "same_version": by.same_version,
        "by_protocol": _moves(by.moves),
        "each_by_its_own": _moves(by.each_by_its_own),
    }


def _moves(moves: Moves) -> dict[str, Any]:
    return {
        "levels": _levels(moves.levels),
        "subjects": [{"subject_id": m.about, **_before_after(m)} for m in moves.patients],
        "events": [
            {"event_id": m.about, "subject_id": m.subject_id, **_before_after(m)} for m in moves.events
        ],
    }


def _levels(moves: Iterable[Move[Decision]]) -> list[dict[str, Any]]:
    return [{"level": int(m.about), **_before_after(m)} for m in moves]


def _row_of(record: Record | None, change: Change) -> int | None:
    """Where a row stands in its file; a protocol file changed as a whole."""
    return record.source.row if record and change.table != PROTOCOL else None


def _before_after(move: Move[V]) -> dict[str, str | None]:
    return {
        "before": move.before.value if move.before else None,
        "after": move.after.value if move.after else None,
    }


def _alarm(alarm: OpenQuestion) -> dict[str, Any]:
    return {"code": alarm.code.value, "record_id": alarm.record_id, "message": speech().message(alarm)}


def _change(weight: Weight, change: Change, is_open: bool) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "weight": weight.value,
        "table": change.table,
        "row_id": change.row_id,
        "subject_ids": list(change.subjects),
        "blocks": change.reach.name.lower() if is_open else None,
        "code": change.question.code.value if change.dangerous else None,
        "before_row": _row_of(change.before, change),
        "after_row": _row_of(change.after, change),
        "cells": [_cell(cell) for cell in change.cells],
        "message": change_in_words(change, speech()) + ".",
    }


def _cell(cell: CellChange) -> dict[str, str | None]:
    return {
        "column": cell.column,
        "before": None if cell.before is None else as_written(cell.before),
        "after": None if cell.after is None else as_written(cell.after),
        "downgrade": cell.downgrade.value if cell.downgrade else None,
    }
