"""Who was let in, on paper and for programs: every criterion of every patient, with its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_evidence import Evidence
from safety.review.eligibility_review import Entered, eligibility_is_not_known, eligibility_review
from safety.review.study_review import StudyReview
from safety.wording import Speech, speech
from safety.wording.eligibility import answer, ruled, told


def eligibility_as_json(review: StudyReview) -> str:
    """One JSON object, never translated: the same bytes for the same input."""
    protocol = review.protocol
    told = {
        "study": review.cut.reports.study_id,
        "cut_off": review.cut.cut_off.isoformat(),
        "protocol": {"id": protocol.id, "version": protocol.version, "sha256": protocol.sha256},
        "screening_file": review.cut.screening is not None,
        "subjects": [_subject(entered) for entered in eligibility_review(review)],
    }
    return json.dumps(told, ensure_ascii=False)


def _subject(entered: Entered) -> dict[str, Any]:
    return {
        "subject_id": entered.patient.subject_id,
        "level": entered.level,
        "state": entered.patient.state.value,
        "eligibility": entered.eligibility.answer.value,
        "ruling": entered.ruling.verdict,
        "criteria": [_criterion(assessed) for assessed in entered.eligibility.assessments],
    }


def _criterion(assessed: CriterionAssessment) -> dict[str, Any]:
    return {
        "criterion": assessed.criterion.id,
        "words": assessed.criterion.words,
        "answer": assessed.answer.value,
        "literal": assessed.literal.value,
        "careful": assessed.careful.value,
        "evidence": [_evidence(e) for e in assessed.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    source, (literal, careful) = evidence.source, evidence.says
    return {
        "file": source.file if source else "",
        "row": source.row if source else None,
        "column": evidence.column,
        "date": evidence.day.isoformat() if evidence.day else None,
        "literal": literal.value,
        "careful": careful.value,
        "superseded": evidence.superseded,
        "message": speech().because(evidence.fact),
    }


def eligibility_as_text(review: StudyReview, said: Speech) -> str:
    """The same in plain text: every patient with every criterion that is not simply passed."""
    return "\n".join(_lines(review, said)) + "\n"


def _lines(review: StudyReview, said: Speech) -> Iterator[str]:
    words = said.words.ELIGIBILITY
    yield words["title"].format(study=review.cut.reports.study_id, day=said.day(review.cut.cut_off))
    if not review.protocol.criteria:
        yield words["no_criteria"]
        return
    if eligibility_is_not_known(review):
        yield words["no_file"]
        return
    for entered in eligibility_review(review):
        yield ""
        yield from _patient(entered, said)
    yield ""
    yield words["legend"]


def _patient(entered: Entered, said: Speech) -> Iterator[str]:
    words = said.words.ELIGIBILITY
    yield words["patient"].format(
        subject_id=entered.patient.subject_id, level=entered.level, state=said.state(entered.patient.state),
        answer=answer(entered.eligibility.answer, said).upper(), ruled=ruled(entered.ruling, said),
    )  # fmt: skip
    for assessed in entered.eligibility.assessments:
        side = "exclusion" if assessed.criterion.exclusion else "inclusion"
        yield words[f"criterion_{side}"].format(
            id=assessed.criterion.id, answer=answer(assessed.answer, said), words=assessed.criterion.words
        )
        yield from (f"        {line}" for line in told(assessed, said))
