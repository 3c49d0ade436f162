"""Reads a study once per version of its files, and reviews it once per version and cut-off.

A version is the hash of everything the reading rests on; no table is ever part of a cache key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

import streamlit as st

from safety.review.study import Study, open_study
from safety.review.study_review import StudyReview
from safety.review.what_if import WhatIf, what_if

READ_ENDINGS = (".csv", ".toml", ".xpt")
MOST_ANSWERS = 64


@dataclass(frozen=True)
class StudyChoice:
    """A study folder, and where they are not the folder's own: its protocol and its mapping."""

    folder: Path
    protocol: Path | None = None
    mapping: Path | None = None

    def files(self) -> Iterator[Path]:
        """Every file that a reading of the study may look at, in order."""
        try:
            inside = sorted(self.folder.iterdir())
        except (OSError, ValueError):
            inside = []
        yield from (path for path in inside if path.suffix.lower() in READ_ENDINGS)
        yield from (path for path in (self.protocol, self.mapping) if path)

    def version(self) -> str:
        """The hash of the files' names and contents."""
        digest = sha256(str(self.folder).encode(errors="replace"))
        for path in self.files():
            digest.update(b"\0" + str(path).encode(errors="replace") + b"\0" + _content(path))
        return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b"no file"
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").digest()
    except (OSError, ValueError):
        return b"cannot be opened"


@st.cache_resource(show_spinner=False, max_entries=8)
def study_of(version: str, _choice: StudyChoice) -> Study:
    """The study of this version. Raises FileRefused, which is never kept."""
    return open_study(_choice.folder, _choice.protocol, _choice.mapping)


@st.cache_resource(show_spinner=False, max_entries=64)
def review_of(version: str, cut_off: date, _study: Study) -> StudyReview:
    """The review of this version at this cut-off."""
    return _study.review(cut_off)


@st.cache_resource(show_spinner=False)
def _answers() -> dict[tuple[str, date], WhatIf]:
    return {}


def what_if_at_hand(version: str, cut_off: date) -> WhatIf | None:
    """What would change the decision, where somebody has asked it of this version at this cut-off."""
    return _answers().get((version, cut_off))


def what_if_of(version: str, cut_off: date, review: StudyReview) -> WhatIf:
    """What would change the decision: tried once per version and cut-off, since it takes a hundred reviews."""
    found = what_if_at_hand(version, cut_off) or what_if(review)
    answers = _answers()
    answers[version, cut_off] = found
    while len(answers) > MOST_ANSWERS:
        answers.pop(next(iter(answers)), None)
    return found
