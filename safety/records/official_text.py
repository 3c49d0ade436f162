"""NCI's own words for each term and grade, where somebody has imported them into this installation.

They are shown beside what the monitor says and decide nothing. They lie in one file that git ignores; none of
its sentences is part of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_text

INSTALLED = Path(__file__).parents[2] / "data" / "ctcae" / "official_text.json"
# Of the Clean Copy of NCI's workbook of 27 November 2017, blanks and line breaks apart.
PUBLISHED = "a300f49bd792f07bc7616981ed1e8c98448e566d6c53aea6fec52ed63cafa992"


class TermText(BaseModel):
    """What NCI says of one term. Paragraphs of a cell are lines; empty where NCI has a dash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    definition: str
    note: str
    grades: Mapping[int, str]


class OfficialText(BaseModel):
    """What NCI says of every term, and the file it was taken from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    sha256: str
    terms: Mapping[str, TermText]

    @cached_property
    def as_published(self) -> bool:
        """Is it word for word what NCI published?"""
        return self.fingerprint == PUBLISHED

    @property
    def fingerprint(self) -> str:
        """One number for all the words, whatever the blanks and line breaks between them."""
        digest = sha256()
        for term, text in sorted(self.terms.items()):
            cells = [term, text.definition, *(text.grades.get(n, "") for n in range(1, 6)), text.note]
            digest.update("\n".join(" ".join(cell.split()) for cell in cells).encode())
        return digest.hexdigest()


def read_official_text(path: Path | None = None) -> OfficialText | None:
    """The imported words; None where nobody has imported any. Raises FileRefused where the file is damaged."""
    path = path or INSTALLED
    if not path.exists():
        return None
    try:
        return OfficialText.model_validate_json(read_text(path))
    except ValidationError:
        raise FileRefused([Finger(path.name, None, "", "", "official_text")]) from None


def install(text: OfficialText, path: Path | None = None) -> Path:
    """Put the words in their place, all or nothing. Raises FileRefused where nothing can be written there."""
    path = path or INSTALLED
    part = path.with_name(f"{path.stem}.part")
    try:
        part.write_text(text.model_dump_json(indent=1), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        found = str(error.strerror)
        raise FileRefused([Finger(str(path.parent), None, "", found, "folder_writable")]) from None
    return path
