"""`python -m safety diff`: what changed between two exports of a study, and what that does to the verdict."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import judged_at, language, refused
from safety.records.refusal import FileRefused

HELP = "what changed between two exports of a study"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("earlier", type=Path, metavar="EARLIER", help="the folder of the earlier export")
    command.add_argument("later", type=Path, metavar="LATER", help="the folder of the later one")
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object")


def run(chosen: Namespace) -> int:
    """Prints every change under the later folder's protocol; 2 where a folder could not be read."""
    from safety.reports.diff_as_json import diff_as_json
    from safety.reports.diff_as_text import diff_as_text
    from safety.review.study import open_study, reference
    from safety.review.what_changed import what_changed
    from safety.wording import speech

    language(chosen.lang)
    studies, code = [], 0
    for folder in (chosen.earlier, chosen.later):
        try:
            studies.append(open_study(folder, chosen.protocol, chosen.mapping))
        except FileRefused as why:
            code = refused(why, folder)
    if code:
        return code
    earlier, later = studies
    found = what_changed(earlier.reports, later.reports, later.protocol, chosen.cut_off, reference())
    other = earlier.protocol.sha256 != later.protocol.sha256
    if chosen.json:
        sys.stdout.write(diff_as_json(found, other_protocol=other) + "\n")
    else:
        names = {"earlier": str(chosen.earlier), "later": str(chosen.later)}
        sys.stdout.write(diff_as_text(found, speech(chosen.lang), other_protocol=other, **names))
    return 0
