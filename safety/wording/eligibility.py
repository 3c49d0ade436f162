"""Eligibility in words: what a fact says beyond its own fields, and what is open about a patient."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from safety.domain.eligibility import CriterionAssessment
from safety.domain.eligibility_criterion import OPEN, Answer
from safety.domain.reason import (
    BegunBefore,
    Clearance,
    Consented,
    EligibilityOpen,
    LaboratoryValue,
    Reason,
    SiteAnswered,
    SiteWrote,
    WrongUnit,
)
from safety.domain.rulings import RulingsOnRecord

if TYPE_CHECKING:
    from safety.wording.speech import Speech

Said = dict[str, str]


def extras(reason: Reason, said: Speech) -> Said:
    """What the templates of eligibility may say beyond the reason's own fields."""
    words: Said = said.words.ELIGIBILITY
    match reason:
        case SiteAnswered():
            return _answered(reason, words) | _dated(reason.day, words, said)
        case SiteWrote(value=value, unit=unit, day=day, wanted=wanted):
            return _in_unit(value, unit, wanted, words) | _dated(day, words, said)
        case LaboratoryValue(value=value, unit=unit, wanted=wanted):
            return _in_unit(value, unit, wanted, words)
        case Clearance(unit=unit, day=day, sex=sex):
            unit_said = {"in_unit": _behind(unit), "sex_said": words[f"sex_{sex}"]}
            return unit_said | _dated(day, words, said)
        case WrongUnit(unit=unit):
            return {"in_unit": _behind(unit)}
        case BegunBefore():
            return _begun(reason, words, said)
        case Consented(first_infusion=first):
            return {"infused": words["infused"].format(day=said.day(first)) if first else ""}
        case EligibilityOpen():
            return {"open_criteria": _open(reason, words)}
        case _:
            return {}


def answer(found: Answer, said: Speech) -> str:
    """An answer in a word or two."""
    return str(said.words.ANSWERS[found.value])


def told(assessed: CriterionAssessment, said: Speech) -> list[str]:
    """The evidence of one criterion, a line a fact, and both readings where they differ."""
    words: Said = said.words.ELIGIBILITY
    lines = []
    for evidence in assessed.evidence:
        fact = said.because(evidence.fact)
        lines.append(words["superseded"].format(fact=fact) if evidence.superseded else fact)
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


def _answered(reason: SiteAnswered, words: Said) -> Said:
    side = "exclusion" if reason.criterion.startswith("E") else "inclusion"
    judged = reason.answer == "judged_acceptable"
    nobody = words["by_nobody"] if judged else ""
    by = words["by"].format(role=reason.judged_by) if reason.judged_by else nobody
    return {"answer_said": words[reason.answer if judged else f"{reason.answer}_{side}"], "by": by}


def _dated(day: date | None, words: Said, said: Speech) -> Said:
    return {"dated": words["dated"].format(day=said.day(day)) if day else ""}


def _in_unit(value: str, unit: str, wanted: str, words: Said) -> Said:
    written = f"{value} {unit}".strip()
    same = wanted in (written, value, f"{value} 1")
    as_wanted = "" if same else words["as_wanted"].format(wanted=wanted) if wanted else words["not_compared"]
    return {"in_unit": _behind(unit), "as_wanted": as_wanted}


def _behind(unit: str) -> str:
    """The unit behind its number; that of a ratio is 1 and is not said."""
    return f" {unit}" if unit not in ("", "1") else ""


def _begun(reason: BegunBefore, words: Said, said: Speech) -> Said:
    one_day = reason.first == reason.last
    begun = words["on_day" if one_day else "between"].format(
        first=said.day(reason.first), last=said.day(reason.last)
    )
    same = reason.literal_to == reason.careful_to
    counted = words["one_day" if same else "both_days"].format(
        literal=said.day(reason.literal_to), careful=said.day(reason.careful_to)
    )
    return {"begun": begun, "counted": counted}


def _open(reason: EligibilityOpen, words: Said) -> str:
    parts: Iterable[tuple[str, tuple[str, ...]]] = (
        ("fails", reason.failed), ("conflicts", reason.conflicting), ("to_judge", reason.to_judge),
    )  # fmt: skip
    told = [words[name].format(criteria=", ".join(ids)) for name, ids in parts if ids]
    return words["and"].join(told)
