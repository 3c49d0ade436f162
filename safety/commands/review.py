"""`python -m safety review`: may each dose level escalate, and why?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import judged_at, language, refused
from safety.records.refusal import FileRefused

HELP = "may each dose level escalate, and why"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", nargs="+", type=Path, metavar="FOLDER")
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object a line, one line a folder")


def run(chosen: Namespace) -> int:
    """Prints the review of each folder; 2 where one could not be read."""
    # these bring pandas along, which the other commands need not wait for
    from safety.reports.as_json import as_json
    from safety.reports.as_text import as_text
    from safety.review.study import open_study
    from safety.wording import speech

    language(chosen.lang)
    code = 0
    for folder in chosen.folder:
        try:
            review = open_study(folder, chosen.protocol, chosen.mapping).review(chosen.cut_off)
        except FileRefused as why:
            code = refused(why, folder)
            continue
        sys.stdout.write(as_json(review) + "\n" if chosen.json else as_text(review, speech(chosen.lang)))
    return code
