"""What changed between two exports as one JSON object, never translated: values, and the English sentence of each."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, TypeVar

from safety.domain.changed_cell import CellChange, as_written
from safety.domain.open_question import OpenQuestion
from safety.domain.what_changed import Change
from safety.review.verdict_moves import Move
from safety.review.what_changed import Weight, WhatChanged
from safety.wording import speech
from safety.wording.changes import change_in_words

CONTRACT = 1
V = TypeVar("V", bound=StrEnum)


def diff_as_json(found: WhatChanged, *, other_protocol: bool) -> str:
    """The comparison as one line of JSON."""
    return json.dumps(diff_as_object(found, other_protocol=other_protocol), ensure_ascii=False)


def diff_as_object(found: WhatChanged, *, other_protocol: bool) -> dict[str, Any]:
    """The comparison as plain values: verdicts that differ, alarms, and every changed row, the heaviest first."""
    protocol, moves = found.step.compared.later.protocol, found.moves
    is_open = {change.id for change in found.open}
    return {
        "contract": CONTRACT,
        "study": found.step.compared.later.reports.study_id,
        "cut_off": found.cut_off.isoformat(),
        "protocol": {
            "id": protocol.id,
            "version": protocol.version,
            "status": protocol.status.value,
            "sha256": protocol.sha256,
            "changed": other_protocol,
        },
        "levels": [{"level": int(m.about), **_before_after(m)} for m in moves.levels],
        "until_acknowledged": [{"level": int(m.about), **_before_after(m)} for m in found.held_back],
        "subjects": [{"subject_id": m.about, **_before_after(m)} for m in moves.patients],
        "events": [
            {"event_id": m.about, "subject_id": m.subject_id, **_before_after(m)} for m in moves.events
        ],
        "alarms": [_alarm(alarm) for alarm in found.alarms],
        "changes": [_change(weight, change, change.id in is_open) for weight, change in found.changes],
        "open_before": [_change(Weight.DANGEROUS, change, True) for change in found.open_before],
    }


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
        "before_row": change.before.source.row if change.before else None,
        "after_row": change.after.source.row if change.after else None,
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
