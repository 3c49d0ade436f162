"""`python -m safety backup`: the whole store in one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from safety.commands.arguments import of_database, refused
from safety.records.refusal import FileRefused

HELP = "write the whole store into one new file"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("file", type=Path, metavar="FILE")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Says what was proved of it; 1 where the store, and so its copy, was altered, 2 where it could not be done."""
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import line, proof

    said = speech(chosen.lang)
    try:
        with closing(open_store(chosen.database)) as store:
            verified = store.back_up(chosen.file)
    except (FileRefused, OSError) as why:
        return refused(why, chosen.lang)
    print(line("backed_up", said, file=chosen.file))
    print("\n".join(proof(verified, said)))
    return 1 if verified.findings else 0
