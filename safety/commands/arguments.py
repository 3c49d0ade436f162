"""What several commands are told, and how a refusal is said."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from safety.records.refusal import FileRefused, Finger

LANGUAGES = ("en", "zh")  # those of `safety.wording`, which not every command needs


def day(text: str) -> date:
    """A day as it is typed behind --cut-off."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' stands there; allowed: a day such as 2026-04-02") from None


def cut_number(text: str) -> int | None:
    """A cut as it is typed behind --cut: its number, or None for the latest."""
    if text == "latest":
        return None
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(f"'{text}' stands there; allowed: the number of a cut, or latest")
    return int(text)


def judged_at(command: ArgumentParser) -> None:
    """What every review needs to know besides its folder."""
    command.add_argument("--cut-off", required=True, type=day, metavar="YYYY-MM-DD")
    command.add_argument(
        "--protocol", type=Path, metavar="FILE", help="instead of the folder's protocol.toml"
    )
    command.add_argument("--mapping", type=Path, metavar="FILE", help="what SDTM leaves to the sponsor")


def of_database(command: ArgumentParser) -> None:
    """Which store a command works on."""
    command.add_argument(
        "--database", metavar="URL", help="a SQLite file or a database URL; else data/store.toml says"
    )


def of_language(command: ArgumentParser) -> None:
    """In which language it answers; JSON, and the names of columns and codes, are the same in every one."""
    command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="the language of the answer")


def refused(why: FileRefused | OSError, language: str, folder: Path | None = None) -> int:
    """Every finger on a line of its own, behind the folder it is about. The exit code for it."""
    from safety.wording import speech
    from safety.wording.refusal import refusal_said

    for told in refusal_said(why, speech(language)):
        print(f"{folder}: {told}" if folder else told, file=sys.stderr)
    return 2


def put(text: str, output: Path | None, folder: Path | None) -> None:
    """Prints a CSV, or writes it as spreadsheets know it; never among the records of the study."""
    if output is None:
        sys.stdout.write(text.replace("\r\n", "\n"))
        return
    keep(text.encode("utf-8-sig", errors="replace"), output, folder)


def keep(content: bytes, output: Path, folder: Path | None) -> None:
    """Writes a file; never among the records of the study."""
    if folder and output.resolve().parent == folder.resolve():
        raise FileRefused([Finger(output.name, None, "", str(output), "outside_study")])
    try:
        output.write_bytes(content)
    except OSError as error:
        raise FileRefused([Finger(str(output), None, "", error.strerror or "", "file_writable")]) from None
