"""study.toml: what a study folder says of itself; it may be absent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from safety.records.dates import complete_date
from safety.records.protocol_cells import Text
from safety.records.text_file import decoded
from safety.records.toml_file import parse_toml, understand_toml


def _day(found: object) -> object:
    """A day, as TOML's own date or in quotes; a clock time without offset is left out."""
    if isinstance(found, datetime) and found.tzinfo is None:
        return found.date()
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    written = complete_date(found) if isinstance(found, str) else None
    if written is None:
        raise PydanticCustomError("not_allowed", "{allowed}", {"allowed": "toml_date"})
    return written.first


class StudyNote(BaseModel):
    """The study's name, and the day on which its data were exported; None where nobody says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    study_id: Text | None = None
    extracted_on: Annotated[date, BeforeValidator(_day)] | None = None


def study_note(file: str, content: bytes) -> StudyNote:
    """What study.toml says. Raises FileRefused with every mistake in it."""
    return understand_toml(file, parse_toml(file, decoded(file, content)), StudyNote)
