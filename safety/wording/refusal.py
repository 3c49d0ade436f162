"""A refusal in words: a finger on the place, what stood there, and what is allowed."""

from __future__ import annotations

from safety.records.refusal import FileRefused, Finger, shortened
from safety.wording.speech import Speech


def refusal_said(why: FileRefused | OSError, said: Speech) -> list[str]:
    """Every finger as a sentence; what the machine itself says of a file stays as it says it."""
    return (
        [finger_said(finger, said) for finger in why.fingers] if isinstance(why, FileRefused) else [str(why)]
    )


def finger_said(finger: Finger, said: Speech) -> str:
    """One finger as a sentence; in English the same as `str(finger)`."""
    words: dict[str, str] = said.words.REFUSAL
    row = "" if finger.row is None else words["row"].format(row=finger.row)
    named = finger.row is not None and finger.column
    column = words["column"].format(column=finger.column) if named else finger.column
    place = said.commas(part for part in (finger.file, row, column) if part)
    shown = shortened(finger.found)
    found = words["found"].format(found=shown) if shown else words["nothing"]
    return words["finger"].format(place=place, found=found, allowed=said.allowed(finger.allowed))
