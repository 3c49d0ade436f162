"""`python -m safety eligibility`: who was let in, criterion by criterion."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from safety.commands.arguments import refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "every patient's eligibility, criterion by criterion, with its evidence"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("--json", action="store_true", help="one JSON object")


def run(chosen: Namespace) -> int:
    """Prints the answers; 2 where the study could not be read."""
    from safety.reports.eligibility_report import eligibility_as_json, eligibility_as_text
    from safety.wording import speech

    try:
        review = judged(chosen).review
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    text = eligibility_as_json(review) + "\n" if chosen.json else None
    sys.stdout.write(text or eligibility_as_text(review, speech(chosen.lang)))
    return 0
