"""`python -m safety cuts`: the data cuts that are kept, and where each came from."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from contextlib import closing

from safety.commands.arguments import of_database, refused
from safety.records.refusal import FileRefused

HELP = "the data cuts that are kept"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("--json", action="store_true", help="one JSON object a line, one line a cut")
    of_database(command)


def run(chosen: Namespace) -> int:
    """Prints every cut, the first one first; 2 where the store cannot be opened."""
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.the_store import cut_in_words, line

    said = speech(chosen.lang)
    try:
        with closing(open_store(chosen.database)) as store:
            cuts, head = store.cuts(), store.head()
    except FileRefused as why:
        return refused(why, chosen.lang)
    for cut in cuts:
        print(
            json.dumps(cut.as_object(), ensure_ascii=False)
            if chosen.json
            else "\n".join(cut_in_words(cut, said))
        )
    if not chosen.json:
        print(line("head", said, head=head) if cuts else line("no_cut", said))
    return 0
