"""`python -m safety grade`: the CTCAE v5.0 grade of every measurement of a CSV file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import refused
from safety.records.refusal import FileRefused

HELP = "the CTCAE v5.0 grade of every measurement of a CSV file"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("file", type=Path, metavar="FILE.csv")
    command.add_argument("-o", "--out", type=Path, metavar="OUT.csv", help="instead of standard output")


def run(chosen: Namespace) -> int:
    """Grades the file block by block; 2 where it could not be read."""
    from safety.grading import read_limits
    from safety.review.graded_file import grade_file

    try:
        grade_file(chosen.file, chosen.out, read_limits())
    except FileRefused as why:
        return refused(why, chosen.lang)
    return 0
