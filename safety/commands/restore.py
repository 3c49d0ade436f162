"""`python -m safety restore`: fill an empty store from a backup."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from safety.commands.arguments import of_database, refused
from safety.records.refusal import FileRefused

HELP = "fill an empty store from a backup"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("file", type=Path, metavar="FILE")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Says what was proved of it; 2 where it could not be done."""
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import line, proof

    said = speech(chosen.lang)
    try:
        with closing(open_store(chosen.database)) as store:
            verified = store.restore(chosen.file)
    except (FileRefused, OSError) as why:
        return refused(why, chosen.lang)
    print(line("restored", said, file=chosen.file))
    print("\n".join(proof(verified, said)))
    return 0
