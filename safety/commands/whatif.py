"""`python -m safety whatif`: does the decision hang on any single fact, and on which?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import judged_at, refused
from safety.records.refusal import FileRefused

HELP = "what would change the decision, one fact at a time"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", type=Path, metavar="FOLDER")
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object")


def run(chosen: Namespace) -> int:
    """Prints every flip with what it does; 2 where the folder could not be read."""
    from safety.reports.what_if_report import what_if_as_json, what_if_as_text
    from safety.review.study import open_study
    from safety.wording import speech

    try:
        review = open_study(chosen.folder, chosen.protocol, chosen.mapping).review(chosen.cut_off)
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    text = what_if_as_json(review) + "\n" if chosen.json else what_if_as_text(review, speech(chosen.lang))
    sys.stdout.write(text)
    return 0
