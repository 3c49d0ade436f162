"""Reads a study once per version of its files, and reviews it once per version and cut-off.

A version is the hash of everything the reading rests on; no table is ever part of a cache key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import streamlit as st

from safety.domain.case_report import DecisionOfRecord
from safety.records.refusal import FileRefused, Finger
from safety.review.opening import open_cut, open_study
from safety.review.provenance import Provenance, provenance_of, provenance_of_cut
from safety.review.study import Study
from safety.review.study_review import StudyReview
from safety.review.what_changed import WhatChanged
from safety.review.what_if import WhatIf, what_if
from safety.store.allowed import listing
from safety.store.cut import Cut
from safety.store.store import Store
from safety.views.the_store import the_store

READ_ENDINGS = (".csv", ".toml", ".xpt")
MOST_ANSWERS = 64


@dataclass(frozen=True)
class StudyChoice:
    """A study folder, and where they are not the folder's own: its protocol and its mapping."""

    folder: Path
    protocol: Path | None = None
    mapping: Path | None = None

    def study(self) -> Study:
        """The study, read now. Raises FileRefused."""
        return open_study(self.folder, self.protocol, self.mapping)

    def provenance(self) -> Provenance:
        """What a reading rests on now. Raises FileRefused."""
        return provenance_of(self.folder, self.protocol, self.mapping)

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


@dataclass(frozen=True)
class CutChoice:
    """A data cut of the store by its number, or the latest one."""

    number: int | None = None

    @property
    def cut(self) -> Cut:
        """The cut. Raises FileRefused naming those that there are."""
        return self._store.cut(self.number)

    def study(self) -> Study:
        """The study as it stood, with the cuts before it and what was acknowledged. Raises FileRefused."""
        return open_cut(self._store, self.cut)

    def provenance(self) -> Provenance:
        """What the cut rests on, and the head of the audit trail. Raises FileRefused."""
        return provenance_of_cut(self._store, self.cut)

    def version(self) -> str:
        """The import's entry in the trail, and the acknowledgements known: nothing else of a cut ever changes."""
        known = [by.entry for by in self._store.acknowledgements()]
        return f"cut {self.cut.id} {self.cut.entry.hash} {known}"

    @property
    def _store(self) -> Store:
        found = the_store()
        if found is None:
            raise FileRefused([Finger("cut", None, "", str(self.number or ""), listing("cut_known", ()))])
        return found


Choice = StudyChoice | CutChoice


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b"no file"
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").digest()
    except (OSError, ValueError):
        return b"cannot be opened"


@st.cache_resource(show_spinner=False, max_entries=8)
def study_of(version: str, _choice: Choice) -> Study:
    """The study of this version. Raises FileRefused, which is never kept."""
    return _choice.study()


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


@st.cache_resource(show_spinner=False, max_entries=16)
def changes_of(version: str, cut_off: date, since: int, _study: Study) -> WhatChanged:
    """What changed since the cut of that number, at this cut-off."""
    return _study.changes(cut_off, since - 1)


@st.cache_resource(show_spinner=False, max_entries=64)
def other_ground_of(version: str, row: int, _decision: DecisionOfRecord, _study: Study) -> bool:
    """Does the decision in that row stand on other ground than it was made on? The cut-off of the page is no matter."""
    return _study.on_other_ground(_decision)


@st.cache_resource(show_spinner=False, max_entries=64)
def drawing_of(version: str, cut_off: date, name: str, language: str, _draw: Callable[[], Any]) -> Any:
    """A picture of this version at this cut-off in this language."""
    return _draw()
