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
    """What changed, the name of either export, and whether another protocol came with the later one."""

    found: WhatChanged
    earlier: str
    later: str
    other_protocol: bool


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
    """Prints every change under the later protocol; 2 where an export could not be read."""
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
    if told is None:
        return 2
    found, *_, other = told
    if chosen.json:
        sys.stdout.write(diff_as_json(found, other_protocol=other) + "\n")
    else:
        names = {"earlier": told.earlier, "later": told.later}
        sys.stdout.write(diff_as_text(found, speech(chosen.lang), other_protocol=other, **names))
    return 0


def _folders(chosen: Namespace) -> Compared | None:
    from safety.review.study import open_study, reference
    from safety.review.what_changed import what_changed

    studies = []
    for folder in chosen.folder:
        try:
            studies.append(open_study(folder, chosen.protocol, chosen.mapping))
        except FileRefused as why:
            refused(why, chosen.lang, folder)
    if len(studies) < TWO:
        return None
    earlier, later = studies
    found = what_changed((earlier.reports, later.reports), later.protocol, chosen.cut_off, reference())
    other = earlier.protocol.sha256 != later.protocol.sha256
    return Compared(found, str(chosen.folder[0]), str(chosen.folder[1]), other)


def _cuts(chosen: Namespace) -> Compared:
    """Of two cuts everything is compared directly; what blocks is what the whole history left open."""
    from safety.review.study import open_cut
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
        other = store.protocol(earlier).content != store.protocol(later).content
    found = study.changes(chosen.cut_off, since=earlier.id - 1)
    said = speech(chosen.lang)
    return Compared(found, named(earlier, said), named(later, said), other)
