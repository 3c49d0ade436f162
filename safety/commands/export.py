"""`python -m safety export`: the audit trail as JSON Lines."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from safety.commands.arguments import of_database, refused
from safety.records.refusal import FileRefused, Finger

HELP = "the audit trail as JSON Lines; the last line has its head"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("-o", "--output", type=Path, metavar="FILE.jsonl", help="else printed")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Prints or writes an entry a line; 2 where the store cannot be opened or the file not be written."""
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import line

    try:
        with closing(open_store(chosen.database)) as store:
            entries, head = store.trail(), store.head()
        text = "".join(entry.as_json_line() + "\n" for entry in entries)
        _put(text, chosen.output)
    except FileRefused as why:
        return refused(why, chosen.lang)
    print(line("head", speech(chosen.lang), head=head), file=sys.stderr)
    return 0


def _put(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FileRefused([Finger(str(output), None, "", output.name, "no_such_file")]) from None
    except OSError as error:
        raise FileRefused([Finger(str(output), None, "", error.strerror or "", "file_writable")]) from None
