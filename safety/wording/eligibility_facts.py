"""What a fact of eligibility says beyond its own fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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

Said = dict[str, str]
Day = Callable[[date | None], str]


def extras(reason: Reason, words: Said, say_day: Day) -> Said:
    """What the templates of eligibility may say; `words` are those of the language, `say_day` puts a day into it."""
    match reason:
        case SiteAnswered():
            return _answered(reason, words) | _dated(reason.day, words, say_day)
        case SiteWrote(value=value, unit=unit, day=day, wanted=wanted):
            return _in_unit(value, unit, wanted, words) | _dated(day, words, say_day)
        case LaboratoryValue(value=value, unit=unit, wanted=wanted):
            return _in_unit(value, unit, wanted, words)
        case Clearance(unit=unit, day=day, sex=sex):
            unit_said = {"in_unit": _behind(unit), "sex_said": words[f"sex_{sex}"]}
            return unit_said | _dated(day, words, say_day)
        case WrongUnit(unit=unit):
            return {"in_unit": _behind(unit)}
        case BegunBefore():
            return _begun(reason, words, say_day)
        case Consented(first_infusion=first):
            return {"infused": words["infused"].format(day=say_day(first)) if first else ""}
        case EligibilityOpen():
            return _open(reason, words)
        case _:
            return {}


def _answered(reason: SiteAnswered, words: Said) -> Said:
    side = "exclusion" if reason.criterion.startswith("E") else "inclusion"
    judged = reason.answer == "judged_acceptable"
    nobody = words["by_nobody"] if judged else ""
    by = words["by"].format(role=reason.judged_by) if reason.judged_by else nobody
    return {"answer_said": words[reason.answer if judged else f"{reason.answer}_{side}"], "by": by}


def _dated(day: date | None, words: Said, say_day: Day) -> Said:
    return {"dated": words["dated"].format(day=say_day(day)) if day else ""}


def _in_unit(value: str, unit: str, wanted: str, words: Said) -> Said:
    number = value.rstrip("0").rstrip(".") if "." in value else value  # 7.80 is 7.8
    same = wanted in (f"{number} {unit}".strip(), number, f"{number} 1")
    as_wanted = "" if same else words["as_wanted"].format(wanted=wanted) if wanted else words["not_compared"]
    return {"in_unit": _behind(unit), "as_wanted": as_wanted}


def _behind(unit: str) -> str:
    """The unit behind its number; that of a ratio is 1 and is not said."""
    return f" {unit}" if unit not in ("", "1") else ""


def _begun(reason: BegunBefore, words: Said, say_day: Day) -> Said:
    one_day = reason.first == reason.last
    key = "no_later_than" if reason.first == date.min else "on_day" if one_day else "between"
    begun = words[key].format(first=say_day(reason.first), last=say_day(reason.last))
    same = reason.literal_to == reason.careful_to
    counted = words["one_day" if same else "both_days"].format(
        literal=say_day(reason.literal_to), careful=say_day(reason.careful_to)
    )
    return {"begun": begun, "counted": counted}


def _open(reason: EligibilityOpen, words: Said) -> Said:
    """The open criteria by answer; the first one with its words, since it is the one that people ask about."""
    parts = {
        "fails": list(reason.failed),
        "conflicts": list(reason.conflicting),
        "to_judge": list(reason.to_judge),
    }
    leading = next(ids for ids in parts.values() if ids)
    leading[0] = words["first"].format(criterion=leading[0], words=reason.words)
    told = [words[name].format(criteria=words["list"].join(ids)) for name, ids in parts.items() if ids]
    return {"open_criteria": words["and"].join(told)}
