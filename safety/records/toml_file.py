"""TOML files in: their text, their tables, and a finger on every key that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from safety.records.allowed import key, listing
from safety.records.refusal import FileRefused, Finger

Shape = TypeVar("Shape", bound=BaseModel)
ALLOWED_OF_TYPE = {
    "missing": "key_needed",
    "union_tag_not_found": "key_needed",
    "list_type": "toml_list",
    "too_short": "toml_list",
}


def parse_toml(file: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text, numbers with a point as Decimal. Raises FileRefused naming the line."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise FileRefused([_syntax(file, text, str(error))]) from None


def _syntax(file: str, text: str, message: str) -> Finger:
    line = re.search(r"at line (\d+)", message)
    row = int(line[1]) if line else None
    found = text.splitlines()[row - 1] if row else ""
    return Finger(file, row, "", found, key("toml", message.partition(" (at")[0]))


def understand_toml(file: str, tables: Mapping[str, Any], shape: type[Shape]) -> Shape:
    """The tables in the shape they must have. Raises FileRefused with a finger on every key."""
    try:
        return shape.model_validate(tables)
    except ValidationError as error:
        raise FileRefused([_finger(file, tables, shape, wrong) for wrong in error.errors()]) from None


def _finger(file: str, tables: Mapping[str, Any], shape: type[BaseModel], wrong: ErrorDetails) -> Finger:
    nothing_there = wrong["type"] in ("missing", "union_tag_not_found")
    found = "" if nothing_there else as_written(wrong["input"])
    if wrong["type"] == "union_tag_invalid":
        found = str(wrong["ctx"]["tag"])
    return Finger(file, None, _path(tables, wrong), found, _allowed(shape, wrong))


def as_written(value: object) -> str:
    """A value much as it stands in the file; of a table, its keys."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, Mapping | list) else str(value)


def _path(tables: Mapping[str, Any], wrong: ErrorDetails) -> str:
    """The table and key as a reader finds them: `dlt_rule 5 (R3), grades 2`, counted from 1."""
    here: Any = tables
    words: list[str] = []
    for step in wrong["loc"]:
        if isinstance(step, int):
            here = here[step]
            name = here.get("id") if isinstance(here, Mapping) else None
            words[-1] += f" {step + 1}" + ("" if name is None else f" ({name})")
        elif isinstance(here, Mapping) and step in here:
            here = here[step]
            words.append(step)
    if wrong["type"] == "missing":
        words.append(str(wrong["loc"][-1]))
    if wrong["type"].startswith("union_tag"):
        words.append("kind")
    return ", ".join(words)


def _allowed(shape: type[BaseModel], wrong: ErrorDetails) -> str:
    """The key of what is allowed there, from what pydantic says of the mistake."""
    context = wrong.get("ctx", {})
    if wrong["type"] == "not_allowed":
        return str(context["allowed"])
    if wrong["type"] == "extra_forbidden":
        return listing("key_known", _table_at(shape, wrong["loc"][:-1]).model_fields)
    if wrong["type"] in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context["expected_tags"]
        return listing("words", re.findall(r"'([^']*)'", expected))
    return ALLOWED_OF_TYPE.get(wrong["type"], "toml_table")


def _table_at(shape: type[BaseModel], path: Sequence[int | str]) -> type[BaseModel]:
    """The table that a mistake stands in; a step may be its key, its place in a list, or its kind."""
    choices = [shape]
    for step in (step for step in path if isinstance(step, str)):
        if len(choices) > 1:
            choices = [table for table in choices if step in get_args(table.model_fields["kind"].annotation)]
        elif step in choices[0].model_fields:
            choices = list(_tables_of(choices[0].model_fields[step].annotation))
    return choices[0]


def _tables_of(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables_of(inner)
