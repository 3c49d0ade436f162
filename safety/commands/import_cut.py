"""`python -m safety import`: keep a study folder as a data cut."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from safety.commands.arguments import of_database, refused
from safety.records.refusal import FileRefused

NAME = "import"
HELP = "keep a study folder as a data cut that nothing alters"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--by", required=True, metavar="ROLE", help="who imports, by role: 'data manager'")
    command.add_argument("--why", default="", metavar="REASON")
    command.add_argument(
        "--protocol", type=Path, metavar="FILE", help="instead of the folder's protocol.toml"
    )
    command.add_argument("--mapping", type=Path, metavar="FILE", help="what SDTM leaves to the sponsor")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Names the cut, what blocks since the one before, and the trail's newest hash; 2 where nothing could be kept."""
    from safety.review.opening import delivery, open_cut
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import imported_said, line, since_the_cut_before

    said = speech(chosen.lang)
    try:
        given = delivery(chosen.folder, chosen.protocol, chosen.mapping)
        with closing(open_store(chosen.database)) as store:
            cut, new = store.import_cut(given, who=chosen.by, why=chosen.why)
            head, study = store.head(), open_cut(store, cut)
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    print(imported_said(cut, said, new=new))
    if new and study.before:
        print("\n".join(since_the_cut_before(cut, study.latest_changes(), said)))
    print(line("head", said, head=head))
    print(line("note_head", said))
    return 0
