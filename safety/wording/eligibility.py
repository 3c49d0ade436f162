"""Eligibility in words: an answer, the evidence of a criterion, what people ruled."""

from __future__ import annotations

from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_criterion import OPEN, Answer
from safety.domain.eligibility_evidence import Evidence
from safety.domain.rulings import RulingsOnRecord
from safety.wording.speech import Speech


def answer(found: Answer, said: Speech) -> str:
    """An answer in a word or two."""
    return str(said.words.ANSWERS[found.value])


def fact(evidence: Evidence, said: Speech) -> str:
    """One fact as a sentence without its full stop; whether a later value took its place."""
    told = said.because(evidence.fact)
    return str(said.words.ELIGIBILITY["superseded"].format(fact=told)) if evidence.superseded else told


def told(assessed: CriterionAssessment, said: Speech) -> list[str]:
    """The evidence of one criterion, a line a fact, and both readings where they differ."""
    words: dict[str, str] = said.words.ELIGIBILITY
    lines = [fact(evidence, said) for evidence in assessed.evidence]
    if assessed.literal is not assessed.careful:
        literal, careful = answer(assessed.literal, said), answer(assessed.careful, said)
        lines.append(words["readings"].format(literal=literal, careful=careful))
    if assessed.criterion.admitted_by and assessed.answer in OPEN:
        lines.append(words["admitted_by"].format(criterion=assessed.criterion.admitted_by))
    return lines


def ruled(ruling: RulingsOnRecord, said: Speech) -> str:
    """What people ruled on a patient's eligibility; nothing where no ruling stands."""
    if ruling.because is None:
        return ""
    return str(said.words.ELIGIBILITY["ruled"].format(ruling=said.because(ruling.because)))
