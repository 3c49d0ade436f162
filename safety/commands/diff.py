"""`python -m safety diff`: what changed between two exports of a study, and what that does to the verdict."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from safety.commands.arguments import cut_number, judged_at, of_database, refused
from safety.records.refusal import FileRefused, Finger

if TYPE_CHECKING:
    from safety.review.what_changed import WhatChanged

HELP = "what changed between two exports of a study"
TWO = 2


class Compared(NamedTuple):
    """What changed, and the name of either export."""

    found: WhatChanged
    earlier: str
    later: str


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument(
        "folder", nargs="*", type=Path, metavar="FOLDER", help="the earlier one, the later one"
    )
    judged_at(command)
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--cut", nargs=TWO, type=cut_number, metavar="N", help="two data cuts instead of folders, or latest"
    )
    of_database(command)


def run(chosen: Namespace) -> int:
    """Prints another protocol, then every change under the later one; 2 where an export could not be read."""
    from safety.reports.diff_as_json import diff_as_json
    from safety.reports.diff_as_text import diff_as_text
    from safety.wording import speech

    if bool(chosen.folder) == bool(chosen.cut) or len(chosen.folder) not in (0, TWO):
        given = " ".join(map(str, chosen.folder))
        return refused(FileRefused([Finger("diff", None, "", given, "cuts_or_folders")]), chosen.lang)
    try:
        told = _cuts(chosen) if chosen.cut else _folders(chosen)
    except FileRefused as why:
        return refused(why, chosen.lang)
    if chosen.json:
        sys.stdout.write(diff_as_json(told.found) + "\n")
    else:
        names = {"earlier": told.earlier, "later": told.later}
        sys.stdout.write(diff_as_text(told.found, speech(chosen.lang), **names))
    return 0


def _folders(chosen: Namespace) -> Compared:
    from safety.review.opening import open_two

    study = open_two(chosen.folder, chosen.protocol, chosen.mapping)
    earlier, later = map(str, chosen.folder)
    return Compared(study.changes(chosen.cut_off), earlier, later)


def _cuts(chosen: Namespace) -> Compared:
    """Of two cuts everything is compared directly; what blocks is what the whole history left open."""
    from safety.review.opening import open_cut
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import named

    if chosen.mapping:
        raise FileRefused([Finger("--mapping", None, "", str(chosen.mapping), "cut_as_imported")])
    with closing(open_store(chosen.database)) as store:
        earlier, later = sorted(map(store.cut, chosen.cut), key=lambda cut: cut.id)
        if earlier.id == later.id:
            raise FileRefused([Finger("--cut", None, "", str(later.id), "cuts_differ")])
        study = open_cut(store, later, chosen.protocol)
    found = study.changes(chosen.cut_off, since=earlier.id - 1)
    said = speech(chosen.lang)
    return Compared(found, named(earlier, said), named(later, said))
