"""SAS transport files, version 5, as a regulator receives them (SAS technical note TS-140).

Read byte by byte rather than with pandas, which reads a stored zero as 5.4e-79, shortens a number by up to
three bits, and leaves out whole records of a short dataset whose last ones hold blank cells; and rather than with
ReadStat, which reads a file that was cut off as a shorter one. Here no row may be lost without a word.
"""

from __future__ import annotations

import struct
from math import ceil, ldexp
from pathlib import Path
from typing import NamedTuple

from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_bytes

CARD = 80
LIBRARY = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!"
MEMBER = b"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!"
NAMES = b"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!"
OBSERVATIONS = b"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!"
MISSING = frozenset(b"._ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Variable(NamedTuple):
    """A column of the dataset and the bytes it takes in every record."""

    name: str
    numeric: bool
    length: int
    position: int


class _LayoutError(Exception):
    """What is wrong with the layout, in a few words."""


def read_transport(path: Path) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The variables and the records of a dataset, every cell as the text a CSV of it would hold.

    Numbers lose no digit and gain none (54, 3.8, 2e+15 from 15 digits on), missing ones are empty, text loses
    its trailing blanks. Raises FileRefused: another kind of file, cut off, several datasets, not UTF-8.
    """
    try:
        variables, records = _layout(read_bytes(path))
    except (_LayoutError, ValueError, struct.error) as error:
        reason = str(error) if isinstance(error, _LayoutError) else "its header cannot be read"
        raise FileRefused([Finger(path.name, None, "", reason, "sas_transport")]) from None
    return tuple(variable.name for variable in variables), _texts(path.name, variables, records)


def _layout(content: bytes) -> tuple[list[Variable], list[tuple[bytes, ...]]]:
    if not content.startswith(LIBRARY):
        raise _LayoutError("another kind of file")
    if len(content) % CARD:
        raise _LayoutError("a file that is cut off")
    names_at = _card_at(content, NAMES, 0)
    size = int(content[_card_at(content, MEMBER, 0) :][74:78])
    count = int(content[names_at + 54 : names_at + 58])
    first = names_at + CARD
    variables = [_variable(content[first + size * n : first + size * (n + 1)]) for n in range(count)]
    data_at = _card_at(content, OBSERVATIONS, first + size * count) + CARD
    return variables, _records(content[data_at:], variables)


def _card_at(content: bytes, header: bytes, after: int) -> int:
    at = content.find(header, after)
    if at < 0 or at % CARD:
        raise _LayoutError("a file without its headers")
    return at


def _variable(described: bytes) -> Variable:
    kind, length = struct.unpack(">h2xh", described[:6])
    (position,) = struct.unpack(">l", described[84:88])
    return Variable(described[8:16].decode("ascii").strip().upper(), kind == 1, length, position)


def _records(data: bytes, variables: list[Variable]) -> list[tuple[bytes, ...]]:
    """The last card is filled up with blanks, which are not a record."""
    length = sum(variable.length for variable in variables)
    starts = [sum(variable.length for variable in variables[:n]) for n in range(len(variables))]
    if starts != [variable.position for variable in variables] or length <= 0:
        raise _LayoutError("a header that contradicts itself")
    if any(data.startswith(MEMBER, at) for at in range(0, len(data), CARD)):
        raise _LayoutError("several datasets in one file")
    count = ceil(len(data.rstrip(b" ")) / length)
    if count * length > len(data):
        raise _LayoutError("a file that is cut off")
    cells = struct.Struct("".join(f"{variable.length}s" for variable in variables))
    return list(cells.iter_unpack(data[: count * length]))


def _texts(file: str, variables: list[Variable], records: list[tuple[bytes, ...]]) -> list[tuple[str, ...]]:
    """Column by column, each distinct cell once: laboratory files repeat themselves."""
    columns: list[list[str]] = []
    fingers: list[Finger] = []
    for variable, cells in zip(variables, zip(*records, strict=True), strict=bool(records)):
        try:
            read = _number if variable.numeric else _text
            meanings = {cell: read(cell) for cell in set(cells)}
            columns.append([meanings[cell] for cell in cells])
        except UnicodeDecodeError:
            fingers.append(_first_not_utf_8(file, variable, cells))
    if fingers:
        raise FileRefused(fingers)
    return list(zip(*columns, strict=True))


def _text(cell: bytes) -> str:
    return cell.rstrip(b" \0").decode("utf-8")


def _number(cell: bytes) -> str:
    """An IBM floating point number: a sign, an exponent of 16 and up to 56 bits after the point."""
    fraction = int.from_bytes(cell[1:].ljust(7, b"\0"), "big")
    if fraction == 0:
        return "" if cell[0] in MISSING else "0"
    size = ldexp(fraction, 4 * ((cell[0] & 0x7F) - 64) - 56)
    return f"{-size if cell[0] & 0x80 else size:.15g}"


def _first_not_utf_8(file: str, variable: Variable, cells: tuple[bytes, ...]) -> Finger:
    shown = (cell.rstrip(b" \0").decode("utf-8", "replace") for cell in cells)
    row, found = next((row, text) for row, text in enumerate(shown, start=2) if "\ufffd" in text)
    return Finger(file, row, variable.name, found, "utf_8")
