"""What a key of a protocol file may hold: counts, grades, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal, TypeGuard

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _only(allowed: str, holds: Callable[[object], bool]) -> BeforeValidator:
    """Whatever else stands there is pointed at with the key of what is allowed."""

    def check(found: object) -> object:
        if not holds(found):
            raise PydanticCustomError("not_allowed", "{allowed}", {"allowed": allowed})
        return found

    return BeforeValidator(check)


def _is_number(found: object) -> TypeGuard[int | Decimal]:
    """TOML knows true and false as well as nan and inf: none of them is a number here."""
    if isinstance(found, Decimal):
        return found.is_finite()
    return isinstance(found, int) and not isinstance(found, bool)


def _whole(counts: range) -> Callable[[object], bool]:
    return lambda found: _is_number(found) and isinstance(found, int) and found in counts


def _is_id(found: object) -> bool:
    return isinstance(found, str) and found.isascii() and found.isalnum() and found[:1].isupper()


def _is_criterion(found: object) -> bool:
    return isinstance(found, str) and re.fullmatch(r"[IE]\d\d[a-z]?", found, re.ASCII) is not None


Text = Annotated[str, _only("toml_text", lambda found: isinstance(found, str) and found.strip() != "")]
YesNo = Annotated[bool, _only("toml_true_false", lambda found: isinstance(found, bool))]
Count = Annotated[int, _only("count", _whole(range(10_000)))]
CountFromOne = Annotated[int, _only("count_from_1", _whole(range(1, 10_000)))]
Grade = Annotated[int, _only("grade", _whole(range(1, 6)))]
Above0 = Annotated[Decimal, _only("number_positive", lambda found: _is_number(found) and found > 0)]
From0 = Annotated[Decimal, _only("number_non_negative", lambda found: _is_number(found) and found >= 0)]
RuleId = Annotated[str, _only("rule_id", _is_id)]
CriterionId = Annotated[str, _only("criterion_id", _is_criterion)]
Causality = Literal["unrelated", "unlikely", "possible", "probable", "definite"]
Aminotransferase = Literal["ALT", "AST"]
LiverTest = Literal["ALT", "AST", "ALP", "BILI", "GGT"]
Fact = Literal["serious", "hospitalized", "symptomatic", "on_optimal_therapy"]
Grades = Annotated[list[Grade], Field(min_length=1)]
Names = Annotated[list[Text], Field(min_length=1)]
