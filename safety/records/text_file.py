"""The text of a file as UTF-8, or a plain word on why there is none."""

from __future__ import annotations

from pathlib import Path

from safety.records.allowed import key
from safety.records.refusal import FileRefused, Finger

LARGEST_FILE_MB = 200  # two million measurements and more
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path) -> str:
    """The whole text, with or without a byte order mark. Raises FileRefused."""
    return decoded(path.name, read_bytes(path))


def read_bytes(path: Path, missing: str = "file_needed") -> bytes:
    """The content of a file that is there and not too large; `missing` is what is allowed where it is not.

    Raises FileRefused.
    """
    try:
        if not path.is_file():
            raise FileRefused([Finger(path.name, None, "", "", missing)])
        megabytes = path.stat().st_size / 1e6
        if megabytes > LARGEST_FILE_MB:
            found = f"{megabytes:.0f} MB"
            raise FileRefused([Finger(path.name, None, "", found, key("file_size", LARGEST_FILE_MB))])
        return path.read_bytes()
    except OSError as error:
        raise FileRefused([Finger(path.name, None, "", str(error.strerror), "file_readable")]) from None


def decoded(file: str, content: bytes) -> str:
    """The bytes as UTF-8 text. Raises FileRefused naming the line that is not."""
    if content.startswith(UTF_16_MARKS) or _every_other_byte_is_nul(content):
        raise FileRefused([Finger(file, None, "", content[:8].hex(" "), "utf_8_not_utf_16")])
    if b"\0" in content:
        row, _ = _line_at(content, content.index(b"\0"))
        raise FileRefused([Finger(file, row, "", "NUL", "no_nul")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused([_not_utf_8(file, content, error.start)]) from None


def _every_other_byte_is_nul(content: bytes) -> bool:
    """Latin text in UTF-16 without its mark."""
    start = content[:64]
    return len(start) > 1 and (not any(start[::2]) or not any(start[1::2]))


def _line_at(content: bytes, position: int) -> tuple[int, bytes]:
    """The line a byte stands in, counted from 1, and all of that line."""
    row = len((content[:position] + b".").splitlines())
    return row, content.splitlines()[row - 1]


def _not_utf_8(file: str, content: bytes, position: int) -> Finger:
    """Points at the first line that is not UTF-8, and says so where the whole file reads as GB18030."""
    row, line = _line_at(content, position)
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return Finger(file, row, "", line.decode("latin-1"), "utf_8")
    return Finger(file, row, "", line.decode("gb18030"), "utf_8_not_gb18030")
