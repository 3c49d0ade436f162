"""`python -m safety queries`: everything that has to be asked, as lines ready to send."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import put, refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "everything to ask, as lines ready to send (CSV)"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("--information", action="store_true", help="also the lines that ask nothing")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE.csv", help="for a spreadsheet; else printed"
    )


def run(chosen: Namespace) -> int:
    """Prints or writes the lines; 2 where the study could not be read."""
    from safety.reports.site_lines import as_csv, lines_to_the_site
    from safety.wording import speech

    try:
        review = judged(chosen).review
        text = as_csv(lines_to_the_site(review, speech(chosen.lang), information=chosen.information))
        put(text, chosen.output, chosen.folder)
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    return 0
