"""`python -m safety week`: what falls due in the days after the cut-off, and who must see to it?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from safety.commands.arguments import refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "what falls due in the next days, by date and owner"
MOST_DAYS = 366


def days(text: str) -> int:
    """A number of days as it is typed behind --days."""
    if text.isascii() and text.isdigit() and 0 <= int(text) <= MOST_DAYS:
        return int(text)
    raise ArgumentTypeError(f"'{text}' stands there; allowed: a whole number from 0 to {MOST_DAYS}")


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("--days", type=days, default=7, metavar="N", help="how far ahead (7)")
    command.add_argument("--json", action="store_true", help="one JSON object")


def run(chosen: Namespace) -> int:
    """Prints what falls due; 2 where the study could not be read."""
    from safety.reports.week_report import week_as_json, week_as_text
    from safety.wording import speech

    try:
        review = judged(chosen).review
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    text = (
        week_as_json(review, chosen.days) + "\n"
        if chosen.json
        else week_as_text(review, chosen.days, speech(chosen.lang))
    )
    sys.stdout.write(text)
    return 0
