"""What falls due, on paper and for programs: by day, with its owner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from safety.review.study_review import StudyReview
from safety.review.this_week import Due, Owed, ThisWeek, this_week
from safety.wording import Speech, speech
from safety.wording.this_week import matter_said, owner_said, since_said, slot_said

KINDS = {
    "WindowCloses": "window_closes", "InfusionDue": "infusion_due", "PagesDue": "pages_due",
    "DurationRunsOut": "duration_runs_out", "Owed": "owed",
}  # fmt: skip


def week_as_json(review: StudyReview, days: int) -> str:
    """One JSON object, never translated: the same bytes for the same input."""
    week = this_week(review, days)
    slot = week.slot
    told = {
        "study": review.cut.reports.study_id,
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "on_hold": week.held,
        "due": [_due(due) for due in week.due],
        "next_first_infusion": {
            "level": slot.level,
            "not_before": slot.not_before.isoformat() if slot.not_before else None,
            "days": slot.days,
            "after_subject_id": slot.subject_id,
            "section": slot.section,
        }
        if slot
        else None,
    }
    return json.dumps(told, ensure_ascii=False)


def _due(due: Due) -> dict[str, Any]:
    owed = due.matter if isinstance(due.matter, Owed) else None
    return {
        "on": due.on.isoformat(),
        "since": owed.since.isoformat() if owed and owed.since else None,
        "kind": KINDS[type(due.matter).__name__],
        "code": owed.question.code.value if owed else None,
        "owner": due.owner.value,
        "subject_id": due.subject_id,
        "record_id": due.record_id,
        "message": matter_said(due, speech()),
    }


def week_as_text(review: StudyReview, days: int, said: Speech) -> str:
    """The same in plain text, earliest first."""
    return "\n".join(_lines(review, this_week(review, days), said)) + "\n"


def _lines(review: StudyReview, week: ThisWeek, said: Speech) -> Iterator[str]:
    words = said.words.THIS_WEEK
    study, first, last = review.cut.reports.study_id, said.day(week.first), said.day(week.last)
    yield words["title"].format(study=study, first=first, last=last)
    if week.held:
        yield words["held"]
    day = None
    for due in week.due:
        if due.on != day:
            yield ""
            yield f"{due.on.isoformat()}"
            day = due.on
        yield _line(due, said)
    if not week.due:
        yield ""
        yield words["nothing"]
    yield ""
    if week.slot:
        yield slot_said(week.slot, week, said)
    yield words["no_permission"]


def _line(due: Due, said: Speech) -> str:
    about = " ".join(dict.fromkeys(name for name in (due.subject_id, due.record_id) if name))
    owner = said.commas(filter(None, (owner_said(due, said), since_said(due, said))))
    return f"  {about:<22} {matter_said(due, said)} [{owner}]"
