"""`python -m safety verify`: is everything that is kept as it was written?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from safety.commands.arguments import cut_number, of_database, refused
from safety.records.refusal import FileRefused, Finger

HELP = "prove that nothing that is kept was altered"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("--head", metavar="HASH", help="a hash that was noted as the newest of the trail")
    command.add_argument(
        "--files", type=Path, metavar="FOLDER", help="hold the files of a folder against a cut"
    )
    command.add_argument("--cut", type=cut_number, metavar="N", help="the cut for --files; else the latest")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Prints what was proved; 1 where something is not as it was written, 2 where it cannot be looked at."""
    from safety.records.source_files import source_files
    from safety.store.settings import shown
    from safety.store.store import open_store
    from safety.store.verify import compare_files
    from safety.wording import speech
    from safety.wording.the_store import findings, line, proof

    said = speech(chosen.lang)
    try:
        with closing(open_store(chosen.database)) as store:
            verified = store.verify(chosen.head)
            if (
                not verified.entries
            ):  # a mistyped place is a new store, in which of course nothing was altered
                place = shown(store.database.url)
                raise FileRefused([Finger(place, None, "", "", "store_used")])
            cut = store.cut(chosen.cut) if chosen.files else None
        differing = tuple(compare_files(cut, source_files(chosen.files))) if cut else ()
    except FileRefused as why:
        return refused(why, chosen.lang)
    print("\n".join(proof(verified, said)))
    if cut:
        same = line("files_same", said, folder=chosen.files, number=cut.id)
        print("\n".join(findings(differing, said)) if differing else same)
    return 1 if verified.findings or differing else 0
