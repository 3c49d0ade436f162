"""`python -m safety exposure`: the cells every patient was given, beside the plan."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from safety.commands.arguments import refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "cells planned and given, infusion by infusion and in total"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("--json", action="store_true", help="one JSON object on one line")


def run(chosen: Namespace) -> int:
    """Prints the exposure of everybody with an infusion on record; 2 where the study could not be read."""
    from safety.reports.exposure_lines import exposure_json
    from safety.reports.exposure_text import exposure_text
    from safety.wording import speech

    try:
        review = judged(chosen).review
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    sys.stdout.write(
        exposure_json(review) + "\n" if chosen.json else exposure_text(review, speech(chosen.lang))
    )
    return 0
