"""`python -m safety review`: may each dose level escalate, and why?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from safety.commands.arguments import cut_number, judged_at, of_database, refused
from safety.records.refusal import FileRefused, Finger

if TYPE_CHECKING:
    from safety.review.study_review import StudyReview

FOLDERS = 0  # no cut has this number
HELP = "may each dose level escalate, and why"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", nargs="*", type=Path, metavar="FOLDER")
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object a line, one line a folder")
    command.add_argument(
        "--cut",
        type=cut_number,
        default=FOLDERS,
        metavar="N",
        help="a data cut instead of folders, or latest",
    )
    of_database(command)


def run(chosen: Namespace) -> int:
    """Prints the review of each folder, or of a cut; 2 where one could not be read."""
    # this brings pandas along, which the other commands need not wait for
    from safety.review.study import open_study

    if bool(chosen.folder) == (chosen.cut != FOLDERS):
        return refused(
            FileRefused([Finger("review", None, "", _given(chosen), "cut_or_folder")]), chosen.lang
        )
    if chosen.cut != FOLDERS:
        return _cut(chosen)
    code = 0
    for folder in chosen.folder:
        try:
            review = open_study(folder, chosen.protocol, chosen.mapping).review(chosen.cut_off)
        except FileRefused as why:
            code = refused(why, chosen.lang, folder)
            continue
        _print(review, chosen)
    return code


def _given(chosen: Namespace) -> str:
    return " ".join(map(str, chosen.folder)) + (f" --cut {chosen.cut or 'latest'}" if chosen.folder else "")


def _print(review: StudyReview, chosen: Namespace) -> None:
    from safety.reports.as_json import as_json
    from safety.reports.as_text import as_text
    from safety.wording import speech

    sys.stdout.write(as_json(review) + "\n" if chosen.json else as_text(review, speech(chosen.lang)))


def _cut(chosen: Namespace) -> int:
    """The verdict is kept in the store; where another program gave another one, standard error names it."""
    from safety.reports.as_json import as_json
    from safety.review.study import open_cut
    from safety.store.store import open_store
    from safety.store.verdicts import Shown
    from safety.wording import speech
    from safety.wording.the_store import another_verdict

    try:
        if chosen.mapping:
            raise FileRefused([Finger("--mapping", None, "", str(chosen.mapping), "cut_as_imported")])
        with closing(open_store(chosen.database)) as store:
            cut = store.cut(chosen.cut)
            review = open_cut(store, cut, chosen.protocol).review(chosen.cut_off)
            shown = as_json(review).encode()
            verdict = store.record_verdict(
                Shown(cut.id, chosen.cut_off, review.protocol.sha256, shown, review.rests_on)
            )
            others = store.other_verdicts(verdict)
    except FileRefused as why:
        return refused(why, chosen.lang)
    _print(review, chosen)
    for other in others:
        print("\n".join(another_verdict(other, verdict, speech(chosen.lang))), file=sys.stderr)
    return 0
