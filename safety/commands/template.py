"""`python -m safety template`: the empty tables of a study folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import refused
from safety.records.refusal import FileRefused

HELP = "write the empty tables of a study folder"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", type=Path, metavar="FOLDER")


def run(chosen: Namespace) -> int:
    """Names every file that was written; 2 where none was, since nothing is overwritten."""
    from safety.records.template import write_template

    try:
        for path in write_template(chosen.folder):
            print(path)
    except FileRefused as why:
        return refused(why, chosen.lang)
    return 0
