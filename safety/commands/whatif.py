"""`python -m safety whatif`: does the decision hang on any single fact, and on which?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from safety.commands.arguments import refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "what would change the decision, one fact at a time"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("--json", action="store_true", help="one JSON object")


def run(chosen: Namespace) -> int:
    """Prints every flip with what it does; 2 where the study could not be read."""
    from safety.reports.what_if_report import what_if_as_json, what_if_as_text
    from safety.wording import speech

    try:
        review = judged(chosen).review
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    text = what_if_as_json(review) + "\n" if chosen.json else what_if_as_text(review, speech(chosen.lang))
    sys.stdout.write(text)
    return 0
