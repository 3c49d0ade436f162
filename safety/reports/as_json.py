"""The review as the contract prints it: one JSON object, never translated, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from safety.domain.acknowledgement import Acknowledged
from safety.domain.data_cut import Standing
from safety.domain.event_assessment import EventAssessment
from safety.domain.open_question import OpenQuestion
from safety.domain.patient import Patient
from safety.domain.reason import Reason
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.wording import speech

CONTRACT = 1
Sentence = Callable[[Reason], str]


def as_json(review: StudyReview) -> str:
    """The review as one line of JSON."""
    # made just now, the object holds no circle to look for
    return json.dumps(as_object(review), ensure_ascii=False, check_circular=False)


def as_object(review: StudyReview) -> dict[str, Any]:
    """The review as plain values: strings, numbers, lists."""
    protocol = review.protocol
    said = cache(speech().reason)  # the same is asked of many
    return {
        "contract": CONTRACT,
        "study": review.cut.reports.study_id,
        "cut_off": review.cut.cut_off.isoformat(),
        "protocol": {
            "id": protocol.id,
            "version": protocol.version,
            "status": protocol.status.value,
            "sha256": protocol.sha256,
        },
        "rows": {
            file: {"read": sum(counts.values()), **{s.value: counts.get(s, 0) for s in Standing}}
            for file, counts in review.cut.rows.items()
        },
        "levels": [_level(level, said) for level in review.levels],
        "events": [_event(event) for event in review.events],
        "queries": [_query(question, said) for question in review.queries],
        **(
            {"acknowledged": [_acknowledged(found) for found in found_by]}
            if (found_by := review.acknowledged)
            else {}
        ),
    }


def _acknowledged(found: Acknowledged) -> dict[str, Any]:
    """A change between data cuts that somebody answers for; a folder has none."""
    by = found.by
    return {
        "id": by.change,
        "code": found.change.question.code.value,
        "who": by.who,
        "at": by.at,
        "why": by.why,
        "entry": by.entry,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _level(level: LevelReview, said: Sentence) -> dict[str, Any]:
    tally = level.tally
    return {
        "level": level.dose.level,
        "dose_cells": float(level.dose.cells),
        "decision": level.decision.value,
        "may_escalate": level.may_escalate,
        "superseded": level.superseded,
        "next_dose_cells": float(level.next_dose.cells) if level.next_dose else None,
        "possible": [decision.value for decision in level.possible],
        "earliest_decision_on": _day(level.earliest_decision_on),
        "tally": {
            "dosed": tally.dosed,
            "clear": tally.clear,
            "dlt": tally.dlt,
            "pending": tally.pending,
            "not_evaluable": tally.not_evaluable,
        },
        "blockers": [_blocker(question, said) for question in level.blockers],
        "subjects": [_subject(patient) for patient in level.patients],
    }


def _blocker(question: OpenQuestion, said: Sentence) -> dict[str, Any]:
    return {
        "code": question.code.value,
        "subject_id": question.subject_id,
        "record_id": question.record_id,
        "clears_on": _day(question.clears_on),
        "message": said(question.reason),
    }


def _subject(patient: Patient) -> dict[str, Any]:
    window = patient.window
    return {
        "subject_id": patient.subject_id,
        "first_infusion_on": _day(window.first_day if window else None),
        "window_ends_on": _day(window.last_day if window else None),
        "state": patient.state.value,
        "dlt_event_ids": list(patient.dlt_ids),
        "eligibility": patient.eligibility.answer.value if patient.eligibility else None,
    }


def _event(event: EventAssessment) -> dict[str, Any]:
    return {
        "event_id": event.record_id,
        "subject_id": event.subject_id,
        "term": event.term,
        "reported_grade": event.reported_grade,
        "derived_grade": event.derived,
        "supported_grade": event.supported.grade if event.supported else None,
        "grade": event.grade,
        "in_window": event.in_window.value,
        "verdict": event.verdict.value,
        "rule": event.rule,
    }


def _query(question: OpenQuestion, said: Sentence) -> dict[str, Any]:
    source = question.source
    return {
        "code": question.code.value,
        "file": source.file if source else "",
        "row": source.row if source else None,
        "column": question.column,
        "subject_id": question.subject_id,
        "message": said(question.reason),
    }
