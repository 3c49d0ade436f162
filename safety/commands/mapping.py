"""`python -m safety mapping`: a mapping to fill in for a folder of SDTM domains."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import refused
from safety.records.refusal import FileRefused

HELP = "print a mapping to fill in for a folder of SDTM domains"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", type=Path, metavar="FOLDER")


def run(chosen: Namespace) -> int:
    """Prints the words found there; 2 where the folder could not be read."""
    from safety.records.sdtm import mapping_skeleton

    try:
        sys.stdout.write(mapping_skeleton(chosen.folder))
    except (FileRefused, OSError) as why:
        return refused(why, chosen.lang)
    return 0
