"""`python -m safety review`: may each dose level escalate, and why?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from safety.commands.arguments import judged_at, refused
from safety.commands.the_study import NO_CUT, either, judged_cut, of_a_cut
from safety.records.refusal import FileRefused

if TYPE_CHECKING:
    from safety.review.study_review import StudyReview

HELP = "may each dose level escalate, and why"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", nargs="*", type=Path, metavar="FOLDER")
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object a line, one line a folder")
    of_a_cut(command)


def run(chosen: Namespace) -> int:
    """Prints the review of each folder, or of a cut; 2 where one could not be read."""
    # this brings pandas along, which the other commands need not wait for
    from safety.records.many_rows import many_rows
    from safety.review.opening import open_study

    try:
        either(chosen, " ".join(map(str, chosen.folder)))
        if chosen.cut != NO_CUT:
            _print(judged_cut(chosen).review, chosen)
    except FileRefused as why:
        return refused(why, chosen.lang)
    code = 0
    for folder in chosen.folder:
        try:
            with many_rows():
                _print(open_study(folder, chosen.protocol, chosen.mapping).review(chosen.cut_off), chosen)
        except FileRefused as why:
            code = refused(why, chosen.lang, folder)
    return code


def _print(review: StudyReview, chosen: Namespace) -> None:
    from safety.reports.as_json import as_json
    from safety.reports.as_text import as_text
    from safety.wording import speech

    sys.stdout.write(as_json(review) + "\n" if chosen.json else as_text(review, speech(chosen.lang)))
